import { lifeOf, type PauseReason } from './clock/index.ts';
import { clockEvents } from './clock-events.ts';
import type { TicketEvent } from './ticket-event.ts';

/** What a request waits for by its events, corrections applied: the wait that nothing has ended; null where there is none. */
export function runningWait(events: readonly TicketEvent[]): PauseReason | null {
  return lifeOf(clockEvents(events))?.waits.findLast(({ until }) => until === undefined)?.reason ?? null;
}
