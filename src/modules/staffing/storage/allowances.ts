import type { Insertable, Selectable } from 'kysely';
import type { Day } from '../../../kernel/day.ts';
import type { Tx } from '../../../platform/action.ts';
import type { StaffingTables } from './tables.ts';

export type AllowanceRow = Selectable<StaffingTables['staffing.allowances']>;

/** What the head allowed beyond the quotas of a year, the first first. */
export async function allowancesIn(tx: Tx, association: string, yearFrom: Day): Promise<AllowanceRow[]> {
  return tx
    .withTables<StaffingTables>()
    .selectFrom('staffing.allowances')
    .selectAll()
    .where('association', '=', association)
    .where('year_from', '=', yearFrom)
    .orderBy('recorded_at')
    .execute();
}

export async function insertAllowance(
  tx: Tx,
  allowance: Insertable<StaffingTables['staffing.allowances']>,
): Promise<void> {
  await tx.withTables<StaffingTables>().insertInto('staffing.allowances').values(allowance).execute();
}
