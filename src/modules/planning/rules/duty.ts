import { addDays, type Day, daysBetween } from '../../../kernel/day.ts';
import { itemsOutstanding } from '../../meetings/rules/index.ts';
import { type Events, happeningsOf } from './events.ts';
import type { Naming, Obligation, ShownBy } from './obligation.ts';

/** An obligation of one bearer: of the association (`entity` null) or of an entity. */
export type Duty = { readonly obligation: Obligation; readonly entity: string | null };

/** What the registers know, for seeing what was done. */
export type RegisterFacts = {
  /** What has happened, sittings held included; never what is only planned. */
  readonly happened: Events;
  /** Sittings by body and day, with the day their notice went out. */
  readonly notices: readonly { readonly body: string; readonly on: Day; readonly convened: Day | null }[];
  /** Whom entities named, the first first. Needed only where some obligation asks for it. */
  readonly namings?: readonly NamingKnown[];
};

/** A person whom an entity named, by when, and until when the naming stood (first day without it; null: it stands). */
export type NamingKnown = {
  readonly naming: Naming;
  readonly entity: string;
  readonly on: Day;
  readonly until: Day | null;
};

/** The day on which the registers show it done; the items that still lack, where it hangs on items. */
export type Shown = { readonly on: Day | null; readonly lacking: readonly string[] };

/** The duties that obligations are to a set of members: what every member owes for itself is one duty each. */
export function dutiesFrom(obligations: readonly Obligation[], members: readonly string[]): Duty[] {
  return obligations.flatMap((obligation): Duty[] => {
    const { bearer } = obligation;
    if (bearer === 'association') return [{ obligation, entity: null }];
    if (bearer === 'each') return members.map((entity) => ({ obligation, entity }));
    return [{ obligation, entity: bearer.entity }];
  });
}

/** Whether the registers show that an obligation was fulfilled, and when; undefined where they cannot tell. */
export function shownByRegisters({ shownBy, due }: Obligation, facts: RegisterFacts): Shown | undefined {
  if (!shownBy) return undefined;
  if (shownBy.kind === 'event') {
    const days = happeningsOf(facts.happened, shownBy.event).map(({ on }) => on);
    const found = days.filter((on) => on >= shownBy.from && (shownBy.to === null || on <= shownBy.to)).toSorted()[0];
    return { on: found ?? null, lacking: [] };
  }
  if (shownBy.kind === 'naming') {
    const found = namingThatCounts({ shownBy, due }, facts.namings ?? []);
    return { on: found ? maxDay(found.on, shownBy.since) : null, lacking: [] };
  }
  if (shownBy.kind === 'notice') {
    const sent = facts.notices.filter(({ body, on }) => body === shownBy.body && on === shownBy.meeting);
    const convened = sent.flatMap(({ convened: day }) => day ?? []).toSorted()[0];
    return { on: convened ?? null, lacking: [] };
  }
  const { year, needed, together } = shownBy;
  const approvals = needed.flatMap((item) =>
    happeningsOf(facts.happened, `${item}-approved`).map(({ on }) => ({ on, item })),
  );
  const meetings = [...Map.groupBy(approvals, ({ on }) => on)]
    .map(([on, of]) => ({ on, approved: of.map(({ item }) => item) }))
    .toSorted((a, b) => (a.on < b.on ? -1 : 1));
  const lacking = itemsOutstanding(year, meetings, { needed, together });
  if (lacking.length > 0) return { on: null, lacking };
  const done = meetings.findIndex(
    (_, place) => itemsOutstanding(year, meetings.slice(0, place + 1), { needed, together }).length === 0,
  );
  return { on: meetings[done]!.on, lacking };
}

/**
 * The naming that fulfils an obligation: the first that stands, or that stood on the last day of the term. Who was named
 * before the term began counts from its beginning; who was taken back before its last day does not count.
 */
export function namingThatCounts<Known extends NamingKnown>(
  { shownBy, due }: { readonly shownBy: Extract<ShownBy, { kind: 'naming' }>; readonly due: Day },
  namings: readonly Known[],
): Known | undefined {
  return namings.find(
    ({ naming, entity, until }) =>
      entity === shownBy.entity && isSame(naming, shownBy.naming) && (until === null || until > due),
  );
}

function isSame(one: Naming, other: Naming): boolean {
  return 'office' in one
    ? 'office' in other && one.office === other.office
    : 'candidateFor' in other && one.candidateFor === other.candidateFor;
}

function maxDay(one: Day, other: Day): Day {
  return one > other ? one : other;
}

/** Where a duty stands: to do, past its day, done in time, done late. What nobody is late with is let go after its day. */
export const dutyStates = ['open', 'overdue', 'done', 'late', 'gone'] as const;
export type DutyState = (typeof dutyStates)[number];

/**
 * The state of a duty on a day. An overdue duty is so from the day after: on its day it can still be done.
 *
 * @param done the day it was done, null while it is not
 */
export function dutyState(
  { due, optional }: Pick<Obligation, 'due' | 'optional'>,
  { done, on }: { readonly done: Day | null; readonly on: Day },
): DutyState {
  if (done !== null) return done <= due ? 'done' : 'late';
  if (on <= due) return 'open';
  return optional ? 'gone' : 'overdue';
}

/** The years whose obligations may need a reminder on a day. */
export function yearsAhead(on: Day, days: number): number[] {
  return [...new Set([on, addDays(on, days)].map((day) => Number(day.slice(0, 4))))];
}

/** Days left; negative after the day. */
export function daysLeft(due: Day, on: Day): number {
  return due >= on ? daysBetween(on, due) : -daysBetween(due, on);
}
