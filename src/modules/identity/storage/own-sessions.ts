import type { Tx } from '../../../platform/action.ts';
import type { SignInTables } from './sign-in-tables.ts';

export type SessionProof = {
  readonly created: Date;
  readonly proved: Date | null;
  readonly level: number;
  readonly person: string;
};

/** When and how strongly a session was proved. */
export async function proofOf(tx: Tx, session: string): Promise<SessionProof | undefined> {
  return tx
    .withTables<SignInTables>()
    .selectFrom('identity.sessions')
    .select(['created', 'proved', 'level', 'person'])
    .where('token_sha256', '=', session)
    .executeTakeFirst();
}

/** A password or a factor was given again; `level` where it makes the session stronger. */
export async function storeProof(
  tx: Tx,
  session: string,
  { at, level }: { readonly at: Date; readonly level?: 2 },
): Promise<void> {
  await tx
    .withTables<SignInTables>()
    .updateTable('identity.sessions')
    .set((of) => ({ proved: at, ...(level ? { level: of.fn<2>('greatest', ['level', of.val(level)]) } : {}) }))
    .where('token_sha256', '=', session)
    .execute();
}

/** The sessions of a person that still hold, the latest used first. */
export async function sessionsOf(
  tx: Tx,
  person: string,
  { createdAfter, seenAfter }: { readonly createdAfter: Date; readonly seenAfter: Date },
) {
  return tx
    .withTables<SignInTables>()
    .selectFrom('identity.sessions')
    .select(['token_sha256', 'created', 'seen', 'method', 'level', 'origin', 'agent'])
    .where('person', '=', person)
    .where('created', '>', createdAfter)
    .where('seen', '>', seenAfter)
    .orderBy('seen', 'desc')
    .execute();
}

/** Ends the sessions of a person: the one whose hash begins like this, or all but one. Gives how many. */
export async function endSessions(
  tx: Tx,
  person: string,
  which: { readonly beginning: string } | { readonly except: string },
): Promise<number> {
  const query = tx.withTables<SignInTables>().deleteFrom('identity.sessions').where('person', '=', person);
  const { numDeletedRows } = await ('except' in which
    ? query.where('token_sha256', '!=', which.except)
    : query.where((of) => of(of.fn<string>('left', ['token_sha256', of.val(24)]), '=', which.beginning))
  ).executeTakeFirst();
  return Number(numDeletedRows);
}
