import { text } from '../../kernel/text.ts';
import { inContext } from '../database/context.ts';
import { wholeInstallation } from '../jobs/installation-context.ts';
import { defineJob } from '../jobs/job.ts';
import type { MailTables } from './tables.ts';

const day = 24 * 60 * 60_000;
/** How long what was written stays, and how long the record that it was sent. */
export const bodiesKeptFor = 30 * day;
export const recordsKeptFor = 365 * day;

/** Forgets the words of messages a month after they were settled, and the messages after a year. */
export const forgetMail = defineJob({
  name: 'mail/forget',
  title: text('cancellare la posta vecchia', 'delete old mail'),
  every: '20 3 * * *',
  run: async ({ database, now }) => {
    const before = (period: number) => new Date(now.instant.getTime() - period);
    await inContext(database, wholeInstallation, async (tx) => {
      const tables = tx.withTables<MailTables>();
      await tables
        .deleteFrom('mail.outbox')
        .where('state', '!=', 'waiting')
        .where('settled', '<', before(recordsKeptFor))
        .execute();
      await tables
        .deleteFrom('mail.attachments as a')
        .using('mail.outbox as o')
        .whereRef('o.association', '=', 'a.association')
        .whereRef('o.id', '=', 'a.message')
        .where('o.state', '!=', 'waiting')
        .where('o.settled', '<', before(bodiesKeptFor))
        .execute();
      await tables
        .updateTable('mail.outbox')
        .set({ body: null, html: null })
        .where('state', '!=', 'waiting')
        .where('body', 'is not', null)
        .where('settled', '<', before(bodiesKeptFor))
        .execute();
    });
  },
});
