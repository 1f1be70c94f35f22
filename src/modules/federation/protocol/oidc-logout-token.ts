import { createRemoteJWKSet, jwtVerify } from 'jose';
import type * as client from 'openid-client';
import { Refused } from '../../../kernel/result.ts';
import { refusals } from '../rules/refusals.ts';

const event = 'http://schemas.openid.net/event/backchannel-logout';

/** Whose sessions a provider ends: by its own name for a session, or all of a subject. `id` and `until` keep it from coming twice. */
export type LogoutMeant = {
  readonly subject?: string;
  readonly providerSession?: string;
  readonly id: string;
  readonly until: string;
};

/**
 * What a logout token means, once its signature, issuer, audience and time are found good.
 * Throws `Refused` `federation/malformed`, `federation/wrong-signature`.
 * Source: OpenID Connect Back-Channel Logout 1.0, 2.6.
 */
export async function readLogoutToken(
  configuration: client.Configuration,
  token: unknown,
  name: string,
): Promise<LogoutMeant> {
  const { issuer, jwks_uri } = configuration.serverMetadata();
  if (typeof token !== 'string' || token.length > 20_000) throw new Refused(refusals.malformed());
  if (!jwks_uri) throw new Refused(refusals.unreachable(name));
  const { payload } = await jwtVerify(token, createRemoteJWKSet(new URL(jwks_uri), { timeoutDuration: 8000 }), {
    issuer,
    audience: configuration.clientMetadata().client_id,
    clockTolerance: 60,
    maxTokenAge: 600,
    algorithms: ['RS256', 'PS256', 'ES256', 'RS384', 'RS512', 'ES384', 'EdDSA'],
  }).catch(() => {
    throw new Refused(refusals.wrongSignature());
  });
  const events = payload.events as Record<string, unknown> | undefined;
  const { sub, sid, jti, nonce } = payload;
  const isRight = events?.[event] !== undefined && nonce === undefined && jti && (sub || typeof sid === 'string');
  if (!isRight) throw new Refused(refusals.malformed());
  return {
    ...(sub ? { subject: sub } : {}),
    ...(typeof sid === 'string' ? { providerSession: sid } : {}),
    id: jti,
    until: new Date(((payload.iat ?? 0) + 3600) * 1000).toISOString(),
  };
}
