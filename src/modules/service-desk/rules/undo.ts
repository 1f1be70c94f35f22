import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { refusals } from './refusals.ts';
import type { Ticket } from './ticket.ts';
import type { HappeningKind, TicketEvent } from './ticket-event.ts';

/** For how long the last act can be taken back, in minutes. */
export const undoMinutes = 10;

/** What is only a change of the request itself; what was said to somebody, or touched another request, stays. */
const canBeUndone: readonly HappeningKind[] = [
  'assigned',
  'priority-changed',
  'service-changed',
  'line-changed',
  'level-changed',
  'waited',
  'resumed',
  'closed',
  'withdrawn',
  'reopened',
  'parent-set',
  'linked',
];

/** Whether an event says that an earlier one never was. */
export function isTakenBack<E extends Pick<TicketEvent, 'kind'>>(
  event: E,
): event is E & Extract<TicketEvent, { kind: 'undone' | 'unmerged' }> {
  return event.kind === 'undone' || event.kind === 'unmerged';
}

/** The fields that an event changed, as they were before it: what undoing it puts back. */
export function fieldsBefore(before: Ticket, after: Ticket): Partial<Ticket> {
  const kept: Partial<Record<keyof Ticket, unknown>> = {};
  for (const field of Object.keys(after) as (keyof Ticket)[]) {
    if (field !== 'version' && field !== 'changedAt' && before[field] !== after[field]) kept[field] = before[field];
  }
  return kept as Partial<Ticket>;
}

/**
 * The act that somebody can take back: the last one of the request, his own, done a moment ago.
 * Refuses `service-desk/nothing-to-undo` and `service-desk/cannot-be-undone`.
 */
export function undoable(
  last: Pick<TicketEvent, 'kind' | 'at' | 'by'> | undefined,
  { person, now }: { readonly person: string | null; readonly now: number },
): Result<true> {
  if (!last || last.by.person !== person || last.kind === 'opened' || last.kind === 'undone')
    return refuse(refusals.nothingToUndo());
  if (now > last.at + undoMinutes * 60_000) return refuse(refusals.nothingToUndo());
  return canBeUndone.includes(last.kind) ? ok(true) : refuse(refusals.cannotBeUndone());
}
