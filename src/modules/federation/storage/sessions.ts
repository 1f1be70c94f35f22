import type { Tx } from '../../../platform/action.ts';
import type { Business } from '../rules/business.ts';
import type { FederationTables } from './tables.ts';

/** A session that a provider opened. */
export type FederatedSession = {
  /** The session as identity keeps it (the token's SHA-256). */
  readonly session: string;
  readonly method: 'oidc' | 'spid' | 'cie';
  readonly provider: string;
  readonly subject: string;
  /** The provider's name for its own session (`sid`, `SessionIndex`). */
  readonly providerSession: string | null;
  /** What signing out at the provider needs. */
  readonly signOutSealed: string | null;
  readonly business: Business | null;
};

export async function insertFederatedSession(tx: Tx, opened: FederatedSession): Promise<void> {
  const { session, method, provider, subject, providerSession, signOutSealed, business } = opened;
  await tx
    .withTables<FederationTables>()
    .insertInto('federation.sessions')
    .values({
      association: '',
      session,
      method,
      provider,
      subject,
      provider_session: providerSession,
      sign_out_sealed: signOutSealed,
      business: business && JSON.stringify(business),
    })
    .execute();
}

export async function federatedSession(tx: Tx, session: string): Promise<FederatedSession | undefined> {
  const row = await tx
    .withTables<FederationTables>()
    .selectFrom('federation.sessions')
    .selectAll()
    .where('session', '=', session)
    .executeTakeFirst();
  if (!row) return undefined;
  return {
    session,
    method: row.method,
    provider: row.provider,
    subject: row.subject,
    providerSession: row.provider_session,
    signOutSealed: row.sign_out_sealed,
    business: row.business as Business | null,
  };
}

/**
 * The sessions that a provider means when it says that somebody left: by its own name for the session, or all of a subject.
 */
export async function sessionsMeant(
  tx: Tx,
  by: {
    readonly provider: string;
    readonly subject?: string | undefined;
    readonly providerSession?: string | undefined;
  },
): Promise<string[]> {
  if (by.subject === undefined && by.providerSession === undefined) return [];
  let query = tx
    .withTables<FederationTables>()
    .selectFrom('federation.sessions')
    .select('session')
    .where('provider', '=', by.provider);
  if (by.subject !== undefined) query = query.where('subject', '=', by.subject);
  if (by.providerSession !== undefined) query = query.where('provider_session', '=', by.providerSession);
  return (await query.execute()).map((row) => row.session);
}
