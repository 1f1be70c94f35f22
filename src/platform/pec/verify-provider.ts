import { webcrypto, X509Certificate } from 'node:crypto';
import * as pkijs from 'pkijs';
import { text } from '../../kernel/text.ts';
import { addressOf, type Read } from './daticert.ts';
import type { SignedParts } from './signed-parts.ts';

export type ProviderSignature = {
  /** What was signed: a MIME part, header and body. */
  readonly content: Buffer;
  /** Whose certificate it is, and who issued it. */
  readonly signer: string;
  readonly issuer: string;
};

const wrong = (it: string, en: string) => ({ ok: false, why: text(it, en) }) as const;
let engineSet = false;

/**
 * Verifies that a provider signed this very part with a certificate that goes back to one of those trusted, in force at `at`,
 * and that the certificate is for the address it writes from (where it names any). Source: RFC 8551, par. 3 of RFC 8550.
 *
 * @param trusted certificates of authorities, PEM, one after the other
 */
export async function verifyProvider(
  { content, signature }: SignedParts,
  { trusted, from, at }: { readonly trusted: string; readonly from: string; readonly at: Date },
): Promise<Read<ProviderSignature>> {
  useWebCrypto();
  const authorities = certificatesIn(trusted);
  if (authorities.length === 0)
    return wrong(
      'non è indicata alcuna autorità di certificazione dei gestori PEC',
      'no certification authority of PEC providers is given',
    );
  let signed: pkijs.SignedData;
  try {
    signed = new pkijs.SignedData({ schema: pkijs.ContentInfo.fromBER(bufferOf(signature)).content });
  } catch {
    return wrong('la firma del gestore è illeggibile', 'the signature of the provider cannot be read');
  }
  const inside = signed.encapContentInfo.eContent?.getValue();
  const data = content ?? (inside ? Buffer.from(inside) : undefined);
  if (!data || signed.signerInfos.length !== 1)
    return wrong('la firma non copre alcun contenuto', 'the signature covers no content');
  const check = async (checkChain: boolean) => {
    try {
      return await signed.verify({
        signer: 0,
        ...(inside ? {} : { data: bufferOf(data) }),
        trustedCerts: authorities,
        checkChain,
        checkDate: at,
        extendedMode: true,
      });
    } catch (error) {
      return error as pkijs.SignedDataVerifyResult;
    }
  };
  const own = await check(false);
  const certificate = own.signatureVerified ? own.signerCertificate : undefined;
  if (!certificate)
    return wrong('la firma del gestore non corrisponde al messaggio', 'the signature of the provider does not match');
  if (at < certificate.notBefore.value || at > certificate.notAfter.value)
    return wrong('il certificato del gestore era scaduto', 'the certificate of the provider had expired');
  if (!(await check(true)).signerCertificateVerified)
    return wrong(
      'il certificato del gestore non risale a un’autorità indicata',
      'the certificate of the provider does not go back to a given authority',
    );
  const read = new X509Certificate(Buffer.from(certificate.toSchema(true).toBER()));
  const addresses = addressesIn(read);
  if (addresses.length > 0 && !addresses.includes(addressOf(from)))
    return wrong(
      'il certificato del gestore è di un altro mittente',
      'the certificate of the provider is of another sender',
    );
  return { ok: true, value: { content: data, signer: named(read.subject), issuer: named(read.issuer) } };
}

/** The certificates of a PEM text; those that cannot be read are none. */
export function certificatesIn(pem: string): pkijs.Certificate[] {
  const found: pkijs.Certificate[] = [];
  for (const [, body] of pem.matchAll(/-----BEGIN CERTIFICATE-----([\s\S]*?)-----END CERTIFICATE-----/g)) {
    try {
      found.push(pkijs.Certificate.fromBER(bufferOf(Buffer.from(body!.replace(/\s/g, ''), 'base64'))));
    } catch {} // one that cannot be read is trusted by nobody
  }
  return found;
}

/** Its subject, as people call it. */
export function certificateName(certificate: pkijs.Certificate): string {
  return named(new X509Certificate(Buffer.from(certificate.toSchema(true).toBER())).subject);
}

function addressesIn(certificate: X509Certificate): string[] {
  const alternative = [...(certificate.subjectAltName ?? '').matchAll(/email:([^,\s"]+)/g)].map(([, one]) => one!);
  const subject = [...certificate.subject.matchAll(/^emailAddress=(.+)$/gm)].map(([, one]) => one!);
  return [...alternative, ...subject].map(addressOf);
}

function named(subject: string): string {
  const field = (name: string) => new RegExp(`^${name}=(.+)$`, 'm').exec(subject)?.[1];
  return field('CN') ?? field('O') ?? subject.replace(/\n/g, ', ');
}

function bufferOf(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer as ArrayBuffer;
}

function useWebCrypto(): void {
  if (engineSet) return;
  const crypto = webcrypto as unknown as Crypto;
  pkijs.setEngine('node', new pkijs.CryptoEngine({ name: 'node', crypto }) as unknown as pkijs.ICryptoEngine);
  engineSet = true;
}
