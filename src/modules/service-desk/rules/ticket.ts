import type { Line } from '../../service-catalogue/rules/index.ts';
import type { PauseReason, Priority } from './clock/index.ts';

/** Where a request for help stands. `merged` and `refused` are ends, as `closed` is. */
export const ticketStates = ['new', 'assigned', 'waiting', 'solved', 'closed', 'merged', 'refused'] as const;
export type TicketState = (typeof ticketStates)[number];

/** The states in which somebody still has something to do. */
export const openStates = ['new', 'assigned', 'waiting'] as const satisfies readonly TicketState[];

export function isOpen({ state }: { readonly state: TicketState }): boolean {
  return (openStates as readonly string[]).includes(state);
}

/** Who has it in hand: the desk, the specialists, the manager of the project, a supplier, a facilitator (Asti: AT-U2). */
export const levels = ['first', 'second', 'project-manager', 'supplier', 'facilitator'] as const;
export type Level = (typeof levels)[number];

/** How it came in. */
export const origins = ['portal', 'phone', 'email', 'api'] as const;
export type Origin = (typeof origins)[number];

export const ratings = ['satisfied', 'so-so', 'unsatisfied'] as const;
export type Rating = (typeof ratings)[number];

/** What a referent is asked for on site: hands (VV-5.3.b), or material of the entity (VV-9.2.a). */
export const taskKinds = ['hands-on', 'material'] as const;
export type TaskKind = (typeof taskKinds)[number];

/**
 * A request for help as it stands: what its events add up to. Instants in milliseconds since 1970; people by their id.
 */
export type Ticket = {
  /** Year and number in it: 20260000123 is 2026/123. */
  readonly id: number;
  readonly entity: string;
  /** The person who needs help; null where it is nobody who can sign in. */
  readonly requester: string | null;
  readonly requesterName: string;
  readonly service: string | null;
  /** Its line of action where the office said so; else it is the one of its service. */
  readonly line: Line | null;
  readonly priority: Priority;
  readonly state: TicketState;
  /** What it waits for; null when it does not wait. */
  readonly wait: PauseReason | null;
  readonly level: Level;
  readonly assignee: string | null;
  readonly subject: string;
  readonly origin: Origin;
  /** The machine or application it is about, and the contract, in words. */
  readonly asset: string;
  readonly contract: string;
  readonly parent: number | null;
  readonly mergedInto: number | null;
  readonly openedAt: number;
  readonly changedAt: number;
  readonly answeredAt: number | null;
  readonly solvedAt: number | null;
  readonly closedAt: number | null;
  readonly rating: Rating | null;
  /** Minutes of work put down on it. */
  readonly minutes: number;
  /** The number of its last event. */
  readonly version: number;
};

const inAYear = 10_000_000;

export function ticketId(year: number, number: number): number {
  return year * inAYear + number;
}

/** As people say it: `2026/123`. */
export function ticketNumber(id: number): string {
  return `${Math.floor(id / inAYear)}/${id % inAYear}`;
}

/** The id of `2026/123` or `2026-123`, or undefined where it is no number of a request. */
export function readTicketNumber(written: string): number | undefined {
  const read = /^(20\d\d|21\d\d)[/-](\d{1,7})$/.exec(written.trim());
  return read && Number(read[2]) > 0 ? ticketId(Number(read[1]), Number(read[2])) : undefined;
}
