import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Tx } from '../../../platform/action.ts';
import type { DeskMailTables } from './mail-tables.ts';

const tables = (tx: Tx) => tx.withTables<DeskMailTables>();

/** A text that the office has ready. */
export type ReadyAnswer = { readonly id: string; readonly title: string; readonly body: string };

/** By title. */
export async function readyAnswers(tx: Tx, association: string): Promise<readonly ReadyAnswer[]> {
  return tables(tx)
    .selectFrom('service_desk.ready_answers')
    .select(['id', 'title', 'body'])
    .where('association', '=', association)
    .orderBy(sql`lower(title)`)
    .limit(1000)
    .execute();
}

/** Whether another one is called so. */
export async function titleTaken(
  tx: Tx,
  association: string,
  { id, title }: { readonly id: string | null; readonly title: string },
): Promise<boolean> {
  const rows = await tables(tx)
    .selectFrom('service_desk.ready_answers')
    .select('id')
    .where('association', '=', association)
    .where(sql`lower(title)`, '=', title.toLowerCase())
    .execute();
  return rows.some((row) => row.id !== id);
}

/** Gives the id; undefined where it was to change one that is not there. */
export async function storeReadyAnswer(
  tx: Tx,
  association: string,
  { id, title, body }: { readonly id: string | null; readonly title: string; readonly body: string },
): Promise<string | undefined> {
  if (id === null) {
    const made = randomUUID();
    await tables(tx).insertInto('service_desk.ready_answers').values({ association, id: made, title, body }).execute();
    return made;
  }
  const { numUpdatedRows } = await tables(tx)
    .updateTable('service_desk.ready_answers')
    .set({ title, body })
    .where('association', '=', association)
    .where('id', '=', id)
    .executeTakeFirst();
  return numUpdatedRows > 0n ? id : undefined;
}

export async function deleteReadyAnswer(tx: Tx, association: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await tables(tx)
    .deleteFrom('service_desk.ready_answers')
    .where('association', '=', association)
    .where('id', '=', id)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
