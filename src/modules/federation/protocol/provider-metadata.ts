import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { refusals } from '../rules/refusals.ts';
import { bindings, ns } from './saml-names.ts';
import { pemOf, signedContent } from './signed-xml.ts';
import { attributeOf, childrenOf, onlyChild, readXml, textOf } from './xml.ts';

export type SamlProvider = {
  readonly entityId: string;
  readonly name: string;
  /** Where questions go (HTTP-Redirect). */
  readonly signInAddress: string;
  readonly signOutAddress: string | null;
  /** PEM, those for signing. */
  readonly certificates: readonly string[];
};

/**
 * A provider as its metadata say. Where they carry a signature it must be good for a certificate they name; that they are
 * the provider's own, whoever downloads them from AgID's register over https answers for.
 * Refuses `federation/unreadable-metadata`, `federation/metadata-signature`.
 * Source: SAML 2.0 Metadata 2.4.3; SPID, regole tecniche, "Metadata".
 */
export function readProviderMetadata(xml: string): Result<SamlProvider> {
  const root = readXml(xml.trim())?.documentElement;
  if (root?.localName !== 'EntityDescriptor' || root.namespaceURI !== ns.metadata)
    return refuse(refusals.unreadableMetadata('EntityDescriptor'));
  const entityId = attributeOf(root, 'entityID');
  if (!entityId) return refuse(refusals.unreadableMetadata('entityID'));
  const role = onlyChild(root, ns.metadata, 'IDPSSODescriptor');
  if (!role) return refuse(refusals.unreadableMetadata('IDPSSODescriptor'));
  const signInAddress = endpointOf(role, 'SingleSignOnService');
  if (!signInAddress) return refuse(refusals.unreadableMetadata('SingleSignOnService (HTTP-Redirect, https)'));
  const certificates = certificatesOf(role);
  if (certificates.length === 0) return refuse(refusals.unreadableMetadata('KeyDescriptor (X509Certificate)'));
  if (childrenOf(root, ns.signature, 'Signature').length > 0) {
    const signer = childrenOf(root, ns.signature, 'Signature').flatMap((signature) =>
      Array.from(signature.getElementsByTagNameNS(ns.signature, 'X509Certificate')),
    );
    const known = [...certificates, ...signer.flatMap((one) => pemOf(textOf(one)) ?? [])];
    if (!signedContent(xml.trim(), root, known)) return refuse(refusals.wrongMetadataSignature());
  }
  const organization = onlyChild(root, ns.metadata, 'Organization');
  const name = organization && childrenOf(organization, ns.metadata, 'OrganizationDisplayName')[0];
  return ok({
    entityId,
    name: textOf(name) || new URL(entityId, 'http://x').host || entityId,
    signInAddress,
    signOutAddress: endpointOf(role, 'SingleLogoutService') ?? null,
    certificates,
  });
}

function endpointOf(role: Element, name: string): string | undefined {
  const endpoint = childrenOf(role, ns.metadata, name).find((one) => attributeOf(one, 'Binding') === bindings.redirect);
  const location = attributeOf(endpoint, 'Location');
  return location && isSafe(location) ? location : undefined;
}

/** Over https; over http on this very machine only. */
export function isSafe(address: string): boolean {
  try {
    const { protocol, hostname } = new URL(address);
    const here = hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
    return protocol === 'https:' || (protocol === 'http:' && here);
  } catch {
    return false;
  }
}

function certificatesOf(role: Element): string[] {
  const keys = childrenOf(role, ns.metadata, 'KeyDescriptor').filter(
    (key) => (attributeOf(key, 'use') ?? 'signing') === 'signing',
  );
  const written = keys.flatMap((key) => Array.from(key.getElementsByTagNameNS(ns.signature, 'X509Certificate')));
  return [...new Set(written.flatMap((one) => pemOf(textOf(one)) ?? []))];
}
