import { text } from '../../../kernel/text.ts';
import { inContext } from '../../../platform/database/context.ts';
import { forEachAssociation } from '../../../platform/jobs/for-each-association.ts';
import { inAssociation } from '../../../platform/jobs/installation-context.ts';
import { defineJob, type JobContext } from '../../../platform/jobs/job.ts';
import { jobActor } from '../../../platform/jobs/job-actor.ts';
import { lookIntoMailbox } from '../../../platform/mail/stored-mail.ts';
import { takeInLetter } from '../actions/letters.ts';
import { firstNewLetter, forgetLetters, letterToSettle, settleLetter } from '../storage/letters.ts';
import { deskMailboxOf } from '../storage/mailbox.ts';
import { deskMail } from './desk-mail.ts';

const rawKeptFor = 90 * 24 * 60 * 60_000;

/**
 * Reads every desk's mailbox: first stores what is new as it came, then does what follows from each letter, in a transaction of its
 * own. A mailbox that cannot be read says why on its page; a letter that cannot be understood waits for somebody.
 */
export const fetchDeskLetters = defineJob({
  name: 'service-desk/fetch-letters',
  title: text('leggere la posta dell’assistenza', 'read the mail of the desk'),
  every: '* * * * *',
  run: (context) =>
    forEachAssociation(context, async (association) => {
      const isSet = await lookIntoMailbox(context, association, deskMailboxOf, deskMail);
      await takeInLetters(context, association);
      const before = new Date(context.clock().instant.getTime() - rawKeptFor);
      if (isSet)
        await inContext(context.database, inAssociation(association), (tx) => forgetLetters(tx, association, before));
    }),
});

/** Does what follows from every letter that nobody has looked at; gives how many there were. */
export async function takeInLetters(
  { database, perform, clock, stopping }: Pick<JobContext, 'database' | 'perform' | 'clock' | 'stopping'>,
  association: string,
): Promise<number> {
  for (let read = 0; ; read += 1) {
    if (stopping.aborted) return read;
    const context = inAssociation(association);
    const letter = await inContext(database, { ...context, reads: true }, (tx) => firstNewLetter(tx, association));
    if (letter === undefined) return read;
    try {
      await perform(takeInLetter, { letter }, jobActor(association));
    } catch (error) {
      if (isOfTheMoment(error)) throw error;
      const said = (error instanceof Error ? error.message : String(error)).replace(/\p{Cc}+/gu, ' ').slice(0, 300);
      const reason = text(`il messaggio non si riesce a leggere (${said})`, `the message cannot be read (${said})`);
      await inContext(database, context, async (tx) => {
        if (await letterToSettle(tx, association, letter, ['new']))
          await settleLetter(tx, association, letter, { state: 'quarantined', reason, at: clock().instant });
      });
    }
  }
}

/** The database went away, or was too busy: nothing that the letter has to do with. */
function isOfTheMoment(error: unknown): boolean {
  const { code = '', message = '' } = error as { code?: unknown; message?: string };
  return /^(08|40|53|55|57|58)|^E[A-Z]+$/.test(String(code)) || /connection|timeout exceeded/i.test(message);
}
