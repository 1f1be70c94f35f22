import type { Insertable, Selectable, Updateable } from 'kysely';
import { sql } from 'kysely';
import type { Day } from '../../../kernel/day.ts';
import type { Tx } from '../../../platform/action.ts';
import type { StaffedPeriod } from '../rules/index.ts';
import type { StaffingTables } from './tables.ts';

const tables = (tx: Tx) => tx.withTables<StaffingTables>();

export type SiteRow = Selectable<StaffingTables['staffing.sites']>;
export type PeriodRow = Omit<Selectable<StaffingTables['staffing.staffed_periods']>, 'days_per_week'> & StaffedPeriod;

/** Changes of the staff and sites of an association come one at a time. */
export async function holdStaffing(tx: Tx, association: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('staffing'), hashtext(${association}))`.execute(tx);
}

/** The sites of the association, the main one first, those closed too. */
export async function sitesOf(tx: Tx, association: string): Promise<SiteRow[]> {
  return tables(tx)
    .selectFrom('staffing.sites')
    .selectAll()
    .where('association', '=', association)
    .orderBy('main', 'desc')
    .orderBy('name')
    .orderBy('id')
    .execute();
}

export async function insertSite(tx: Tx, site: Insertable<StaffingTables['staffing.sites']>): Promise<void> {
  await tables(tx).insertInto('staffing.sites').values(site).execute();
}

export async function updateSite(
  tx: Tx,
  association: string,
  id: string,
  changes: Updateable<StaffingTables['staffing.sites']>,
): Promise<void> {
  await tables(tx)
    .updateTable('staffing.sites')
    .set(changes)
    .where('association', '=', association)
    .where('id', '=', id)
    .execute();
}

/** When sites were staffed, the first first; of one site where it is given. */
export async function staffedPeriods(tx: Tx, association: string, site?: string): Promise<PeriodRow[]> {
  let query = tables(tx)
    .selectFrom('staffing.staffed_periods')
    .selectAll()
    .where('association', '=', association)
    .orderBy('since')
    .orderBy('id');
  if (site !== undefined) query = query.where('site', '=', site);
  return (await query.execute()).map(({ days_per_week, ...row }) => ({ ...row, daysPerWeek: Number(days_per_week) }));
}

export async function insertPeriod(
  tx: Tx,
  period: Insertable<StaffingTables['staffing.staffed_periods']>,
): Promise<void> {
  await tables(tx).insertInto('staffing.staffed_periods').values(period).execute();
}

export async function endPeriod(
  tx: Tx,
  association: string,
  { id, until, act }: { readonly id: string; readonly until: Day; readonly act: string },
): Promise<void> {
  await tables(tx)
    .updateTable('staffing.staffed_periods')
    .set({ until, ending_act: act })
    .where('association', '=', association)
    .where('id', '=', id)
    .execute();
}
