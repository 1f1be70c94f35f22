import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { inContext } from '../../../platform/database/context.ts';
import { forEachAssociation } from '../../../platform/jobs/for-each-association.ts';
import { inAssociation } from '../../../platform/jobs/installation-context.ts';
import { defineJob, type JobContext } from '../../../platform/jobs/job.ts';
import { jobActor } from '../../../platform/jobs/job-actor.ts';
import { closeSolved, warnOfTicket } from '../actions/by-the-clock.ts';
import { ticketNumber } from '../rules/index.ts';
import { deskRulesOf, solvedUntil, toWarnOf } from '../storage/desk-rules.ts';

const dayLong = 24 * 60 * 60_000;
const atOnce = 200;

/** Closes what was solved as many days ago as each association says. */
export const closeSolvedRequests = defineJob({
  name: 'service-desk/close-solved',
  title: text('chiudere le richieste risolte da tempo', 'close requests solved some time ago'),
  every: '15 * * * *',
  run: (context) =>
    inEachAssociation(context, async (association) => {
      const { database, clock } = context;
      const waiting = await inContext(database, { ...inAssociation(association), reads: true }, async (tx) => {
        const { closeAfter } = await deskRulesOf(tx, association);
        if (closeAfter === null) return [];
        return solvedUntil(tx, association, new Date(clock().instant.getTime() - closeAfter * dayLong), atOnce);
      });
      return doToEach(context, association, waiting, closeSolved);
    }),
});

/** Warns before promises end. */
export const warnOfRequests = defineJob({
  name: 'service-desk/warn',
  title: text('avvertire delle scadenze che si avvicinano', 'warn of due times that come near'),
  every: '*/5 * * * *',
  run: (context) =>
    inEachAssociation(context, async (association) => {
      const { database, clock } = context;
      const waiting = await inContext(database, { ...inAssociation(association), reads: true }, (tx) =>
        toWarnOf(tx, association, clock().instant, atOnce),
      );
      return doToEach(context, association, waiting, warnOfTicket);
    }),
});

/** Again and again until nothing is left to do that has not been refused. */
async function inEachAssociation(context: JobContext, work: (association: string) => Promise<number>): Promise<void> {
  await forEachAssociation(context, async (association) => {
    let done = atOnce;
    while (done === atOnce && !context.stopping.aborted) done = await work(association);
  });
}

/** How many were done; what is refused has changed meanwhile, and is left. */
async function doToEach(
  { perform, stopping }: JobContext,
  association: string,
  tickets: readonly number[],
  action: typeof closeSolved | typeof warnOfTicket,
): Promise<number> {
  let done = 0;
  for (const ticket of tickets) {
    if (stopping.aborted) return done;
    try {
      await perform(action as typeof closeSolved, { ticket: ticketNumber(ticket) }, jobActor(association));
      done += 1;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
    }
  }
  return done;
}
