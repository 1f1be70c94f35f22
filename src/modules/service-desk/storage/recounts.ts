import { sql } from 'kysely';
import type { Tx } from '../../../platform/action.ts';
import type { DeskMailTables } from './mail-tables.ts';
import type { ServiceDeskTables } from './tables.ts';

const tables = (tx: Tx) => tx.withTables<DeskMailTables & ServiceDeskTables>();

/** Has the open requests of an entity, or all (''), counted anew from the first. */
export async function askRecount(tx: Tx, association: string, whose: string): Promise<void> {
  await tables(tx)
    .insertInto('service_desk.recounts')
    .values({ association, whose, after: 0n })
    .onConflict((conflict) => conflict.columns(['association', 'whose']).doUpdateSet({ after: 0n }))
    .execute();
}

/** The open requests to count next, by number, with whose they are; undefined where nothing waits. Kept still meanwhile. */
export async function nextToRecount(tx: Tx, association: string, most: number) {
  const asked = await tables(tx)
    .selectFrom('service_desk.recounts')
    .select(['whose', 'after'])
    .where('association', '=', association)
    .orderBy('whose')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  if (!asked) return undefined;
  let query = tables(tx)
    .selectFrom('service_desk.tickets')
    .select(['id', 'entity'])
    .where('association', '=', association)
    .where('state', 'in', ['new', 'assigned', 'waiting'])
    .where('id', '>', asked.after)
    .orderBy('id')
    .limit(most)
    .forUpdate();
  if (asked.whose !== '') query = query.where('entity', '=', asked.whose);
  const tickets = (await query.execute()).map(({ id, entity }) => ({ id: Number(id), entity }));
  return { whose: asked.whose, tickets };
}

/** Records how far was counted; that all was, where `after` is null. */
export async function countedUpTo(tx: Tx, association: string, whose: string, after: number | null): Promise<void> {
  if (after === null) {
    await tables(tx)
      .deleteFrom('service_desk.recounts')
      .where('association', '=', association)
      .where('whose', '=', whose)
      .execute();
    return;
  }
  await tables(tx)
    .updateTable('service_desk.recounts')
    .set({ after: BigInt(after) })
    .where('association', '=', association)
    .where('whose', '=', whose)
    .execute();
}

/** Writes the moments of many requests at once. */
export async function storeMoments(
  tx: Tx,
  association: string,
  all: readonly { readonly id: number; readonly due: number | null; readonly warn: number | null }[],
): Promise<void> {
  if (all.length === 0) return;
  const ids = all.map(({ id }) => id);
  const moments = (of: 'due' | 'warn') =>
    all.map((one) => (one[of] === null ? null : new Date(one[of]!).toISOString()));
  await sql`
    update service_desk.tickets t set due_at = n.due, warn_at = n.warn
    from unnest(${ids}::bigint[], ${moments('due')}::timestamptz[], ${moments('warn')}::timestamptz[]) as n (id, due, warn)
    where t.association = ${association} and t.id = n.id`.execute(tx);
}
