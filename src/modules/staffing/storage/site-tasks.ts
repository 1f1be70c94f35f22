import type { Insertable, Selectable } from 'kysely';
import { sql } from 'kysely';
import type { Day } from '../../../kernel/day.ts';
import type { Tx } from '../../../platform/action.ts';
import type { StaffingTables } from './tables.ts';

const tables = (tx: Tx) => tx.withTables<StaffingTables>();

export type MediaRow = Selectable<StaffingTables['staffing.media_changes']>;
export type RoomRow = Selectable<StaffingTables['staffing.room_entries']>;
export type StockRow = Selectable<StaffingTables['staffing.stock_movements']>;
export type StockLine = { readonly item: string; readonly stock: number; readonly least: number | null };

/** Media changes of a site, or of all that are seen, from a day on, the last first. */
export async function mediaChanges(tx: Tx, association: string, from: Day, site?: string): Promise<MediaRow[]> {
  let query = tables(tx)
    .selectFrom('staffing.media_changes')
    .selectAll()
    .where('association', '=', association)
    .where('on_day', '>=', from)
    .orderBy('on_day', 'desc');
  if (site !== undefined) query = query.where('site', '=', site);
  return query.execute();
}

/** False where the change of that day is recorded already. */
export async function insertMediaChange(
  tx: Tx,
  change: Insertable<StaffingTables['staffing.media_changes']>,
): Promise<boolean> {
  const row = await tables(tx)
    .insertInto('staffing.media_changes')
    .values(change)
    .onConflict((conflict) => conflict.doNothing())
    .returning('site')
    .executeTakeFirst();
  return row !== undefined;
}

/** Who entered the machine room of a site, the last first. */
export async function roomEntries(tx: Tx, association: string, site: string, most: number): Promise<RoomRow[]> {
  return tables(tx)
    .selectFrom('staffing.room_entries')
    .selectAll()
    .where('association', '=', association)
    .where('site', '=', site)
    .orderBy('entered_at', 'desc')
    .orderBy('id')
    .limit(most)
    .execute();
}

export async function insertRoomEntry(
  tx: Tx,
  entry: Insertable<StaffingTables['staffing.room_entries']>,
): Promise<void> {
  await tables(tx).insertInto('staffing.room_entries').values(entry).execute();
}

/** An entry of a machine room that one may see. */
export async function roomEntry(tx: Tx, association: string, id: string): Promise<RoomRow | undefined> {
  return tables(tx)
    .selectFrom('staffing.room_entries')
    .selectAll()
    .where('association', '=', association)
    .where('id', '=', id)
    .executeTakeFirst();
}

export async function recordLeaving(tx: Tx, association: string, id: string, at: Date): Promise<boolean> {
  const row = await tables(tx)
    .updateTable('staffing.room_entries')
    .set({ left_at: at })
    .where('association', '=', association)
    .where('id', '=', id)
    .where('left_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** What is in stock at a site, by item. */
export async function stockAt(tx: Tx, association: string, site: string): Promise<StockLine[]> {
  const { rows } = await sql<{ item: string; stock: number; least: number | null }>`
    select item, sum(quantity)::integer as stock,
      (array_agg(least order by recorded_at desc) filter (where least is not null))[1] as least
    from staffing.stock_movements where association = ${association} and site = ${site}
    group by item order by item`.execute(tx);
  return rows;
}

export async function insertMovement(
  tx: Tx,
  movement: Insertable<StaffingTables['staffing.stock_movements']>,
): Promise<void> {
  await tables(tx).insertInto('staffing.stock_movements').values(movement).execute();
}

/** Who entered a machine room and is not known to have left, the first first. */
export async function openEntries(tx: Tx, association: string): Promise<RoomRow[]> {
  return tables(tx)
    .selectFrom('staffing.room_entries')
    .selectAll()
    .where('association', '=', association)
    .where('left_at', 'is', null)
    .orderBy('entered_at')
    .orderBy('id')
    .execute();
}

/** The tasks missed that somebody was told of, each as site and task. */
export async function missedTold(tx: Tx, association: string): Promise<ReadonlySet<string>> {
  const rows = await tables(tx)
    .selectFrom('staffing.missed_told')
    .select(['site', 'task'])
    .where('association', '=', association)
    .execute();
  return new Set(rows.map(({ site, task }) => `${site} ${task}`));
}

export async function insertMissedTold(
  tx: Tx,
  told: Insertable<StaffingTables['staffing.missed_told']>,
): Promise<void> {
  await tables(tx)
    .insertInto('staffing.missed_told')
    .values(told)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
