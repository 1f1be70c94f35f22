import { Temporal } from 'temporal-polyfill';
import type { Language } from './text.ts';

/** A local date, ISO `2027-06-30`. Not an instant. Days compare as texts. */
export type Day = string & { readonly __brand: 'Day' };
/** A local time in Europe/Rome without offset or seconds, `2027-10-28T17:00`. */
export type LocalTime = string & { readonly __brand: 'LocalTime' };

export const zone = 'Europe/Rome';

const dayLong = 86_400_000;
const firstDay = Date.parse('0000-01-01');
const lastDay = Date.parse('9999-12-31');

/** The day, or undefined when the text is not an existing date. */
export function parseDay(written: string): Day | undefined {
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(written)) return undefined;
  try {
    Temporal.PlainDate.from(written, { overflow: 'reject' });
    return written as Day;
  } catch {
    return undefined;
  }
}

/** The day, or a fault: for texts born in code. */
export function day(written: string): Day {
  const parsed = parseDay(written);
  if (!parsed) throw new RangeError(`${written} is not a date`);
  return parsed;
}

export function dayOf(year: number, month: number, dayOfMonth: number): Day {
  return new Temporal.PlainDate(year, month, dayOfMonth).toString() as Day;
}

/** The local time, or undefined when the text is none, or the clock skips it. A time that exists twice is the first. */
export function parseLocalTime(written: string): LocalTime | undefined {
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}$/.test(written)) return undefined;
  try {
    const plain = Temporal.PlainDateTime.from(written, { overflow: 'reject' });
    const back = plain.toZonedDateTime(zone, { disambiguation: 'earlier' }).toPlainDateTime();
    return back.equals(plain) ? (written as LocalTime) : undefined;
  } catch {
    return undefined;
  }
}

export function dayOfTime(time: LocalTime): Day {
  return time.slice(0, 10) as Day;
}

/** Milliseconds since 1970 of a local time (the first, where the clock shows it twice). */
export function instantOf(time: LocalTime): number {
  return Temporal.PlainDateTime.from(time).toZonedDateTime(zone, { disambiguation: 'earlier' }).epochMilliseconds;
}

/**
 * Milliseconds since 1970 of a minute of a day, 0 its local midnight, 1440 the midnight after. A minute that the clock shows
 * twice is the first; one that it skips is the moment at which it jumps. Never decreases with the minute.
 */
export function instantOfMinute(on: Day, minute: number): number {
  const begin = midnight(on);
  const end = midnight(addDays(on, 1));
  if (end - begin === 1440 * 60_000) return begin + minute * 60_000;
  for (let later = minute; later < 1440; later += 1) {
    const plain = Temporal.PlainDate.from(on).toPlainDateTime({ hour: Math.floor(later / 60), minute: later % 60 });
    const zoned = plain.toZonedDateTime(zone, { disambiguation: 'earlier' });
    if (zoned.toPlainDateTime().equals(plain)) return zoned.epochMilliseconds;
  }
  return end;
}

/** Asking for the zone's rules is slow, and the days asked for are few: each is kept. */
const midnights = new Map<Day, number>();

function midnight(on: Day): number {
  const known = midnights.get(on);
  if (known !== undefined) return known;
  const instant = Temporal.PlainDate.from(on).toZonedDateTime(zone).epochMilliseconds;
  if (midnights.size > 10_000) midnights.clear();
  midnights.set(on, instant);
  return instant;
}

/** The local time at an instant given in milliseconds since 1970, minutes cut. */
export function localTimeAt(epochMilliseconds: number): LocalTime {
  return ordinaryTimeAt(epochMilliseconds) ?? askedTimeAt(epochMilliseconds);
}

/** By counting from the local midnight, on days of 24 hours since the zone has its hour; undefined on others. */
function ordinaryTimeAt(instant: number): LocalTime | undefined {
  if (!(instant >= firstCounted && instant <= lastCounted)) return undefined;
  const utc = new Date(instant + mostAhead).toISOString().slice(0, 10) as Day;
  const on = midnight(utc) <= instant ? utc : addDays(utc, -1);
  const begin = midnight(on);
  if (midnight(addDays(on, 1)) - begin !== dayLong) return undefined;
  const minutes = Math.floor((instant - begin) / 60_000);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${on}T${two(Math.floor(minutes / 60))}:${two(minutes % 60)}` as LocalTime;
}

/** Rome is at most two hours ahead of UTC. */
const mostAhead = 7_200_000;
const firstCounted = Date.parse('1950-01-01');
const lastCounted = Date.parse('2199-12-31');

function askedTimeAt(epochMilliseconds: number): LocalTime {
  const zoned = Temporal.Instant.fromEpochMilliseconds(epochMilliseconds).toZonedDateTimeISO(zone);
  return zoned.toPlainDateTime().toString({ smallestUnit: 'minute' }) as LocalTime;
}

/** The local date at an instant. */
export function dayAt(epochMilliseconds: number): Day {
  return localTimeAt(epochMilliseconds).slice(0, 10) as Day;
}

/** Days later, or earlier where negative: as numbers, because clocks and calendars ask for very many. */
export function addDays(from: Day, days: number): Day {
  const later = Date.parse(from) + days * dayLong;
  if (Number.isInteger(days) && later >= firstDay && later <= lastDay)
    return new Date(later).toISOString().slice(0, 10) as Day;
  return Temporal.PlainDate.from(from).add({ days }).toString() as Day;
}

/** Months later; the last day of the month where the day does not exist (31 December + 2 months: end of February). */
export function addMonths(from: Day, months: number): Day {
  return Temporal.PlainDate.from(from).add({ months }).toString() as Day;
}

export function addYears(from: Day, years: number): Day {
  return Temporal.PlainDate.from(from).add({ years }).toString() as Day;
}

/** Days from one date to another: 0 for the same day. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / dayLong);
}

export function yearOf(on: Day): number {
  return Number(on.slice(0, 4));
}

export function daysInYear(year: number): number {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 366 : 365;
}

export function lastDayOfMonth(year: number, month: number): Day {
  return dayOf(year, month, Temporal.PlainYearMonth.from({ year, month }).daysInMonth);
}

/** ISO: 1 is Monday, 7 is Sunday. */
export function weekdayOf(on: Day): 1 | 2 | 3 | 4 | 5 | 6 | 7 {
  const since = Date.parse(on) / dayLong; // 1970-01-01 was a Thursday
  return (((((since + 3) % 7) + 7) % 7) + 1) as 1 | 2 | 3 | 4 | 5 | 6 | 7;
}

export function isSunday(on: Day): boolean {
  return weekdayOf(on) === 7;
}

export function isSaturday(on: Day): boolean {
  return weekdayOf(on) === 6;
}

/** *21 novembre 2026* in Italian, *21 November 2026* in English. */
export function showDay(on: Day, language: Language = 'it'): string {
  const [year, month, dayOfMonth] = on.split('-').map(Number) as [number, number, number];
  return `${dayOfMonth}${language === 'it' && dayOfMonth === 1 ? 'º' : ''} ${monthNames[language][month - 1]} ${year}`;
}

const monthNames = {
  it: [
    'gennaio',
    'febbraio',
    'marzo',
    'aprile',
    'maggio',
    'giugno',
    'luglio',
    'agosto',
    'settembre',
    'ottobre',
    'novembre',
    'dicembre',
  ],
  en: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
};
