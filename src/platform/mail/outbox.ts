import { sql } from 'kysely';
import type { Tx } from '../action.ts';
import { wakeJob } from '../jobs/wake-job.ts';
import type { MailState, MailTables, TryOutcome } from './tables.ts';
import type { MailTrouble } from './trouble.ts';

/** A message as its log shows it: never its words. */
export type OutboxRow = {
  readonly association: string;
  readonly id: string;
  readonly kind: string;
  readonly recipient: string;
  readonly subject: string;
  readonly state: MailState;
  readonly asked: Date;
  readonly settled: Date | null;
  readonly nextTry: Date | null;
  readonly tries: number;
  readonly answer: string | null;
};

export type MailTry = {
  readonly number: number;
  readonly began: Date;
  /** Empty when the program stopped before knowing. */
  readonly ended: Date | null;
  readonly outcome: TryOutcome | null;
  readonly server: string;
  readonly answer: string | null;
  readonly reason: MailTrouble | null;
};

export type OutboxFilters = {
  readonly association: string;
  readonly state?: MailState | undefined;
  readonly recipient?: string | undefined;
};

function chosen(tx: Tx, filters: OutboxFilters) {
  let rows = tx.withTables<MailTables>().selectFrom('mail.outbox').where('association', '=', filters.association);
  if (filters.state) rows = rows.where('state', '=', filters.state);
  if (filters.recipient) rows = rows.where('recipient', 'ilike', `%${filters.recipient.replace(/[\\%_]/g, '\\$&')}%`);
  return rows;
}

/** Messages that the filters leave, the latest first. */
export async function outboxRows(
  tx: Tx,
  filters: OutboxFilters,
  page: { readonly offset: number; readonly limit: number },
): Promise<readonly OutboxRow[]> {
  return chosen(tx, filters)
    .select([
      'association',
      'id',
      'kind',
      'recipient',
      'subject',
      'state',
      'asked',
      'settled',
      'next_try as nextTry',
      'tries',
      'answer',
    ])
    .orderBy('asked', 'desc')
    .orderBy('id')
    .offset(page.offset)
    .limit(page.limit)
    .execute();
}

export async function countOutbox(tx: Tx, filters: OutboxFilters): Promise<number> {
  const { count } = await chosen(tx, filters)
    .select((row) => row.fn.countAll<bigint>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

export async function triesOf(tx: Tx, association: string, message: string): Promise<readonly MailTry[]> {
  return tx
    .withTables<MailTables>()
    .selectFrom('mail.tries')
    .select(['number', 'began', 'ended', 'outcome', 'server', 'answer', 'reason'])
    .where('association', '=', association)
    .where('message', '=', message)
    .orderBy('number')
    .execute();
}

/** Where a message stands; undefined where there is none of this name. */
export async function mailState(tx: Tx, association: string, message: string): Promise<MailState | undefined> {
  const row = await tx
    .withTables<MailTables>()
    .selectFrom('mail.outbox')
    .select('state')
    .where('association', '=', association)
    .where('id', '=', message)
    .executeTakeFirst();
  return row?.state;
}

/** Has a message that waits, or that was refused or given up and still has its words, tried again at once. */
export async function sendAgain(tx: Tx, association: string, message: string): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .withTables<MailTables>()
    .updateTable('mail.outbox')
    .set({ state: 'waiting', next_try: null, settled: null })
    .where('association', '=', association)
    .where('id', '=', message)
    .where('state', 'in', ['waiting', 'refused', 'given-up', 'bounced'])
    .where('body', 'is not', null)
    .executeTakeFirst();
  if (numUpdatedRows > 0n) await wakeJob(tx, 'mail/deliver');
  return numUpdatedRows > 0n;
}

/** Takes back a message that has not gone yet; false when it has, or is going. */
export async function cancelMail(tx: Tx, association: string, message: string, at: Date): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    update mail.outbox set state = 'cancelled', settled = ${at}, next_try = null,
      body = case when secret then null else body end, html = case when secret then null else html end
    where association = ${association} and id = (
      select id from mail.outbox where association = ${association} and id = ${message} and state = 'waiting'
      for no key update skip locked)
    returning id`.execute(tx);
  return rows.length > 0;
}

/** What came back of some messages, and what the other server answered; those that did not are left out. */
export async function returnsOf(
  tx: Tx,
  association: string,
  messages: readonly string[],
): Promise<ReadonlyMap<string, { readonly at: Date; readonly answer: string }>> {
  if (messages.length === 0) return new Map();
  const rows = await tx
    .withTables<MailTables>()
    .selectFrom('mail.outbox')
    .select(['id', 'settled', 'answer'])
    .where('association', '=', association)
    .where('state', '=', 'bounced')
    .where('id', 'in', [...messages])
    .execute();
  return new Map(
    rows.flatMap(({ id, settled, answer }) => (settled ? [[id, { at: settled, answer: answer ?? '' }]] : [])),
  );
}

/**
 * Records that a message which had been sent came back. For whoever reads the mailbox of returns.
 *
 * @param messageId the `Message-ID` that the return names
 * @param to.recipient whom the return is about, where it says so: only what was sent to that address
 */
export async function markBounced(
  tx: Tx,
  messageId: string,
  answer: string,
  at: Date,
  { recipient }: { readonly recipient?: string } = {},
): Promise<boolean> {
  let query = tx
    .withTables<MailTables>()
    .updateTable('mail.outbox')
    .set({ state: 'bounced', settled: at, answer: answer.slice(0, 500) })
    .where('message_id', '=', messageId)
    .where('state', '=', 'sent');
  if (recipient !== undefined) query = query.where(sql`lower(recipient)`, '=', recipient.toLowerCase());
  const { numUpdatedRows } = await query.executeTakeFirst();
  return numUpdatedRows > 0n;
}
