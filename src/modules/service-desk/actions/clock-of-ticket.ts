import type { ActionContext } from '../../../platform/action.ts';
import { clockMeasure } from '../clock-measure.ts';
import { type Clock, type Countdown, clockOf } from '../rules/clock/index.ts';
import { clockEvents, type HappeningKind, type Ticket } from '../rules/index.ts';
import { eventsOf } from '../storage/ticket-events.ts';

type Acting = Pick<ActionContext<unknown>, 'tx' | 'association' | 'now'>;

/** The clock of a request at a moment; undefined where the association promises nothing, or its calendar has no hours. */
export async function clockOfTicket(
  { tx, association, now }: Acting,
  ticket: Pick<Ticket, 'id' | 'entity'>,
  at = now.instant.getTime(),
): Promise<Clock | undefined> {
  const measure = await clockMeasure(tx, association, { entity: ticket.entity, on: now.today });
  if (measure.targets.lines.length === 0) return undefined;
  const events = clockEvents(await eventsOf(tx, association, ticket.id));
  const clock = clockOf(events, { ...measure, now: at });
  return clock.ok ? clock.value : undefined;
}

/** The nearest moment that is still promised; null where none is, or the clock stands still. */
export function nearestDue(clock: Clock | undefined): number | null {
  const promised = ({ state }: Countdown) => state === 'running' || state === 'late';
  const dues = clock ? [clock.firstAnswer, clock.solution].filter(promised).flatMap(({ due }) => due ?? []) : [];
  return dues.length === 0 ? null : Math.min(...dues);
}

const apartFromTheClock: readonly HappeningKind[] = [
  'noted',
  'assigned',
  'level-changed',
  'linked',
  'parent-set',
  'split',
  'absorbed',
  'rated',
];

/** Whether what happened can move what is due. */
export function movesTheClock(kind: HappeningKind): boolean {
  return !apartFromTheClock.includes(kind);
}
