import { type Text, text } from '../../kernel/text.ts';
import type { Tx } from '../action.ts';
import type { Database } from '../database/connect.ts';
import { inContext } from '../database/context.ts';
import { inAssociation } from '../jobs/installation-context.ts';
import { markBounced } from '../mail/outbox.ts';
import { pecMailboxOf } from './mailboxes.ts';
import { type Receipt, readEnvelope, readReceipt } from './read-receipt.ts';
import { readReturn } from './read-return.ts';
import type { ReceiptListener } from './receipt-listener.ts';
import { signedParts } from './signed-parts.ts';
import type { PecMessageState, PecTables } from './tables.ts';

type Outcome = { readonly state: PecMessageState; readonly why?: Text };

/**
 * Finds out what the stored messages of an association mean, each in a transaction of its own: one that cannot be understood is
 * set apart with the reason, and the next is read. Gives how many were read.
 */
export async function understandMessages(
  database: Database,
  association: string,
  listeners: readonly ReceiptListener[],
  { now, stopping }: { readonly now: Date; readonly stopping?: AbortSignal },
): Promise<number> {
  let read = 0;
  while (!stopping?.aborted) {
    const context = inAssociation(association);
    const id = await inContext(database, { ...context, reads: true }, (tx) => firstNew(tx, association));
    if (id === undefined) return read;
    read += 1;
    try {
      await inContext(database, context, (tx) => understand(tx, association, id, listeners, now));
    } catch (error) {
      const said = error instanceof Error ? error.message.slice(0, 300) : String(error);
      const why = text(`il messaggio non si riesce a leggere (${said})`, `the message cannot be read (${said})`);
      await inContext(database, context, (tx) => settle(tx, association, id, { state: 'quarantined', why }));
    }
  }
  return read;
}

async function firstNew(tx: Tx, association: string): Promise<string | undefined> {
  const row = await tx
    .withTables<PecTables>()
    .selectFrom('pec.messages')
    .select('id')
    .where('association', '=', association)
    .where('state', '=', 'new')
    .where('raw', 'is not', null)
    .orderBy('came')
    .orderBy('uid')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return row?.id;
}

async function understand(
  tx: Tx,
  association: string,
  id: string,
  listeners: readonly ReceiptListener[],
  now: Date,
): Promise<void> {
  const message = await tx
    .withTables<PecTables>()
    .selectFrom('pec.messages')
    .select(['raw', 'message_id', 'came'])
    .where('association', '=', association)
    .where('id', '=', id)
    .where('state', '=', 'new')
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!message?.raw) return; // read by another process meanwhile
  const { raw, came, message_id } = message;
  if (message_id !== null && (await understoodBefore(tx, association, id, message_id)))
    return settle(tx, association, id, { state: 'repeated' });
  const envelope = await readEnvelope(raw);
  const isReceipt = envelope.claims !== null && !['posta-certificata', 'anomalia'].includes(envelope.claims);
  const isSigned = signedParts(raw) !== undefined;
  if (!isReceipt && (!isSigned || envelope.claims !== null)) {
    await recordReturn(tx, { association, raw, now }, listeners);
    return settle(tx, association, id, { state: 'mail' });
  }
  const mailbox = await pecMailboxOf(tx, association);
  const receipt = await readReceipt(raw, { trusted: mailbox?.authorities ?? '', at: came });
  if (!receipt.ok)
    return settle(tx, association, id, isReceipt ? { state: 'quarantined', why: receipt.why } : { state: 'mail' });
  if (!isReceipt && receipt.value.kind === 'posta-certificata') return settle(tx, association, id, { state: 'mail' });
  if (mailbox && receipt.value.sender !== mailbox.address)
    return settle(tx, association, id, { state: 'quarantined', why: anothersMessage(receipt.value.sender) });
  await settle(tx, association, id, await tell(tx, association, id, receipt.value, listeners, now));
}

/** What came back of ordinary mail is known in the log of what was sent. Nobody signs a return, so it changes nothing else. */
async function recordReturn(
  tx: Tx,
  { association, raw, now }: { readonly association: string; readonly raw: Buffer; readonly now: Date },
  listeners: readonly ReceiptListener[],
): Promise<void> {
  const returned = await readReturn(raw);
  if (!returned) return;
  const { messageId, recipient, answer } = returned;
  if (!(await markBounced(tx, messageId, answer, now, { recipient }))) return;
  for (const { returned: tell } of listeners) await tell?.(tx, association, messageId);
}

const anothersMessage = (sender: string) =>
  text(`la ricevuta è di un messaggio inviato da ${sender}`, `the receipt is of a message sent by ${sender}`);

async function tell(
  tx: Tx,
  association: string,
  id: string,
  receipt: Receipt,
  listeners: readonly ReceiptListener[],
  recorded: Date,
): Promise<Outcome> {
  for (const listener of listeners) {
    const said = await listener(tx, association, { ...receipt, id, recorded });
    if (typeof said === 'object') return { state: 'quarantined', why: said.wrong };
    if (said === 'unknown') continue;
    const { kind, about, at, provider, signer, identifier, error, detail, delivery, deliveredTo } = receipt;
    await tx
      .withTables<PecTables>()
      .insertInto('pec.receipts')
      .values({
        association,
        message: id,
        kind,
        about,
        at,
        recipient: deliveredTo,
        provider,
        signer,
        identifier,
        error,
        detail,
        delivery,
      })
      .onConflict((conflict) => conflict.columns(['association', 'message']).doNothing())
      .execute();
    return { state: 'receipt' };
  }
  return { state: 'unmatched' };
}

/** Whether a message of this name was a receipt already: one that was not believed does not keep the true one out. */
async function understoodBefore(tx: Tx, association: string, id: string, messageId: string): Promise<boolean> {
  const row = await tx
    .withTables<PecTables>()
    .selectFrom('pec.messages')
    .select('id')
    .where('association', '=', association)
    .where('message_id', '=', messageId)
    .where('state', '=', 'receipt')
    .where('id', '!=', id)
    .executeTakeFirst();
  return row !== undefined;
}

/** A repetition keeps the record that it came, not its bytes. */
async function settle(tx: Tx, association: string, id: string, { state, why }: Outcome): Promise<void> {
  await tx
    .withTables<PecTables>()
    .updateTable('pec.messages')
    .set((of) => ({
      state,
      reason_it: why?.it ?? null,
      reason_en: why?.en ?? null,
      tries: of('tries', '+', 1),
      ...(state === 'repeated' ? { raw: null } : {}),
    }))
    .where('association', '=', association)
    .where('id', '=', id)
    .execute();
}
