import type { ClockEvent, PauseReason, Priority } from './clock-event.ts';
import { toMinute } from './working-time.ts';

/** A stretch of time; without an end it lasts still. */
export type Span = { readonly from: number; readonly until: number | undefined };
export type Wait = Span & { readonly id: string; readonly reason: PauseReason };

/** What of a ticket's events its clock needs, corrections applied; moments cut to the minute. */
export type Life = {
  readonly opened: number;
  /** Opened by a letter, and counted from its arrival. */
  readonly byLetter: boolean;
  readonly answered: number | undefined;
  /** Solved from, and until it was opened again. */
  readonly solved: readonly Span[];
  readonly waits: readonly Wait[];
  readonly kinds: readonly { readonly at: number; readonly service: string | undefined; readonly priority: Priority }[];
};

/** The life that events tell, in the order of when they happened; undefined without an opening. */
export function lifeOf(events: readonly ClockEvent[]): Life | undefined {
  const inOrder = [...events].sort((a, b) => toMinute(a.at) - toMinute(b.at));
  const opening = inOrder.find((event) => event.kind === 'opened');
  if (!opening) return undefined;
  const opened = toMinute(opening.at);
  let kind = { at: opened, service: opening.service, priority: opening.priority };
  const kinds = [kind];
  const waits: Wait[] = [];
  const solved: Span[] = [];
  let answered: number | undefined;
  for (const event of inOrder) {
    const at = Math.max(toMinute(event.at), opened);
    switch (event.kind) {
      case 'answered':
        answered ??= at;
        break;
      case 'paused':
        endLast(waits, at);
        if (!isOpen(solved)) waits.push({ id: event.id, reason: event.reason, from: at, until: undefined });
        break;
      case 'resumed':
        endLast(waits, at);
        break;
      case 'solved':
        endLast(waits, at);
        if (!isOpen(solved)) solved.push({ from: at, until: undefined });
        break;
      case 'reopened':
        endLast(solved, at);
        break;
      case 'priority-changed':
        kind = { ...kind, at, priority: event.priority };
        kinds.push(kind);
        break;
      case 'service-changed':
        kind = { ...kind, at, service: event.service };
        kinds.push(kind);
        break;
    }
  }
  return {
    opened,
    byLetter: opening.byLetter === true,
    answered,
    solved,
    waits: corrected(waits, events, opened),
    kinds,
  };
}

function isOpen(spans: readonly Span[]): boolean {
  const last = spans.at(-1);
  return last !== undefined && last.until === undefined;
}

function endLast<S extends Span>(spans: S[], at: number): void {
  const last = spans.at(-1);
  if (last && last.until === undefined) spans[spans.length - 1] = { ...last, until: at };
}

/** Corrections in the order in which they were recorded: the last word counts. */
function corrected(waits: readonly Wait[], events: readonly ClockEvent[], opened: number): readonly Wait[] {
  let known = waits;
  for (const event of events) {
    if (event.kind === 'withdrawn') known = known.filter(({ id }) => id !== event.pause);
    if (event.kind !== 'corrected') continue;
    known = known.map((wait) => {
      if (wait.id !== event.pause) return wait;
      const from = Math.max(toMinute(event.from), opened);
      const until = event.until === null ? waits.find(({ id }) => id === wait.id)?.until : toMinute(event.until);
      return { ...wait, from, until: until === undefined ? undefined : Math.max(from, until) };
    });
  }
  return known;
}
