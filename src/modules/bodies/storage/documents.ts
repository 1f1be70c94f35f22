import type { EntityCode } from '../../../kernel/entity.ts';
import type { Tx } from '../../../platform/action.ts';
import type { BodiesTables } from './tables.ts';

/** When something was recorded, and by whom. */
export type Recording = { readonly at: Date; readonly by: string | null };

export type StoredDocument = {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly sha256: string;
  readonly bytes: Uint8Array;
};

export async function insertDocument(
  tx: Tx,
  association: string,
  document: StoredDocument & { readonly entity: EntityCode | null },
  by: Recording,
): Promise<void> {
  const { type, bytes, ...rest } = document;
  await tx
    .withTables<BodiesTables>()
    .insertInto('bodies.documents')
    .values({
      association,
      ...rest,
      media_type: type,
      bytes: Buffer.from(bytes),
      recorded_at: by.at,
      recorded_by: by.by,
    })
    .execute();
}

/** A document that the actor may see. */
export async function documentWith(tx: Tx, association: string, id: string): Promise<StoredDocument | undefined> {
  const row = await tx
    .withTables<BodiesTables>()
    .selectFrom('bodies.documents')
    .select(['id', 'name', 'media_type as type', 'sha256', 'bytes'])
    .where('association', '=', association)
    .where('id', '=', id)
    .executeTakeFirst();
  return row;
}

/** Names of the documents that the actor may see, of these; the others do not exist for the actor. */
export async function documentNames(
  tx: Tx,
  association: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .withTables<BodiesTables>()
    .selectFrom('bodies.documents')
    .select(['id', 'name'])
    .where('association', '=', association)
    .where('id', 'in', [...new Set(ids)])
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}
