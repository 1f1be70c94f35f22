import type { Tx } from '../../../platform/action.ts';
import type { CatalogueTables } from './tables.ts';

type Table = CatalogueTables['service_catalogue.adoptions'];
export type Adoption = Omit<Table, 'association'>;

const tables = (tx: Tx) => tx.withTables<CatalogueTables>();

/** What each entity does with a standard, or with all of them, as it stands and as far as it is seen. */
export async function adoptionsOf(tx: Tx, association: string, standard?: string): Promise<Adoption[]> {
  let query = tables(tx)
    .selectFrom('service_catalogue.adoptions')
    .distinctOn(['standard', 'entity'])
    .select(['standard', 'entity', 'revision', 'state', 'since', 'act', 'why', 'at', 'by_name'])
    .where('association', '=', association)
    .orderBy('standard')
    .orderBy('entity')
    .orderBy('revision', 'desc');
  if (standard !== undefined) query = query.where('standard', '=', standard);
  return query.execute();
}

export async function insertAdoption(tx: Tx, association: string, adoption: Adoption): Promise<void> {
  await tables(tx)
    .insertInto('service_catalogue.adoptions')
    .values({ association, ...adoption })
    .execute();
}
