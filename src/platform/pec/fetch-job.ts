import { text } from '../../kernel/text.ts';
import type { Tx } from '../action.ts';
import { associationsIn } from '../associations.ts';
import { inContext } from '../database/context.ts';
import { inAssociation, wholeInstallation } from '../jobs/installation-context.ts';
import { defineJob, type Job, type JobContext } from '../jobs/job.ts';
import { BadMailSettings } from '../mail/mail-server.ts';
import { fetchMessages } from './fetch-messages.ts';
import { pecMailboxOf } from './mailboxes.ts';
import type { ReceiptListener } from './receipt-listener.ts';
import type { PecTables } from './tables.ts';
import { understandMessages } from './understand.ts';

/**
 * Reads every association's certified mail: first stores what is new, then finds out what it means. A mailbox that cannot be
 * read says why on its page, and keeps no other waiting.
 */
export function fetchCertifiedMail(listeners: readonly ReceiptListener[]): Job {
  return defineJob({
    name: 'pec/fetch',
    title: text('leggere la posta certificata', 'read certified mail'),
    every: '*/2 * * * *',
    run: async (context) => {
      const { database } = context;
      const every = await inContext(database, { ...wholeInstallation, reads: true }, associationsIn);
      const next = every.values();
      await Promise.all(
        [1, 2, 3].map(async () => {
          for (const { id } of next) if (!context.stopping.aborted) await readMail(context, id, listeners);
        }),
      );
    },
  });
}

async function readMail(context: JobContext, association: string, listeners: readonly ReceiptListener[]) {
  const { database, clock, stopping } = context;
  let failure: string | null = null;
  try {
    const reads = { ...inAssociation(association), reads: true };
    const mailbox = await inContext(database, reads, (tx) => pecMailboxOf(tx, association));
    if (!mailbox) return;
    await fetchMessages(database, association, mailbox, { stopping });
  } catch (error) {
    failure = saidOf(error);
  }
  await inContext(database, inAssociation(association), (tx) => looked(tx, association, clock().instant, failure));
  await understandMessages(database, association, listeners, { now: clock().instant, stopping });
}

/** How reading a mailbox went the last time; null where it was never read. */
export async function readingState(
  tx: Tx,
  association: string,
): Promise<{ readonly looked: Date | null; readonly failure: string | null } | null> {
  const row = await tx
    .withTables<PecTables>()
    .selectFrom('pec.readings')
    .select(['looked', 'failure'])
    .where('association', '=', association)
    .executeTakeFirst();
  return row ?? null;
}

async function looked(tx: Tx, association: string, at: Date, failure: string | null): Promise<void> {
  const row = { looked: at, failure };
  await tx
    .withTables<PecTables>()
    .insertInto('pec.readings')
    .values({ association, address: '', folder: '', stuck_uid: null, ...row })
    .onConflict((conflict) => conflict.column('association').doUpdateSet(row))
    .execute();
}

/** What the other side said, without what only a programmer reads. */
export function saidOf(error: unknown): string {
  if (error instanceof BadMailSettings) return error.message;
  const { responseText, message } = error as { responseText?: string; message?: string };
  return (responseText || message || String(error)).replace(/\p{Cc}+/gu, ' ').slice(0, 300);
}
