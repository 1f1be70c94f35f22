import { type Day, weekdayOf } from '../../../../kernel/day.ts';
import { isNationalHoliday } from '../../../../kernel/holiday.ts';
import type { MinuteRange, WeeklyHours, WorkCalendar } from './work-calendar.ts';

/** The hours of a day, and what of the calendar says so. `before`: it has no weekly hours yet. */
export type HoursOnDay = {
  readonly hours: readonly MinuteRange[];
  readonly because:
    | { readonly kind: 'exception' | 'yearly'; readonly name: string }
    | { readonly kind: 'national' | 'week' | 'before' };
};

/** When somebody works on a day: an exception decides, then holidays, then the weekly hours in force. */
export function hoursOn(calendar: WorkCalendar, on: Day): HoursOnDay {
  const exception = calendar.exceptions.find(({ from, until }) => from <= on && on <= until);
  if (exception) return { hours: exception.hours, because: { kind: 'exception', name: exception.why } };
  const saint = calendar.yearly.find(({ monthDay }) => monthDay === on.slice(5));
  if (saint) return { hours: [], because: { kind: 'yearly', name: saint.name } };
  if (calendar.nationalHolidays === 'closed' && isNationalHoliday(on))
    return { hours: [], because: { kind: 'national' } };
  const week = weekOn(calendar.weeks, on);
  if (!week) return { hours: [], because: { kind: 'before' } };
  return { hours: week.days[weekdayOf(on)] ?? [], because: { kind: 'week' } };
}

function weekOn(weeks: readonly WeeklyHours[], on: Day): WeeklyHours | undefined {
  let latest: WeeklyHours | undefined;
  for (const week of weeks) {
    if (week.since <= on && (!latest || latest.since < week.since)) latest = week;
  }
  return latest;
}
