import type { Day } from '../../../../kernel/day.ts';

/** Part of a day in minutes since its local midnight: from 0, until at most 1440, the end not counted. */
export type MinuteRange = { readonly from: number; readonly until: number };

/** ISO: 1 is Monday, 7 is Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** The hours of a week, from a first day; a weekday that is not there is not worked. Ranges in order, apart. */
export type WeeklyHours = {
  readonly since: Day;
  readonly days: Readonly<Partial<Record<Weekday, readonly MinuteRange[]>>>;
};

/** A holiday that comes back each year: a patron saint, `12-07` for Ambrose in Milan. */
export type YearlyHoliday = { readonly monthDay: string; readonly name: string };

/** Days that are not like their weekday: closed (no hours), or open at other hours. The first that fits decides. */
export type Exception = {
  readonly from: Day;
  /** The last day, counted. */
  readonly until: Day;
  readonly hours: readonly MinuteRange[];
  readonly why: string;
};

/**
 * When somebody works, in local time (Europe/Rome). A day follows the first that speaks: an exception, a yearly holiday, a
 * national holiday, the weekly hours in force on it.
 */
export type WorkCalendar = {
  /** In any order; the latest that has begun holds. Before the first nobody works. */
  readonly weeks: readonly WeeklyHours[];
  readonly nationalHolidays: 'closed' | 'open';
  readonly yearly: readonly YearlyHoliday[];
  readonly exceptions: readonly Exception[];
};

/** What an entity has of its own on top of its association's calendar; its weekly hours, where it has any, stand alone. */
export type CalendarOfEntity = Pick<WorkCalendar, 'yearly' | 'exceptions'> & {
  readonly weeks?: readonly WeeklyHours[];
};
