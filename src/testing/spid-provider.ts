import { createSign, createVerify, randomBytes, X509Certificate } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { afterAll } from 'vitest';
import { SignedXml } from 'xml-crypto';
import { makeCertificate } from '../modules/federation/protocol/certificate.ts';

type Keys = { readonly key: string; readonly certificate: string };

/** What the provider says, each part of which a test may make wrong. Instants in milliseconds from now. */
export type Says = {
  readonly attributes: Readonly<Record<string, string>>;
  readonly level: 1 | 2 | 3;
  readonly audience: string;
  readonly recipient: string;
  readonly destination: string;
  readonly inResponseTo: string;
  readonly issuer: string;
  readonly issuerFormat: string;
  readonly issued: number;
  readonly notBefore: number;
  readonly notOnOrAfter: number;
  readonly assertionId: string;
  readonly signsAssertion: boolean;
  readonly signsResponse: boolean;
  readonly signer: Keys;
  /** SPID's number of anomaly: the provider says no. */
  readonly anomaly: number | null;
  readonly version: string;
  readonly nameIdFormat: string;
  readonly algorithm: string;
  /** Changes the assertion after it was signed, or the whole response after that. */
  readonly tamperAssertion: (xml: string) => string;
  readonly tamperResponse: (xml: string) => string;
};

const saml = 'urn:oasis:names:tc:SAML:2.0';
const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#';
const rsaSha256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';

export const person = {
  name: 'Rita',
  familyName: 'Bianchi',
  fiscalNumber: 'TINIT-BNCRTI80A41G825R',
};

/** A key and certificate of nobody in particular. */
export function someKeys(): Promise<Keys> {
  const holder = {
    entityId: 'https://idp.example',
    organization: 'Fornitore di prova',
    place: 'Roma',
    ipaCode: 'prova',
  };
  return makeCertificate(holder, new Date('2026-01-01T00:00:00Z'));
}

/**
 * A SPID identity provider of our own, on `localhost` (another site than the server's 127.0.0.1): its metadata, answers to signed
 * questions in the shape SPID prescribes and in any wrong one, sign-out. Its XML is written and signed here, not by what is tested.
 * Its page has one button, to go on. Closed after the test file.
 */
export async function startSpidProvider(now: () => Date, name = 'Identità di prova') {
  const keys = await someKeys();
  const http = createServer();
  await new Promise<void>((listening) => http.listen(0, '127.0.0.1', listening));
  const origin = `http://localhost:${(http.address() as AddressInfo).port}`;
  const entityId = `${origin}/idp`;
  const at = (milliseconds: number) => new Date(now().getTime() + milliseconds).toISOString().replace(/\.\d+Z/, 'Z');
  const provider = {
    entityId,
    origin,
    keys,
    /** What its page says of whoever comes. */
    says: {} as Partial<Says>,
    metadata: () => metadataOf(entityId, origin, name, keys),
    question: readQuestion,
    /** The form that the browser posts: where, and its fields. */
    answer(
      address: string,
      service: { readonly address: string; readonly entityId: string },
      wrong: Partial<Says> = {},
    ) {
      const asked = readQuestion(address);
      const says: Says = {
        attributes: person,
        level: 2,
        audience: service.entityId,
        recipient: service.address,
        destination: service.address,
        inResponseTo: asked.id,
        issuer: entityId,
        issuerFormat: `${saml}:nameid-format:entity`,
        issued: 0,
        notBefore: 0,
        notOnOrAfter: 300_000,
        assertionId: `_${randomBytes(16).toString('hex')}`,
        signsAssertion: true,
        signsResponse: true,
        signer: keys,
        anomaly: null,
        version: '2.0',
        nameIdFormat: `${saml}:nameid-format:transient`,
        algorithm: rsaSha256,
        tamperAssertion: (xml) => xml,
        tamperResponse: (xml) => xml,
        ...wrong,
      };
      const xml = responseOf(says, at);
      return { to: service.address, SAMLResponse: Buffer.from(xml).toString('base64'), RelayState: asked.relayState };
    },
    /** A signed request to sign out, as an address. */
    logout(to: string, subject: string, signer = keys) {
      const xml =
        `<samlp:LogoutRequest xmlns:samlp="${saml}:protocol" xmlns:saml="${saml}:assertion" ID="_${randomBytes(16).toString('hex')}"` +
        ` Version="2.0" IssueInstant="${at(0)}" Destination="${to}"><saml:Issuer>${entityId}</saml:Issuer>` +
        `<saml:NameID Format="${saml}:nameid-format:transient">${subject}</saml:NameID></samlp:LogoutRequest>`;
      const message = encodeURIComponent(deflateRawSync(xml).toString('base64'));
      const signed = `SAMLRequest=${message}&SigAlg=${encodeURIComponent(rsaSha256)}`;
      const signature = createSign('RSA-SHA256').update(signed).sign(signer.key, 'base64');
      return `${to}?${signed}&Signature=${encodeURIComponent(signature)}`;
    },
  };
  let service = { address: '', entityId: '' };
  http.on('request', (request, response) => {
    const path = request.url ?? '/';
    response.setHeader('content-type', 'text/html; charset=utf-8');
    if (!path.startsWith('/sso?')) return response.end(`<h1>${name}</h1><p>Uscita.</p>`);
    const form = provider.answer(`${origin}${path}`, service, provider.says);
    return response.end(
      `<!doctype html><html lang="it"><title>${name}</title><form method="post" action="${form.to}">` +
        `<input type="hidden" name="SAMLResponse" value="${form.SAMLResponse}">` +
        `<input type="hidden" name="RelayState" value="${form.RelayState}"><button>Acconsento</button></form>`,
    );
  });
  try {
    afterAll(() => {
      http.closeAllConnections();
      http.close();
    });
  } catch {} // called inside a hook: it goes with the run
  return Object.assign(provider, {
    /** Tells the provider of the service's metadata: where its page answers, and for whom. */
    know: (known: typeof service) => {
      service = known;
    },
  });
}

