import * as client from 'openid-client';
import { type Refusal, Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { outgoingFetch } from '../../../platform/outgoing/outgoing-fetch.ts';
import { refusals } from '../rules/refusals.ts';
import { unsealed } from '../sealed.ts';

/** A client of an OpenID provider. */
export type OidcClient = {
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  /** As `sealed.ts` seals it; null for a public client. */
  readonly secretSealed: string | null;
  readonly id: string;
};

/** What proves, when the answer comes, that it belongs to this question. */
export type OidcSecret = { readonly nonce: string; readonly verifier: string };

/** What a provider says of somebody, once everything was found in order. */
export type OidcAnswer = {
  readonly claims: Readonly<Record<string, unknown>>;
  /** For signing out there. */
  readonly idToken: string;
};

/** How long an answer of a provider is waited for, and how long what it says of itself is remembered. */
const patience = 8;
const rememberFor = 10 * 60 * 1000;

const known = new Map<string, { readonly until: number; readonly configuration: Promise<client.Configuration> }>();

/** What the provider says of itself (discovery), remembered for ten minutes. Refuses `federation/unreachable`. */
export async function discovered(asked: OidcClient): Promise<client.Configuration> {
  const key = JSON.stringify([asked.issuer, asked.clientId, asked.secretSealed]);
  const remembered = known.get(key);
  if (remembered && remembered.until > Date.now()) return remembered.configuration;
  if (known.size > 100) known.clear();
  const configuration = discover(asked);
  known.set(key, { until: Date.now() + rememberFor, configuration });
  try {
    return await configuration;
  } catch (error) {
    known.delete(key);
    throw new Refused(whyNot(error, asked.name));
  }
}

async function discover(asked: OidcClient): Promise<client.Configuration> {
  const issuer = new URL(asked.issuer);
  const execute = issuer.protocol === 'http:' ? [client.allowInsecureRequests] : [];
  const found = await client.discovery(issuer, asked.clientId, undefined, undefined, {
    execute,
    timeout: patience,
    [client.customFetch]: outgoingFetch,
  });
  const metadata = found.serverMetadata();
  const configuration = new client.Configuration(metadata, asked.clientId, undefined, proofOf(asked, metadata));
  configuration.timeout = patience;
  configuration[client.customFetch] = outgoingFetch;
  for (const enable of execute) enable(configuration);
  // Signatures of tokens count also when these come straight from the provider over https.
  client.enableNonRepudiationChecks(configuration);
  return configuration;
}

/** The ways in which a client shows its secret: the ones most providers have, the safer first. */
function proofOf({ id, secretSealed }: OidcClient, metadata: client.ServerMetadata): client.ClientAuth {
  if (secretSealed === null) return client.None();
  const clientSecret = unsealed<string>(`client ${id}`, secretSealed);
  if (clientSecret === undefined) throw new Error(`the secret of ${id} was sealed with another key: give it again`);
  const ways = metadata.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
  return ways.includes('client_secret_basic')
    ? client.ClientSecretBasic(clientSecret)
    : client.ClientSecretPost(clientSecret);
}

/** A question: its state goes round with it, its secret stays here. */
export async function newQuestion() {
  const verifier = client.randomPKCECodeVerifier();
  return {
    state: client.randomState(),
    secret: { nonce: client.randomNonce(), verifier } satisfies OidcSecret,
    challenge: await client.calculatePKCECodeChallenge(verifier),
  };
}

/** Where the browser goes to sign in with the provider. */
export function signInAddress(
  configuration: client.Configuration,
  question: Awaited<ReturnType<typeof newQuestion>>,
  asked: {
    readonly redirect: string;
    readonly scopes: string;
    readonly acrValues: readonly string[];
    readonly language: string;
  },
): string {
  return client.buildAuthorizationUrl(configuration, {
    redirect_uri: asked.redirect,
    scope: asked.scopes,
    state: question.state,
    nonce: question.secret.nonce,
    code_challenge: question.challenge,
    code_challenge_method: 'S256',
    ui_locales: asked.language,
    ...(asked.acrValues.length > 0 ? { acr_values: asked.acrValues.join(' ') } : {}),
  }).href;
}

/**
 * What the provider's answer proves: exchanges its code, and checks state, code verifier, nonce, signature, issuer, audience
 * and times of the ID token. Claims that it leaves out are asked of the UserInfo endpoint.
 * Throws `Refused`: `federation/declined`, `wrong-signature`, `wrong-issuer`, `wrong-audience`, `wrong-time`, `unsolicited`,
 * `unreachable`.
 *
 * @param wanted claims without which UserInfo is asked too
 */
export async function readAnswer(
  configuration: client.Configuration,
  answer: { readonly address: string; readonly state: string; readonly secret: OidcSecret; readonly name: string },
  wanted: readonly string[],
): Promise<OidcAnswer> {
  try {
    const tokens = await client.authorizationCodeGrant(configuration, new URL(answer.address), {
      expectedState: answer.state,
      expectedNonce: answer.secret.nonce,
      pkceCodeVerifier: answer.secret.verifier,
      idTokenExpected: true,
    });
    const claims = tokens.claims()!;
    const missing = wanted.some((claim) => claims[claim] === undefined);
    const more =
      missing && configuration.serverMetadata().userinfo_endpoint
        ? await client.fetchUserInfo(configuration, tokens.access_token, claims.sub)
        : {};
    return { claims: { ...more, ...claims }, idToken: tokens.id_token! };
  } catch (error) {
    throw error instanceof Refused ? error : new Refused(whyNot(error, answer.name));
  }
}

/** Where the browser goes to sign out there too; undefined where the provider has no such place. */
export function signOutAddress(
  configuration: client.Configuration,
  { idToken, back }: { readonly idToken: string; readonly back: string },
): string | undefined {
  if (!configuration.serverMetadata().end_session_endpoint) return undefined;
  return client.buildEndSessionUrl(configuration, { id_token_hint: idToken, post_logout_redirect_uri: back }).href;
}

/** An error of the protocol as a sentence for the person. Faults of our own pass through as they are. */
export function whyNot(error: unknown, name: string): Refusal {
  if (error instanceof client.AuthorizationResponseError) return declined(error.error, name);
  const { code, cause, message } = error as {
    code?: string;
    message?: string;
    cause?: { claim?: string; message?: string; cause?: { claim?: string } };
  };
  if (wasNotAllowed(error)) return refusals.forbiddenNetwork(name);
  const claim = cause?.claim ?? cause?.cause?.claim;
  const told = `${message} ${cause?.message}`;
  switch (code) {
    case 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED':
      return refusals.wrongTime();
    case 'OAUTH_JWT_CLAIM_COMPARISON_FAILED':
      if (claim === 'aud' || claim === 'azp') return refusals.wrongAudience();
      if (claim === 'iss') return refusals.wrongIssuer();
      return refusals.unsolicited();
    case 'OAUTH_KEY_SELECTION_FAILED':
      return refusals.wrongSignature();
    case 'OAUTH_INVALID_RESPONSE':
      if (told.includes('signature')) return refusals.wrongSignature();
      if (/"(?:state|nonce|iss)"/.test(told)) return refusals.unsolicited();
      return refusals.malformed();
    case 'OAUTH_RESPONSE_BODY_ERROR':
      return refusals.stale();
    default:
      if (code === undefined && !(error instanceof TypeError)) throw error;
      return refusals.unreachable(name);
  }
}

/** Whether somewhere below lies a connection that must not be made. */
export function wasNotAllowed(error: unknown): boolean {
  for (let at = error, deep = 0; at instanceof Error && deep < 8; at = at.cause, deep += 1)
    if ((at as { code?: unknown }).code === 'ENOTALLOWED') return true;
  return false;
}

function declined(error: string, name: string): Refusal {
  if (error === 'access_denied' || error === 'login_required' || error === 'consent_required')
    return refusals.declined(
      text(
        `L’accesso con ${name} è stato annullato o non consentito.`,
        `Sign-in with ${name} was cancelled or denied.`,
      ),
    );
  return refusals.declined(
    text(`${name} non ha potuto completare l’accesso.`, `${name} could not complete the sign-in.`),
  );
}
