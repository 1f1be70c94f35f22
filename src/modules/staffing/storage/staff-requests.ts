import type { Insertable, Selectable } from 'kysely';
import type { Tx } from '../../../platform/action.ts';
import type { StaffingTables } from './tables.ts';

const tables = (tx: Tx) => tx.withTables<StaffingTables>();

export type RequestRow = Selectable<StaffingTables['staffing.staff_requests']>;
export type ClaimRow = Selectable<StaffingTables['staffing.reimbursement_claims']>;

/** What entities were asked for as it stands and as far as it is seen, the last asked first; one where its id is given. */
export async function staffRequests(tx: Tx, association: string, id?: string): Promise<RequestRow[]> {
  let query = tables(tx)
    .selectFrom('staffing.staff_requests')
    .distinctOn('id')
    .selectAll()
    .where('association', '=', association)
    .orderBy('id')
    .orderBy('revision', 'desc');
  if (id !== undefined) query = query.where('id', '=', id);
  return (await query.execute()).toSorted((a, b) => b.at.getTime() - a.at.getTime() || (a.id < b.id ? -1 : 1));
}

export async function insertStaffRequest(
  tx: Tx,
  row: Insertable<StaffingTables['staffing.staff_requests']>,
): Promise<void> {
  await tables(tx).insertInto('staffing.staff_requests').values(row).execute();
}

/** What entities ask back as it stands and as far as it is seen, the last year first; one where its id is given. */
export async function claimsOf(tx: Tx, association: string, id?: string): Promise<ClaimRow[]> {
  let query = tables(tx)
    .selectFrom('staffing.reimbursement_claims')
    .distinctOn('id')
    .selectAll()
    .where('association', '=', association)
    .orderBy('id')
    .orderBy('revision', 'desc');
  if (id !== undefined) query = query.where('id', '=', id);
  return (await query.execute()).toSorted((a, b) => b.year - a.year || b.at.getTime() - a.at.getTime());
}

export async function insertClaim(
  tx: Tx,
  row: Insertable<StaffingTables['staffing.reimbursement_claims']>,
): Promise<void> {
  await tables(tx).insertInto('staffing.reimbursement_claims').values(row).execute();
}
