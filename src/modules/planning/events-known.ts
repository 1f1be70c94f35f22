import { type Day, dayAt, dayOf } from '../../kernel/day.ts';
import type { Tx } from '../../platform/action.ts';
import { organisationTexts } from '../bodies/index.ts';
import { decisionsLike, meetingsLike, type StoredMeeting } from '../meetings/index.ts';
import { allEntities, membershipsOf } from '../membership/index.ts';
import type { ChainMeeting, Events, RegisterFacts } from './rules/index.ts';
import { recordedEvents } from './storage/recorded-events.ts';

/** A sitting as the calendar sees it. */
export type MeetingKnown = ChainMeeting & {
  readonly body: string;
  readonly kind: StoredMeeting['kind'];
  readonly title: string;
  /** When it begins, or began. */
  readonly at: Date;
};

/** Days that the registers know, and the names of entities by code. */
export type KnownEvents = {
  /** What happened and what is planned: terms count from both. */
  readonly events: Events;
  /** What has happened by today. */
  readonly facts: RegisterFacts;
  readonly meetings: readonly MeetingKnown[];
  readonly names: ReadonlyMap<string, string>;
};

/**
 * The days that terms hang on: signings from the register of entities, sittings from the register of sittings (cancelled ones
 * left out), approvals from the decisions, and what was recorded here because no other register holds it.
 *
 * @param drafts whether sittings that are still being prepared count: only for who may see them
 */
export async function eventsOf(
  tx: Tx,
  association: string,
  { today, drafts }: { readonly today: Day; readonly drafts: boolean },
): Promise<KnownEvents> {
  const events = new Map<string, Day[]>();
  const happened = new Map<string, Day[]>();
  const add = (to: Map<string, Day[]>, name: string, on: Day) => {
    const days = to.get(name) ?? [];
    if (!days.includes(on)) to.set(name, [...days, on].toSorted());
  };
  for (const { entity, signed } of await membershipsOf(tx, association)) {
    if (!signed) continue;
    add(events, `signed:${entity}`, signed);
    if (signed <= today) add(happened, `signed:${entity}`, signed);
  }
  const meetings = (await meetingsLike(tx, association)).flatMap((meeting) => known(meeting, drafts) ?? []);
  for (const { body, on, held } of meetings) {
    add(events, `meeting:${body}`, on);
    if (held) add(happened, `meeting:${body}`, on);
  }
  for (const { matter, on } of await decisionsLike(tx, association, { kind: 'decision' })) {
    if (!approved.has(matter)) continue;
    add(events, `${matter}-approved`, on);
    add(happened, `${matter}-approved`, on);
  }
  for (const { first, second } of await organisationTexts(tx, association)) {
    for (const [name, done] of [
      ['organisation-decided', first],
      ['organisation-confirmed', second],
    ] as const) {
      if (done === null) continue;
      add(events, name, done.act.day);
      add(happened, name, done.act.day);
    }
  }
  for (const { event, on } of await recordedEvents(tx, association)) {
    add(events, event, on);
    if (on <= today) add(happened, event, on);
  }
  return {
    events,
    facts: { happened, notices: meetings.map(({ body, on, convened }) => ({ body, on, convened })) },
    meetings,
    names: new Map((await allEntities(tx, association)).map(({ code, name }) => [code as string, name])),
  };
}

/** What bodies approve by a decision, with nothing more to record. */
const approved: ReadonlySet<string> = new Set(['account', 'forecast']);

/** The day of a sitting is the one it was opened on, before that the one of its first call. */
function known(meeting: StoredMeeting, drafts: boolean): MeetingKnown | undefined {
  const { state, firstCall, opened, convened, call, number, body, kind, title } = meeting;
  if (state === 'cancelled' || (state === 'draft' && !drafts)) return undefined;
  const at = opened ?? firstCall;
  if (!at) return undefined;
  return {
    number,
    body,
    kind,
    title,
    at,
    on: dayAt(at.getTime()),
    convened: convened && dayAt(convened.getTime()),
    held: opened !== null,
    call,
  };
}

/** The day of a year whose agreement makes its calendar: today within this year, else its first day. */
export function dayOfCalendar(year: number, today: Day): Day {
  return today.startsWith(`${String(year).padStart(4, '0')}-`) ? today : dayOf(year, 1, 1);
}
