import { publicLevelName } from '../rules/assurance.ts';
import { formats, ns } from './saml-names.ts';
import { element } from './xml.ts';

type Who = {
  /** `_` and random characters: an XML name that nobody guesses. */
  readonly id: string;
  readonly at: Date;
  /** Our entity id. */
  readonly from: string;
  /** The address that receives it. */
  readonly to: string;
};

/**
 * Identities for professional use, of a person or of an organisation: both name the person who acts. Identities of an organisation
 * alone (`PX`, `LP`) name nobody, and would be refused here for want of a fiscal code; with `PF` and `PG` half of the others would.
 * Source: SPID, avviso 18 v. 2, table of the values of `Purpose`.
 */
const professionalPurpose = 'P';

/**
 * The question to a SPID provider: who is it, at this level. From level 2 the person is asked again even where the
 * provider remembers them.
 * Source: SPID, regole tecniche, "AuthnRequest"; avviso 18 for `Purpose`.
 */
export function authnRequest({
  level,
  attributes,
  professional,
  ...who
}: Who & {
  readonly level: 1 | 2 | 3;
  /** Which set of attributes, by its index in our metadata. */
  readonly attributes: number;
  /** An identity for professional use is wanted. */
  readonly professional: boolean;
}): string {
  return element(
    'samlp:AuthnRequest',
    {
      'xmlns:samlp': ns.protocol,
      'xmlns:saml': ns.assertion,
      ID: who.id,
      Version: '2.0',
      IssueInstant: instantOf(who.at),
      Destination: who.to,
      ForceAuthn: level > 1 ? 'true' : undefined,
      AssertionConsumerServiceIndex: '0',
      AttributeConsumingServiceIndex: String(attributes),
    },
    issuerOf(who.from),
    professional
      ? element('samlp:Extensions', { 'xmlns:spid': ns.spid }, element('spid:Purpose', {}, professionalPurpose))
      : null,
    element('samlp:NameIDPolicy', { Format: formats.transient }),
    element(
      'samlp:RequestedAuthnContext',
      { Comparison: 'exact' },
      element('saml:AuthnContextClassRef', {}, publicLevelName(level)),
    ),
  ).xml;
}

/** Asks a provider to end its session too. Source: SAML 2.0 Core 3.7.1; SPID, "Single Logout". */
export function logoutRequest({
  subject,
  subjectQualifier,
  sessionIndex,
  ...who
}: Who & { readonly subject: string; readonly subjectQualifier: string; readonly sessionIndex: string }): string {
  return element(
    'samlp:LogoutRequest',
    {
      'xmlns:samlp': ns.protocol,
      'xmlns:saml': ns.assertion,
      ID: who.id,
      Version: '2.0',
      IssueInstant: instantOf(who.at),
      Destination: who.to,
    },
    issuerOf(who.from),
    element('saml:NameID', { Format: formats.transient, NameQualifier: subjectQualifier }, subject),
    element('samlp:SessionIndex', {}, sessionIndex),
  ).xml;
}

/** The answer to a provider that ended a session of ours. */
export function logoutResponse({ inResponseTo, ...who }: Who & { readonly inResponseTo: string }): string {
  return element(
    'samlp:LogoutResponse',
    {
      'xmlns:samlp': ns.protocol,
      'xmlns:saml': ns.assertion,
      ID: who.id,
      Version: '2.0',
      IssueInstant: instantOf(who.at),
      Destination: who.to,
      InResponseTo: inResponseTo,
    },
    issuerOf(who.from),
    element('samlp:Status', {}, element('samlp:StatusCode', { Value: 'urn:oasis:names:tc:SAML:2.0:status:Success' })),
  ).xml;
}

function issuerOf(entity: string) {
  return element('saml:Issuer', { Format: formats.entity, NameQualifier: entity }, entity);
}

/** Whole seconds, in UTC: what every provider takes. */
function instantOf(at: Date): string {
  return at.toISOString().replace(/\.\d+Z$/, 'Z');
}
