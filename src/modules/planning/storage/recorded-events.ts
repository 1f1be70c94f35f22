import type { Day } from '../../../kernel/day.ts';
import type { Tx } from '../../../platform/action.ts';
import type { Undoing } from './fulfilments.ts';
import type { PlanningTables } from './tables.ts';

const tables = (tx: Tx) => tx.withTables<PlanningTables>();

/** A day that terms count from and that somebody recorded. */
export type RecordedEvent = {
  readonly id: string;
  readonly event: string;
  readonly on: Day;
  readonly act: string;
  readonly recordedBy: string;
  readonly recordedAt: Date;
};

/** Recorded events that stand, in order of day. */
export async function recordedEvents(tx: Tx, association: string): Promise<RecordedEvent[]> {
  return tables(tx)
    .selectFrom('planning.events')
    .select(['id', 'event', 'on_day as on', 'act', 'recorded_by as recordedBy', 'recorded_at as recordedAt'])
    .where('association', '=', association)
    .where('undone_at', 'is', null)
    .orderBy('on_day')
    .orderBy('event')
    .execute();
}

/** False where that event of that day is there already. */
export async function insertEvent(tx: Tx, association: string, event: RecordedEvent): Promise<boolean> {
  const row = await tables(tx)
    .insertInto('planning.events')
    .values({
      association,
      id: event.id,
      event: event.event,
      on_day: event.on,
      act: event.act,
      recorded_at: event.recordedAt,
      recorded_by: event.recordedBy,
      undone_at: null,
      undone_by: null,
      undone_reason: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** False where it does not stand any more. */
export async function undoEvent(tx: Tx, association: string, id: string, undoing: Undoing): Promise<boolean> {
  const row = await tables(tx)
    .updateTable('planning.events')
    .set({ undone_at: undoing.at, undone_by: undoing.by, undone_reason: undoing.reason })
    .where('association', '=', association)
    .where('id', '=', id)
    .where('undone_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}
