import type { Selectable } from 'kysely';
import type { Day } from '../../../kernel/day.ts';
import type { Tx } from '../../../platform/action.ts';
import type { ReviewTables } from './review-tables.ts';

export type AdministratorRow = Selectable<ReviewTables['identity.administrators']>;
export type CheckRow = Selectable<ReviewTables['identity.administrator_checks']>;

const tables = (tx: Tx) => tx.withTables<ReviewTables>();

/** Every appointment of the register, the running ones first, the newest first. */
export async function administratorsOf(tx: Tx, association: string): Promise<AdministratorRow[]> {
  return tables(tx)
    .selectFrom('identity.administrators')
    .selectAll()
    .where('association', '=', association)
    .orderBy('until', (by) => by.desc().nullsFirst())
    .orderBy('since', 'desc')
    .orderBy('id')
    .execute();
}

export async function insertAdministrator(tx: Tx, row: AdministratorRow): Promise<void> {
  await tables(tx).insertInto('identity.administrators').values(row).execute();
}

export async function closeAdministrator(tx: Tx, association: string, id: string, until: Day): Promise<void> {
  await tables(tx)
    .updateTable('identity.administrators')
    .set({ until })
    .where('association', '=', association)
    .where('id', '=', id)
    .execute();
}

/** The checks of an association, or of one administrator, the newest first. */
export async function checksOf(tx: Tx, association: string, administrator?: string): Promise<CheckRow[]> {
  let query = tables(tx)
    .selectFrom('identity.administrator_checks')
    .selectAll()
    .where('association', '=', association)
    .orderBy('checked_on', 'desc')
    .orderBy('recorded_at', 'desc');
  if (administrator !== undefined) query = query.where('administrator', '=', administrator);
  return query.execute();
}

export async function insertCheck(tx: Tx, row: CheckRow): Promise<void> {
  await tables(tx).insertInto('identity.administrator_checks').values(row).execute();
}
