import { createCipheriv, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { altered } from '../../testing/altered.ts';
import { addSealingKey, checkSealingKeys, keyNameOf, sealingKeyNames, sealText, unsealText } from './sealing-key.ts';

const folder = mkdtempSync(join(tmpdir(), 'comunanza-secrets-'));
afterEach(() => vi.unstubAllEnvs());

test('a secret is read again by the key that sealed it, for what it belongs to, and by nothing else', () => {
  vi.stubEnv('COMUNANZA_SECRETS_KEY', randomBytes(32).toString('base64'));
  const sealed = sealText('JBSWY3DPEHPK3PXP', 'person 1');
  expect(sealed).not.toContain('JBSWY3DPEHPK3PXP');
  expect(sealText('JBSWY3DPEHPK3PXP', 'person 1')).not.toBe(sealed);
  expect(unsealText(sealed, 'person 1')).toBe('JBSWY3DPEHPK3PXP');
  expect(unsealText(sealed, 'person 2')).toBeUndefined();
  expect(unsealText(altered(sealed), 'person 1')).toBeUndefined();
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

const someKey = () => randomBytes(32).toString('base64');

test('with several keys the first seals and every one opens; a sealed text names its key', () => {
  const [old, recent] = [someKey(), someKey()];
  vi.stubEnv('COMUNANZA_SECRETS_KEY', old);
  const before = sealText('quattro', 'x');
  vi.stubEnv('COMUNANZA_SECRETS_KEY', `${recent}, ${old}`);
  const after = sealText('quattro', 'x');
  expect([unsealText(before, 'x'), unsealText(after, 'x')]).toEqual(['quattro', 'quattro']);
  expect([keyNameOf(after), keyNameOf(before)]).toEqual(sealingKeyNames());
  vi.stubEnv('COMUNANZA_SECRETS_KEY', recent);
  expect([unsealText(before, 'x'), unsealText(after, 'x')]).toEqual([undefined, 'quattro']);
});

test('what was sealed when keys had no names is still read', () => {
  const [old, recent] = [someKey(), someKey()];
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(old, 'base64'), nonce).setAAD(Buffer.from('x'));
  const sealed = Buffer.concat([cipher.update('cinque', 'utf8'), cipher.final()]);
  const v1 = `v1.${Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')}`;
  vi.stubEnv('COMUNANZA_SECRETS_KEY', `${recent} ${old}`);
  expect([keyNameOf(v1), unsealText(v1, 'x'), unsealText(v1, 'y')]).toEqual([null, 'cinque', undefined]);
});

test('a new key goes before the others in their file, and is used at once; one in the variable is not the program’s to change', () => {
  const place = mkdtempSync(join(tmpdir(), 'comunanza-rotate-'));
  const file = join(place, 'keys');
  writeFileSync(file, `${someKey()}\n`);
  vi.stubEnv('COMUNANZA_SECRETS_KEY', file);
  const before = sealText('sei', 'x');
  expect(addSealingKey()).toBe(true);
  expect(readFileSync(file, 'utf8').trim().split('\n')).toHaveLength(2);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const after = sealText('sei', 'x');
  expect(keyNameOf(after)).not.toBe(keyNameOf(before));
  expect([unsealText(before, 'x'), unsealText(after, 'x')]).toEqual(['sei', 'sei']);
  vi.stubEnv('COMUNANZA_SECRETS_KEY', someKey());
  expect(addSealingKey()).toBe(false);
  rmSync(place, { recursive: true });
});

test.each(['boh', `${someKey()} boh`, '/nowhere/at/all'])('keys like %j keep the program from starting', (given) => {
  vi.stubEnv('COMUNANZA_SECRETS_KEY', given);
  expect(() => checkSealingKeys()).toThrow('non contiene chiavi leggibili');
});
