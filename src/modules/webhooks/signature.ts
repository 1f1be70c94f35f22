import { createHmac, randomBytes } from 'node:crypto';

/** 256 bits by chance, with a beginning by which a secret forgotten in a file is known. */
export function newSecret(): string {
  return `cmzwh_${randomBytes(32).toString('base64url')}`;
}

/**
 * The header that proves who wrote a body and when: `t=1763722800,v1.k2=9f…,v1.k1=07…`, a signature for each key in use, each
 * the HMAC-SHA256, in hexadecimal, of `timestamp.body`.
 *
 * @param at the moment of the try, in whole seconds; a receiver refuses what is older than five minutes
 */
export function signatureOf(
  body: string,
  at: Date,
  keys: readonly { readonly id: string; readonly secret: string }[],
): string {
  const seconds = Math.floor(at.getTime() / 1000);
  const signed = keys.map(
    ({ id, secret }) => `v1.${id}=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`,
  );
  return [`t=${seconds}`, ...signed].join(',');
}
