import type { Insertable, Selectable } from 'kysely';
import type { Day } from '../../../kernel/day.ts';
import type { Tx } from '../../../platform/action.ts';
import type { StaffingTables } from './tables.ts';

const tables = (tx: Tx) => tx.withTables<StaffingTables>();

export type StaffRow = Selectable<StaffingTables['staffing.staff']>;
export type MinimumRow = Selectable<StaffingTables['staffing.minimums']>;

/** The people who work or worked for the service, by name; of one signed-in person where it is given. */
export async function staffOf(tx: Tx, association: string, person?: string): Promise<StaffRow[]> {
  let query = tables(tx)
    .selectFrom('staffing.staff')
    .selectAll()
    .where('association', '=', association)
    .orderBy('name')
    .orderBy('since')
    .orderBy('id');
  if (person !== undefined) query = query.where('person', '=', person);
  return query.execute();
}

export async function insertStaff(tx: Tx, staff: Insertable<StaffingTables['staffing.staff']>): Promise<void> {
  await tables(tx).insertInto('staffing.staff').values(staff).execute();
}

export async function endStaff(
  tx: Tx,
  association: string,
  { id, until, act }: { readonly id: string; readonly until: Day; readonly act: string },
): Promise<void> {
  await tables(tx)
    .updateTable('staffing.staff')
    .set({ until, ending_act: act })
    .where('association', '=', association)
    .where('id', '=', id)
    .execute();
}

/** The presence agreed, the last first. */
export async function minimumsOf(tx: Tx, association: string): Promise<MinimumRow[]> {
  return tables(tx)
    .selectFrom('staffing.minimums')
    .selectAll()
    .where('association', '=', association)
    .orderBy('since', 'desc')
    .orderBy('staff')
    .orderBy('site')
    .execute();
}

/** What is agreed for the same month takes the place of what was. */
export async function storeMinimum(tx: Tx, minimum: Insertable<StaffingTables['staffing.minimums']>): Promise<void> {
  const { days, minutes, act, recorded_at, recorded_by } = minimum;
  await tables(tx)
    .insertInto('staffing.minimums')
    .values(minimum)
    .onConflict((conflict) =>
      conflict
        .columns(['association', 'staff', 'site', 'since'])
        .doUpdateSet({ days, minutes, act, recorded_at, recorded_by }),
    )
    .execute();
}
