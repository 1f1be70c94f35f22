import 'reflect-metadata';
import { generateKeyPairSync } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import type { KeyAndCertificate } from './signed-xml.ts';

/** Whose certificate it is. */
export type CertificateHolder = {
  readonly entityId: string;
  readonly organization: string;
  readonly place: string;
  readonly ipaCode: string;
};

/** What AgID wants a certificate of a service provider to say of itself: its own rules, and that it is of a public body. */
const policies = [
  { id: '1.3.76.16.6', says: 'agIDcert' },
  { id: '1.3.76.16.4.2.1', says: 'cert_SP_Pub' },
] as const;

/** Eight years, in milliseconds. */
const validFor = 8 * 365.25 * 24 * 60 * 60 * 1000;

/**
 * A new key (RSA, 3072 bits) with the certificate that a public body signs for itself to seal its SPID messages.
 * Source: SPID, avviso 29 v3: names `organizationName`, `organizationIdentifier` (`PA:IT-` and the IPA code), `uri`; policies.
 */
export async function makeCertificate(holder: CertificateHolder, from: Date): Promise<KeyAndCertificate> {
  const pair = generateKeyPairSync('rsa', { modulusLength: 3072 });
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' } as const;
  const key = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
  const keys = {
    privateKey: await crypto.subtle.importKey(
      'pkcs8',
      pair.privateKey.export({ type: 'pkcs8', format: 'der' }),
      algorithm,
      true,
      ['sign'],
    ),
    publicKey: await crypto.subtle.importKey(
      'spki',
      pair.publicKey.export({ type: 'spki', format: 'der' }),
      algorithm,
      true,
      ['verify'],
    ),
  };
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: [
      { CN: [holder.organization.slice(0, 64)] },
      { O: [holder.organization] },
      { '2.5.4.97': [`PA:IT-${holder.ipaCode}`] },
      { '2.5.4.83': [holder.entityId] },
      { L: [holder.place] },
      { C: ['IT'] },
    ],
    notBefore: from,
    notAfter: new Date(from.getTime() + validFor),
    signingAlgorithm: algorithm,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(false),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature | x509.KeyUsageFlags.nonRepudiation, true),
      new x509.Extension('2.5.29.32', false, policiesInDer()),
    ],
  });
  return { key, certificate: `${certificate.toString('pem')}\n` };
}

/** CertificatePolicies with a user notice each (RFC 5280, 4.2.1.4), in DER. */
function policiesInDer(): Uint8Array<ArrayBuffer> {
  const notice = '1.3.6.1.5.5.7.2.2';
  const written = sequence(
    ...policies.map(({ id, says }) =>
      sequence(identifier(id), sequence(sequence(identifier(notice), sequence(tagged(0x0c, Buffer.from(says)))))),
    ),
  );
  return new Uint8Array(written);
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return tagged(0x30, Buffer.concat(parts));
}

/** Everything here is shorter than 128 bytes a part, or two parts together below 256: both forms of a length are enough. */
function tagged(tag: number, content: Buffer): Buffer {
  const length = content.length < 128 ? [content.length] : [0x81, content.length];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
}

function identifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const bytes = [first * 40 + second];
  for (const arc of rest) {
    const parts = [arc & 0x7f];
    for (let left = arc >> 7; left > 0; left >>= 7) parts.unshift((left & 0x7f) | 0x80);
    bytes.push(...parts);
  }
  return tagged(0x06, Buffer.from(bytes));
}
