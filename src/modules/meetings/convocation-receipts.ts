import { localTimeAt } from '../../kernel/day.ts';
import { text } from '../../kernel/text.ts';
import type { Tx } from '../../platform/action.ts';
import { addressOf } from '../../platform/pec/daticert.ts';
import type { ReceiptListener } from '../../platform/pec/receipt-listener.ts';
import { convocationReceiptsOf, insertConvocationReceipt, messageCalled } from './storage/convocations.ts';
import { meetingChanged, noticesOf, recordNotices } from './storage/meetings.ts';

/** A message of convocation came back: whoever has its sitting before the eyes sees it. */
async function returned(tx: Tx, association: string, messageId: string): Promise<void> {
  const message = await messageCalled(tx, association, messageId);
  if (message) await meetingChanged(tx, association, message.meeting);
}

/** Joins a receipt to the message of convocation of which it speaks, and to the sitting's list of who was told. */
const joined: ReceiptListener = async (tx, association, receipt) => {
  const message = await messageCalled(tx, association, receipt.about);
  if (!message) return 'unknown';
  const { deliveredTo } = receipt;
  if (deliveredTo !== null && deliveredTo !== addressOf(message.address))
    return {
      wrong: text(
        `la ricevuta è per ${deliveredTo}, il messaggio era per ${message.address}`,
        `the receipt is for ${deliveredTo}, the message was for ${message.address}`,
      ),
    };
  const { meeting, entity, number, asked } = message;
  const { kind, at, provider, identifier, delivery, error, detail } = receipt;
  await insertConvocationReceipt(tx, association, meeting, {
    receipt: receipt.id,
    entity,
    number,
    kind,
    at,
    provider,
    identifier,
    delivery,
    error,
    detail,
    recorded: receipt.recorded,
  });
  const all = (await convocationReceiptsOf(tx, association, meeting)).filter(
    (one) => one.entity === entity && one.number === number,
  );
  const notice = (await noticesOf(tx, association, meeting)).find(
    (one) => one.entity === entity && one.way === 'pec' && one.sent.getTime() === asked.getTime(),
  );
  if (notice) {
    const { recordedBy, ...rest } = notice;
    const delivered = all.find((one) => one.kind === 'avvenuta-consegna')?.at ?? null;
    const proof = all.map((one) => `${one.kind} ${localTimeAt(one.at.getTime()).replace('T', ' ')}`).join('; ');
    await recordNotices(tx, association, meeting, [{ ...rest, delivered, proof }], {
      name: recordedBy,
      at: receipt.recorded,
    });
  }
  await meetingChanged(tx, association, meeting);
  return 'matched';
};

/** What the reader of the certified mailbox tells of messages of convocation. */
export const convocationReceipts: ReceiptListener = Object.assign(joined, { returned });
