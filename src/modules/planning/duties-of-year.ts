import { type Day, dayAt, dayOf } from '../../kernel/day.ts';
import type { Text } from '../../kernel/text.ts';
import type { Tx } from '../../platform/action.ts';
import { type NamedFor, namingsBy } from '../bodies/index.ts';
import { membersBetween } from '../membership/index.ts';
import { type CalendarAsked, type CalendarOfYear, calendarOfYear } from './calendar-of-year.ts';
import {
  type Duty,
  type DutyState,
  daysLeft,
  dutiesFrom,
  dutyState,
  namingThatCounts,
  type Obligation,
  shownByRegisters,
} from './rules/index.ts';
import { type Fulfilment, fulfilmentsOf } from './storage/fulfilments.ts';

/** How it is known that a duty was fulfilled: somebody's word with a proof, or the registers themselves. */
export type Done =
  | { readonly how: 'recorded'; readonly on: Day; readonly fulfilment: Fulfilment }
  | {
      readonly how: 'register';
      readonly on: Day;
      readonly what: Text;
      readonly link: string | null;
      /** Who recorded it, where the register says so. */
      readonly by?: string | null;
    };

export type DutyNow = Duty & {
  readonly entityName: string | null;
  readonly state: DutyState;
  readonly done: Done | null;
  readonly left: number;
  /** What sittings still have to approve (`forecast`), where it hangs on that. */
  readonly lacking: readonly string[];
};

export type DutiesOfYear = { readonly calendar: CalendarOfYear; readonly duties: readonly DutyNow[] };

/**
 * What every obligation of a year asks of whom, in order of day, with what was done of it: of the whole association and of the
 * entities given. Fulfilments of others are not seen, so others' duties are left out rather than shown as not done.
 */
export async function dutiesOfYear(
  tx: Tx,
  { entities, ...asked }: CalendarAsked & { readonly entities: 'all' | readonly string[] },
): Promise<DutiesOfYear> {
  const { association, year, today } = asked;
  const calendar = await calendarOfYear(tx, asked);
  const period = { association, from: dayOf(year, 1, 1), to: dayOf(year, 12, 31) };
  const asksNames = calendar.obligations.some(({ shownBy }) => shownBy?.kind === 'naming');
  const namings = asksNames ? await namingsBy(tx, association, today) : [];
  const facts = { ...calendar.facts, namings };
  const members = (await membersBetween(tx, period)).filter(({ relation }) => relation === 'member');
  const recorded = new Map(
    (await fulfilmentsOf(tx, association, [year])).map((one) => [keyOf(one.obligation, one.entity), one]),
  );
  const duties = calendar.obligations.flatMap((obligation) => {
    const owing = members.filter(
      ({ membership: { joined, left } }) => joined <= obligation.due && (left === null || left > obligation.due),
    );
    return dutiesFrom(
      [obligation],
      owing.map(({ code }) => code as string),
    );
  });
  const seen = duties.filter(({ entity }) => entity === null || entities === 'all' || entities.includes(entity));
  return {
    calendar,
    duties: seen.map((duty) => {
      const { obligation, entity } = duty;
      const fulfilment = [obligation.id, ...sameStep(obligation, calendar.obligations)]
        .map((id) => recorded.get(keyOf(id, entity)))
        .find((one) => one !== undefined);
      const shown = shownByRegisters(obligation, facts);
      const done: Done | null = fulfilment
        ? { how: 'recorded', on: fulfilment.doneOn, fulfilment }
        : shown?.on
          ? { how: 'register', on: shown.on, ...registerWords(obligation, shown.on, { ...calendar, namings }) }
          : null;
      return {
        ...duty,
        entityName: entity === null ? null : (calendar.names.get(entity) ?? entity),
        state: dutyState(obligation, { done: done?.on ?? null, on: today }),
        done,
        left: daysLeft(obligation.due, today),
        lacking: done ? [] : (shown?.lacking ?? []),
      };
    }),
  };
}

/** Other obligations that the same step fulfils: a proposal that is ready is the proposal that is presented. */
function sameStep({ id, link }: Obligation, all: readonly Obligation[]): string[] {
  return link === undefined ? [] : all.filter((one) => one.link === link && one.id !== id).map((one) => one.id);
}

function keyOf(obligation: string, entity: string | null): string {
  return `${entity ?? ''} ${obligation}`;
}

function registerWords(
  { shownBy, due }: Obligation,
  on: Day,
  { meetings, namings }: CalendarOfYear & { readonly namings: readonly NamedFor[] },
): { readonly what: Text; readonly link: string | null; readonly by?: string | null } {
  const linkTo = (found: { readonly number: number } | undefined) => (found ? `organi/sedute/${found.number}` : null);
  if (shownBy?.kind === 'naming') {
    const found = namingThatCounts({ shownBy, due }, namings);
    if (found) return { what: found.words, link: found.link, by: found.by };
  }
  if (shownBy?.kind === 'notice') {
    const found = meetings.find(({ body, on: day }) => body === shownBy.body && day === shownBy.meeting);
    return { what: { it: 'avviso di convocazione inviato', en: 'notice sent' }, link: linkTo(found) };
  }
  if (shownBy?.kind === 'event' && shownBy.event.startsWith('meeting:')) {
    const found = meetings.find((one) => one.held && `meeting:${one.body}` === shownBy.event && one.on === on);
    return { what: { it: 'seduta tenuta', en: 'sitting held' }, link: linkTo(found) };
  }
  if (shownBy?.kind === 'event' && shownBy.event.startsWith('agreement-beyond:'))
    return {
      what: { it: 'adottato un testo che continua dopo', en: 'a text that goes on after was adopted' },
      link: 'convenzione/testi',
    };
  return { what: { it: 'risulta dagli eventi registrati', en: 'shown by recorded events' }, link: null };
}

/** The local day of an instant. */
export function dayOfInstant(at: Date): Day {
  return dayAt(at.getTime());
}
