import type { ClockEvent, PauseReason } from './clock/index.ts';
import type { TaskKind } from './ticket.ts';
import type { TicketEvent } from './ticket-event.ts';
import { isTakenBack } from './undo.ts';

/** What a request waits for after its referent was given a task (VV-9.2.a, VV-5.3.b). */
export const waitOfTask = { material: 'material', 'hands-on': 'referent' } as const satisfies Record<
  TaskKind,
  PauseReason
>;

/** What of a request's life moves its clock; what was undone never was. */
export function clockEvents(events: readonly TicketEvent[]): readonly ClockEvent[] {
  const undone = new Set(events.flatMap((event) => (isTakenBack(event) ? [event.event] : [])));
  return events.filter(({ version }) => !undone.has(version)).flatMap(ofTheClock);
}

function ofTheClock(event: TicketEvent): readonly ClockEvent[] {
  const when = { id: String(event.version), at: event.at };
  const speaksForTheOffice = ['office', 'head', 'supplier'].includes(event.by.party);
  switch (event.kind) {
    case 'opened':
      return [
        {
          ...when,
          kind: 'opened',
          ...(event.came === undefined ? {} : { at: event.came, byLetter: true }),
          service: event.service ?? undefined,
          priority: event.priority,
        },
      ];
    case 'commented':
      return speaksForTheOffice ? [{ ...when, kind: 'answered' }] : [];
    case 'priority-changed':
      return [{ ...when, kind: 'priority-changed', priority: event.priority }];
    case 'service-changed':
      return [{ ...when, kind: 'service-changed', service: event.service ?? undefined }];
    case 'waited':
      return [{ ...when, kind: 'paused', reason: event.reason }];
    case 'task-asked':
      return [{ ...when, kind: 'paused', reason: waitOfTask[event.task] }];
    case 'resumed':
    case 'task-answered':
      return [{ ...when, kind: 'resumed' }];
    case 'wait-corrected':
      return [{ ...when, kind: 'corrected', pause: String(event.wait), from: event.from, until: event.until }];
    case 'wait-withdrawn':
      return [{ ...when, kind: 'withdrawn', pause: String(event.wait) }];
    case 'solved':
    case 'refused':
      return [
        { ...when, id: `${when.id}a`, kind: 'answered' },
        { ...when, kind: 'solved' },
      ];
    case 'withdrawn':
    case 'merged':
      return [{ ...when, kind: 'solved' }];
    case 'reopened':
      return [{ ...when, kind: 'reopened' }];
    default:
      return [];
  }
}
