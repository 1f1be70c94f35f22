import { addDays, type Day, weekdayOf } from '../../../kernel/day.ts';
import { isNationalHoliday } from '../../../kernel/holiday.ts';
import { covers, isStaffed, type Spell, type StaffedPeriod } from './site.ts';

export type MediaDay = { readonly on: Day; readonly state: 'done' | 'to-do' | 'missed' };

/**
 * The days of a period on which the referent of a site changes the backup media: working days (Monday to Friday, no national
 * holiday) while media are changed by hand and nobody of the office is there. Today can still be done.
 *
 * @param manual when media are changed by hand; null: never
 * Source: clause kind `site-tasks` (Valdarno e Valdisieve: art. 5 c. 3, fourth point).
 */
export function mediaDays(
  facts: {
    readonly manual: Spell | null;
    readonly periods: readonly StaffedPeriod[];
    readonly done: ReadonlySet<Day>;
    readonly least: number;
  },
  { from, to, today }: { readonly from: Day; readonly to: Day; readonly today: Day },
): MediaDay[] {
  const { manual, periods, done, least } = facts;
  const found: MediaDay[] = [];
  if (!manual) return found;
  const last = to < today ? to : today;
  for (let on = manual.since > from ? manual.since : from; on <= last; on = addDays(on, 1)) {
    if (!covers(manual, on)) break;
    const expected = weekdayOf(on) <= 5 && !isNationalHoliday(on) && !isStaffed(periods, on, least);
    if (done.has(on)) found.push({ on, state: 'done' });
    else if (expected) found.push({ on, state: on === today ? 'to-do' : 'missed' });
  }
  return found;
}
