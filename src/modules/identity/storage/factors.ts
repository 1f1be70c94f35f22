import type { Tx } from '../../../platform/action.ts';
import type { SignInTables } from './sign-in-tables.ts';

export type PasskeyRow = SignInTables['identity.passkeys'];

/** The second factors somebody has. */
export type Factors = {
  readonly authenticator: { readonly since: Date } | null;
  readonly passkeys: readonly PasskeyRow[];
  /** Recovery codes not used yet. */
  readonly recoveryLeft: number;
};

export async function factorsOf(tx: Tx, person: string): Promise<Factors> {
  const tables = tx.withTables<SignInTables>();
  const authenticator = await tables
    .selectFrom('identity.authenticators')
    .select('created')
    .where('person', '=', person)
    .executeTakeFirst();
  const codes = await tables
    .selectFrom('identity.recovery_codes')
    .select((of) => of.fn.countAll<string>().as('left'))
    .where('person', '=', person)
    .where('used', 'is', null)
    .executeTakeFirstOrThrow();
  return {
    authenticator: authenticator ? { since: authenticator.created } : null,
    passkeys: await passkeysOf(tx, person),
    recoveryLeft: Number(codes.left),
  };
}

export async function passkeysOf(tx: Tx, person: string): Promise<readonly PasskeyRow[]> {
  const rows = await tx
    .withTables<SignInTables>()
    .selectFrom('identity.passkeys')
    .selectAll()
    .where('person', '=', person)
    .orderBy('created')
    .execute();
  return rows.map((row) => ({ ...row, counter: Number(row.counter) }));
}

/** A passkey, held until the end of the transaction: of two uses at once, the second sees the counter of the first. */
export async function lockPasskey(tx: Tx, id: string): Promise<PasskeyRow | undefined> {
  const row = await tx
    .withTables<SignInTables>()
    .selectFrom('identity.passkeys')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row && { ...row, counter: Number(row.counter) };
}

/** Stores a passkey; false when it is there already. */
export async function insertPasskey(tx: Tx, passkey: PasskeyRow): Promise<boolean> {
  const stored = await tx
    .withTables<SignInTables>()
    .insertInto('identity.passkeys')
    .values(passkey)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  return stored !== undefined;
}

export async function storePasskeyUse(
  tx: Tx,
  { id, ...use }: Pick<PasskeyRow, 'id' | 'counter' | 'backed_up' | 'device_type' | 'last_used'>,
): Promise<void> {
  await tx.withTables<SignInTables>().updateTable('identity.passkeys').set(use).where('id', '=', id).execute();
}

/** Removes a passkey; gives its name, undefined when the person has no such passkey. */
export async function deletePasskey(tx: Tx, person: string, id: string): Promise<string | undefined> {
  const row = await tx
    .withTables<SignInTables>()
    .deleteFrom('identity.passkeys')
    .where('person', '=', person)
    .where('id', '=', id)
    .returning('name')
    .executeTakeFirst();
  return row?.name;
}

/** The sealed secret and the last step used, held until the end of the transaction: a code counts once, also for two at once. */
export async function lockAuthenticator(
  tx: Tx,
  person: string,
): Promise<{ readonly secret: string; readonly lastStep: number } | undefined> {
  const row = await tx
    .withTables<SignInTables>()
    .selectFrom('identity.authenticators')
    .select(['secret', 'last_step'])
    .where('person', '=', person)
    .forUpdate()
    .executeTakeFirst();
  return row && { secret: row.secret, lastStep: Number(row.last_step) };
}

export async function storeAuthenticator(tx: Tx, row: SignInTables['identity.authenticators']): Promise<void> {
  const { secret, last_step, created } = row;
  await tx
    .withTables<SignInTables>()
    .insertInto('identity.authenticators')
    .values(row)
    .onConflict((conflict) => conflict.column('person').doUpdateSet({ secret, last_step, created }))
    .execute();
}

export async function storeLastStep(tx: Tx, person: string, step: number): Promise<void> {
  await tx
    .withTables<SignInTables>()
    .updateTable('identity.authenticators')
    .set({ last_step: step })
    .where('person', '=', person)
    .execute();
}

export async function deleteAuthenticator(tx: Tx, person: string): Promise<void> {
  await tx.withTables<SignInTables>().deleteFrom('identity.authenticators').where('person', '=', person).execute();
}

/** Puts new recovery codes in place of those there are. */
export async function replaceRecoveryCodes(
  tx: Tx,
  person: string,
  { hashes, created }: { readonly hashes: readonly string[]; readonly created: Date },
): Promise<void> {
  await tx.withTables<SignInTables>().deleteFrom('identity.recovery_codes').where('person', '=', person).execute();
  if (hashes.length === 0) return;
  await tx
    .withTables<SignInTables>()
    .insertInto('identity.recovery_codes')
    .values(hashes.map((code_sha256) => ({ person, code_sha256, created, used: null })))
    .execute();
}

/** Spends a recovery code; false when it is none, or was spent before. */
export async function spendRecoveryCode(
  tx: Tx,
  person: string,
  { hash, at }: { readonly hash: string; readonly at: Date },
): Promise<boolean> {
  const spent = await tx
    .withTables<SignInTables>()
    .updateTable('identity.recovery_codes')
    .set({ used: at })
    .where('person', '=', person)
    .where('code_sha256', '=', hash)
    .where('used', 'is', null)
    .returning('person')
    .executeTakeFirst();
  return spent !== undefined;
}

/** Takes away every second factor of a person. */
export async function deleteFactors(tx: Tx, person: string): Promise<void> {
  await deleteAuthenticator(tx, person);
  await tx.withTables<SignInTables>().deleteFrom('identity.passkeys').where('person', '=', person).execute();
  await tx.withTables<SignInTables>().deleteFrom('identity.recovery_codes').where('person', '=', person).execute();
}
