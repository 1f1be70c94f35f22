import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Tx } from '../../../platform/action.ts';
import type { ItemKind } from '../rules/index.ts';
import type { MeetingsTables } from './tables.ts';

const tables = (tx: Tx) => tx.withTables<MeetingsTables>();

export type AgendaItem = {
  readonly number: number;
  readonly position: number;
  readonly title: string;
  readonly body: string;
  readonly kind: ItemKind;
  /** What is decided, by its name in the register of matters; empty where nothing else comes to hold by it. */
  readonly matter: string;
  readonly subject: string;
  readonly secret: boolean;
};

const columns = ['number', 'position', 'title', 'body', 'kind', 'matter', 'subject', 'secret'] as const;

/** The agenda in its order. */
export async function agendaOf(tx: Tx, association: string, meeting: number): Promise<AgendaItem[]> {
  const rows = await tables(tx)
    .selectFrom('meetings.agenda_items')
    .select(columns)
    .where('association', '=', association)
    .where('meeting', '=', meeting)
    .orderBy('position')
    .orderBy('number')
    .execute();
  return rows as AgendaItem[];
}

/** Adds an item at the end; the meeting must be locked. */
export async function insertItem(
  tx: Tx,
  association: string,
  meeting: number,
  item: Omit<AgendaItem, 'number' | 'position'>,
): Promise<number> {
  const { last } = await tables(tx)
    .selectFrom('meetings.agenda_items')
    .select((of) => of.fn.coalesce(of.fn.max('number'), of.lit(0)).as('last'))
    .where('association', '=', association)
    .where('meeting', '=', meeting)
    .executeTakeFirstOrThrow();
  const number = last + 1;
  await tables(tx)
    .insertInto('meetings.agenda_items')
    .values({ association, meeting, ...item, number, position: number })
    .execute();
  return number;
}

export async function updateItem(
  tx: Tx,
  place: { readonly association: string; readonly meeting: number; readonly number: number },
  item: Partial<Omit<AgendaItem, 'number'>>,
): Promise<boolean> {
  const changed = await tables(tx)
    .updateTable('meetings.agenda_items')
    .set(item)
    .where('association', '=', place.association)
    .where('meeting', '=', place.meeting)
    .where('number', '=', place.number)
    .returning('number')
    .executeTakeFirst();
  return changed !== undefined;
}

/** Takes an item away, with its attachments. */
export async function deleteItem(
  tx: Tx,
  place: { readonly association: string; readonly meeting: number; readonly number: number },
): Promise<boolean> {
  await tables(tx)
    .deleteFrom('meetings.attachments')
    .where('association', '=', place.association)
    .where('meeting', '=', place.meeting)
    .where('item', '=', place.number)
    .execute();
  const gone = await tables(tx)
    .deleteFrom('meetings.agenda_items')
    .where('association', '=', place.association)
    .where('meeting', '=', place.meeting)
    .where('number', '=', place.number)
    .returning('number')
    .executeTakeFirst();
  return gone !== undefined;
}

export type Attachment = {
  readonly number: number;
  readonly item: number | null;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly sha256: string;
};

/** Attachments without their content. */
export async function attachmentsOf(tx: Tx, association: string, meeting: number): Promise<Attachment[]> {
  return tables(tx)
    .selectFrom('meetings.attachments')
    .select(['number', 'item', 'name', 'type', 'size', 'sha256'])
    .where('association', '=', association)
    .where('meeting', '=', meeting)
    .orderBy('number')
    .execute();
}

export async function attachmentNumbered(
  tx: Tx,
  place: { readonly association: string; readonly meeting: number; readonly number: number },
): Promise<(Attachment & { readonly bytes: Buffer }) | undefined> {
  return tables(tx)
    .selectFrom('meetings.attachments')
    .select(['number', 'item', 'name', 'type', 'size', 'sha256', 'bytes'])
    .where('association', '=', place.association)
    .where('meeting', '=', place.meeting)
    .where('number', '=', place.number)
    .executeTakeFirst();
}

/** Stores a file; the meeting must be locked. */
export async function insertAttachment(
  tx: Tx,
  place: { readonly association: string; readonly meeting: number; readonly item: number | null },
  file: { readonly name: string; readonly type: string; readonly bytes: Buffer },
  by: { readonly name: string; readonly at: Date },
): Promise<Attachment> {
  const sha256 = createHash('sha256').update(file.bytes).digest('hex');
  const { rows } = await sql<{ last: number }>`
    select coalesce(max(number), 0) as last from meetings.attachments
    where association = ${place.association} and meeting = ${place.meeting}`.execute(tx);
  const number = Number(rows[0]!.last) + 1;
  const { name, type } = file;
  const size = file.bytes.length;
  await tables(tx)
    .insertInto('meetings.attachments')
    .values({ ...place, number, name, type, size, sha256, bytes: file.bytes, added: by.at, added_by: by.name })
    .execute();
  return { number, item: place.item, name, type, size, sha256 };
}

export async function deleteAttachment(
  tx: Tx,
  place: { readonly association: string; readonly meeting: number; readonly number: number },
): Promise<boolean> {
  const gone = await tables(tx)
    .deleteFrom('meetings.attachments')
    .where('association', '=', place.association)
    .where('meeting', '=', place.meeting)
    .where('number', '=', place.number)
    .returning('number')
    .executeTakeFirst();
  return gone !== undefined;
}
