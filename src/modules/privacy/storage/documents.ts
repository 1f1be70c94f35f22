import type { Tx } from '../../../platform/action.ts';
import type { PrivacyTables } from './tables.ts';

export type StoredDocument = {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly at: Date;
  readonly by: string;
};

const columns = ['id', 'name', 'type', 'bytes', 'sha256', 'at', 'by_person as by'] as const;

/** The documents of a data set, by name: none unless this transaction has logged its access. */
export async function documentsOf(tx: Tx, association: string, dataSet: string): Promise<StoredDocument[]> {
  return tx
    .withTables<PrivacyTables>()
    .selectFrom('privacy.documents')
    .select(columns)
    .where('association', '=', association)
    .where('data_set', '=', dataSet)
    .orderBy('name')
    .orderBy('at')
    .limit(1000)
    .execute();
}

type Place = { readonly association: string; readonly dataSet: string; readonly id: string };

export async function documentWithContent(
  tx: Tx,
  { association, dataSet, id }: Place,
): Promise<(StoredDocument & { readonly content: Buffer }) | undefined> {
  return tx
    .withTables<PrivacyTables>()
    .selectFrom('privacy.documents')
    .select([...columns, 'content'])
    .where('association', '=', association)
    .where('data_set', '=', dataSet)
    .where('id', '=', id)
    .executeTakeFirst();
}

export async function insertDocument(
  tx: Tx,
  association: string,
  {
    by,
    ...document
  }: StoredDocument & {
    readonly dataSet: string;
    readonly entity: string;
    readonly content: Buffer;
  },
): Promise<void> {
  const { dataSet, ...rest } = document;
  const tables = tx.withTables<PrivacyTables>();
  const { id, entity, name } = document;
  await tables
    .insertInto('privacy.document_names')
    .values({ association, document: id, entity, data_set: dataSet, name })
    .execute();
  await tables
    .insertInto('privacy.documents')
    .values({ association, ...rest, data_set: dataSet, by_person: by })
    .execute();
}

/** False when there is no such document. */
export async function deleteDocument(tx: Tx, { association, dataSet, id }: Place): Promise<boolean> {
  const { numDeletedRows } = await tx
    .withTables<PrivacyTables>()
    .deleteFrom('privacy.documents')
    .where('association', '=', association)
    .where('data_set', '=', dataSet)
    .where('id', '=', id)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
