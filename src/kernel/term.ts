import { addDays, type Day } from './day.ts';
import { isHoliday } from './holiday.ts';

/** What happens to a term that ends on a holiday. */
export type HolidayShift = 'next' | 'previous' | 'none';
export const holidayShifts = ['next', 'previous', 'none'] as const;

/** The day itself, or the nearest day after (before) it that is neither a Sunday nor a national holiday (C-5). */
export function shiftFromHoliday(on: Day, shift: HolidayShift): Day {
  if (shift === 'none') return on;
  let shifted = on;
  while (isHoliday(shifted)) shifted = addDays(shifted, shift === 'next' ? 1 : -1);
  return shifted;
}

/**
 * The last day of a term of `days` calendar days from an event: the initial day is not counted, the final day is (C-4).
 * Source: art. 2963 of the civil code.
 */
export function forwardTerm(from: Day, days: number, shift: HolidayShift): Day {
  return shiftFromHoliday(addDays(from, days), shift);
}

/**
 * The last day on which something due `days` days before an event can be done: the event's day is the final day (C-4),
 * or, with `clear` days, neither the first nor the last day counts. Never moved for a holiday (C-5).
 */
export function backwardTerm(event: Day, days: number, clear = false): Day {
  return addDays(event, -(clear ? days + 1 : days));
}
