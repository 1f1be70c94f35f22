import { sql } from 'kysely';
import type { Tx } from '../../../platform/action.ts';

/**
 * Lets `work` see the people of the whole association, whatever entity the transaction is bound to: for names of people that the
 * own rows are about, or somebody named by the exact address. Afterwards the transaction sees what it saw before.
 */
export async function seeingColleagues<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  const { rows } = await sql<{ entity: string | null }>`select current_setting('app.entity', true) as entity`.execute(
    tx,
  );
  await sql`select set_config('app.entity', '*', true)`.execute(tx);
  const found = await work();
  await sql`select set_config('app.entity', ${rows[0]?.entity ?? ''}, true)`.execute(tx);
  return found;
}
