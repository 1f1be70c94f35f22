import type { Day } from '../../../kernel/day.ts';
import type { Tx } from '../../../platform/action.ts';
import type { PublicationTables } from './tables.ts';

export type BoardRow = PublicationTables['publication.boards'];

const tables = (tx: Tx) => tx.withTables<PublicationTables>();

/** Boards of entities, by name. */
export async function boardsOf(tx: Tx, association: string): Promise<BoardRow[]> {
  return tables(tx)
    .selectFrom('publication.boards')
    .selectAll()
    .where('association', '=', association)
    .orderBy('name')
    .execute();
}

/** The board of an entity open on a day. */
export async function boardOn(tx: Tx, association: string, entity: string, on: Day): Promise<BoardRow | undefined> {
  const boards = await boardsOf(tx, association);
  return boards.find((board) => board.entity === entity && board.since <= on && (!board.until || board.until >= on));
}

/** Opens a board, or opens again one that was closed. */
export async function storeBoard(tx: Tx, board: BoardRow): Promise<void> {
  const { association, entity, ...rest } = board;
  await tables(tx)
    .insertInto('publication.boards')
    .values(board)
    .onConflict((conflict) => conflict.columns(['association', 'entity']).doUpdateSet(rest))
    .execute();
}

export async function closeBoard(tx: Tx, association: string, entity: string, until: Day): Promise<boolean> {
  const { numUpdatedRows } = await tables(tx)
    .updateTable('publication.boards')
    .set({ until })
    .where('association', '=', association)
    .where('entity', '=', entity)
    .where('since', '<=', until)
    .where('until', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
