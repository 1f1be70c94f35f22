import { sql } from 'kysely';
import type { Tx } from '../../../platform/action.ts';
import type { SignInTables } from './sign-in-tables.ts';

export type StoredFailures = { readonly count: number; readonly last: Date };

/** The failures counted under these keys. */
export async function failuresUnder(tx: Tx, keys: readonly string[]): Promise<ReadonlyMap<string, StoredFailures>> {
  const rows = await tx
    .withTables<SignInTables>()
    .selectFrom('identity.failures')
    .selectAll()
    .where('key', 'in', [...keys])
    .execute();
  return new Map(rows.map(({ key, count, last }) => [key, { count, last }]));
}

export async function storeFailures(tx: Tx, key: string, { count, last }: StoredFailures): Promise<void> {
  await tx
    .withTables<SignInTables>()
    .insertInto('identity.failures')
    .values({ key, count, last })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ count, last }))
    .execute();
}

export async function forgetFailures(tx: Tx, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  await tx
    .withTables<SignInTables>()
    .deleteFrom('identity.failures')
    .where('key', 'in', [...keys])
    .execute();
}

export async function forgetFailuresBefore(tx: Tx, before: Date): Promise<void> {
  await tx.withTables<SignInTables>().deleteFrom('identity.failures').where('last', '<', before).execute();
}

/** Tries under one key go one at a time, in whatever process: false when another is at it. */
export async function isAlone(tx: Tx, key: string): Promise<boolean> {
  const { rows } = await sql<{ alone: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${`identity/try ${key}`}, 0)) as alone`.execute(tx);
  return rows[0]!.alone;
}
