import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { day, instantOf, type LocalTime, localTimeAt } from '../../../../kernel/day.ts';
import { hoursOn } from './hours-on.ts';
import type { Exception, MinuteRange, Weekday, WorkCalendar } from './work-calendar.ts';
import { addWorkingMinutes, workingMinutesBetween } from './working-time.ts';

const morning: MinuteRange = { from: 8 * 60, until: 13 * 60 };
const afternoon: MinuteRange = { from: 14 * 60, until: 17 * 60 };
/** Monday to Friday 8-13, Tuesday and Thursday also 14-17. */
const office: WorkCalendar = {
  weeks: [
    {
      since: day('2020-01-01'),
      days: { 1: [morning], 2: [morning, afternoon], 3: [morning], 4: [morning, afternoon], 5: [morning] },
    },
  ],
  nationalHolidays: 'closed',
  yearly: [],
  exceptions: [],
};
const never: WorkCalendar = { weeks: [], nationalHolidays: 'closed', yearly: [], exceptions: [] };
const roundTheClock: WorkCalendar = {
  ...never,
  nationalHolidays: 'open',
  weeks: [
    {
      since: day('2020-01-01'),
      days: Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((each) => [each, [{ from: 0, until: 1440 }]])),
    },
  ],
};
const nights: WorkCalendar = {
  ...roundTheClock,
  weeks: [
    {
      since: day('2020-01-01'),
      days: Object.fromEntries([1, 2, 3, 4, 5, 6, 7].map((each) => [each, [{ from: 90, until: 210 }]])),
    },
  ],
};

const at = (local: string) => instantOf(local as LocalTime);
function added(calendar: WorkCalendar, from: string, minutes: number): string {
  const sum = addWorkingMinutes(calendar, at(from), minutes);
  return sum.ok ? localTimeAt(sum.value) : sum.refusals[0]!.code;
}
const between = (calendar: WorkCalendar, from: string, to: string) => workingMinutesBetween(calendar, at(from), at(to));

