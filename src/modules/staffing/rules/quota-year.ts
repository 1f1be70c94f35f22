import { addDays, addYears, type Day, dayOf, yearOf } from '../../../kernel/day.ts';
import type { InForce } from '../../agreement/rules/index.ts';
import type { Spell } from './site.ts';

/**
 * The twelve months whose hours a quota counts, that a day is in: the calendar year, or a year from the day of signing. Without
 * a day of signing the calendar year counts.
 * Source: clause kind `hour-quota`, reading of the year (Asti).
 */
export function quotaYear(on: Day, clause: InForce<'hour-quota'>, signed: Day | null): Spell & { readonly until: Day } {
  if (clause.terms.year === 'calendar_year' || signed === null)
    return { since: dayOf(yearOf(on), 1, 1), until: dayOf(yearOf(on), 12, 31) };
  let years = yearOf(on) - yearOf(signed);
  if (addYears(signed, years) > on) years -= 1;
  return { since: addYears(signed, years), until: addDays(addYears(signed, years + 1), -1) };
}
