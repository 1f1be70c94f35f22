import { createHash, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Text } from '../../kernel/text.ts';
import type { Tx } from '../action.ts';
import { readEnvelope } from './read-receipt.ts';
import type { PecMessageState, PecTables } from './tables.ts';

const tables = (tx: Tx) => tx.withTables<PecTables>();

export type Fetched = {
  readonly uidValidity: string;
  readonly uid: number;
  readonly came: Date;
  readonly raw: Buffer;
};

/**
 * Stores a message as it came, to be understood later; once, whatever the number of times it is fetched. Gives whether it was
 * new here.
 */
export async function storeMessage(tx: Tx, association: string, { uidValidity, uid, came, raw }: Fetched) {
  const envelope = await readEnvelope(raw);
  const { numInsertedOrUpdatedRows } = await tables(tx)
    .insertInto('pec.messages')
    .values({
      association,
      id: randomUUID(),
      sha256: createHash('sha256').update(raw).digest('hex'),
      message_id: envelope.messageId,
      uid_validity: uidValidity,
      uid,
      came,
      sender: storable(envelope.from),
      subject: storable(envelope.subject),
      claims: envelope.claims ?? '',
      size: raw.length,
      raw,
      state: 'new',
      reason_it: null,
      reason_en: null,
    })
    .onConflict((conflict) => conflict.columns(['association', 'sha256']).doNothing())
    .executeTakeFirst();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** Records a message that could not be fetched, so that those after it can be; it is fetched when it is tried again. */
export async function storeUnfetched(
  tx: Tx,
  association: string,
  { uidValidity, uid, came, size }: Omit<Fetched, 'raw'> & { readonly size: number },
  why: Text,
): Promise<void> {
  await tables(tx)
    .insertInto('pec.messages')
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
      claims: '',
      size,
      raw: null,
      state: 'quarantined',
      reason_it: why.it,
      reason_en: why.en,
    })
    .onConflict((conflict) => conflict.columns(['association', 'sha256']).doNothing())
    .execute();
}

export type PecMessageRow = {
  readonly id: string;
  readonly came: Date;
  readonly sender: string;
  readonly subject: string;
  readonly claims: string;
  readonly size: number;
  readonly state: PecMessageState;
  readonly reason: Text | null;
  readonly tries: number;
  readonly fetched: boolean;
};

/** Messages of the mailbox, the latest first; never their content. */
export async function messageRows(
  tx: Tx,
  association: string,
  { state }: { readonly state?: PecMessageState | undefined },
  { offset, limit }: { readonly offset: number; readonly limit: number },
): Promise<PecMessageRow[]> {
  let query = tables(tx)
    .selectFrom('pec.messages')
    .select(['id', 'came', 'sender', 'subject', 'claims', 'size', 'state', 'reason_it', 'reason_en', 'tries'])
    .select(sql<boolean>`raw is not null`.as('fetched'))
    .where('association', '=', association);
  if (state) query = query.where('state', '=', state);
  const rows = await query.orderBy('came', 'desc').orderBy('id').offset(offset).limit(limit).execute();
  return rows.map(({ reason_it, reason_en, ...row }) => ({
    ...row,
    reason: reason_it !== null && reason_en !== null ? { it: reason_it, en: reason_en } : null,
  }));
}

/** How many messages there are in each state. */
export async function countMessages(tx: Tx, association: string): Promise<ReadonlyMap<PecMessageState, number>> {
  const rows = await tables(tx)
    .selectFrom('pec.messages')
    .select(['state', (row) => row.fn.countAll<string>().as('count')])
    .where('association', '=', association)
    .groupBy('state')
    .execute();
  return new Map(rows.map(({ state, count }) => [state, Number(count)]));
}

/** A message as it came; undefined where there is none, or its content is not here. */
export async function rawMessage(tx: Tx, association: string, id: string): Promise<Buffer | undefined> {
  const row = await tables(tx)
    .selectFrom('pec.messages')
    .select('raw')
    .where('association', '=', association)
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.raw ?? undefined;
}

/** Has a message read again, as when it came; false when there is none in quarantine, or its content is not here. */
export async function readAgain(tx: Tx, association: string, id: string): Promise<boolean> {
  const { numUpdatedRows } = await tables(tx)
    .updateTable('pec.messages')
    .set({ state: 'new', reason_it: null, reason_en: null })
    .where('association', '=', association)
    .where('id', '=', id)
    .where('state', 'in', ['quarantined', 'unmatched'])
    .where('raw', 'is not', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** PostgreSQL holds no null character. */
function storable(words: string): string {
  return words.replaceAll('\u0000', '').slice(0, 1000);
}
