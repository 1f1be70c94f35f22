import { dayAt } from '../../../kernel/day.ts';
import { text } from '../../../kernel/text.ts';
import { inContext } from '../../../platform/database/context.ts';
import { forEachAssociation } from '../../../platform/jobs/for-each-association.ts';
import { inAssociation } from '../../../platform/jobs/installation-context.ts';
import { defineJob, type JobContext } from '../../../platform/jobs/job.ts';
import { momentsOf } from '../actions/clock-of-ticket.ts';
import { clockMeasure } from '../clock-measure.ts';
import { clockOf } from '../rules/clock/index.ts';
import { clockEvents } from '../rules/index.ts';
import { countedUpTo, nextToRecount, storeMoments } from '../storage/recounts.ts';
import { eventsOfMany } from '../storage/ticket-events.ts';

const atOnce = 200;

/**
 * Counts anew when open requests are due, after a calendar or targets have changed: two hundred at a time, each time with how far it
 * got, so that nobody waits for it and a stop in between loses nothing.
 */
export const recountDueTimes = defineJob({
  name: 'service-desk/recount',
  title: text('ricontare le scadenze delle richieste', 'count anew when requests are due'),
  every: '*/10 * * * *',
  run: (context) =>
    forEachAssociation(context, async (association) => {
      while (!context.stopping.aborted && (await recountSome(context, association)));
    }),
});

/** False when nothing waits any more. */
async function recountSome({ database, clock }: JobContext, association: string): Promise<boolean> {
  return inContext(database, inAssociation(association), async (tx) => {
    const next = await nextToRecount(tx, association, atOnce);
    if (!next) return false;
    const now = clock().instant.getTime();
    const events = await eventsOfMany(
      tx,
      association,
      next.tickets.map(({ id }) => id),
    );
    const measures = new Map<string, Awaited<ReturnType<typeof clockMeasure>>>();
    const moments = [];
    for (const { id, entity } of next.tickets) {
      const measure = measures.get(entity) ?? (await clockMeasure(tx, association, { entity, on: dayAt(now) }));
      measures.set(entity, measure);
      const own = events.get(id) ?? [];
      const clockNow = measure.targets.lines.length === 0 ? undefined : clockOf(clockEvents(own), { ...measure, now });
      moments.push({ id, ...momentsOf({ clock: clockNow?.ok ? clockNow.value : undefined, events: own }, true) });
    }
    await storeMoments(tx, association, moments);
    const last = next.tickets.at(-1);
    await countedUpTo(tx, association, next.whose, next.tickets.length < atOnce || !last ? null : last.id);
    return true;
  });
}
