import { addDays, type Day, dayAt, instantOfMinute } from '../../../../kernel/day.ts';
import { ok, type Result, refuse } from '../../../../kernel/result.ts';
import { hoursOn } from './hours-on.ts';
import { clockRefusals } from './refusals.ts';
import type { WorkCalendar } from './work-calendar.ts';

const minute = 60_000;
/** How far ahead working hours are looked for. */
const lookAheadDays = 3700;

/** A moment cut to its minute. */
export const toMinute = (instant: number): number => Math.floor(instant / minute) * minute;

/**
 * The moment by which `minutes` of working time have passed since `instant`: the end of a working day rather than the
 * beginning of the next; with 0 minutes the moment itself. Instants in milliseconds since 1970, seconds cut.
 * An hour that the clock skips is no time, one that it shows twice counts twice.
 * Refuses `service-desk/no-working-hours` when the hours of ten years do not suffice.
 */
export function addWorkingMinutes(calendar: WorkCalendar, instant: number, minutes: number): Result<number> {
  const from = toMinute(instant);
  if (minutes <= 0) return ok(from);
  if (neverWorks(calendar)) return refuse(clockRefusals.noWorkingHours());
  let missing = minutes;
  let on = dayAt(from);
  for (let ahead = 0; ahead < lookAheadDays; ahead += 1, on = addDays(on, 1)) {
    for (const worked of workedOn(calendar, on)) {
      const begin = Math.max(worked.from, from);
      const there = (worked.until - begin) / minute;
      if (there <= 0) continue;
      if (there >= missing) return ok(begin + missing * minute);
      missing -= there;
    }
  }
  return refuse(clockRefusals.noWorkingHours());
}

/** Working minutes from one moment to another; 0 when the second is not after the first. */
export function workingMinutesBetween(calendar: WorkCalendar, from: number, to: number): number {
  const [begin, end] = [toMinute(from), toMinute(to)];
  if (end <= begin || neverWorks(calendar)) return 0;
  const last = dayAt(end);
  let sum = 0;
  for (let on = dayAt(begin); on <= last; on = addDays(on, 1)) {
    for (const worked of workedOn(calendar, on)) {
      sum += Math.max(0, Math.min(worked.until, end) - Math.max(worked.from, begin)) / minute;
    }
  }
  return sum;
}

function workedOn(calendar: WorkCalendar, on: Day): { from: number; until: number }[] {
  return hoursOn(calendar, on).hours.map((range) => ({
    from: instantOfMinute(on, range.from),
    until: instantOfMinute(on, range.until),
  }));
}

function neverWorks({ weeks, exceptions }: WorkCalendar): boolean {
  return (
    weeks.every(({ days }) => Object.values(days).every((hours) => hours.length === 0)) &&
    exceptions.every(({ hours }) => hours.length === 0)
  );
}
