import { createPublicKey, X509Certificate } from 'node:crypto';
import { SignedXml } from 'xml-crypto';
import { ns, rsaSha256 } from './saml-names.ts';
import { childrenOf, everyElement, readXml } from './xml.ts';

const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const enveloped = 'http://www.w3.org/2000/09/xmldsig#enveloped-signature';
const sha256 = 'http://www.w3.org/2001/04/xmlenc#sha256';

/** What is accepted: no SHA-1, no keys shared in secret, no transformation but those that SAML names. */
const signatureAlgorithms = new Set([rsaSha256, 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512']);
const digestAlgorithms = new Set([sha256, 'http://www.w3.org/2001/04/xmlenc#sha512']);

export type KeyAndCertificate = {
  /** PEM. */
  readonly key: string;
  readonly certificate: string;
};

/**
 * The document with its root signed (enveloped, RSA-SHA256, exclusive canonical form); the signature goes after the element
 * named, or first where none is.
 *
 * @param after the local name of the root's child after which SAML's schema wants the signature
 */
export function signRoot(xml: string, signer: KeyAndCertificate, after?: string): string {
  const signed = new SignedXml({
    privateKey: signer.key,
    publicCert: signer.certificate,
    signatureAlgorithm: rsaSha256,
    canonicalizationAlgorithm: exclusive,
    idAttribute: 'ID',
  });
  signed.addReference({ xpath: '/*', transforms: [enveloped, exclusive], digestAlgorithm: sha256 });
  const location = after
    ? ({ reference: `/*/*[local-name()='${after}'][1]`, action: 'after' } as const)
    : ({ reference: '/*', action: 'prepend' } as const);
  signed.computeSignature(xml, { prefix: 'ds', location });
  return signed.getSignedXml();
}

/**
 * What the signature of an element covers, in canonical form, once it was found to be of one of the certificates: read this, and
 * never the document as it came. Undefined where the element has no signature of its own, more than one, one over anything
 * else, one of an algorithm not accepted, or one that is not good.
 *
 * The document's elements must have different ids, so that "the element with this id" means one.
 */
export function signedContent(
  xml: string,
  signedElement: Element,
  certificates: readonly string[],
): Element | undefined {
  const signatures = childrenOf(signedElement, ns.signature, 'Signature');
  const id = signedElement.getAttribute('ID');
  const [signature] = signatures;
  if (!signature || signatures.length > 1 || !id || !hasDifferentIds(signedElement.ownerDocument)) return undefined;
  if (!isAcceptable(signature, id)) return undefined;
  for (const certificate of certificates) {
    const content = contentSignedBy(xml, signature, certificate);
    const root = content === undefined ? undefined : readXml(content)?.documentElement;
    if (!root) continue;
    const isItself =
      root.getAttribute('ID') === id &&
      root.localName === signedElement.localName &&
      root.namespaceURI === signedElement.namespaceURI;
    return isItself ? root : undefined;
  }
  return undefined;
}

function contentSignedBy(xml: string, signature: Element, certificate: string): string | undefined {
  try {
    const publicCert = createPublicKey(certificate).export({ type: 'spki', format: 'pem' });
    const checked = new SignedXml({ publicCert, getCertFromKeyInfo: () => null });
    checked.loadSignature(signature as never);
    if (!checked.checkSignature(xml)) return undefined;
    const contents = checked.getSignedReferences();
    return contents.length === 1 ? contents[0] : undefined;
  } catch {
    return undefined;
  }
}

/** One reference, to the element itself, with the algorithms and transformations accepted and nothing beside. */
function isAcceptable(signature: Element, id: string): boolean {
  const all = (name: string) => Array.from(signature.getElementsByTagNameNS(ns.signature, name));
  const algorithmsOf = (name: string) => all(name).map((one) => one.getAttribute('Algorithm') ?? '');
  const [reference] = all('Reference');
  return (
    all('SignedInfo').length === 1 &&
    all('Reference').length === 1 &&
    reference?.getAttribute('URI') === `#${id}` &&
    all('Object').length === 0 &&
    algorithmsOf('SignatureMethod').every((one) => signatureAlgorithms.has(one)) &&
    algorithmsOf('DigestMethod').every((one) => digestAlgorithms.has(one)) &&
    algorithmsOf('CanonicalizationMethod').every((one) => one === exclusive) &&
    algorithmsOf('Transform').every((one) => one === exclusive || one === enveloped)
  );
}

function hasDifferentIds(document: Document): boolean {
  const ids = everyElement(document).flatMap((one) =>
    ['ID', 'Id', 'id'].flatMap((name) => (one.hasAttribute(name) ? [one.getAttribute(name)] : [])),
  );
  return new Set(ids).size === ids.length;
}

/** A certificate as metadata write it (base64 without its frame), as PEM; undefined where it is none. */
export function pemOf(written: string): string | undefined {
  try {
    const bytes = Buffer.from(written.replace(/\s+/g, ''), 'base64');
    return new X509Certificate(bytes).toString();
  } catch {
    return undefined;
  }
}

/** The other way round: what goes into metadata. */
export function bareCertificate(pem: string): string {
  return pem.replace(/-----[A-Z ]+-----/g, '').replace(/\s+/g, '');
}