/** A question as it came in the address: what it says, and whether its signature is of a certificate. */
export function readQuestion(address: string) {
  const { search, searchParams } = new URL(address);
  const xml = inflateRawSync(Buffer.from(searchParams.get('SAMLRequest') ?? '', 'base64')).toString();
  const attribute = (name: string) => new RegExp(` ${name}="([^"]*)"`).exec(xml)?.[1];
  const signed = search.slice(1, search.indexOf('&Signature='));
  return {
    xml,
    id: attribute('ID') ?? '',
    relayState: searchParams.get('RelayState') ?? '',
    attribute,
    isSignedBy: (certificate: string) =>
      createVerify('RSA-SHA256')
        .update(signed)
        .verify(new X509Certificate(certificate).publicKey, Buffer.from(searchParams.get('Signature') ?? '', 'base64')),
  };
}

function metadataOf(entityId: string, origin: string, name: string, { certificate }: Keys): string {
  const bare = certificate.replace(/-----[A-Z ]+-----|\s/g, '');
  return (
    `<md:EntityDescriptor xmlns:md="${saml}:metadata" entityID="${entityId}">` +
    `<md:IDPSSODescriptor WantAuthnRequestsSigned="true" protocolSupportEnumeration="${saml}:protocol">` +
    `<md:KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data>` +
    `<ds:X509Certificate>${bare}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>` +
    `<md:SingleLogoutService Binding="${saml}:bindings:HTTP-Redirect" Location="${origin}/slo"/>` +
    `<md:NameIDFormat>${saml}:nameid-format:transient</md:NameIDFormat>` +
    `<md:SingleSignOnService Binding="${saml}:bindings:HTTP-POST" Location="${origin}/sso"/>` +
    `<md:SingleSignOnService Binding="${saml}:bindings:HTTP-Redirect" Location="${origin}/sso"/></md:IDPSSODescriptor>` +
    `<md:Organization><md:OrganizationName xml:lang="it">${name}</md:OrganizationName>` +
    `<md:OrganizationDisplayName xml:lang="it">${name}</md:OrganizationDisplayName>` +
    `<md:OrganizationURL xml:lang="it">${origin}</md:OrganizationURL></md:Organization></md:EntityDescriptor>`
  );
}

