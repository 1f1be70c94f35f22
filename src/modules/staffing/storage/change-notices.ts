import type { Insertable, Selectable } from 'kysely';
import type { Tx } from '../../../platform/action.ts';
import type { NoticeKind, StaffingTables } from './tables.ts';

const tables = (tx: Tx) => tx.withTables<StaffingTables>();

export type NoticeRow = Selectable<StaffingTables['staffing.change_notices']>;

/** What entities told of changes and problems, as far as it is seen, the last told first. */
export async function changeNotices(
  tx: Tx,
  association: string,
  { about, entity }: { readonly about?: NoticeKind | undefined; readonly entity?: string | undefined },
): Promise<NoticeRow[]> {
  let query = tables(tx)
    .selectFrom('staffing.change_notices')
    .selectAll()
    .where('association', '=', association)
    .orderBy('recorded_at', 'desc')
    .orderBy('id');
  if (about !== undefined) query = query.where('about', '=', about);
  if (entity !== undefined) query = query.where('entity', '=', entity);
  return query.execute();
}

export async function insertNotice(
  tx: Tx,
  notice: Insertable<StaffingTables['staffing.change_notices']>,
): Promise<void> {
  await tables(tx).insertInto('staffing.change_notices').values(notice).execute();
}
