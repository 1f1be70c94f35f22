import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { sealedPurpose, toldPurpose } from './told-purpose.ts';

beforeEach(() => vi.stubEnv('COMUNANZA_SECRETS_KEY', randomBytes(32).toString('base64')));
afterEach(() => vi.unstubAllEnvs());

const at = (instant: string) => ({ instant: new Date(instant) });
const rita = { association: 'lecco', person: 'rita', dataSet: 'anagrafe', now: at('2026-11-21T11:00:00Z') };
const scopoOf = (written: string) => new URLSearchParams(written).get('scopo')!;

test('[ISO-16] what data are opened for is nowhere to be read in an address, and holds half an hour', () => {
  const written = sealedPurpose(rita, 'Pratica di Bianchi & figli, 12 di 30');
  expect(written).not.toMatch(/Bianchi|Pratica/);
  expect(toldPurpose(rita, scopoOf(written))).toBe('Pratica di Bianchi & figli, 12 di 30');
  expect(toldPurpose({ ...rita, now: at('2026-11-21T11:29:59Z') }, scopoOf(written))).toBeDefined();
  expect(toldPurpose({ ...rita, now: at('2026-11-21T11:30:00Z') }, scopoOf(written))).toBeUndefined();
});

test('[ISO-16] it is of who told it, for the data set it was told for', () => {
  const scopo = scopoOf(sealedPurpose(rita, 'pratica'));
  for (const other of [{ person: 'ugo' }, { person: null }, { dataSet: 'tributi' }, { association: 'asti' }])
    expect(toldPurpose({ ...rita, ...other }, scopo)).toBeUndefined();
  expect([toldPurpose(rita, 'pratica'), toldPurpose(rita, ''), toldPurpose(rita, undefined)]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
