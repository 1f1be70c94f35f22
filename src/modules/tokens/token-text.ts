import { createHash, randomBytes } from 'node:crypto';

/** 256 bits by chance, with a beginning by which a token forgotten in a file is known. */
export function newToken(): { readonly token: string; readonly sha256: string; readonly ending: string } {
  const token = `cmz_${randomBytes(32).toString('base64url')}`;
  return { token, sha256: tokenSha256(token), ending: token.slice(-4) };
}

/** The form in which a token is kept. */
export function tokenSha256(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
