import { createHash } from 'node:crypto';
import type { Tx } from '../../../platform/action.ts';
import type { FederationTables } from './tables.ts';

/** How long a sign-in may stay with a provider, and a ticket wait for its browser, in milliseconds. */
export const longestAttempt = 15 * 60 * 1000;

export type Attempted = {
  /** The state or the request's id: what comes back with the answer. */
  readonly id: string;
  readonly method: 'oidc' | 'spid' | 'cie';
  readonly provider: string;
  /** The mark of the browser in which it began. */
  readonly browser: string;
  readonly back: string;
  readonly level: 1 | 2 | 3;
  readonly started: Date;
  /** Whose account the identity is to be bound to; null where somebody signs in. */
  readonly binds?: string | null;
};

/** @param secretSealed what must be given again when the answer comes (nonce, code verifier) */
export async function insertAttempt(tx: Tx, attempt: Attempted, secretSealed: string | null): Promise<void> {
  const rows = tx.withTables<FederationTables>();
  const old = new Date(attempt.started.getTime() - 2 * longestAttempt);
  await rows.deleteFrom('federation.attempts').where('started', '<', old).execute();
  await rows
    .insertInto('federation.attempts')
    .values({
      association: '',
      ...attempt,
      binds: attempt.binds ?? null,
      secret_sealed: secretSealed,
      answered: null,
      ticket: null,
      proof_sealed: null,
    })
    .execute();
}

/** An attempt that still waits for its answer. */
export async function openAttempt(
  tx: Tx,
  id: string,
  now: Date,
): Promise<(Attempted & { readonly secretSealed: string | null }) | undefined> {
  const row = await tx
    .withTables<FederationTables>()
    .selectFrom('federation.attempts')
    .selectAll()
    .where('id', '=', id)
    .where('answered', 'is', null)
    .where('started', '>', new Date(now.getTime() - longestAttempt))
    .executeTakeFirst();
  return row && { ...attemptedOf(row), secretSealed: row.secret_sealed };
}

/** An attempt, answered or not, while it is remembered: whoever comes late or twice is told so. */
export async function rememberedAttempt(tx: Tx, id: string): Promise<Attempted | undefined> {
  const row = await tx
    .withTables<FederationTables>()
    .selectFrom('federation.attempts')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst();
  return row && attemptedOf(row);
}

/** The attempt that this answers, taken: nobody takes it again. Undefined where there is none, it was taken, or it is too old. */
export async function takeAttempt(tx: Tx, id: string, now: Date): Promise<Attempted | undefined> {
  const row = await tx
    .withTables<FederationTables>()
    .updateTable('federation.attempts')
    .set({ answered: now })
    .where('id', '=', id)
    .where('answered', 'is', null)
    .where('started', '>', new Date(now.getTime() - longestAttempt))
    .returningAll()
    .executeTakeFirst();
  return row && attemptedOf(row);
}

/** Keeps a proved identity for the browser in which its sign-in began. */
export async function storeProof(tx: Tx, id: string, ticket: string, proofSealed: string): Promise<void> {
  await tx
    .withTables<FederationTables>()
    .updateTable('federation.attempts')
    .set({ ticket: hashed(ticket), proof_sealed: proofSealed })
    .where('id', '=', id)
    .execute();
}

/** The attempt and the proved identity behind a ticket, taken. Undefined where there is none, it was taken, or it is too old. */
export async function takeProof(
  tx: Tx,
  ticket: string,
  now: Date,
): Promise<(Attempted & { readonly proofSealed: string }) | undefined> {
  const rows = tx.withTables<FederationTables>();
  const row = await rows
    .selectFrom('federation.attempts')
    .selectAll()
    .where('ticket', '=', hashed(ticket))
    .where('answered', '>', new Date(now.getTime() - longestAttempt))
    .forUpdate()
    .executeTakeFirst();
  if (!row?.proof_sealed) return undefined;
  await rows
    .updateTable('federation.attempts')
    .set({ ticket: null, proof_sealed: null })
    .where('id', '=', row.id)
    .execute();
  return { ...attemptedOf(row), proofSealed: row.proof_sealed };
}

function attemptedOf(row: FederationTables['federation.attempts']): Attempted {
  const { id, method, provider, browser, back, level, started, binds } = row;
  return { id, method, provider, browser, back, level, started, binds };
}

function hashed(ticket: string): string {
  return createHash('sha256').update(ticket).digest('hex');
}
