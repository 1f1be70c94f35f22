import type { Tx } from '../../../platform/action.ts';
import type { PrivacyTables } from './tables.ts';

export type StoredFile = {
  readonly id: string;
  readonly entity: string | null;
  readonly name: string;
  readonly type: string;
  readonly sha256: string;
  readonly content: Buffer;
};

export async function insertFile(
  tx: Tx,
  association: string,
  file: StoredFile,
  by: { readonly at: Date; readonly person: string | null },
): Promise<void> {
  await tx
    .withTables<PrivacyTables>()
    .insertInto('privacy.files')
    .values({ association, ...file, at: by.at, by_person: by.person })
    .execute();
}

export async function fileById(tx: Tx, association: string, id: string): Promise<StoredFile | undefined> {
  return tx
    .withTables<PrivacyTables>()
    .selectFrom('privacy.files')
    .select(['id', 'entity', 'name', 'type', 'sha256', 'content'])
    .where('association', '=', association)
    .where('id', '=', id)
    .executeTakeFirst();
}
