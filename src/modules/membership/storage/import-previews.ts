import type { Tx } from '../../../platform/action.ts';
import type { MembershipTables } from './tables.ts';

/** A file read and shown: what was read of it, and what confirming would do, as a digest. */
export type StoredPreview<Content> = {
  readonly id: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly content: Content;
  readonly planSha256: string;
};

/** Keeps a preview until it expires, for the person in the transaction's context; what has expired goes. */
export async function insertPreview(
  tx: Tx,
  association: string,
  preview: StoredPreview<unknown> & { readonly person: string; readonly created: Date; readonly expires: Date },
): Promise<void> {
  const tables = tx.withTables<MembershipTables>();
  await tables
    .deleteFrom('membership.import_previews')
    .where('association', '=', association)
    .where('expires', '<', preview.created)
    .execute();
  await tables
    .insertInto('membership.import_previews')
    .values({
      association,
      id: preview.id,
      person: preview.person,
      file_name: preview.fileName,
      sha256: preview.sha256,
      content: JSON.stringify(preview.content),
      plan_sha256: preview.planSha256,
      created: preview.created,
      expires: preview.expires,
    })
    .execute();
}

/** The person's own preview, unless it has expired. */
export async function previewById<Content>(
  tx: Tx,
  association: string,
  asked: { readonly id: string; readonly at: Date },
): Promise<StoredPreview<Content> | undefined> {
  const row = await tx
    .withTables<MembershipTables>()
    .selectFrom('membership.import_previews')
    .select(['id', 'file_name', 'sha256', 'content', 'plan_sha256'])
    .where('association', '=', association)
    .where('id', '=', asked.id)
    .where('expires', '>=', asked.at)
    .executeTakeFirst();
  if (!row) return undefined;
  return {
    id: row.id,
    fileName: row.file_name,
    sha256: row.sha256,
    content: row.content as Content,
    planSha256: row.plan_sha256,
  };
}

export async function removePreview(tx: Tx, association: string, id: string): Promise<void> {
  await tx
    .withTables<MembershipTables>()
    .deleteFrom('membership.import_previews')
    .where('association', '=', association)
    .where('id', '=', id)
    .execute();
}
