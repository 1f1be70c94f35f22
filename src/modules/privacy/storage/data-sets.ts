import type { Tx } from '../../../platform/action.ts';
import type { PrivacyTables } from './tables.ts';

export type DataSet = {
  readonly id: string;
  readonly entity: string;
  readonly name: string;
  readonly about: string;
  readonly purpose: string;
  readonly hosted: string;
  readonly personal: boolean;
};

const columns = ['id', 'entity', 'name', 'about', 'purpose', 'hosted', 'personal'] as const;

/** The data sets that the transaction may see, by entity and name. */
export async function dataSets(tx: Tx, association: string, entity?: string): Promise<DataSet[]> {
  let query = tx
    .withTables<PrivacyTables>()
    .selectFrom('privacy.data_sets')
    .select(columns)
    .where('association', '=', association)
    .orderBy('entity')
    .orderBy('name');
  if (entity !== undefined) query = query.where('entity', '=', entity);
  return query.execute();
}

export async function dataSetById(tx: Tx, association: string, id: string): Promise<DataSet | undefined> {
  return tx
    .withTables<PrivacyTables>()
    .selectFrom('privacy.data_sets')
    .select(columns)
    .where('association', '=', association)
    .where('id', '=', id)
    .executeTakeFirst();
}

type By = { readonly at: Date; readonly person: string | null };

/** Stores a data set; false when its entity has one of that name. */
export async function insertDataSet(tx: Tx, association: string, dataSet: DataSet, by: By): Promise<boolean> {
  const stored = await tx
    .withTables<PrivacyTables>()
    .insertInto('privacy.data_sets')
    .values({ association, ...dataSet, at: by.at, by_person: by.person })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (stored.numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** Whether another data set of the entity has that name. */
export async function isNameTaken(
  tx: Tx,
  association: string,
  { id, entity, name }: Pick<DataSet, 'id' | 'entity' | 'name'>,
): Promise<boolean> {
  const rows = await dataSets(tx, association, entity);
  return rows.some((row) => row.id !== id && row.name.toLowerCase() === name.toLowerCase());
}

export async function updateDataSet(tx: Tx, association: string, dataSet: DataSet): Promise<void> {
  const { id, entity: _, ...changed } = dataSet;
  await tx
    .withTables<PrivacyTables>()
    .updateTable('privacy.data_sets')
    .set(changed)
    .where('association', '=', association)
    .where('id', '=', id)
    .execute();
}
