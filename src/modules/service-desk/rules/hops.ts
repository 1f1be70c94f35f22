import type { Level } from './ticket.ts';
import type { HappeningKind, TicketEvent } from './ticket-event.ts';
import { isTakenBack } from './undo.ts';

const minute = 60_000;
const ended: readonly HappeningKind[] = ['solved', 'closed', 'withdrawn', 'refused', 'merged'];

/** A level that had a request in hand: from when, until when (null: still), for how many minutes of any clock. */
export type Hop = {
  readonly level: Level;
  readonly from: number;
  readonly until: number | null;
  readonly minutes: number;
};

/**
 * Through which levels a request went and how long each had it, until it was solved or ended.
 * Source: Asti, beneficiaries, 2nd point (AT-U2).
 */
export function hopsOf(events: readonly TicketEvent[], now: number): readonly Hop[] {
  const hops: { level: Level; from: number; until: number | null }[] = [];
  for (const event of events) {
    const last = hops.at(-1);
    if (event.kind === 'opened') hops.push({ level: event.level, from: event.at, until: null });
    if (event.kind === 'level-changed' && last) {
      last.until ??= event.at;
      hops.push({ level: event.level, from: event.at, until: null });
    }
    if (last && ended.includes(event.kind)) last.until ??= event.at;
    if (last && event.kind === 'reopened') last.until = null;
    if (last && isTakenBack(event) && event.restores.closedAt === null) last.until = null;
    if (last && event.kind === 'undone' && event.restores.level !== undefined) {
      hops.pop();
      const before = hops.at(-1);
      if (before) before.until = null;
    }
  }
  return hops.map((hop) => ({ ...hop, minutes: Math.round(((hop.until ?? now) - hop.from) / minute) }));
}

/** Whether whoever took the call solved it before hanging up: in one step with the request itself. */
export function solvedInTheCall(events: readonly TicketEvent[]): boolean {
  const [opened] = events;
  if (opened?.kind !== 'opened' || opened.origin !== 'phone') return false;
  return events.some(({ kind, at }) => kind === 'solved' && at === opened.at);
}

/** A request of ours at a supplier: theirs has a name and a number, begins with a wait and is answered when the wait ends. */
export type SupplierTicket = {
  readonly supplier: string;
  readonly number: string;
  readonly opened: number;
  readonly answered: number | null;
  readonly minutes: number;
};

const endsWait: readonly HappeningKind[] = [...ended, 'resumed', 'waited', 'task-asked', 'reopened'];

/**
 * What was asked of suppliers in a request, and how long each took to answer; as corrected.
 * Source: Lecco, art. 2, application assistance (LC-2.app.3).
 */
export function supplierTicketsOf(events: readonly TicketEvent[], now: number): readonly SupplierTicket[] {
  const takenBack = new Set(events.flatMap((event) => (isTakenBack(event) ? [event.event] : [])));
  const stays = events.filter(({ version }) => !takenBack.has(version));
  return stays.flatMap((event, place) => {
    if (event.kind !== 'waited' || event.reason !== 'supplier') return [];
    const later = stays.slice(place + 1);
    if (later.some((one) => one.kind === 'wait-withdrawn' && one.wait === event.version)) return [];
    const corrected = later.findLast(
      (one): one is Extract<TicketEvent, { kind: 'wait-corrected' }> =>
        one.kind === 'wait-corrected' && one.wait === event.version,
    );
    const opened = corrected?.from ?? event.at;
    const answered = corrected?.until ?? later.find(({ kind }) => endsWait.includes(kind))?.at ?? null;
    const { supplier = '', supplierTicket: number = '' } = event;
    return [{ supplier, number, opened, answered, minutes: Math.round(((answered ?? now) - opened) / minute) }];
  });
}
