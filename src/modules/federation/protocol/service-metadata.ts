import { bindings, formats, ns } from './saml-names.ts';
import { bareCertificate, type KeyAndCertificate, signRoot } from './signed-xml.ts';
import { element, type Xml } from './xml.ts';

/** Who we are for SPID: what the metadata say. */
export type ServiceProvider = {
  readonly entityId: string;
  /** Base address of this installation, without a slash at the end. */
  readonly address: string;
  readonly organization: string;
  readonly organizationShort: string;
  readonly organizationAddress: string;
  /** Code of the public body in IPA. */
  readonly ipaCode: string;
  readonly email: string;
  readonly telephone: string | null;
  /** Identities for professional use are asked for too. */
  readonly businesses: boolean;
};

/** Attributes asked for, by set: of people, and of people for a business. Names are SPID's. */
export const attributeSets = {
  person: ['name', 'familyName', 'fiscalNumber'],
  business: ['name', 'familyName', 'fiscalNumber', 'companyName', 'companyFiscalNumber', 'ivaCode', 'registeredOffice'],
} as const;

/** Where answers and sign-outs of SPID's providers arrive. */
export const answerPath = '/accedi/spid/risposta';
export const signOutPath = '/accedi/spid/uscita';

/**
 * The metadata to register with AgID, signed with the key whose certificate they carry.
 * Source: SPID, regole tecniche, "Metadata" of the service provider; avviso 29 v3 (public bodies).
 */
export function serviceMetadata(provider: ServiceProvider, signer: KeyAndCertificate): string {
  const { xml } = element(
    'md:EntityDescriptor',
    {
      'xmlns:md': ns.metadata,
      'xmlns:ds': ns.signature,
      'xmlns:spid': ns.spid,
      entityID: provider.entityId,
      ID: '_comunanza',
    },
    descriptor(provider, signer),
    element(
      'md:Organization',
      {},
      ...inBoth('md:OrganizationName', provider.organization),
      ...inBoth('md:OrganizationDisplayName', provider.organizationShort),
      ...inBoth('md:OrganizationURL', provider.organizationAddress),
    ),
    element(
      'md:ContactPerson',
      { contactType: 'other' },
      element('md:Extensions', {}, element('spid:IPACode', {}, provider.ipaCode), element('spid:Public', {})),
      element('md:EmailAddress', {}, provider.email),
      provider.telephone === null ? null : element('md:TelephoneNumber', {}, provider.telephone),
    ),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${signRoot(xml, signer)}`;
}

function descriptor(provider: ServiceProvider, { certificate }: KeyAndCertificate): Xml {
  const endpoint = (name: string, binding: string, path: string, more = {}) =>
    element(name, { Binding: binding, Location: `${provider.address}${path}`, ...more });
  return element(
    'md:SPSSODescriptor',
    { AuthnRequestsSigned: 'true', WantAssertionsSigned: 'true', protocolSupportEnumeration: ns.protocol },
    element(
      'md:KeyDescriptor',
      { use: 'signing' },
      element(
        'ds:KeyInfo',
        {},
        element('ds:X509Data', {}, element('ds:X509Certificate', {}, bareCertificate(certificate))),
      ),
    ),
    endpoint('md:SingleLogoutService', bindings.redirect, signOutPath),
    element('md:NameIDFormat', {}, formats.transient),
    endpoint('md:AssertionConsumerService', bindings.post, answerPath, { index: '0', isDefault: 'true' }),
    attributeService(0, 'Accesso dei cittadini', attributeSets.person),
    provider.businesses ? attributeService(1, 'Accesso delle imprese', attributeSets.business) : null,
  );
}

function attributeService(index: number, name: string, attributes: readonly string[]): Xml {
  return element(
    'md:AttributeConsumingService',
    { index: String(index) },
    element('md:ServiceName', { 'xml:lang': 'it' }, name),
    ...attributes.map((attribute) => element('md:RequestedAttribute', { Name: attribute })),
  );
}

function inBoth(name: string, value: string): Xml[] {
  return ['it', 'en'].map((language) => element(name, { 'xml:lang': language }, value));
}
