import { type Insertable, type Selectable, sql } from 'kysely';
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

/** A notice that may be seen, kept so that nobody else makes a request of it meanwhile. */
export async function noticeToAskFor(tx: Tx, association: string, id: string): Promise<NoticeRow | undefined> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`notice ${association} ${id}`}, 0))`.execute(tx);
  return tables(tx)
    .selectFrom('staffing.change_notices')
    .selectAll()
    .where('association', '=', association)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** The ids of the requests made of notices, by notice. */
export async function requestsOfNotices(tx: Tx, association: string): Promise<ReadonlyMap<string, number>> {
  const rows = await tables(tx)
    .selectFrom('staffing.notice_requests')
    .select(['notice', 'ticket'])
    .where('association', '=', association)
    .execute();
  return new Map(rows.map(({ notice, ticket }) => [notice, Number(ticket)]));
}

export async function insertNoticeRequest(
  tx: Tx,
  made: Insertable<StaffingTables['staffing.notice_requests']>,
): Promise<void> {
  await tables(tx).insertInto('staffing.notice_requests').values(made).execute();
}
