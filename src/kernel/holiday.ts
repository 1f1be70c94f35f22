import { addDays, type Day, dayOf, isSunday, yearOf } from './day.ts';

/**
 * Easter Sunday of a year of the Gregorian calendar (Meeus, Jones and Butcher).
 */
export function easter(year: number): Day {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return dayOf(year, Math.floor(n / 31), (n % 31) + 1);
}

const fixed = ['01-01', '01-06', '04-25', '05-01', '06-02', '08-15', '11-01', '12-08', '12-25', '12-26'];

/**
 * Whether a day is an Italian national holiday: the fixed ones, Easter Monday, and from 2026 also 4 October.
 * Sundays and patron saints are not counted here.
 * Source: L. 260/1949 and later changes.
 */
export function isNationalHoliday(on: Day): boolean {
  const monthAndDay = on.slice(5);
  if (fixed.includes(monthAndDay)) return true;
  const year = yearOf(on);
  if (monthAndDay === '10-04') return year >= 2026;
  const mayBeEaster = monthAndDay.startsWith('03-') || monthAndDay.startsWith('04-');
  return mayBeEaster && on === addDays(easter(year), 1);
}

/** A day on which a term does not end: a Sunday or a national holiday. Saturday is an ordinary day. */
export function isHoliday(on: Day): boolean {
  return isSunday(on) || isNationalHoliday(on);
}
