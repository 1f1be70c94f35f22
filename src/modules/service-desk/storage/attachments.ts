import { createHash, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Tx } from '../../../platform/action.ts';
import type { DeskMailTables } from './mail-tables.ts';

const tables = (tx: Tx) => tx.withTables<DeskMailTables>();

/** What of a file is shown beside the words it came with. */
export type AttachmentRow = {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly type: string;
  readonly size: number;
};

export type FileKept = { readonly name: string; readonly type: string; readonly bytes: Uint8Array };

/** Stores the files of something that happened to a request; `shown` false: for who works on requests. */
export async function insertAttachments(
  tx: Tx,
  place: {
    readonly association: string;
    readonly ticket: number;
    readonly version: number;
    readonly entity: string;
    readonly shown: boolean;
    readonly at: Date;
  },
  files: readonly FileKept[],
): Promise<void> {
  for (const { name, type, bytes } of files)
    await tables(tx)
      .insertInto('service_desk.attachments')
      .values({
        ...place,
        id: randomUUID(),
        ticket: BigInt(place.ticket),
        name,
        type,
        sha256: createHash('sha256').update(bytes).digest('hex'),
        bytes: Buffer.from(bytes),
      })
      .execute();
}

/** The files of a request that may be seen, in the order in which they came. */
export async function attachmentsOf(tx: Tx, association: string, ticket: number): Promise<readonly AttachmentRow[]> {
  return tables(tx)
    .selectFrom('service_desk.attachments')
    .select(['id', 'version', 'name', 'type', sql<number>`length(bytes)`.as('size')])
    .where('association', '=', association)
    .where('ticket', '=', BigInt(ticket))
    .orderBy('version')
    .orderBy('name')
    .orderBy('id')
    .execute();
}

export async function attachmentCalled(
  tx: Tx,
  association: string,
  { ticket, id }: { readonly ticket: number; readonly id: string },
) {
  return tables(tx)
    .selectFrom('service_desk.attachments')
    .select(['name', 'type', 'bytes', 'shown'])
    .where('association', '=', association)
    .where('ticket', '=', BigInt(ticket))
    .where('id', '=', id)
    .executeTakeFirst();
}
