import type { Party } from './party.ts';
import type { HappeningKind, TicketEvent } from './ticket-event.ts';
import { isTakenBack } from './undo.ts';

/**
 * As what somebody hears of a request: who asked, who has it in hand, who is of the level that nobody of has it in hand yet, who
 * follows it, who has tasks on site, who leads.
 */
export type Ear = 'requester' | 'assignee' | 'level' | 'watcher' | 'referent' | 'head';

const nobody: readonly Ear[] = [];

/** Who hears of what happens; of what is not here nobody does. Never who did it, and of notes only who sees notes. */
export const hearers: Readonly<Record<HappeningKind, readonly Ear[]>> = {
  opened: ['requester'],
  commented: ['requester', 'assignee', 'watcher'],
  noted: ['assignee', 'watcher'],
  assigned: ['assignee'],
  'priority-changed': nobody,
  'service-changed': nobody,
  'line-changed': nobody,
  'level-changed': ['requester', 'assignee', 'level', 'watcher'],
  waited: ['requester'],
  resumed: nobody,
  'wait-corrected': nobody,
  'wait-withdrawn': nobody,
  solved: ['requester', 'watcher'],
  closed: nobody,
  withdrawn: ['assignee', 'watcher'],
  reopened: ['assignee', 'watcher'],
  refused: ['requester', 'watcher'],
  merged: ['requester'],
  absorbed: nobody,
  unmerged: ['requester', 'assignee', 'watcher'],
  separated: nobody,
  split: nobody,
  'parent-set': nobody,
  linked: nobody,
  'task-asked': ['referent'],
  'task-answered': ['assignee', 'watcher'],
  rated: nobody,
  warned: ['assignee', 'head'],
  undone: nobody,
};

/** Whether somebody may have to be told of it. */
export function tellsSomebody(kind: HappeningKind): boolean {
  return hearers[kind].length > 0;
}

export type Hearer = {
  readonly ears: readonly Ear[];
  /** Null for who asked without an account. */
  readonly person: string | null;
  /** What he is to the request now; undefined where it does not exist for him. */
  readonly party: Party | undefined;
};

/**
 * What of a request's latest events somebody is told: what is for one of his ears, what he may see, and what he did not do himself;
 * only that his own request has come he is told always. Undone events tell nobody.
 */
export function toldOf<E extends TicketEvent & { readonly shown: boolean }>(
  hearer: Hearer,
  events: readonly E[],
  all: readonly TicketEvent[],
): readonly E[] {
  if (hearer.person !== null && hearer.party === undefined) return [];
  const undone = new Set(all.flatMap((event) => (isTakenBack(event) ? event.event : [])));
  const seesNotes = hearer.party === 'office' || hearer.party === 'head';
  return events.filter((event) => {
    if (undone.has(event.version) || (!event.shown && !seesNotes)) return false;
    const isOwn = hearer.person !== null ? event.by.person === hearer.person : event.by.party === 'requester';
    if (isOwn && event.kind !== 'opened') return false;
    if (event.kind === 'waited' && event.reason !== 'person' && event.reason !== 'material') return false;
    return hearers[event.kind].some((ear) => hearer.ears.includes(ear));
  });
}
