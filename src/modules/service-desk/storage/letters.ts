import { createHash, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Text } from '../../../kernel/text.ts';
import type { Tx } from '../../../platform/action.ts';
import type { MailPlace } from '../../../platform/mail/read-mailbox.ts';
import { readHead } from '../mail/read-letter.ts';
import type { DeskMailTables, LetterState } from './mail-tables.ts';

const tables = (tx: Tx) => tx.withTables<DeskMailTables>();

/** Stores a letter as it came, once, however often it is fetched; gives whether it is new. */
export async function storeLetter(
  tx: Tx,
  association: string,
  { uidValidity, uid, came, raw }: MailPlace & { readonly raw: Buffer },
): Promise<boolean> {
  const { messageId, from, subject } = await readHead(raw);
  const { numInsertedOrUpdatedRows } = await tables(tx)
    .insertInto('service_desk.letters')
    .values({
      association,
      id: randomUUID(),
      sha256: createHash('sha256').update(raw).digest('hex'),
      message_id: messageId,
      uid_validity: uidValidity,
      uid,
      came,
      sender: from,
      subject: subject.replaceAll('\0', '').toWellFormed(),
      size: raw.length,
      raw,
      state: 'new',
      reason_it: null,
      reason_en: null,
      ticket: null,
      settled: null,
    })
    .onConflict((conflict) => conflict.columns(['association', 'sha256']).doNothing())
    .executeTakeFirst();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** Records a letter that could not be fetched, so that those after it can be. */
export async function storeUnfetchedLetter(
  tx: Tx,
  association: string,
  { uidValidity, uid, came, size }: MailPlace & { readonly size: number },
  why: Text,
): Promise<void> {
  await tables(tx)
    .insertInto('service_desk.letters')
    .values({
      association,
      id: randomUUID(),
      sha256: `uid ${uidValidity} ${uid}`,
      message_id: null,
      uid_validity: uidValidity,
      uid,
      came,
      sender: '',
      subject: '',
      size,
      raw: null,
      state: 'quarantined',
      reason_it: why.it,
      reason_en: why.en,
      ticket: null,
      settled: came,
    })
    .onConflict((conflict) => conflict.columns(['association', 'sha256']).doNothing())
    .execute();
}

/** The oldest letter that nobody has looked at. */
export async function firstNewLetter(tx: Tx, association: string): Promise<string | undefined> {
  const row = await tables(tx)
    .selectFrom('service_desk.letters')
    .select('id')
    .where('association', '=', association)
    .where('state', '=', 'new')
    .orderBy('came')
    .orderBy('uid')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return row?.id;
}

export type StoredLetter = {
  readonly id: string;
  readonly messageId: string | null;
  readonly came: Date;
  readonly sender: string;
  readonly subject: string;
  readonly size: number;
  readonly raw: Buffer | null;
  readonly state: LetterState;
  readonly reason: Text | null;
};

/** A letter in one of these states, kept still until the transaction ends. */
export async function letterToSettle(
  tx: Tx,
  association: string,
  id: string,
  states: readonly LetterState[],
): Promise<StoredLetter | undefined> {
  const row = await tables(tx)
    .selectFrom('service_desk.letters')
    .selectAll()
    .where('association', '=', association)
    .where('id', '=', id)
    .where('state', 'in', [...states])
    .forNoKeyUpdate()
    .executeTakeFirst();
  return row && letterFrom(row);
}

export async function letterById(tx: Tx, association: string, id: string): Promise<StoredLetter | undefined> {
  const row = await tables(tx)
    .selectFrom('service_desk.letters')
    .selectAll()
    .where('association', '=', association)
    .where('id', '=', id)
    .executeTakeFirst();
  return row && letterFrom(row);
}

function letterFrom(row: DeskMailTables['service_desk.letters']): StoredLetter {
  const { id, came, sender, subject, size, raw, state } = row;
  return { id, came, sender, subject, size, raw, state, messageId: row.message_id, reason: reasonIn(row) };
}

function reasonIn({ reason_it, reason_en }: { reason_it: string | null; reason_en: string | null }): Text | null {
  return reason_it !== null && reason_en !== null ? { it: reason_it, en: reason_en } : null;
}

export async function settleLetter(
  tx: Tx,
  association: string,
  id: string,
  {
    state,
    reason,
    ticket,
    at,
  }: { readonly state: LetterState; readonly reason?: Text | undefined; readonly ticket?: number; readonly at: Date },
): Promise<void> {
  await tables(tx)
    .updateTable('service_desk.letters')
    .set({
      state,
      reason_it: reason?.it ?? null,
      reason_en: reason?.en ?? null,
      ticket: ticket === undefined ? null : BigInt(ticket),
      settled: at,
    })
    .where('association', '=', association)
    .where('id', '=', id)
    .execute();
}

/** Whether a letter of this name became part of a request already. */
export async function takenBefore(tx: Tx, association: string, messageId: string): Promise<boolean> {
  const row = await tables(tx)
    .selectFrom('service_desk.letters')
    .select('id')
    .where('association', '=', association)
    .where('message_id', '=', messageId)
    .where('state', 'in', ['opened', 'answered'])
    .executeTakeFirst();
  return row !== undefined;
}

/** The request that one of these letters belongs to, the first named first. */
export async function requestOfLetters(
  tx: Tx,
  association: string,
  messageIds: readonly string[],
): Promise<number | undefined> {
  if (messageIds.length === 0) return undefined;
  const rows = await tables(tx)
    .selectFrom('service_desk.letters')
    .select(['message_id', 'ticket'])
    .where('association', '=', association)
    .where('message_id', 'in', [...messageIds])
    .where('state', 'in', ['opened', 'answered'])
    .execute();
  for (const id of messageIds) {
    const found = rows.find(({ message_id }) => message_id === id)?.ticket;
    if (found) return Number(found);
  }
  return undefined;
}

/** How many letters a sender wrote in the hour that ended when one of them came, it included. */
export async function lettersInTheHour(tx: Tx, association: string, sender: string, came: Date): Promise<number> {
  const { count } = await tables(tx)
    .selectFrom('service_desk.letters')
    .select((row) => row.fn.countAll<string>().as('count'))
    .where('association', '=', association)
    .where('sender', '=', sender)
    .where('came', '<=', came)
    .where('came', '>', new Date(came.getTime() - 3_600_000))
    .executeTakeFirstOrThrow();
  return Number(count);
}

export type LetterRow = Omit<StoredLetter, 'raw' | 'messageId'> & {
  readonly ticket: number | null;
  readonly fetched: boolean;
};

/** Letters, the latest first; never their content. */
export async function letterRows(
  tx: Tx,
  association: string,
  { state }: { readonly state: LetterState | undefined },
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<readonly LetterRow[]> {
  let query = tables(tx)
    .selectFrom('service_desk.letters')
    .select(['id', 'came', 'sender', 'subject', 'size', 'state', 'reason_it', 'reason_en', 'ticket'])
    .select(sql<boolean>`raw is not null`.as('fetched'))
    .where('association', '=', association);
  if (state) query = query.where('state', '=', state);
  const rows = await query.orderBy('came', 'desc').orderBy('id').offset(offset).limit(limit).execute();
  return rows.map(({ reason_it, reason_en, ticket, ...row }) => ({
    ...row,
    ticket: ticket === null ? null : Number(ticket),
    reason: reasonIn({ reason_it, reason_en }),
  }));
}

export async function countLetters(tx: Tx, association: string): Promise<ReadonlyMap<LetterState, number>> {
  const rows = await tables(tx)
    .selectFrom('service_desk.letters')
    .select(['state', (row) => row.fn.countAll<string>().as('count')])
    .where('association', '=', association)
    .groupBy('state')
    .execute();
  return new Map(rows.map(({ state, count }) => [state, Number(count)]));
}

/** Forgets what letters settled before a moment said; that they came stays. */
export async function forgetLetters(tx: Tx, association: string, before: Date): Promise<void> {
  await tables(tx)
    .updateTable('service_desk.letters')
    .set({ raw: null })
    .where('association', '=', association)
    .where('settled', '<', before)
    .where('raw', 'is not', null)
    .where('state', '!=', 'new')
    .execute();
}
