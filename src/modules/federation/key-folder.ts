import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataPlace } from '../../platform/database/start.ts';
import type { KeyAndCertificate } from './protocol/signed-xml.ts';

/**
 * Where the keys of this installation towards SPID and CIE are: `federation` in the data folder, readable by its owner only. They
 * are not in backups.
 */
function keyFolder(): string {
  return join(dataPlace().dataFolder, 'federation');
}

/** The key and certificate for SPID; undefined until they are made. */
export function spidKey(): KeyAndCertificate | undefined {
  const [key, certificate] = [kept('spid-key.pem'), kept('spid-certificate.pem')];
  return key && certificate ? { key, certificate } : undefined;
}

/** Keeps them; those there were stay beside, with the day in their name. */
export function keepSpidKey(made: KeyAndCertificate, day: string): void {
  keep('spid-key.pem', made.key, day);
  keep('spid-certificate.pem', made.certificate, day);
}

/** The private keys for CIE, a JWK set as text; undefined until they are made. */
export function cieKeys(): string | undefined {
  return kept('cie-keys.json');
}

export function keepCieKeys(made: string, day: string): void {
  keep('cie-keys.json', made, day);
}

function kept(name: string): string | undefined {
  const path = join(keyFolder(), name);
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

function keep(name: string, content: string, day: string): void {
  const folder = keyFolder();
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, name);
  if (existsSync(path)) renameSync(path, `${path}.until-${day}`);
  writeFileSync(path, content, { mode: 0o600 });
  chmodSync(path, 0o600);
}
