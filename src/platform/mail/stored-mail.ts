import type { Text } from '../../kernel/text.ts';
import type { Tx } from '../action.ts';
import type { Database } from '../database/connect.ts';
import { inContext } from '../database/context.ts';
import { inAssociation } from '../jobs/installation-context.ts';
import type { JobContext } from '../jobs/job.ts';
import type { MailReadings } from './mail-readings.ts';
import { type FetchLimits, type MailPlace, type ReadableMailbox, readMailbox } from './read-mailbox.ts';
import { saidOf } from './said-of.ts';

type AddressedMailbox = ReadableMailbox & { readonly address: string };

/** Where one kind of mail is kept as it came. */
export type MailStore = {
  readonly readings: MailReadings;
  /** Once, whatever the number of times it is fetched; gives whether it is new. */
  readonly store: (tx: Tx, association: string, letter: MailPlace & { readonly raw: Buffer }) => Promise<boolean>;
  /** Records what could not be fetched, so that what comes after it can be. */
  readonly storeUnfetched: (
    tx: Tx,
    association: string,
    place: MailPlace & { readonly size: number },
    why: Text,
  ) => Promise<void>;
};

/**
 * Brings what is new in the mailbox into the database, and never touches the mailbox: each message is stored as it came, together
 * with how far it was read, in one transaction. Read again from the start when the server counts anew (`UIDVALIDITY`), or when
 * the mailbox is another: what is there already is known by its hash. Throws what keeps the mailbox from being read.
 */
export async function fetchMail(
  database: Database,
  association: string,
  mailbox: AddressedMailbox,
  { readings, store, storeUnfetched }: MailStore,
  how: { readonly stopping?: AbortSignal; readonly limits?: FetchLimits } = {},
): Promise<{ readonly stored: number }> {
  const work = <T>(does: (tx: Tx) => Promise<T>) => inContext(database, inAssociation(association), does);
  return readMailbox(
    mailbox,
    {
      reading: (uidValidity) => work((tx) => readings.readingOf(tx, association, { ...mailbox, uidValidity })),
      keep: (place, raw) =>
        work(async (tx) => {
          const isNew = await store(tx, association, { ...place, raw });
          await readings.advance(tx, association, place.uidValidity, place.uid);
          return isNew;
        }),
      pass: (place, why) =>
        work(async (tx) => {
          if (why) await storeUnfetched(tx, association, place, why);
          await readings.advance(tx, association, place.uidValidity, place.uid);
        }),
      stuck: (uid) => work((tx) => readings.stuckAt(tx, association, uid)),
    },
    how,
  );
}

/** Reads an association's mailbox, where there is one, and records how it went; gives whether there is one. */
export async function lookIntoMailbox(
  { database, clock, stopping }: JobContext,
  association: string,
  mailboxOf: (tx: Tx, association: string) => Promise<AddressedMailbox | null>,
  mail: MailStore,
): Promise<boolean> {
  const context = inAssociation(association);
  let failure: string | null = null;
  try {
    const mailbox = await inContext(database, { ...context, reads: true }, (tx) => mailboxOf(tx, association));
    if (!mailbox) return false;
    await fetchMail(database, association, mailbox, mail, { stopping });
  } catch (error) {
    failure = saidOf(error);
  }
  await inContext(database, context, (tx) => mail.readings.looked(tx, association, clock().instant, failure));
  return true;
}
