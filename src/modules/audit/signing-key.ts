import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refused } from '../../kernel/result.ts';
import { refusals } from './rules/refusals.ts';

export type SigningKey = {
  /** Base64 of the public key (SubjectPublicKeyInfo). */
  readonly publicKey: string;
  readonly sign: (statement: string) => string;
};

/**
 * The installation's Ed25519 key: the one of `COMUNANZA_AUDIT_KEY` (PEM, or the path of such a file), else
 * `audit-key.pem` in the data folder, made at the first use and readable by its owner only. Refuses `audit/bad-key`.
 */
export function signingKey(
  dataFolder: string,
  given: string | undefined = process.env.COMUNANZA_AUDIT_KEY,
): SigningKey {
  if (given) return given.includes('-----BEGIN') ? read(given, 'COMUNANZA_AUDIT_KEY') : read(contentOf(given), given);
  const path = join(dataFolder, 'audit-key.pem');
  if (!existsSync(path)) makeKey(dataFolder, path);
  return read(contentOf(path), path);
}

/** Whether a statement was signed with the key whose public half is given; false for whatever is not a key. */
export function isSigned(statement: string, signature: string, publicKey: string): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
    return (
      key.asymmetricKeyType === 'ed25519' && verify(null, Buffer.from(statement), key, Buffer.from(signature, 'base64'))
    );
  } catch {
    return false;
  }
}

function read(pem: string, where: string): SigningKey {
  let key: KeyObject;
  try {
    key = createPrivateKey(pem.replaceAll('\\n', '\n'));
  } catch {
    throw new Refused(refusals.badKey(where));
  }
  if (key.asymmetricKeyType !== 'ed25519') throw new Refused(refusals.badKey(where));
  return {
    publicKey: createPublicKey(key).export({ format: 'der', type: 'spki' }).toString('base64'),
    sign: (statement) => sign(null, Buffer.from(statement), key).toString('base64'),
  };
}

function contentOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new Refused(refusals.badKey(path));
  }
}

/** Of two processes that make a key at once, one wins. */
function makeKey(folder: string, path: string): void {
  const pem = generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }) as string;
  const mine = `${path}.${process.pid}`;
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(mine, pem, { mode: 0o600 });
    linkSync(mine, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw new Refused(refusals.unwritable(folder));
  } finally {
    rmSync(mine, { force: true });
  }
}
