import { addDays, type Day, dayAt, dayOf } from '../../kernel/day.ts';
import { Refused } from '../../kernel/result.ts';
import type { Tx } from '../../platform/action.ts';
import { documentOn, type StoredDocument } from '../agreement/index.ts';
import {
  type Agreement,
  type AgreementDocument,
  refusals as agreementRefusals,
  clausesInForce,
  expiryOf,
  withReadings,
} from '../agreement/rules/index.ts';
import { unstaffedSpellsOf } from '../staffing/index.ts';
import { dayOfCalendar, eventsOf, type KnownEvents } from './events-known.ts';
import { eventBeyond, type Obligation, obligationsOf, type RegisterFacts, unstaffedEvent } from './rules/index.ts';

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
  for (const { entity, since, staffedBefore } of unstaffed) {
    const event = unstaffedEvent(entity, staffedBefore);
    events.set(event, [...(events.get(event) ?? []), since]);
  }
  const known = { ...registers, events };
  const obligations = obligationsOf(agreement, { year, events });
  const facts = await withRenewal(tx, association, { stored, agreement, on, facts: known.facts });
  const calendar = { ...known, facts, document: stored.document, agreement };
  if (obligations.ok)
    return { ...calendar, obligations: obligations.value.filter((one) => isForItsMeeting(one, known)) };
  if (obligations.refusals.every(({ code }) => code === 'agreement/no-such-clause'))
    return { ...calendar, obligations: [] };
  throw new Refused(...obligations.refusals);
}

/** Whether a text adopted already lasts beyond the end of the one that holds: with it, that end is provided for. */
async function withRenewal(
  tx: Tx,
  association: string,
  {
    stored,
    agreement,
    on,
    facts,
  }: {
    readonly stored: StoredDocument;
    readonly agreement: Agreement;
    readonly on: Day;
    readonly facts: RegisterFacts;
  },
): Promise<RegisterFacts> {
  const [ends] = clausesInForce(agreement, 'duration', on).flatMap((clause) => expiryOf(clause, on)?.on ?? []);
  if (ends === undefined) return facts;
  const next = await documentOn(tx, association, addDays(ends, 1));
  if (!next?.adopted || next.number === stored.number) return facts;
  const after = clausesInForce(withReadings(next.document).agreement, 'duration', addDays(ends, 1));
  const last = after.flatMap((clause) => expiryOf(clause, ends)?.on ?? [])[0];
  if (last !== undefined && last <= ends) return facts;
  return { ...facts, happened: new Map([...facts.happened, [eventBeyond(ends), [dayAt(next.adopted.getTime())]]]) };
}

/** The term of the notice is the one of ordinary sittings: others have their own, told on the page of the sitting. */
function isForItsMeeting({ shownBy }: Obligation, { meetings }: KnownEvents): boolean {
  if (shownBy?.kind !== 'notice') return true;
  return meetings.some(({ body, on, kind }) => body === shownBy.body && on === shownBy.meeting && kind === 'ordinary');
}
