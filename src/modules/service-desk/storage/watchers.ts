import type { Tx } from '../../../platform/action.ts';
import type { ServiceDeskTables } from './tables.ts';

const tables = (tx: Tx) => tx.withTables<ServiceDeskTables>();

export async function watch(
  tx: Tx,
  association: string,
  watcher: { readonly ticket: number; readonly person: string; readonly entity: string; readonly since: Date },
): Promise<void> {
  await tables(tx)
    .insertInto('service_desk.watchers')
    .values({ association, ...watcher, ticket: BigInt(watcher.ticket) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function unwatch(tx: Tx, association: string, ticket: number, person: string): Promise<void> {
  await tables(tx)
    .deleteFrom('service_desk.watchers')
    .where('association', '=', association)
    .where('ticket', '=', BigInt(ticket))
    .where('person', '=', person)
    .execute();
}

export async function watchersOf(tx: Tx, association: string, ticket: number): Promise<readonly string[]> {
  const rows = await tables(tx)
    .selectFrom('service_desk.watchers')
    .select('person')
    .where('association', '=', association)
    .where('ticket', '=', BigInt(ticket))
    .orderBy('since')
    .execute();
  return rows.map((row) => row.person);
}
