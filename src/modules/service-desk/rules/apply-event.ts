import { waitOfTask } from './clock-events.ts';
import { isOpen, type Ticket } from './ticket.ts';
import type { HappeningKind, TicketEvent } from './ticket-event.ts';
import { type Act, transitions } from './transitions.ts';

/** The act that an event tells of; null for those that have rules of their own. */
export const actOf: Readonly<Record<HappeningKind, Act | null>> = {
  opened: null,
  commented: 'comment',
  noted: 'note',
  assigned: 'assign',
  'priority-changed': 'set-priority',
  'service-changed': 'set-service',
  'line-changed': 'set-service',
  'level-changed': 'set-level',
  waited: 'wait',
  resumed: 'resume',
  'wait-corrected': 'correct-wait',
  'wait-withdrawn': 'correct-wait',
  solved: 'solve',
  closed: 'close',
  withdrawn: 'withdraw',
  reopened: 'reopen',
  refused: 'refuse',
  merged: 'merge',
  absorbed: 'absorb',
  unmerged: 'unmerge',
  separated: null,
  split: 'split',
  'parent-set': 'set-parent',
  linked: 'link',
  'task-asked': 'ask-task',
  'task-answered': 'answer-task',
  warned: null,
  rated: 'rate',
  undone: 'undo',
};

/**
 * The request after an event: whatever it is now, its events say, from the first to the last.
 *
 * @param ticket what the events before add up to; undefined before the first, which is `opened`
 */
export function applyEvent(ticket: Ticket | undefined, event: TicketEvent, id: number): Ticket {
  if (event.kind === 'opened') return opened(event, id);
  if (!ticket) throw new RangeError(`the first event of ${id} is ${event.kind}`);
  const before = { ...ticket, version: event.version, changedAt: event.at };
  if (event.kind === 'undone' || event.kind === 'unmerged') return { ...before, ...event.restores };
  const after = { ...before, ...changed(before, event), ...answered(before, event) };
  const act = actOf[event.kind];
  const to = act === null ? 'stays' : transitions[act].to;
  if (to === 'stays' || (to === 'standing-while-open' && !isOpen(after))) return after;
  return { ...after, state: to === 'standing' || to === 'standing-while-open' ? standing(after) : to };
}

/** What all events of a request add up to. */
export function ticketOf(events: readonly TicketEvent[], id: number): Ticket | undefined {
  return events.reduce<Ticket | undefined>((ticket, event) => applyEvent(ticket, event, id), undefined);
}

function standing({ wait, assignee }: Pick<Ticket, 'wait' | 'assignee'>): 'waiting' | 'assigned' | 'new' {
  if (wait !== null) return 'waiting';
  return assignee === null ? 'new' : 'assigned';
}

function opened(event: Extract<TicketEvent, { kind: 'opened' }>, id: number): Ticket {
  const { entity, requester, requesterName, service, priority, level, subject, origin, asset, contract } = event;
  return {
    id,
    ...{ entity, requester, requesterName, service, priority, level, subject, origin, asset, contract },
    line: null,
    state: 'new',
    wait: null,
    assignee: null,
    parent: null,
    mergedInto: null,
    openedAt: event.came ?? event.at,
    changedAt: event.at,
    answeredAt: null,
    solvedAt: null,
    closedAt: null,
    rating: null,
    minutes: 0,
    version: event.version,
  };
}

/** The office's first word to the person; later ones change nothing. */
function answered(ticket: Ticket, { kind, at, by }: TicketEvent): Partial<Ticket> {
  const speaks = kind === 'commented' || kind === 'solved' || kind === 'refused';
  const forTheOffice = by.party === 'office' || by.party === 'head' || by.party === 'supplier';
  return speaks && forTheOffice && ticket.answeredAt === null ? { answeredAt: at } : {};
}

function changed(ticket: Ticket, event: TicketEvent): Partial<Ticket> {
  switch (event.kind) {
    case 'commented':
    case 'noted':
      return { minutes: ticket.minutes + event.minutes };
    case 'assigned':
      return { assignee: event.to };
    case 'priority-changed':
      return { priority: event.priority };
    case 'service-changed':
      return { service: event.service };
    case 'line-changed':
      return { line: event.line };
    case 'level-changed':
      return { level: event.level, ...(event.to === undefined ? {} : { assignee: event.to }) };
    case 'waited':
      return { wait: event.reason };
    case 'task-asked':
      return { wait: waitOfTask[event.task] };
    case 'resumed':
    case 'task-answered':
      return { wait: null };
    case 'wait-corrected':
    case 'wait-withdrawn':
      return event.leaves === undefined || !isOpen(ticket) ? {} : { wait: event.leaves };
    case 'solved':
      return { wait: null, solvedAt: event.at, minutes: ticket.minutes + event.minutes };
    case 'closed':
    case 'withdrawn':
    case 'refused':
      return { wait: null, closedAt: event.at };
    case 'reopened':
      return { wait: null, solvedAt: null, closedAt: null };
    case 'merged':
      return { wait: null, mergedInto: event.into, closedAt: event.at };
    case 'parent-set':
      return { parent: event.parent };
    case 'linked':
      return { asset: event.asset, contract: event.contract };
    case 'rated':
      return { rating: event.rating };
    default:
      return {};
  }
}
