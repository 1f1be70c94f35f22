import type { Insertable, Selectable } from 'kysely';
import { sql } from 'kysely';
import type { Day } from '../../../kernel/day.ts';
import type { Tx } from '../../../platform/action.ts';
import type { Coverage, PlanDay, Week } from '../rules/index.ts';
import type { StaffingTables } from './tables.ts';

const tables = (tx: Tx) => tx.withTables<StaffingTables>();

export type PlanDayRow = Selectable<StaffingTables['staffing.plan_days']>;
export type CoverageRow = Selectable<StaffingTables['staffing.coverage']>;

/** The weeks of everybody, the first first. */
export async function weeksOf(tx: Tx, association: string): Promise<Week[]> {
  const rows = await tables(tx)
    .selectFrom('staffing.weeks')
    .select(['staff', 'since', 'stints'])
    .where('association', '=', association)
    .orderBy('since')
    .execute();
  return rows as Week[];
}

/** The week from a day on; one from the same day is written over. */
export async function storeWeek(tx: Tx, week: Insertable<StaffingTables['staffing.weeks']>): Promise<void> {
  const { stints, recorded_at, recorded_by } = week;
  await tables(tx)
    .insertInto('staffing.weeks')
    .values(week)
    .onConflict((conflict) =>
      conflict.columns(['association', 'staff', 'since']).doUpdateSet({ stints, recorded_at, recorded_by }),
    )
    .execute();
}

/** Days unlike the week that touch a period, the first first. */
export async function planDayRows(
  tx: Tx,
  association: string,
  { from, to }: { readonly from: Day; readonly to: Day },
): Promise<PlanDayRow[]> {
  return tables(tx)
    .selectFrom('staffing.plan_days')
    .selectAll()
    .where('association', '=', association)
    .where('until', '>=', from)
    .where('since', '<=', to)
    .orderBy('since')
    .orderBy('id')
    .execute();
}

/** The same as the roster takes them. */
export function planDaysFrom(rows: readonly PlanDayRow[]): PlanDay[] {
  return rows.map(({ staff, since, until, site, from_minute, until_minute }) => ({
    staff,
    since,
    until,
    at: site === null ? null : { site, from: from_minute!, until: until_minute! },
  }));
}

export async function insertPlanDay(tx: Tx, day: Insertable<StaffingTables['staffing.plan_days']>): Promise<void> {
  await tables(tx).insertInto('staffing.plan_days').values(day).execute();
}

/** The line taken away; undefined where there is none. */
export async function deletePlanDay(tx: Tx, association: string, id: string): Promise<PlanDayRow | undefined> {
  return tables(tx)
    .deleteFrom('staffing.plan_days')
    .where('association', '=', association)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst();
}

/** How many people are wanted, by weekday and hour; what has ended too. */
export async function coverageRows(tx: Tx, association: string): Promise<CoverageRow[]> {
  return tables(tx)
    .selectFrom('staffing.coverage')
    .selectAll()
    .where('association', '=', association)
    .orderBy('weekday')
    .orderBy('from_minute')
    .orderBy('id')
    .execute();
}

/** The same as the roster takes it. */
export function coverageFrom(rows: readonly CoverageRow[]): Coverage[] {
  return rows.map(({ site, weekday, from_minute, until_minute, people, since, until }) => ({
    site,
    weekday,
    from: from_minute,
    until: until_minute,
    people,
    since,
    ends: until,
  }));
}

export async function insertCoverage(
  tx: Tx,
  lines: readonly Insertable<StaffingTables['staffing.coverage']>[],
): Promise<void> {
  if (lines.length > 0)
    await tables(tx)
      .insertInto('staffing.coverage')
      .values([...lines])
      .execute();
}

/** Ends what is wanted at a site (null: anywhere) on these weekdays, the day before another begins. */
export async function endCoverage(
  tx: Tx,
  association: string,
  { site, weekdays, from }: { readonly site: string | null; readonly weekdays: readonly number[]; readonly from: Day },
): Promise<void> {
  await sql`update staffing.coverage set until = ${from}::date - 1
    where association = ${association} and site is not distinct from ${site}::uuid and weekday = any(${[...weekdays]})
      and since < ${from}::date and (until is null or until >= ${from}::date)`.execute(tx);
}

/** Whether something is wanted at a site from a day on or later already, on one of these weekdays. */
export async function hasCoverageFrom(
  tx: Tx,
  association: string,
  { site, weekdays, from }: { readonly site: string | null; readonly weekdays: readonly number[]; readonly from: Day },
): Promise<boolean> {
  const { rows } = await sql`select from staffing.coverage
    where association = ${association} and site is not distinct from ${site}::uuid and weekday = any(${[...weekdays]})
      and since >= ${from}::date limit 1`.execute(tx);
  return rows.length > 0;
}
