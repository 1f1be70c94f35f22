import type { Day } from '../../../kernel/day.ts';
import type { Tx } from '../../../platform/action.ts';
import type { PrivacyTables } from './tables.ts';

export type Measure = {
  readonly id: string;
  readonly act: string;
  readonly entity: string;
  readonly person: string;
  readonly kind: 'apply' | 'remove';
  readonly asked: Day;
  readonly due: Day;
  readonly doneAt: Date | null;
  readonly doneBy: string | null;
  readonly note: string;
};

/** Asks the office for a measure; nothing where the same was asked before. */
export async function askMeasure(
  tx: Tx,
  association: string,
  measure: Pick<Measure, 'id' | 'act' | 'entity' | 'person' | 'kind' | 'asked' | 'due'>,
): Promise<void> {
  await tx
    .withTables<PrivacyTables>()
    .insertInto('privacy.measures')
    .values({ association, ...measure, done_at: null, done_by: null, note: '' })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Measures that the transaction may see: those to do first, by the day they are due. */
export async function measuresLike(
  tx: Tx,
  association: string,
  filter: { readonly id?: string; readonly acts?: readonly string[]; readonly open?: boolean } = {},
): Promise<Measure[]> {
  if (filter.acts?.length === 0) return [];
  let query = tx
    .withTables<PrivacyTables>()
    .selectFrom('privacy.measures')
    .select(['id', 'act', 'entity', 'person', 'kind', 'asked', 'due', 'done_at', 'done_by', 'note'])
    .where('association', '=', association)
    .orderBy('done_at', (order) => order.desc().nullsFirst())
    .orderBy('due')
    .orderBy('id')
    .limit(2000);
  if (filter.id !== undefined) query = query.where('id', '=', filter.id);
  if (filter.acts) query = query.where('act', 'in', [...filter.acts]);
  if (filter.open !== undefined) query = query.where('done_at', filter.open ? 'is' : 'is not', null);
  return (await query.execute()).map((row) => ({
    id: row.id,
    act: row.act,
    entity: row.entity,
    person: row.person,
    kind: row.kind,
    asked: row.asked,
    due: row.due,
    doneAt: row.done_at,
    doneBy: row.done_by,
    note: row.note,
  }));
}

/** Records a measure as done; false when it was recorded before. */
export async function storeMeasure(
  tx: Tx,
  association: string,
  done: { readonly id: string; readonly at: Date; readonly by: string | null; readonly note: string },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .withTables<PrivacyTables>()
    .updateTable('privacy.measures')
    .set({ done_at: done.at, done_by: done.by, note: done.note })
    .where('association', '=', association)
    .where('id', '=', done.id)
    .where('done_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
