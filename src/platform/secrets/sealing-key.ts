import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from '../../kernel/text.ts';
import { dataPlace } from '../database/start.ts';
import { StartFailure } from '../database/start-failure.ts';

/** A key, and the name by which sealed texts say which one they need: eight figures of its hash. */
type SealingKey = { readonly name: string; readonly bytes: Buffer };

const read = new Map<string, { readonly changed: number; readonly keys: readonly SealingKey[] }>();

/**
 * The installation's keys for secrets that must be read again (32 bytes each), the one that seals first: those of
 * `COMUNANZA_SECRETS_KEY` (base64, or the path of a file with them), else of `secrets-key.txt` in the data folder, made at the first
 * use and readable by its owner only. They are not in backups. A file is read again when it changes.
 */
function sealingKeys(): readonly SealingKey[] {
  const given = process.env.COMUNANZA_SECRETS_KEY;
  const inPlace = given ? keysIn(given) : [];
  if (inPlace.length > 0) return inPlace;
  const path = keyFile();
  if (!given && !existsSync(path)) makeKeyFile(path);
  const changed = existsSync(path) ? statSync(path).mtimeMs : 0;
  const known = read.get(path);
  if (known?.changed === changed) return known.keys;
  const keys = existsSync(path) ? keysIn(readFileSync(path, 'utf8')) : [];
  if (keys.length === 0) throw unreadable();
  read.set(path, { changed, keys });
  return keys;
}

/** Throws `StartFailure` `bad-secrets-key` when the keys given cannot be read; makes none. */
export function checkSealingKeys(): void {
  if (process.env.COMUNANZA_SECRETS_KEY) sealingKeys();
}

/** The names of the keys, the one that seals first. */
export function sealingKeyNames(): readonly string[] {
  return sealingKeys().map(({ name }) => name);
}

/** The name of the key that opens a sealed text; null for one from when keys had no names. */
export function keyNameOf(sealed: string): string | null {
  return /^v2\.([0-9a-f]{8})\./.exec(sealed)?.[1] ?? null;
}

/**
 * Puts a new key before the others in their file: from now on it seals, and the others still open. False where the keys stand in
 * the variable itself, which the program cannot write.
 */
export function addSealingKey(): boolean {
  const given = process.env.COMUNANZA_SECRETS_KEY;
  if (given && keysIn(given).length > 0) return false;
  sealingKeys(); // makes the first, or says what is wrong
  const path = keyFile();
  const mine = `${path}.${process.pid}`;
  writeFileSync(mine, `${newKey()}\n${readFileSync(path, 'utf8')}`, { mode: 0o600 });
  renameSync(mine, path);
  read.delete(path);
  return true;
}

/**
 * A text that only this installation can read again (AES-256-GCM), and only together with `about`: what it belongs to, so
 * that it cannot be moved to another row. It names its key: `v2.name.…`.
 */
export function sealText(plain: string, about: string): string {
  const [key] = sealingKeys() as readonly [SealingKey];
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key.bytes, nonce).setAAD(Buffer.from(about));
  const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return `v2.${key.name}.${Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')}`;
}

/** The text that was sealed; undefined when no key here sealed it, or it is about something else, or was changed. */
export function unsealText(sealed: string, about: string): string | undefined {
  const name = keyNameOf(sealed);
  if (name === null && !sealed.startsWith('v1.')) return undefined;
  const bytes = Buffer.from(sealed.slice(sealed.lastIndexOf('.') + 1), 'base64url');
  if (bytes.length < 28) return undefined;
  for (const key of sealingKeys()) {
    if (name !== null && key.name !== name) continue;
    const plain = opened(bytes, key.bytes, about);
    if (plain !== undefined) return plain;
  }
  return undefined;
}

function opened(bytes: Buffer, key: Buffer, about: string): string | undefined {
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12)).setAAD(Buffer.from(about));
  decipher.setAuthTag(bytes.subarray(12, 28));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}

/** Every key in some text; none where a word of it is no key. */
function keysIn(written: string): SealingKey[] {
  const words = written.split(/[\s,]+/).filter(Boolean);
  const keys = words.flatMap((word) => {
    const bytes = /^[A-Za-z0-9+/_-]{43}=?$/.test(word) ? Buffer.from(word, 'base64') : Buffer.alloc(0);
    return bytes.length === 32 ? [{ name: createHash('sha256').update(bytes).digest('hex').slice(0, 8), bytes }] : [];
  });
  return keys.length === words.length ? keys : [];
}

function keyFile(): string {
  return process.env.COMUNANZA_SECRETS_KEY || join(dataPlace().dataFolder, 'secrets-key.txt');
}

function newKey(): string {
  return randomBytes(32).toString('base64');
}

function unreadable(): StartFailure {
  return new StartFailure(
    'bad-secrets-key',
    text(
      'COMUNANZA_SECRETS_KEY, o il file che indica, non contiene chiavi leggibili.',
      'COMUNANZA_SECRETS_KEY, or the file it names, holds no keys that can be read.',
    ),
    text(
      'Serve una chiave di 32 byte in base64 per riga (openssl rand -base64 32), quella in uso per prima.',
      'It takes one key of 32 bytes in base64 a line (openssl rand -base64 32), the one in use first.',
    ),
  );
}

/** Of two processes that make a key at once, one wins. */
function makeKeyFile(path: string): void {
  const mine = `${path}.${process.pid}`;
  mkdirSync(dataPlace().dataFolder, { recursive: true });
  try {
    writeFileSync(mine, `${newKey()}\n`, { mode: 0o600 });
    linkSync(mine, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(mine, { force: true });
  }
}