function responseOf(says: Says, at: (milliseconds: number) => string): string {
  const issuer = `<saml:Issuer xmlns:saml="${saml}:assertion" Format="${says.issuerFormat}">${says.issuer}</saml:Issuer>`;
  let assertion = '';
  if (says.anomaly === null) {
    const plain = assertionOf(says, issuer, at);
    assertion = says.tamperAssertion(says.signsAssertion ? signed(plain, 'Assertion', says) : plain);
  }
  const status =
    says.anomaly === null
      ? `<samlp:Status><samlp:StatusCode Value="${saml}:status:Success"/></samlp:Status>`
      : `<samlp:Status><samlp:StatusCode Value="${saml}:status:Responder"><samlp:StatusCode Value="${saml}:status:AuthnFailed"/>` +
        `</samlp:StatusCode><samlp:StatusMessage>ErrorCode nr${says.anomaly}</samlp:StatusMessage></samlp:Status>`;
  const response =
    `<samlp:Response xmlns:samlp="${saml}:protocol" ID="_${randomBytes(16).toString('hex')}" Version="${says.version}"` +
    ` IssueInstant="${at(says.issued)}" InResponseTo="${says.inResponseTo}" Destination="${says.destination}">` +
    `${issuer}${status}${assertion}</samlp:Response>`;
  return says.tamperResponse(says.signsResponse ? signed(response, 'Response', says) : response);
}

function assertionOf(says: Says, issuer: string, at: (milliseconds: number) => string): string {
  const attributes = Object.entries(says.attributes).map(
    ([name, value]) =>
      `<saml:Attribute Name="${name}"><saml:AttributeValue xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"` +
      ` xmlns:xs="http://www.w3.org/2001/XMLSchema" xsi:type="xs:string">${value}</saml:AttributeValue></saml:Attribute>`,
  );
  return (
    `<saml:Assertion xmlns:saml="${saml}:assertion" ID="${says.assertionId}" Version="2.0" IssueInstant="${at(says.issued)}">` +
    `${issuer}<saml:Subject><saml:NameID Format="${says.nameIdFormat}" NameQualifier="${says.issuer}">_di-${says.assertionId}</saml:NameID>` +
    `<saml:SubjectConfirmation Method="${saml}:cm:bearer"><saml:SubjectConfirmationData InResponseTo="${says.inResponseTo}"` +
    ` Recipient="${says.recipient}" NotOnOrAfter="${at(says.notOnOrAfter)}"/></saml:SubjectConfirmation></saml:Subject>` +
    `<saml:Conditions NotBefore="${at(says.notBefore)}" NotOnOrAfter="${at(says.notOnOrAfter)}"><saml:AudienceRestriction>` +
    `<saml:Audience>${says.audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions>` +
    `<saml:AuthnStatement AuthnInstant="${at(says.issued)}" SessionIndex="_s-${says.assertionId}"><saml:AuthnContext>` +
    `<saml:AuthnContextClassRef>https://www.spid.gov.it/SpidL${says.level}</saml:AuthnContextClassRef></saml:AuthnContext>` +
    `</saml:AuthnStatement><saml:AttributeStatement>${attributes.join('')}</saml:AttributeStatement></saml:Assertion>`
  );
}

function signed(xml: string, name: 'Assertion' | 'Response', { signer, algorithm }: Says): string {
  const signature = new SignedXml({
    privateKey: signer.key,
    publicCert: signer.certificate,
    signatureAlgorithm: algorithm,
    canonicalizationAlgorithm: exclusive,
    idAttribute: 'ID',
  });
  signature.addReference({
    xpath: `/*[local-name()='${name}']`,
    transforms: ['http://www.w3.org/2000/09/xmldsig#enveloped-signature', exclusive],
    digestAlgorithm: algorithm.endsWith('sha1')
      ? 'http://www.w3.org/2000/09/xmldsig#sha1'
      : 'http://www.w3.org/2001/04/xmlenc#sha256',
  });
  signature.computeSignature(xml, {
    prefix: 'ds',
    location: { reference: `/*/*[local-name()='Issuer']`, action: 'after' },
  });
  return signature.getSignedXml();
}
