import type { Tx } from '../../../platform/action.ts';
import type { TaskKind } from '../rules/index.ts';
import type { ServiceDeskTables } from './tables.ts';

export type TaskRow = ServiceDeskTables['service_desk.tasks'];
const tables = (tx: Tx) => tx.withTables<ServiceDeskTables>();

export async function insertTask(
  tx: Tx,
  association: string,
  task: {
    readonly ticket: number;
    readonly task: number;
    readonly entity: string;
    readonly kind: TaskKind;
    readonly instructions: string;
    readonly due: string | null;
    readonly at: Date;
  },
): Promise<void> {
  const { at, ticket, ...rest } = task;
  await tables(tx)
    .insertInto('service_desk.tasks')
    .values({ association, ticket: BigInt(ticket), ...rest, asked_at: at, answered_at: null, done: null, result: null })
    .execute();
}

/** False when there is no such task, or it was answered already. */
export async function answerTask(
  tx: Tx,
  association: string,
  answer: {
    readonly ticket: number;
    readonly task: number;
    readonly done: boolean;
    readonly result: string;
    readonly at: Date;
  },
): Promise<boolean> {
  const { numUpdatedRows } = await tables(tx)
    .updateTable('service_desk.tasks')
    .set({ answered_at: answer.at, done: answer.done, result: answer.result })
    .where('association', '=', association)
    .where('ticket', '=', BigInt(answer.ticket))
    .where('task', '=', answer.task)
    .where('answered_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function tasksOf(tx: Tx, association: string, ticket: number): Promise<readonly TaskRow[]> {
  return tables(tx)
    .selectFrom('service_desk.tasks')
    .selectAll()
    .where('association', '=', association)
    .where('ticket', '=', BigInt(ticket))
    .orderBy('task')
    .execute();
}

/** Tasks not answered yet, those due first at the top; `entity` left out: of every entity that may be seen. */
export async function openTasks(
  tx: Tx,
  association: string,
  { entity, limit }: { readonly entity?: string | undefined; readonly limit: number },
): Promise<readonly (TaskRow & { readonly subject: string })[]> {
  return tables(tx)
    .selectFrom('service_desk.tasks as k')
    .innerJoin('service_desk.tickets as t', (join) =>
      join.onRef('t.association', '=', 'k.association').onRef('t.id', '=', 'k.ticket'),
    )
    .selectAll('k')
    .select('t.subject')
    .where('k.association', '=', association)
    .where('k.answered_at', 'is', null)
    .$if(entity !== undefined, (query) => query.where('k.entity', '=', entity!))
    .orderBy('k.due')
    .orderBy('k.ticket')
    .limit(limit)
    .execute();
}
