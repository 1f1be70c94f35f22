import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { sealText, unsealText } from './sealing-key.ts';

const folder = mkdtempSync(join(tmpdir(), 'comunanza-secrets-'));
afterEach(() => vi.unstubAllEnvs());

test('a secret is read again by the key that sealed it, for what it belongs to, and by nothing else', () => {
  vi.stubEnv('COMUNANZA_SECRETS_KEY', randomBytes(32).toString('base64'));
  const sealed = sealText('JBSWY3DPEHPK3PXP', 'person 1');
  expect(sealed).not.toContain('JBSWY3DPEHPK3PXP');
  expect(sealText('JBSWY3DPEHPK3PXP', 'person 1')).not.toBe(sealed);
  expect(unsealText(sealed, 'person 1')).toBe('JBSWY3DPEHPK3PXP');
  expect(unsealText(sealed, 'person 2')).toBeUndefined();
  expect(unsealText(`${sealed.slice(0, -2)}AA`, 'person 1')).toBeUndefined();
  expect(unsealText('v1.short', 'person 1')).toBeUndefined();
  vi.stubEnv('COMUNANZA_SECRETS_KEY', randomBytes(32).toString('base64'));
  expect(unsealText(sealed, 'person 1')).toBeUndefined();
});

test('where no key is given one is made in the data folder, for its owner only', () => {
  vi.stubEnv('COMUNANZA_SECRETS_KEY', '');
  vi.stubEnv('COMUNANZA_DATA', folder);
  const sealed = sealText('quattro', 'x');
  expect(unsealText(sealed, 'x')).toBe('quattro');
  expect(statSync(join(folder, 'secrets-key.txt')).mode & 0o777).toBe(0o600);
  rmSync(folder, { recursive: true });
});
