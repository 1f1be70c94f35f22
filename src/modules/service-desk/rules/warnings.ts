import type { Clock } from './clock/index.ts';
import type { TicketEvent } from './ticket-event.ts';

/** One of the two promises of a request, and how much of its time has gone. */
export type Warning = { readonly of: 'firstAnswer' | 'solution'; readonly percent: number; readonly at: number };

const promises = ['firstAnswer', 'solution'] as const;

/** The warnings that nobody was given yet, the nearest first. Each is given once, and again only when a request was opened again. */
export function warningsToGive(clock: Clock, events: readonly TicketEvent[]): readonly Warning[] {
  const reopened = events.findLastIndex(({ kind }) => kind === 'reopened');
  const given = events.slice(reopened + 1);
  return promises
    .flatMap((of) => {
      const upTo = Math.max(
        0,
        ...given.flatMap((event) => (event.kind === 'warned' && event.of === of ? event.percent : [])),
      );
      if (clock[of].state !== 'running' && clock[of].state !== 'late') return [];
      return clock[of].escalations.filter(({ percent }) => percent > upTo).map((one) => ({ of, ...one }));
    })
    .toSorted((one, other) => one.at - other.at);
}

/** The warning to give now of each promise: the furthest of those whose moment has come. */
export function warningsNow(clock: Clock, events: readonly TicketEvent[], now: number): readonly Warning[] {
  const come = warningsToGive(clock, events).filter(({ at }) => at <= now);
  return promises.flatMap((of) => come.findLast((one) => one.of === of) ?? []);
}
