import { text } from '../../kernel/text.ts';
import { forEachAssociation } from '../jobs/for-each-association.ts';
import { defineJob, type Job } from '../jobs/job.ts';
import { lookIntoMailbox } from '../mail/stored-mail.ts';
import { certifiedMail } from './certified-mail.ts';
import { pecMailboxOf } from './mailboxes.ts';
import type { ReceiptListener } from './receipt-listener.ts';
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
    run: (context) =>
      forEachAssociation(context, async (association) => {
        if (!(await lookIntoMailbox(context, association, pecMailboxOf, certifiedMail))) return;
        const { database, clock, stopping } = context;
        await understandMessages(database, association, listeners, { now: clock().instant, stopping });
      }),
  });
}
