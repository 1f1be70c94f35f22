import type { Text } from '../../kernel/text.ts';
import type { Tx } from '../action.ts';
import type { Receipt } from './read-receipt.ts';

/** A receipt as it is told to those who sent the message. */
export type IncomingReceipt = Receipt & {
  /** The message in the mailbox (`pec.messages`). */
  readonly id: string;
  readonly recorded: Date;
};

/**
 * Whoever sends certified mail and waits for its receipts, in the transaction in which a receipt is understood: the message it
 * speaks of is theirs (`matched`), is not (`unknown`), or is and the receipt contradicts it.
 */
export type ReceiptListener = {
  (tx: Tx, association: string, receipt: IncomingReceipt): Promise<'matched' | 'unknown' | { readonly wrong: Text }>;
  /** A message of this name came back: nobody signs a return, so it is known in the log of what was sent and proves nothing. */
  readonly returned?: (tx: Tx, association: string, messageId: string) => Promise<void>;
};
