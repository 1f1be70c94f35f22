import { type Day, dayOf } from '../../kernel/day.ts';
import { Refused } from '../../kernel/result.ts';
import type { Tx } from '../../platform/action.ts';
import { documentOn } from '../agreement/index.ts';
import { type AgreementDocument, refusals as agreementRefusals, withReadings } from '../agreement/rules/index.ts';
import { dayOfCalendar, eventsOf, type KnownEvents } from './events-known.ts';
import { type Obligation, obligationsOf } from './rules/index.ts';

export type CalendarOfYear = KnownEvents & {
  readonly document: AgreementDocument;
  readonly obligations: readonly Obligation[];
};

/**
 * What falls due in a year by the agreement in force in it, with the events that the registers know; empty where no clause
 * makes anything due. Refuses `agreement/no-document`, `agreement/not-yet-in-force`.
 */
export async function calendarOfYear(
  tx: Tx,
  { association, year, today }: { readonly association: string; readonly year: number; readonly today: Day },
): Promise<CalendarOfYear> {
  const on = dayOfCalendar(year, today);
  const stored = (await documentOn(tx, association, on)) ?? (await documentOn(tx, association, dayOf(year, 12, 31)));
  if (!stored) throw new Refused(agreementRefusals.noDocument(on));
  const known = await eventsOf(tx, association);
  const { agreement } = withReadings(stored.document);
  const obligations = obligationsOf(agreement, { year, events: known.events });
  if (obligations.ok) return { ...known, document: stored.document, obligations: obligations.value };
  if (obligations.refusals.every(({ code }) => code === 'agreement/no-such-clause'))
    return { ...known, document: stored.document, obligations: [] };
  throw new Refused(...obligations.refusals);
}