describe('working time', () => {
  it('[LC-2.f4] what comes on Friday at noon and takes two hours is due on Monday morning', () => {
    expect(added(office, '2027-02-12T12:00', 120)).toBe('2027-02-15T09:00');
    expect(between(office, '2027-02-12T12:00', '2027-02-15T09:00')).toBe(120);
  });

  it('[LC-2.f4] what comes at night begins with the morning; what fills the day is due when the day ends', () => {
    expect(added(office, '2027-02-15T02:00', 60)).toBe('2027-02-15T09:00');
    expect(added(office, '2027-02-15T02:00', 300)).toBe('2027-02-15T13:00');
    expect(added(office, '2027-02-15T13:00', 1)).toBe('2027-02-16T08:01');
    expect(added(office, '2027-02-15T02:00', 0)).toBe('2027-02-15T02:00');
  });

  it('[LC-2.f4] over the end of the year New Year and Epiphany are not worked, and Easter Monday neither', () => {
    expect(added(office, '2026-12-31T16:00', 120)).toBe('2027-01-04T09:00');
    expect(between(office, '2027-01-05T17:00', '2027-01-07T08:30')).toBe(30);
    expect(added(office, '2027-03-26T12:30', 60)).toBe('2027-03-30T08:30');
  });

  it('[LC-2.f4] a patron saint and an exception of the calendar count; an opening on a Saturday too', () => {
    const ambrose: WorkCalendar = { ...office, yearly: [{ monthDay: '12-07', name: 'Sant’Ambrogio' }] };
    expect(added(ambrose, '2027-12-06T12:00', 120)).toBe('2027-12-09T09:00');
    const august: Exception = { from: day('2027-08-09'), until: day('2027-08-20'), hours: [], why: 'ferie' };
    expect(added({ ...office, exceptions: [august] }, '2027-08-06T12:00', 120)).toBe('2027-08-23T09:00');
    const election: Exception = {
      from: day('2027-06-12'),
      until: day('2027-06-12'),
      hours: [morning],
      why: 'elezioni',
    };
    expect(added({ ...office, exceptions: [election] }, '2027-06-11T12:00', 120)).toBe('2027-06-12T09:00');
  });

  it('[LC-2.f4] hours that change from a day on change nothing before it', () => {
    const later = { since: day('2027-02-17'), days: { 3: [afternoon] } };
    const changed: WorkCalendar = { ...office, weeks: [later, ...office.weeks] };
    expect(between(changed, '2027-02-10T00:00', '2027-02-11T00:00')).toBe(300);
    expect(between(changed, '2027-02-17T00:00', '2027-02-18T00:00')).toBe(180);
    expect(between(changed, '2027-02-18T00:00', '2027-02-24T00:00')).toBe(0);
  });

  it('[LC-2.f4] a day of the clock put forward has 23 hours, one of the clock put back 25', () => {
    expect(between(roundTheClock, '2027-03-28T00:00', '2027-03-29T00:00')).toBe(23 * 60);
    expect(between(roundTheClock, '2027-10-31T00:00', '2027-11-01T00:00')).toBe(25 * 60);
    expect(between(nights, '2027-03-28T00:00', '2027-03-29T00:00')).toBe(60);
    expect(between(nights, '2027-10-31T00:00', '2027-11-01T00:00')).toBe(180);
    expect(added(office, '2027-03-26T12:30', 31 + 300)).toBe('2027-03-30T14:01');
    expect(between(office, '2027-10-29T12:00', '2027-11-02T09:00')).toBe(120);
  });

  it('[LC-2.f4] a minute that the clock skips is the moment at which it jumps', () => {
    const from0230 = { ...nights, weeks: [{ since: day('2020-01-01'), days: { 7: [{ from: 150, until: 240 }] } }] };
    expect(between(from0230, '2027-03-28T00:00', '2027-03-28T12:00')).toBe(60);
    const until0230 = { ...nights, weeks: [{ since: day('2020-01-01'), days: { 7: [{ from: 60, until: 150 }] } }] };
    expect(between(until0230, '2027-03-28T00:00', '2027-03-28T12:00')).toBe(60);
  });

  it('[LC-2.f4] refuses where nobody ever works, and does not look for ever', () => {
    expect(added(never, '2027-02-15T08:00', 1)).toBe('service-desk/no-working-hours');
    expect(between(never, '2027-02-15T08:00', '2037-02-15T08:00')).toBe(0);
    const closed: Exception = { from: day('2020-01-01'), until: day('2199-12-31'), hours: [], why: 'chiuso' };
    expect(added({ ...office, exceptions: [closed] }, '2027-02-15T08:00', 1)).toBe('service-desk/no-working-hours');
    const emptyWeek: WorkCalendar = { ...never, weeks: [{ since: day('2020-01-01'), days: { 1: [] } }] };
    expect(added(emptyWeek, '2027-02-15T08:00', 1)).toBe('service-desk/no-working-hours');
  });

  it('[LC-2.f4] a day says why it has its hours', () => {
    expect(hoursOn(office, day('2027-12-08'))).toEqual({ hours: [], because: { kind: 'national' } });
    expect(hoursOn(office, day('2027-02-13'))).toEqual({ hours: [], because: { kind: 'week' } });
    expect(hoursOn(office, day('2019-12-31'))).toEqual({ hours: [], because: { kind: 'before' } });
    expect(hoursOn(office, day('2027-02-15'))).toEqual({ hours: [morning], because: { kind: 'week' } });
  });

  const ranges = fc
    .uniqueArray(fc.integer({ min: 0, max: 1440 }), { minLength: 0, maxLength: 6 })
    .map((edges) => edges.sort((a, b) => a - b))
    .map((edges) =>
      Array.from({ length: Math.floor(edges.length / 2) }, (_, i) => ({
        from: edges[2 * i]!,
        until: edges[2 * i + 1]!,
      })),
    );
  const calendars: fc.Arbitrary<WorkCalendar> = fc.record({
    weeks: fc.array(ranges, { minLength: 7, maxLength: 7 }).map((days) => [
      {
        since: day('2020-01-01'),
        days: Object.fromEntries(days.map((hours, i) => [i + 1, hours])) as Record<Weekday, MinuteRange[]>,
      },
    ]),
    nationalHolidays: fc.constantFrom('closed' as const, 'open' as const),
    yearly: fc.subarray([
      { monthDay: '12-31', name: 'San Silvestro' },
      { monthDay: '03-28', name: 'San Castore' },
    ]),
    exceptions: fc.subarray([
      { from: day('2027-01-02'), until: day('2027-01-05'), hours: [], why: 'chiusura' },
      { from: day('2027-10-31'), until: day('2027-10-31'), hours: [{ from: 60, until: 300 }], why: 'votazione' },
    ]),
  });
  /** Moments around a change of the clock, the end of a year or an ordinary day. */
  const moments = fc
    .tuple(
      fc.constantFrom(at('2027-03-28T01:00'), at('2027-10-31T01:00'), at('2026-12-31T23:00'), at('2027-06-10T12:00')),
      fc.array(fc.integer({ min: -7000, max: 7000 }), { minLength: 3, maxLength: 3 }),
    )
    .map(([around, minutes]) => minutes.map((each) => around + each * 60_000).sort((a, b) => a - b));
  const instants = moments.map(([first]) => first!);
  const minutes = fc.integer({ min: 1, max: 5000 });

  it('[LC-2.f4] what is added is what lies between, and a minute less is not yet enough', () => {
    fc.assert(
      fc.property(calendars, instants, minutes, (calendar, from, wanted) => {
        const sum = addWorkingMinutes(calendar, from, wanted);
        if (!sum.ok) return workingMinutesBetween(calendar, from, from + 60 * 86_400_000) === 0;
        return (
          workingMinutesBetween(calendar, from, sum.value) === wanted &&
          workingMinutesBetween(calendar, from, sum.value - 60_000) === wanted - 1
        );
      }),
      { numRuns: 150 },
    );
  });

  it('[LC-2.f4] time is cut anywhere and stays the same time; seconds do not count', () => {
    fc.assert(
      fc.property(calendars, moments, fc.nat(59_999), (calendar, inOrder, seconds) => {
        const [from, cut, to] = inOrder as [number, number, number];
        const whole = workingMinutesBetween(calendar, from, to);
        return (
          workingMinutesBetween(calendar, from, cut) + workingMinutesBetween(calendar, cut, to) === whole &&
          workingMinutesBetween(calendar, from + seconds, to) === whole &&
          whole <= (to - from) / 60_000
        );
      }),
      { numRuns: 150 },
    );
  });

  it('[LC-2.f4] more minutes are never due sooner', () => {
    fc.assert(
      fc.property(calendars, instants, minutes, minutes, (calendar, from, some, more) => {
        const [less, sum] = [addWorkingMinutes(calendar, from, some), addWorkingMinutes(calendar, from, some + more)];
        return !less.ok || !sum.ok || less.value < sum.value;
      }),
      { numRuns: 100 },
    );
  });
});
