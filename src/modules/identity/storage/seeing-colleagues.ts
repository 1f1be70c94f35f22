import { sql } from 'kysely';
import type { Tx } from '../../../platform/action.ts';
import { setLocally } from '../../../platform/database/local-setting.ts';

/**
 * Lets `work` see the people of the whole association, whatever entity the transaction is bound to: for names of people that the
 * own rows are about, or somebody named by the exact address. Afterwards the transaction sees what it saw before.
 */
export async function seeingColleagues<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  const { rows } = await sql<{ entity: string | null }>`select current_setting('app.entity', true) as entity`.execute(
    tx,
  );
  const seen = rows[0]?.entity ?? '';
  if (seen === '*') return work();
  await setLocally(tx, 'app.entity', '*');
  const found = await work();
  await setLocally(tx, 'app.entity', seen);
  return found;
}

/** Names of people by id, whatever entity of the association they are of: of those that the own rows are about. */
export async function colleagueNames(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from identity.names_of(${[...new Set(ids)]}::uuid[])`.execute(tx);
  return new Map(rows.map(({ id, name }) => [id, name]));
}
