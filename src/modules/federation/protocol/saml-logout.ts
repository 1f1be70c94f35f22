import { readRedirect, unverifiedRedirect } from './redirect-binding.ts';
import { ns } from './saml-names.ts';
import { attributeOf, onlyChild, readXml, textOf } from './xml.ts';

/** Whose session a provider says is over. */
export type LogoutMeant = {
  readonly id: string;
  readonly issued: string;
  readonly issuer: string;
  readonly subject: string;
  readonly sessionIndex: string | undefined;
  readonly relayState: string | undefined;
};

/**
 * What a request to sign out means; undefined where it is not one, or its signature is not of the certificates.
 *
 * @param certificates null to learn only who says to have sent it, before it is believed
 */
export function readLogout(query: string, certificates: readonly string[] | null): LogoutMeant | undefined {
  const came = certificates
    ? readRedirect(query, 'SAMLRequest', certificates)
    : unverifiedRedirect(query, 'SAMLRequest');
  const root = came && readXml(came.xml)?.documentElement;
  if (root?.localName !== 'LogoutRequest' || root.namespaceURI !== ns.protocol) return undefined;
  const [id, issued] = [attributeOf(root, 'ID'), attributeOf(root, 'IssueInstant')];
  const subject = textOf(onlyChild(root, ns.assertion, 'NameID'));
  if (!id || !issued || !subject) return undefined;
  return {
    id,
    issued,
    issuer: textOf(onlyChild(root, ns.assertion, 'Issuer')),
    subject,
    sessionIndex: textOf(onlyChild(root, ns.protocol, 'SessionIndex')) || undefined,
    relayState: came?.relayState,
  };
}
