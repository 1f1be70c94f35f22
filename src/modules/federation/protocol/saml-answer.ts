import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { refusals } from '../rules/refusals.ts';
import type { SamlAnswer, SamlAssertion } from '../rules/saml-answer.ts';
import { ns } from './saml-names.ts';
import { signedContent } from './signed-xml.ts';
import { attributeOf, childrenOf, everyElement, onlyChild, readXml, textOf } from './xml.ts';

const longest = 300_000;

/** What an answer says of itself before it is believed: to find out which question it answers. Never more than that. */
export function questionOf(encoded: string): string | undefined {
  const root = responseIn(encoded)?.root;
  return attributeOf(root, 'InResponseTo');
}

/**
 * An answer as its signatures cover it: the response's and, where there is one, the assertion's, each its own, of the provider's
 * certificates. Whatever is not under them is not read: a document with other assertions, however wrapped, is refused.
 * Refuses `federation/malformed`, `federation/wrong-signature`.
 * Source: SAML 2.0 Core 5.4; SPID, regole tecniche, "Response".
 *
 * @param encoded the form field, base64
 */
export function readSamlAnswer(encoded: string, certificates: readonly string[]): Result<SamlAnswer> {
  const came = responseIn(encoded);
  if (!came) return refuse(refusals.malformed());
  const { xml, root } = came;
  const response = signedContent(xml, root, certificates);
  if (!response) return refuse(refusals.wrongSignature());
  const everywhere = everyElement(root.ownerDocument).filter((one) => one.namespaceURI === ns.assertion);
  const assertions = everywhere.filter((one) => one.localName === 'Assertion');
  if (everywhere.some((one) => one.localName === 'EncryptedAssertion')) return refuse(refusals.malformed());
  const [given] = assertions;
  if (assertions.length > 1 || (given && given.parentNode !== root)) return refuse(refusals.wrongSignature());
  let assertion: SamlAssertion | undefined;
  if (given) {
    const signed = signedContent(xml, given, certificates);
    if (!signed) return refuse(refusals.wrongSignature());
    assertion = assertionIn(signed);
    if (!assertion) return refuse(refusals.malformed());
  }
  const status = onlyChild(response, ns.protocol, 'Status');
  return ok({
    id: attributeOf(response, 'ID') ?? '',
    version: attributeOf(response, 'Version') ?? '',
    issued: attributeOf(response, 'IssueInstant') ?? '',
    inResponseTo: attributeOf(response, 'InResponseTo') ?? '',
    destination: attributeOf(response, 'Destination') ?? '',
    issuer: issuerIn(response),
    status: attributeOf(onlyChild(status, ns.protocol, 'StatusCode'), 'Value') ?? '',
    anomaly: anomalyIn(textOf(onlyChild(status, ns.protocol, 'StatusMessage'))),
    assertion,
  });
}

function responseIn(encoded: string): { readonly xml: string; readonly root: Element } | undefined {
  if (encoded.length > longest || !/^[A-Za-z0-9+/=\s]+$/.test(encoded)) return undefined;
  const xml = Buffer.from(encoded, 'base64').toString('utf8');
  const root = readXml(xml)?.documentElement;
  return root?.localName === 'Response' && root.namespaceURI === ns.protocol ? { xml, root } : undefined;
}

function assertionIn(assertion: Element): SamlAssertion | undefined {
  const subject = onlyChild(assertion, ns.assertion, 'Subject');
  const nameId = onlyChild(subject, ns.assertion, 'NameID');
  const confirmation = onlyChild(subject, ns.assertion, 'SubjectConfirmation');
  const data = onlyChild(confirmation, ns.assertion, 'SubjectConfirmationData');
  const conditions = onlyChild(assertion, ns.assertion, 'Conditions');
  const restriction = onlyChild(conditions, ns.assertion, 'AudienceRestriction');
  const statement = onlyChild(assertion, ns.assertion, 'AuthnStatement');
  const context = onlyChild(statement, ns.assertion, 'AuthnContext');
  const told = onlyChild(assertion, ns.assertion, 'AttributeStatement');
  if (!nameId || !data || !restriction || !context || !told) return undefined;
  return {
    id: attributeOf(assertion, 'ID') ?? '',
    version: attributeOf(assertion, 'Version') ?? '',
    issued: attributeOf(assertion, 'IssueInstant') ?? '',
    issuer: issuerIn(assertion),
    subject: textOf(nameId),
    subjectFormat: attributeOf(nameId, 'Format') ?? '',
    subjectQualifier: attributeOf(nameId, 'NameQualifier') ?? '',
    confirmation: {
      method: attributeOf(confirmation, 'Method') ?? '',
      recipient: attributeOf(data, 'Recipient') ?? '',
      notOnOrAfter: attributeOf(data, 'NotOnOrAfter') ?? '',
      notBefore: attributeOf(data, 'NotBefore'),
      inResponseTo: attributeOf(data, 'InResponseTo') ?? '',
    },
    notBefore: attributeOf(conditions, 'NotBefore') ?? '',
    notOnOrAfter: attributeOf(conditions, 'NotOnOrAfter') ?? '',
    audiences: childrenOf(restriction, ns.assertion, 'Audience').map(textOf),
    levelName: textOf(onlyChild(context, ns.assertion, 'AuthnContextClassRef')),
    sessionIndex: attributeOf(statement, 'SessionIndex') ?? '',
    attributes: attributesIn(told),
  };
}

function attributesIn(statement: Element): Readonly<Record<string, string>> {
  const attributes: Record<string, string> = Object.create(null);
  for (const attribute of childrenOf(statement, ns.assertion, 'Attribute')) {
    const name = attributeOf(attribute, 'Name');
    const value = textOf(childrenOf(attribute, ns.assertion, 'AttributeValue')[0]);
    if (name && value) attributes[name] = value;
  }
  return attributes;
}

function issuerIn(parent: Element) {
  const issuer = onlyChild(parent, ns.assertion, 'Issuer');
  return { value: textOf(issuer), format: attributeOf(issuer, 'Format') };
}

function anomalyIn(message: string): number | undefined {
  const number = /ErrorCode\s*nr\s*(\d{1,4})/i.exec(message)?.[1];
  return number === undefined ? undefined : Number(number);
}
