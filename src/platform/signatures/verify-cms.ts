import { webcrypto } from 'node:crypto';
import * as pkijs from 'pkijs';
import { type Text, text } from '../../kernel/text.ts';

/**
 * Who signed, as the certificate says. Whether its issuer is a trusted one is for people to judge: no list of them is kept here.
 */
export type Signer = {
  readonly name: string;
  readonly taxCode: string | null;
  readonly issuer: string;
  /** The certificate says of itself that it is qualified (ETSI EN 319 412-5, `QcCompliance`), and another issued it. */
  readonly qualified: boolean;
  readonly serial: string;
  readonly from: string;
  readonly until: string;
  /** As the signature declares it; not a timestamp. */
  readonly signedAt: string | null;
};

export type Verified =
  | { readonly ok: true; readonly content: Uint8Array; readonly signers: readonly Signer[] }
  | { readonly ok: false; readonly why: Text };

let engineSet = false;

const refused = (it: string, en: string): Verified => ({ ok: false, why: text(it, en) });

/**
 * Verifies a CMS envelope (CAdES, S/MIME): that every signer has signed this very content with the key of its certificate, and
 * that the certificate was in force when it says it signed (else at `at`).
 *
 * @param content what was signed, where the envelope does not carry it
 */
export async function verifyCms(
  envelope: Uint8Array,
  { content, at }: { readonly content?: Uint8Array; readonly at: Date },
): Promise<Verified> {
  if (!engineSet) {
    pkijs.setEngine(
      'node',
      new pkijs.CryptoEngine({
        name: 'node',
        crypto: webcrypto as unknown as Crypto,
      }) as unknown as pkijs.ICryptoEngine,
    );
    engineSet = true;
  }
  let signed: pkijs.SignedData;
  try {
    const info = pkijs.ContentInfo.fromBER(bufferOf(binary(envelope)));
    signed = new pkijs.SignedData({ schema: info.content });
  } catch {
    return refused('il file non è una busta firmata', 'the file is not a signed envelope');
  }
  const inside = signed.encapContentInfo.eContent?.getValue();
  const data = inside ? new Uint8Array(inside) : content;
  if (!data) return refused('la busta non contiene il documento', 'the envelope does not carry the document');
  if (content && Buffer.compare(Buffer.from(data), Buffer.from(content)) !== 0)
    return refused('il documento firmato è un altro', 'another document was signed');
  if (signed.signerInfos.length === 0) return refused('non c’è alcuna firma', 'there is no signature');
  const signers: Signer[] = [];
  for (const [place, info] of signed.signerInfos.entries()) {
    let certificate: pkijs.Certificate | undefined;
    try {
      const found = await signed.verify({
        signer: place,
        ...(inside ? {} : { data: bufferOf(data) }),
        checkChain: false,
        extendedMode: true,
      });
      if (found.signatureVerified) certificate = found.signerCertificate ?? undefined;
    } catch {} // said below
    if (!certificate)
      return refused('la firma non corrisponde al documento', 'the signature does not match the document');
    const signedAt = signingTime(info);
    const [from, until] = [certificate.notBefore.value, certificate.notAfter.value];
    const when = signedAt ?? at;
    if (when < from || when > until || at < from)
      return refused(
        'il certificato non era valido quando si è firmato',
        'the certificate was not in force when it was signed',
      );
    signers.push({
      name: named(certificate.subject, '2.5.4.3') ?? '',
      taxCode: named(certificate.subject, '2.5.4.5'),
      issuer: named(certificate.issuer, '2.5.4.3') ?? named(certificate.issuer, '2.5.4.10') ?? '',
      qualified: saysQualified(certificate),
      serial: Buffer.from(certificate.serialNumber.valueBlock.valueHexView).toString('hex'),
      from: from.toISOString(),
      until: until.toISOString(),
      signedAt: signedAt?.toISOString() ?? null,
    });
  }
  return { ok: true, content: data, signers };
}

/**
 * Verifies the signatures inside a PDF (PAdES): each over the bytes it names, the last over the whole file.
 *
 * @param original what must have been signed: the file begins with it, as a signature adds and changes nothing before
 */
export async function verifyPdf(
  file: Uint8Array,
  { original, at }: { readonly original: Uint8Array; readonly at: Date },
): Promise<Verified> {
  const bytes = Buffer.from(file);
  if (!bytes.subarray(0, original.length).equals(Buffer.from(original)))
    return refused(
      'il PDF firmato non è quello del verbale approvato',
      'the signed PDF is not that of the approved minutes',
    );
  const written = bytes.toString('latin1');
  const ranges = [...written.matchAll(/\/ByteRange\s*\[\s*(\d+)\s+(\d+)\s+(\d+)\s+(\d+)\s*\]/g)];
  if (ranges.length === 0) return refused('nel PDF non c’è alcuna firma', 'there is no signature in the PDF');
  const signers: Signer[] = [];
  let whole = false;
  for (const [, ...numbers] of ranges) {
    const [start, length, next, rest] = numbers.map(Number) as [number, number, number, number];
    if (start !== 0 || length < original.length || next <= length || next + rest > bytes.length)
      return refused('la firma non copre il verbale', 'the signature does not cover the minutes');
    whole ||= next + rest === bytes.length;
    const gap = written.slice(length, next).trim();
    const hex = /^<([0-9A-Fa-f\s]*)>$/.exec(gap)?.[1]?.replace(/\s/g, '');
    if (!hex) return refused('la firma nel PDF è illeggibile', 'the signature in the PDF cannot be read');
    const signedBytes = Buffer.concat([bytes.subarray(0, length), bytes.subarray(next, next + rest)]);
    const verified = await verifyCms(Buffer.from(hex, 'hex'), { content: signedBytes, at });
    if (!verified.ok) return verified;
    signers.push(...verified.signers);
  }
  if (!whole) return refused('dopo la firma il PDF è stato cambiato', 'the PDF was changed after the signature');
  return { ok: true, content: file, signers };
}

function saysQualified(certificate: pkijs.Certificate): boolean {
  if (certificate.issuer.isEqual(certificate.subject)) return false;
  const statements = certificate.extensions?.find(({ extnID }) => extnID === '1.3.6.1.5.5.7.1.3')?.parsedValue;
  return statements instanceof pkijs.QCStatements && statements.values.some(({ id }) => id === '0.4.0.1862.1.1');
}

/** DER as it is, or from its base64 text with or without headers. */
function binary(envelope: Uint8Array): Uint8Array {
  if (envelope[0] === 0x30) return envelope;
  const written = Buffer.from(envelope)
    .toString('latin1')
    .replace(/-----[A-Z0-9 ]+-----/g, '')
    .replace(/\s/g, '');
  return /^[A-Za-z0-9+/]+=*$/.test(written) ? Buffer.from(written, 'base64') : envelope;
}

function bufferOf(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer as ArrayBuffer;
}

function signingTime(info: pkijs.SignerInfo): Date | undefined {
  const attribute = info.signedAttrs?.attributes.find(({ type }) => type === '1.2.840.113549.1.9.5');
  const value = (attribute?.values[0] as { toDate?: () => Date } | undefined)?.toDate?.();
  return value instanceof Date ? value : undefined;
}

function named(name: pkijs.RelativeDistinguishedNames, type: string): string | null {
  const found = name.typesAndValues.find((one) => one.type === type);
  return found ? String(found.value.valueBlock.value) : null;
}
