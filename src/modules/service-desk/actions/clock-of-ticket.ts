import type { ActionContext } from '../../../platform/action.ts';
import { clockMeasure } from '../clock-measure.ts';
import { type Clock, type Countdown, clockOf } from '../rules/clock/index.ts';
import { clockEvents, type HappeningKind, type Ticket, type TicketEvent, warningsToGive } from '../rules/index.ts';
import { eventsOf, type StoredEvent } from '../storage/ticket-events.ts';

type Acting = Pick<ActionContext<unknown>, 'tx' | 'association' | 'now'>;

/** The clock of a request now; undefined where the association promises nothing, or its calendar has no hours. */
export async function clockOfTicket(
  context: Acting,
  ticket: Pick<Ticket, 'id' | 'entity'>,
): Promise<Clock | undefined> {
  return (await clockAndEvents(context, ticket))?.clock;
}

/** The same with the events that it was reckoned from. */
export async function clockAndEvents(
  { tx, association, now }: Acting,
  ticket: Pick<Ticket, 'id' | 'entity'>,
): Promise<{ readonly clock: Clock; readonly events: readonly StoredEvent[] } | undefined> {
  const measure = await clockMeasure(tx, association, { entity: ticket.entity, on: now.today });
  if (measure.targets.lines.length === 0) return undefined;
  const events = await eventsOf(tx, association, ticket.id);
  const clock = clockOf(clockEvents(events), { ...measure, now: now.instant.getTime() });
  return clock.ok ? { clock: clock.value, events } : undefined;
}

/** The nearest moment that is still promised; null where none is, or the clock stands still. */
export function nearestDue(clock: Clock | undefined): number | null {
  const promised = ({ state }: Countdown) => state === 'running' || state === 'late';
  const dues = clock ? [clock.firstAnswer, clock.solution].filter(promised).flatMap(({ due }) => due ?? []) : [];
  return dues.length === 0 ? null : Math.min(...dues);
}

/** When a request is due next, and when somebody is to be warned of it; nothing of one that has ended. */
export function momentsOf(
  { clock, events }: { readonly clock: Clock | undefined; readonly events: readonly TicketEvent[] },
  isOpen: boolean,
): { readonly due: number | null; readonly warn: number | null } {
  const warning = clock && isOpen ? warningsToGive(clock, events)[0] : undefined;
  return { due: nearestDue(clock), warn: warning?.at ?? null };
}

const apartFromTheClock: readonly HappeningKind[] = [
  'noted',
  'assigned',
  'line-changed',
  'level-changed',
  'linked',
  'parent-set',
  'split',
  'absorbed',
  'separated',
  'rated',
  'warned',
];

/** Whether what happened can move what is due. */
export function movesTheClock(kind: HappeningKind): boolean {
  return !apartFromTheClock.includes(kind);
}
