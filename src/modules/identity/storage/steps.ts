import type { Tx } from '../../../platform/action.ts';
import type { SignInTables, StepKind } from './sign-in-tables.ts';

export type Step = {
  readonly kind: StepKind;
  readonly person: string | null;
  readonly challenge: string | null;
  readonly failures: number;
  readonly expires: Date;
};

/** Writes down what was begun, and forgets what has long expired. */
export async function insertStep(
  tx: Tx,
  step: {
    readonly token_sha256: string;
    readonly kind: StepKind;
    readonly person: string | null;
    readonly challenge: string | null;
    readonly created: Date;
    readonly expires: Date;
  },
): Promise<void> {
  const tables = tx.withTables<SignInTables>();
  await tables.deleteFrom('identity.steps').where('expires', '<', step.created).execute();
  await tables.insertInto('identity.steps').values(step).execute();
}

/** Writes down that a challenge was signed; false when it was already. */
export async function spendChallenge(
  tx: Tx,
  challenge: { readonly token_sha256: string; readonly created: Date; readonly expires: Date },
): Promise<boolean> {
  const tables = tx.withTables<SignInTables>();
  await tables.deleteFrom('identity.steps').where('expires', '<', challenge.created).execute();
  const stored = await tables
    .insertInto('identity.steps')
    .values({ ...challenge, kind: 'passkey', person: null, challenge: null })
    .onConflict((conflict) => conflict.column('token_sha256').doNothing())
    .returning('token_sha256')
    .executeTakeFirst();
  return stored !== undefined;
}

/** What was begun, of these kinds and not expired. */
export async function findStep(
  tx: Tx,
  at: { readonly hash: string; readonly kinds: readonly StepKind[]; readonly now: Date },
): Promise<Step | undefined> {
  return stepQuery(tx, at).executeTakeFirst();
}

/** The same, held until the end of the transaction: nothing is finished twice. */
export async function lockStep(
  tx: Tx,
  at: { readonly hash: string; readonly kinds: readonly StepKind[]; readonly now: Date },
): Promise<Step | undefined> {
  return stepQuery(tx, at).forUpdate().executeTakeFirst();
}

function stepQuery(
  tx: Tx,
  { hash, kinds, now }: { readonly hash: string; readonly kinds: readonly StepKind[]; readonly now: Date },
) {
  return tx
    .withTables<SignInTables>()
    .selectFrom('identity.steps')
    .select(['kind', 'person', 'challenge', 'failures', 'expires'])
    .where('token_sha256', '=', hash)
    .where('kind', 'in', [...kinds])
    .where('expires', '>', now);
}

export async function deleteStep(tx: Tx, hash: string): Promise<void> {
  await tx.withTables<SignInTables>().deleteFrom('identity.steps').where('token_sha256', '=', hash).execute();
}

/** Forgets what a person had begun, of these kinds: older links when a new one is sent, all of them when one is used. */
export async function deleteStepsOf(tx: Tx, person: string, kinds: readonly StepKind[]): Promise<void> {
  await tx
    .withTables<SignInTables>()
    .deleteFrom('identity.steps')
    .where('person', '=', person)
    .where('kind', 'in', [...kinds])
    .execute();
}

export async function storeStepFailures(tx: Tx, hash: string, failures: number): Promise<void> {
  await tx
    .withTables<SignInTables>()
    .updateTable('identity.steps')
    .set({ failures })
    .where('token_sha256', '=', hash)
    .execute();
}
