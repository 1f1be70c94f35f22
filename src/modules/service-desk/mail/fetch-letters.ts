import { text } from '../../../kernel/text.ts';
import type { Tx } from '../../../platform/action.ts';
import { associationsIn } from '../../../platform/associations.ts';
import type { Database } from '../../../platform/database/connect.ts';
import { inContext } from '../../../platform/database/context.ts';
import { inAssociation, wholeInstallation } from '../../../platform/jobs/installation-context.ts';
import { defineJob, type JobContext } from '../../../platform/jobs/job.ts';
import { jobActor } from '../../../platform/jobs/job-actor.ts';
import { type FetchLimits, readMailbox } from '../../../platform/mail/read-mailbox.ts';
import { saidOf } from '../../../platform/pec/fetch-job.ts';
import { takeInLetter } from '../actions/letters.ts';
import {
  advance,
  firstNewLetter,
  forgetLetters,
  letterToSettle,
  looked,
  readingOf,
  settleLetter,
  storeLetter,
  storeUnfetchedLetter,
  stuckAt,
} from '../storage/letters.ts';
import { type DeskMailbox, deskMailboxOf } from '../storage/mailbox.ts';

const rawKeptFor = 90 * 24 * 60 * 60_000;

/**
 * Reads every desk's mailbox: first stores what is new as it came, then does what follows from each letter, in a transaction of its
 * own. A mailbox that cannot be read says why on its page; a letter that cannot be understood waits for somebody.
 */
export const fetchDeskLetters = defineJob({
  name: 'service-desk/fetch-letters',
  title: text('leggere la posta dell’assistenza', 'read the mail of the desk'),
  every: '* * * * *',
  run: async (context) => {
    const every = await inContext(context.database, { ...wholeInstallation, reads: true }, associationsIn);
    const next = every.values();
    await Promise.all(
      [1, 2, 3].map(async () => {
        for (const { id } of next) if (!context.stopping.aborted) await readOne(context, id);
      }),
    );
  },
});

async function readOne(context: JobContext, association: string): Promise<void> {
  const { database, clock, stopping } = context;
  const work = <T>(does: (tx: Tx) => Promise<T>) => inContext(database, inAssociation(association), does);
  let failure: string | null = null;
  let isSet = true;
  try {
    const mailbox = await inContext(database, { ...inAssociation(association), reads: true }, (tx) =>
      deskMailboxOf(tx, association),
    );
    if (mailbox) await fetchLetters(database, association, mailbox, { stopping });
    isSet = mailbox !== null;
  } catch (error) {
    failure = saidOf(error);
  }
  if (isSet) await work((tx) => looked(tx, association, clock().instant, failure));
  await takeInLetters(context, association);
  if (isSet) await work((tx) => forgetLetters(tx, association, new Date(clock().instant.getTime() - rawKeptFor)));
}

/** Brings what is new in the mailbox into the database, each letter with how far was read in one transaction. */
export async function fetchLetters(
  database: Database,
  association: string,
  mailbox: DeskMailbox,
  how: { readonly stopping?: AbortSignal; readonly limits?: FetchLimits } = {},
): Promise<{ readonly stored: number }> {
  const work = <T>(does: (tx: Tx) => Promise<T>) => inContext(database, inAssociation(association), does);
  return readMailbox(
    mailbox,
    {
      reading: (uidValidity) => work((tx) => readingOf(tx, association, mailbox, uidValidity)),
      keep: (place, raw) =>
        work(async (tx) => {
          const isNew = await storeLetter(tx, association, { ...place, raw });
          await advance(tx, association, place);
          return isNew;
        }),
      pass: (place, why) =>
        work(async (tx) => {
          if (why) await storeUnfetchedLetter(tx, association, place, why);
          await advance(tx, association, place);
        }),
      stuck: (uid) => work((tx) => stuckAt(tx, association, uid)),
    },
    how,
  );
}

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
