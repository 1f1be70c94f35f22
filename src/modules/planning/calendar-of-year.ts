import { type Day, dayOf } from '../../kernel/day.ts';
import { Refused } from '../../kernel/result.ts';
import type { Tx } from '../../platform/action.ts';
import { documentOn } from '../agreement/index.ts';
import {
  type Agreement,
  type AgreementDocument,
  refusals as agreementRefusals,
  withReadings,
} from '../agreement/rules/index.ts';
import { unstaffedSpellsOf } from '../staffing/index.ts';
import { dayOfCalendar, eventsOf, type KnownEvents } from './events-known.ts';
import { type Obligation, obligationsOf, unstaffedEvent } from './rules/index.ts';

export type CalendarOfYear = KnownEvents & {
  readonly document: AgreementDocument;
  readonly agreement: Agreement;
  readonly obligations: readonly Obligation[];
};

export type CalendarAsked = {
  readonly association: string;
  readonly year: number;
  readonly today: Day;
  /** Whether sittings in preparation count. */
  readonly drafts?: boolean;
};

/**
 * What falls due in a year by the agreement in force in it, with the events that the registers know; empty where no clause
 * makes anything due. Refuses `agreement/no-document`, `agreement/not-yet-in-force`.
 */
export async function calendarOfYear(
  tx: Tx,
  { association, year, today, drafts = false }: CalendarAsked,
): Promise<CalendarOfYear> {
  const on = dayOfCalendar(year, today);
  const stored = (await documentOn(tx, association, on)) ?? (await documentOn(tx, association, dayOf(year, 12, 31)));
  if (!stored) throw new Refused(agreementRefusals.noDocument(on));
  const registers = await eventsOf(tx, association, { today, drafts });
  const { agreement } = withReadings(stored.document);
  const unstaffed = await unstaffedSpellsOf(tx, association, { agreement, year });
  const events = new Map(registers.events);
  for (const { entity, since } of unstaffed)
    events.set(unstaffedEvent(entity), [...(events.get(unstaffedEvent(entity)) ?? []), since]);
  const known = { ...registers, events };
  const obligations = obligationsOf(agreement, { year, events });
  const calendar = { ...known, document: stored.document, agreement };
  if (obligations.ok)
    return { ...calendar, obligations: obligations.value.filter((one) => isForItsMeeting(one, known)) };
  if (obligations.refusals.every(({ code }) => code === 'agreement/no-such-clause'))
    return { ...calendar, obligations: [] };
  throw new Refused(...obligations.refusals);
}

/** The term of the notice is the one of ordinary sittings: others have their own, told on the page of the sitting. */
function isForItsMeeting({ shownBy }: Obligation, { meetings }: KnownEvents): boolean {
  if (shownBy?.kind !== 'notice') return true;
  return meetings.some(({ body, on, kind }) => body === shownBy.body && on === shownBy.meeting && kind === 'ordinary');
}
