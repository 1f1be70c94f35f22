import type { Insertable, Selectable } from 'kysely';
import { sql } from 'kysely';
import type { Day } from '../../../kernel/day.ts';
import type { Tx } from '../../../platform/action.ts';
import type { StaffingTables } from './tables.ts';

const tables = (tx: Tx) => tx.withTables<StaffingTables>();

export type TimeRow = Selectable<StaffingTables['staffing.time_entries']>;
export type ClosingRow = Selectable<StaffingTables['staffing.closed_months']>;

/** Lines of time sheets of a period, each as its last revision says, without what was withdrawn, by day. */
export async function timeBetween(
  tx: Tx,
  association: string,
  { from, to }: { readonly from: Day; readonly to: Day },
): Promise<TimeRow[]> {
  const { rows } = await sql<TimeRow>`
    select * from (
      select distinct on (id) * from staffing.time_entries
      where association = ${association}
        and id in (select id from staffing.time_entries where association = ${association} and on_day between ${from} and ${to})
      order by id, revision desc
    ) last
    where minutes is not null and on_day between ${from} and ${to}
    order by on_day, recorded_at, id`.execute(tx);
  return rows;
}

/** Every revision of a line, the first first. */
export async function revisionsOf(tx: Tx, association: string, id: string): Promise<TimeRow[]> {
  return tables(tx)
    .selectFrom('staffing.time_entries')
    .selectAll()
    .where('association', '=', association)
    .where('id', '=', id)
    .orderBy('revision')
    .execute();
}

export async function insertTime(tx: Tx, entry: Insertable<StaffingTables['staffing.time_entries']>): Promise<void> {
  await tables(tx).insertInto('staffing.time_entries').values(entry).execute();
}

/** Closings of months and their reopenings, the first first. */
export async function closingsOf(tx: Tx, association: string): Promise<ClosingRow[]> {
  return tables(tx)
    .selectFrom('staffing.closed_months')
    .selectAll()
    .where('association', '=', association)
    .orderBy('month')
    .orderBy('closed_at')
    .execute();
}

/** False where the month is closed already. */
export async function closeMonth(
  tx: Tx,
  association: string,
  { month, at, by }: { readonly month: Day; readonly at: Date; readonly by: string | null },
): Promise<boolean> {
  const row = await tables(tx)
    .insertInto('staffing.closed_months')
    .values({ association, month, closed_at: at, closed_by: by, reopened_at: null, reopened_by: null, reason: null })
    .onConflict((conflict) => conflict.doNothing())
    .returning('month')
    .executeTakeFirst();
  return row !== undefined;
}

/** False where the month is not closed. */
export async function reopenMonth(
  tx: Tx,
  association: string,
  opening: { readonly month: Day; readonly at: Date; readonly by: string | null; readonly reason: string },
): Promise<boolean> {
  const row = await tables(tx)
    .updateTable('staffing.closed_months')
    .set({ reopened_at: opening.at, reopened_by: opening.by, reason: opening.reason })
    .where('association', '=', association)
    .where('month', '=', opening.month)
    .where('reopened_at', 'is', null)
    .returning('month')
    .executeTakeFirst();
  return row !== undefined;
}
