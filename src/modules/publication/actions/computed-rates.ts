import { orRefuse, Refused } from '../../../kernel/result.ts';
import type { ActionContext } from '../../../platform/action.ts';
import { documentOn } from '../../agreement/index.ts';
import { refusals as agreementRefusals, theClause, withReadings } from '../../agreement/rules/index.ts';
import { absenceRatesOf, boardRefusals, lastDayOf, type OfficePeriod } from '../rules/index.ts';
import { officeDaysOf } from '../storage/rates.ts';

type Acting = Pick<ActionContext<unknown>, 'tx' | 'association' | 'actor' | 'reach' | 'now'>;

/**
 * The rates that the imported days of a period give by the agreement of its last day; small offices are merged. Refuses
 * `publication/board-of-others`, `publication/period-not-over`, `publication/no-figures`, `publication/too-few-people`,
 * `publication/no-working-days`, `agreement/no-such-clause`.
 */
export async function computedRates(
  { tx, association, actor, reach, now }: Acting,
  { entity, period: at }: { readonly entity: string; readonly period: OfficePeriod },
) {
  if (reach !== 'g' && entity !== actor.entity) throw new Refused(boardRefusals.boardOfOthers());
  const last = lastDayOf(at);
  if (last >= now.today) throw new Refused(boardRefusals.periodNotOver(last));
  const stored = await documentOn(tx, association, last);
  if (!stored) throw new Refused(agreementRefusals.noDocument(last));
  const clause = orRefuse(theClause(withReadings(stored.document).agreement, 'absence-rates', last));
  const people = await officeDaysOf(tx, { association, entity, year: at.year, period: at.period });
  if (people.length === 0) throw new Refused(boardRefusals.noFigures());
  const offices = [...Map.groupBy(people, ({ office }) => office)].map(([id, rows]) => ({
    id,
    people: rows.map((row) => ({ workingDays: row.working_days, absentDays: row.absent_days })),
  }));
  return { people: people.length, rates: orRefuse(absenceRatesOf(offices, clause)) };
}

/** What an office is called where rates are shown: those merged, or its own name. */
export function officeOf({ id, merged }: { readonly id: string; readonly merged: readonly string[] }): string {
  return merged.length > 0 ? merged.join(', ') : id;
}
