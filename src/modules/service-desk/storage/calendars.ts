import { type Insertable, type Selectable, sql } from 'kysely';
import type { Tx } from '../../../platform/action.ts';
import type { ClockTables } from './clock-tables.ts';

const tables = (tx: Tx) => tx.withTables<ClockTables>();

export type WeekRow = Selectable<ClockTables['service_desk.weekly_hours']>;
export type HolidayRow = Selectable<ClockTables['service_desk.yearly_holidays']>;
export type ExceptionRow = Selectable<ClockTables['service_desk.calendar_exceptions']>;
export type CalendarRows = {
  readonly weeks: readonly WeekRow[];
  readonly holidays: readonly HolidayRow[];
  readonly exceptions: readonly ExceptionRow[];
};

/** The calendar of the association (`whose` has '') and of entities, the association's first, as far as the actor may see them. */
export async function calendarRows(tx: Tx, association: string, whose: readonly string[]): Promise<CalendarRows> {
  const db = tables(tx);
  const mine = [...whose];
  const weeks = await db
    .selectFrom('service_desk.weekly_hours')
    .selectAll()
    .where('association', '=', association)
    .where('whose', 'in', mine)
    .orderBy('whose')
    .orderBy('since', 'desc')
    .execute();
  const holidays = await db
    .selectFrom('service_desk.yearly_holidays')
    .selectAll()
    .where('association', '=', association)
    .where('whose', 'in', mine)
    .orderBy('whose')
    .orderBy('month_day')
    .execute();
  const exceptions = await db
    .selectFrom('service_desk.calendar_exceptions')
    .selectAll()
    .where('association', '=', association)
    .where('whose', 'in', mine)
    .orderBy('whose')
    .orderBy('from_day', 'desc')
    .orderBy('id')
    .execute();
  return { weeks, holidays, exceptions };
}

export async function storeWeek(tx: Tx, week: Insertable<ClockTables['service_desk.weekly_hours']>): Promise<void> {
  const { association: _, whose: __, since: ___, ...hours } = week;
  await tables(tx)
    .insertInto('service_desk.weekly_hours')
    .values(week)
    .onConflict((conflict) => conflict.columns(['association', 'whose', 'since']).doUpdateSet(hours))
    .execute();
}

/** False where there is none of these. */
export const deleteWeek = (tx: Tx, key: Pick<WeekRow, 'association' | 'whose' | 'since'>) =>
  deleted(tx, 'service_desk.weekly_hours', key);

export async function storeHoliday(
  tx: Tx,
  holiday: Insertable<ClockTables['service_desk.yearly_holidays']>,
): Promise<void> {
  await tables(tx)
    .insertInto('service_desk.yearly_holidays')
    .values(holiday)
    .onConflict((conflict) =>
      conflict.columns(['association', 'whose', 'month_day']).doUpdateSet({ name: holiday.name }),
    )
    .execute();
}

/** False where there is none of these. */
export const deleteHoliday = (tx: Tx, key: Pick<HolidayRow, 'association' | 'whose' | 'month_day'>) =>
  deleted(tx, 'service_desk.yearly_holidays', key);

export async function insertException(
  tx: Tx,
  exception: Insertable<ClockTables['service_desk.calendar_exceptions']>,
): Promise<void> {
  await tables(tx).insertInto('service_desk.calendar_exceptions').values(exception).execute();
}

/** False where there is none of these. */
export const deleteException = (tx: Tx, key: Pick<ExceptionRow, 'association' | 'whose' | 'id'>) =>
  deleted(tx, 'service_desk.calendar_exceptions', key);

/** Takes away the row with this key; whether there was one. */
async function deleted(tx: Tx, table: keyof ClockTables, key: Readonly<Record<string, unknown>>): Promise<boolean> {
  const same = Object.entries(key).map(([name, value]) => sql`${sql.ref(name)} = ${value}`);
  const { numAffectedRows } = await sql`delete from ${sql.table(table)} where ${sql.join(same, sql` and `)}`.execute(
    tx,
  );
  return (numAffectedRows ?? 0n) > 0n;
}
