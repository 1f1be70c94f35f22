import type { ActionContext } from '../../../platform/action.ts';
import { clockMeasure } from '../clock-measure.ts';
import { clockOf } from '../rules/clock/index.ts';
import { clockEvents } from '../rules/index.ts';
import { openTickets } from '../storage/open-tickets.ts';
import { eventsOf } from '../storage/ticket-events.ts';
import { storeDue } from '../storage/tickets.ts';
import { nearestDue } from './clock-of-ticket.ts';

type Acting = Pick<ActionContext<unknown>, 'tx' | 'association' | 'now'>;

/**
 * Writes anew when open requests are due, after a calendar or targets have changed: those of an entity, or all ('').
 * In the same transaction, so that the queue never shows a moment of the old calendar.
 */
export async function dueAgain({ tx, association, now }: Acting, whose: string): Promise<void> {
  const tickets = await openTickets(tx, association, whose || null);
  const measures = new Map<string, Awaited<ReturnType<typeof clockMeasure>>>();
  for (const { id, entity } of tickets) {
    const measure = measures.get(entity) ?? (await clockMeasure(tx, association, { entity, on: now.today }));
    measures.set(entity, measure);
    const events = clockEvents(await eventsOf(tx, association, id));
    const clock = clockOf(events, { ...measure, now: now.instant.getTime() });
    await storeDue(tx, association, id, nearestDue(clock.ok ? clock.value : undefined));
  }
}
