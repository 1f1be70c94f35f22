import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataPlace } from '../database/start.ts';

const made = new Map<string, Buffer>();

/**
 * The installation's key for secrets that must be read again (32 bytes): the one of `COMUNANZA_SECRETS_KEY` (base64, or the path
 * of a file with it), else `secrets-key.txt` in the data folder, made at the first use and readable by its owner only. It is not
 * in backups.
 */
function sealingKey(): Buffer {
  const given = process.env.COMUNANZA_SECRETS_KEY;
  const where = given || join(dataPlace().dataFolder, 'secrets-key.txt');
  const known = made.get(where);
  if (known) return known;
  if (!given && !existsSync(where)) makeKey(dataPlace().dataFolder, where);
  const written = given && decoded(given).length === 32 ? given : readFileSync(where, 'utf8');
  const key = decoded(written);
  if (key.length !== 32) throw new Error('COMUNANZA_SECRETS_KEY must be 32 bytes in base64, or a file with them');
  made.set(where, key);
  return key;
}

/**
 * A text that only this installation can read again (AES-256-GCM), and only together with `about`: what it belongs to, so
 * that it cannot be moved to another row.
 */
export function sealText(plain: string, about: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', sealingKey(), nonce).setAAD(Buffer.from(about));
  const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return `v1.${Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')}`;
}

/** The text that was sealed; undefined when it was sealed with another key, about something else, or changed. */
export function unsealText(sealed: string, about: string): string | undefined {
  if (!sealed.startsWith('v1.')) return undefined;
  const bytes = Buffer.from(sealed.slice(3), 'base64url');
  if (bytes.length < 28) return undefined;
  const decipher = createDecipheriv('aes-256-gcm', sealingKey(), bytes.subarray(0, 12)).setAAD(Buffer.from(about));
  decipher.setAuthTag(bytes.subarray(12, 28));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}

function decoded(written: string): Buffer {
  const bare = written.trim();
  return /^[A-Za-z0-9+/_-]{43}=?$/.test(bare) ? Buffer.from(bare, 'base64') : Buffer.alloc(0);
}

/** Of two processes that make a key at once, one wins. */
function makeKey(folder: string, path: string): void {
  const mine = `${path}.${process.pid}`;
  mkdirSync(folder, { recursive: true });
  try {
    writeFileSync(mine, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600 });
    linkSync(mine, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(mine, { force: true });
  }
}
