import type { Insertable, Selectable } from 'kysely';
import type { Tx } from '../../../platform/action.ts';
import type { ReviewTables } from './review-tables.ts';

export type RequestRow = Selectable<ReviewTables['identity.requests']>;

const tables = (tx: Tx) => tx.withTables<ReviewTables>();

export async function insertRequest(tx: Tx, request: Insertable<ReviewTables['identity.requests']>): Promise<void> {
  await tables(tx).insertInto('identity.requests').values(request).execute();
}

/** The requests that the transaction may see, the newest first. */
export async function requestsOf(tx: Tx, association: string): Promise<RequestRow[]> {
  return tables(tx)
    .selectFrom('identity.requests')
    .selectAll()
    .where('association', '=', association)
    .orderBy('requested_at', 'desc')
    .orderBy('id')
    .execute();
}

/** Held until the end of the transaction, so that two who decide go one after the other. */
export async function requestToDecide(tx: Tx, association: string, id: string): Promise<RequestRow | undefined> {
  return tables(tx)
    .selectFrom('identity.requests')
    .selectAll()
    .where('association', '=', association)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

export async function requestNumbered(tx: Tx, association: string, id: string): Promise<RequestRow | undefined> {
  return tables(tx)
    .selectFrom('identity.requests')
    .selectAll()
    .where('association', '=', association)
    .where('id', '=', id)
    .executeTakeFirst();
}

export async function storeRequestState(
  tx: Tx,
  association: string,
  id: string,
  now: Partial<
    Pick<
      RequestRow,
      'state' | 'decided_at' | 'decided_by' | 'decided_role' | 'decided_reason' | 'done_at' | 'done_by' | 'person'
    >
  >,
): Promise<void> {
  await tables(tx)
    .updateTable('identity.requests')
    .set(now)
    .where('association', '=', association)
    .where('id', '=', id)
    .execute();
}
