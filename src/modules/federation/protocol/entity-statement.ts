import { createLocalJWKSet, decodeJwt, type JSONWebKeySet, type JWTPayload, jwtVerify } from 'jose';
import { orRefuse, Refused } from '../../../kernel/result.ts';
import { outgoingFetch } from '../../../platform/outgoing/outgoing-fetch.ts';
import { withPolicy } from '../rules/metadata-policy.ts';
import { refusals } from '../rules/refusals.ts';
import { wasNotAllowed } from './oidc.ts';

/** Whom to believe about a provider: the federation's trust anchor, with keys known beforehand. */
export type TrustAnchor = { readonly id: string; readonly keys: JSONWebKeySet };

type Statement = JWTPayload & {
  readonly jwks?: JSONWebKeySet;
  readonly authority_hints?: readonly string[];
  readonly metadata?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly metadata_policy?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
};

const longest = 500_000;

/**
 * What an OpenID provider says of itself, once its trust anchor has confirmed its keys and its policy was applied: the chain
 * provider – anchor, of which CIE's is made. Every statement's signature, names and times are checked.
 * Throws `Refused` `federation/untrusted`, `federation/unreachable`.
 * Source: OpenID Federation 1.0, 10; SPID/CIE OpenID Connect, "Trust Negotiation".
 */
export async function trustedMetadata(
  provider: string,
  anchor: TrustAnchor,
): Promise<Readonly<Record<string, unknown>>> {
  const own = await fetched(wellKnown(provider));
  const anchorOwn = await verified(await fetched(wellKnown(anchor.id)), anchor.keys, anchor.id, anchor.id);
  const endpoint = anchorOwn.metadata?.federation_entity?.federation_fetch_endpoint;
  if (typeof endpoint !== 'string' || !URL.canParse(endpoint)) throw new Refused(refusals.untrusted());
  const asked = new URL(endpoint);
  asked.searchParams.set('sub', provider);
  const about = await verified(await fetched(asked.href), anchor.keys, anchor.id, provider);
  if (!about.jwks) throw new Refused(refusals.untrusted());
  const said = await verified(own, about.jwks, provider, provider);
  const metadata = said.metadata?.openid_provider;
  if (!metadata || !said.authority_hints?.includes(anchor.id)) throw new Refused(refusals.untrusted());
  return orRefuse(withPolicy(metadata, about.metadata_policy?.openid_provider ?? {}));
}

export function wellKnown(entity: string): string {
  return `${entity.replace(/\/+$/, '')}/.well-known/openid-federation`;
}

async function verified(token: string, keys: JSONWebKeySet, issuer: string, subject: string): Promise<Statement> {
  try {
    const { payload } = await jwtVerify(token, createLocalJWKSet(keys), {
      issuer,
      subject,
      algorithms: ['RS256', 'RS512', 'PS256', 'ES256'],
      requiredClaims: ['iat', 'exp'],
      clockTolerance: 60,
    });
    return payload as Statement;
  } catch {
    throw new Refused(refusals.untrusted());
  }
}

/** A statement as it came, not believed yet. */
async function fetched(address: string): Promise<string> {
  const answer = await outgoingFetch(address).catch((error: unknown) => {
    if (wasNotAllowed(error)) throw new Refused(refusals.forbiddenNetwork('CIE'));
    return undefined;
  });
  const token = answer?.ok ? (await answer.text().catch(() => '')).trim() : '';
  if (token === '' || token.length > longest) throw new Refused(refusals.unreachable('CIE'));
  try {
    decodeJwt(token);
  } catch {
    throw new Refused(refusals.unreachable('CIE'));
  }
  return token;
}
