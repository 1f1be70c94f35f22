import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';

/** The keys towards CIE: one for the federation, and two for its clients' side, which sign and decrypt. Private JWKs. */
export type CieKeys = { readonly federation: JWK; readonly signing: JWK; readonly encryption: JWK };

/** New keys (RSA, 2048 bits), named by their thumbprints. Source: SPID/CIE OpenID Connect, "Algoritmi crittografici". */
export async function makeCieKeys(): Promise<CieKeys> {
  return {
    federation: await newKey('RS256', 'sig'),
    signing: await newKey('RS256', 'sig'),
    encryption: await newKey('RSA-OAEP-256', 'enc'),
  };
}

async function newKey(alg: string, use: 'sig' | 'enc'): Promise<JWK> {
  const { privateKey } = await generateKeyPair(alg, { extractable: true });
  const jwk = await exportJWK(privateKey);
  return { ...jwk, alg, use, kid: await calculateJwkThumbprint(jwk) };
}

/** What others may know of a key. */
export function publicPart({ kty, n, e, alg, use, kid }: JWK): JWK {
  return { kty, n, e, alg, use, kid } as JWK;
}
