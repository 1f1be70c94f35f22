import type { Tx } from '../../../platform/action.ts';
import type { DeskMailTables } from './mail-tables.ts';

const tables = (tx: Tx) => tx.withTables<DeskMailTables>();

/** Leaves something that happened to be told of, by the job that tells. */
export async function leaveToTell(
  tx: Tx,
  association: string,
  event: { readonly ticket: number; readonly version: number; readonly entity: string; readonly at: Date },
): Promise<void> {
  await tables(tx)
    .insertInto('service_desk.untold')
    .values({ association, ...event, ticket: BigInt(event.ticket) })
    .execute();
}

/** The requests of which something happened until a moment that nobody was told of, the oldest first; at most `most`. */
export async function requestsToTellOf(
  tx: Tx,
  association: string,
  { until, most }: { readonly until: Date; readonly most: number },
): Promise<readonly number[]> {
  const rows = await tables(tx)
    .selectFrom('service_desk.untold')
    .select((row) => ['ticket', row.fn.min('at').as('first')])
    .where('association', '=', association)
    .groupBy('ticket')
    .having((row) => row.fn.min('at'), '<=', until)
    .orderBy('first')
    .limit(most)
    .execute();
  return rows.map(({ ticket }) => Number(ticket));
}

/** Takes what happened to a request out of what is to be told, for who tells it now; versions, from the first. */
export async function takeUntold(tx: Tx, association: string, ticket: number): Promise<readonly number[]> {
  const rows = await tables(tx)
    .deleteFrom('service_desk.untold')
    .where('association', '=', association)
    .where('ticket', '=', BigInt(ticket))
    .returning('version')
    .execute();
  return rows.map(({ version }) => version).toSorted((a, b) => a - b);
}
