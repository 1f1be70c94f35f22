import { importJWK, type JWK, SignJWT } from 'jose';
import * as client from 'openid-client';
import { Refused } from '../../../kernel/result.ts';
import { outgoingFetch } from '../../../platform/outgoing/outgoing-fetch.ts';
import { publicLevelName } from '../rules/assurance.ts';
import { type CieKeys, publicPart } from './cie-keys.ts';
import { type TrustAnchor, trustedMetadata } from './entity-statement.ts';
import { type newQuestion, whyNot } from './oidc.ts';

/** Where answers arrive, and where this service describes itself: both below its own name, `/accedi/cie`. */
export const ciePath = '/accedi/cie';
export const cieReturnPath = `${ciePath}/ritorno`;

/** The claim that holds the fiscal code. */
export const fiscalCodeClaim = 'https://attributes.eid.gov.it/fiscal_number';

const hour = 60 * 60;
const rememberFor = 10 * 60 * 1000;
const known = new Map<string, { readonly until: number; readonly configuration: Promise<client.Configuration> }>();

type Service = {
  /** Our name in the federation. */
  readonly entityId: string;
  readonly provider: string;
  readonly anchor: TrustAnchor;
  readonly keys: CieKeys;
};

/** The provider of CIE, confirmed by the federation; remembered for ten minutes. Throws `Refused`. */
export async function cieConfiguration(service: Service): Promise<client.Configuration> {
  const key = JSON.stringify([service.entityId, service.provider, service.anchor, service.keys.signing.kid]);
  const remembered = known.get(key);
  if (remembered && remembered.until > Date.now()) return remembered.configuration;
  if (known.size > 20) known.clear();
  const configuration = configure(service);
  known.set(key, { until: Date.now() + rememberFor, configuration });
  try {
    return await configuration;
  } catch (error) {
    known.delete(key);
    throw error instanceof Refused ? error : new Refused(whyNot(error, 'CIE'));
  }
}

async function configure({ entityId, provider, anchor, keys }: Service): Promise<client.Configuration> {
  const metadata = (await trustedMetadata(provider, anchor)) as unknown as client.ServerMetadata;
  const configuration = new client.Configuration(
    // CIE's answers always name who gives them, so that one provider's is never taken for another's.
    { ...metadata, authorization_response_iss_parameter_supported: true },
    entityId,
    { token_endpoint_auth_method: 'private_key_jwt', userinfo_signed_response_alg: 'RS256' },
    client.PrivateKeyJwt(await privateKey(keys.signing)),
  );
  configuration.timeout = 8;
  configuration[client.customFetch] = outgoingFetch;
  if (new URL(metadata.issuer).protocol === 'http:') client.allowInsecureRequests(configuration);
  client.enableNonRepudiationChecks(configuration);
  const { key, kid } = await privateKey(keys.encryption);
  client.enableDecryptingResponses(configuration, ['A256CBC-HS512', 'A128CBC-HS256', 'A256GCM', 'A128GCM'], {
    key,
    kid,
  });
  return configuration;
}

async function privateKey(jwk: JWK) {
  return { key: (await importJWK(jwk)) as CryptoKey, kid: jwk.kid! };
}

/**
 * Where the browser goes to sign in with CIE: the question is signed, and the part of it that must be seen stands beside.
 * Source: SPID/CIE OpenID Connect, "Authorization endpoint".
 */
export async function cieAddress(
  configuration: client.Configuration,
  question: Awaited<ReturnType<typeof newQuestion>>,
  asked: { readonly redirect: string; readonly level: 1 | 2 | 3; readonly keys: CieKeys },
): Promise<string> {
  const shown = {
    scope: 'openid profile',
    response_type: 'code',
    code_challenge: question.challenge,
    code_challenge_method: 'S256',
  };
  const address = await client.buildAuthorizationUrlWithJAR(
    configuration,
    {
      ...shown,
      redirect_uri: asked.redirect,
      state: question.state,
      nonce: question.secret.nonce,
      acr_values: publicLevelName(asked.level),
      prompt: asked.level > 1 ? 'consent login' : 'consent',
      claims: JSON.stringify({ userinfo: { given_name: null, family_name: null, [fiscalCodeClaim]: null } }),
    },
    await privateKey(asked.keys.signing),
  );
  for (const [name, value] of Object.entries(shown)) address.searchParams.set(name, value);
  return address.href;
}

/** How this service describes itself to the federation, signed; valid for a day. Source: OpenID Federation 1.0, 3; "Metadata RP". */
export async function entityConfiguration(
  service: {
    readonly entityId: string;
    readonly address: string;
    readonly anchor: string;
    readonly organization: string;
    readonly homepage: string;
    readonly policy: string;
    readonly contact: string;
    readonly trustMarks: readonly { readonly id: string; readonly trust_mark: string }[];
    readonly keys: CieKeys;
  },
  at: Date,
): Promise<string> {
  const { entityId, keys } = service;
  const seconds = Math.floor(at.getTime() / 1000);
  const metadata = {
    federation_entity: {
      organization_name: service.organization,
      homepage_uri: service.homepage,
      policy_uri: service.policy,
      contacts: [service.contact],
    },
    openid_relying_party: {
      client_id: entityId,
      client_name: service.organization,
      client_registration_types: ['automatic'],
      application_type: 'web',
      redirect_uris: [`${service.address}${cieReturnPath}`],
      response_types: ['code'],
      grant_types: ['authorization_code'],
      jwks: { keys: [publicPart(keys.signing), publicPart(keys.encryption)] },
      token_endpoint_auth_method: 'private_key_jwt',
      id_token_signed_response_alg: 'RS256',
      userinfo_signed_response_alg: 'RS256',
      userinfo_encrypted_response_alg: 'RSA-OAEP-256',
      userinfo_encrypted_response_enc: 'A256CBC-HS512',
      request_object_signing_alg: 'RS256',
      subject_type: 'pairwise',
    },
  };
  return new SignJWT({
    jwks: { keys: [publicPart(keys.federation)] },
    authority_hints: [service.anchor],
    metadata,
    ...(service.trustMarks.length > 0 ? { trust_marks: service.trustMarks } : {}),
  })
    .setProtectedHeader({ alg: 'RS256', kid: keys.federation.kid!, typ: 'entity-statement+jwt' })
    .setIssuer(entityId)
    .setSubject(entityId)
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + 24 * hour)
    .sign(await importJWK(keys.federation));
}
