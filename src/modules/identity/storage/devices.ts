import type { Insertable } from 'kysely';
import type { Tx } from '../../../platform/action.ts';
import type { SignInTables } from './sign-in-tables.ts';

/** Whether a person has entered from this browser before, no longer ago than `since`. */
export async function isKnownDevice(
  tx: Tx,
  { device, person, since }: { readonly device: string; readonly person: string; readonly since: Date },
): Promise<boolean> {
  const row = await tx
    .withTables<SignInTables>()
    .selectFrom('identity.devices')
    .select('device')
    .where('device', '=', device)
    .where('person', '=', person)
    .where('seen', '>', since)
    .executeTakeFirst();
  return row !== undefined;
}

export async function rememberDevice(tx: Tx, row: SignInTables['identity.devices']): Promise<void> {
  const { seen, agent } = row;
  await tx
    .withTables<SignInTables>()
    .insertInto('identity.devices')
    .values(row)
    .onConflict((conflict) => conflict.columns(['device', 'person']).doUpdateSet({ seen, agent }))
    .execute();
}

export async function forgetDevices(tx: Tx, person: string): Promise<void> {
  await tx.withTables<SignInTables>().deleteFrom('identity.devices').where('person', '=', person).execute();
}

export async function hasEnteredBefore(tx: Tx, person: string): Promise<boolean> {
  const row = await tx
    .withTables<SignInTables>()
    .selectFrom('identity.sign_ins')
    .select('id')
    .where('person', '=', person)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** A person's sign-ins from browsers never used before, since a moment, in their order. */
export async function newDevicesOf(tx: Tx, person: string, since: Date) {
  return tx
    .withTables<SignInTables>()
    .selectFrom('identity.sign_ins')
    .select(['at', 'origin', 'agent', 'told'])
    .where('person', '=', person)
    .where('new_device', '=', true)
    .where('at', '>', since)
    .orderBy('at')
    .orderBy('id')
    .execute();
}

/** Adds to a person's history, which goes back no further than `keptSince`. */
export async function insertSignIn(
  tx: Tx,
  entry: Omit<Insertable<SignInTables['identity.sign_ins']>, 'id'>,
  keptSince: Date,
): Promise<void> {
  const tables = tx.withTables<SignInTables>();
  await tables.deleteFrom('identity.sign_ins').where('person', '=', entry.person).where('at', '<', keptSince).execute();
  await tables.insertInto('identity.sign_ins').values(entry).execute();
}

/** A person's sign-ins, the latest first. */
export async function signInsOf(tx: Tx, person: string, limit: number) {
  return tx
    .withTables<SignInTables>()
    .selectFrom('identity.sign_ins')
    .select(['at', 'method', 'level', 'origin', 'agent', 'new_device'])
    .where('person', '=', person)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}
