import { type Day, weekdayOf } from '../../../kernel/day.ts';
import { isNationalHoliday } from '../../../kernel/holiday.ts';

/** A stretch of a weekday (1 Monday) at a site, in minutes of the day. */
export type WeekStint = {
  readonly site: string;
  readonly weekday: number;
  readonly from: number;
  readonly until: number;
};
/** The week of a person from a day on; the next one ends it. */
export type Week = { readonly staff: string; readonly since: Day; readonly stints: readonly WeekStint[] };
/** Days unlike the week: at a site at these hours, or absent. */
export type PlanDay = {
  readonly staff: string;
  readonly since: Day;
  readonly until: Day;
  readonly at: { readonly site: string; readonly from: number; readonly until: number } | null;
};
/** How many people are wanted on a weekday at these hours; without a site, wherever they are. */
export type Coverage = {
  readonly site: string | null;
  readonly weekday: number;
  readonly from: number;
  readonly until: number;
  readonly people: number;
  readonly since: Day;
  readonly ends: Day | null;
};
export type Engaged = { readonly staff: string; readonly since: Day; readonly until: Day | null };

export type Stint = { readonly staff: string; readonly site: string; readonly from: number; readonly until: number };
export type Gap = {
  readonly site: string | null;
  readonly from: number;
  readonly until: number;
  readonly wanted: number;
  readonly present: number;
};
export type RosterDay = {
  readonly on: Day;
  readonly holiday: boolean;
  readonly stints: readonly Stint[];
  /** Who would be there by the week and is not. */
  readonly absent: readonly string[];
  readonly gaps: readonly Gap[];
};

export type RosterFacts = {
  readonly staff: readonly Engaged[];
  readonly weeks: readonly Week[];
  readonly days: readonly PlanDay[];
  readonly coverage: readonly Coverage[];
};

/**
 * Who is where on a day, and when fewer people are there than wanted. A single day goes before the week; an absence before both;
 * nobody is expected on a national holiday but who has that very day in the plan.
 * Source: Valdarno e Valdisieve, art. 2 c. 3 (one console, always watched) and art. 6 c. 3; Calatino, Lecco alike.
 */
export function rosterOn(on: Day, { staff, weeks, days, coverage }: RosterFacts): RosterDay {
  const weekday = weekdayOf(on);
  const holiday = isNationalHoliday(on);
  const stints: Stint[] = [];
  const absent: string[] = [];
  for (const one of staff) {
    if (one.since > on || (one.until !== null && one.until < on)) continue;
    const week = weeks
      .filter(({ staff: whose, since }) => whose === one.staff && since <= on)
      .reduce<Week | undefined>((last, next) => (!last || next.since > last.since ? next : last), undefined);
    const usual = holiday ? [] : (week?.stints ?? []).filter((stint) => stint.weekday === weekday);
    const special = days.filter((day) => day.staff === one.staff && day.since <= on && on <= day.until);
    if (special.some(({ at }) => at === null)) {
      if (usual.length > 0) absent.push(one.staff);
      continue;
    }
    const chosen = special.length > 0 ? special.flatMap(({ at }) => (at ? [at] : [])) : usual;
    for (const { site, from, until } of chosen) stints.push({ staff: one.staff, site, from, until });
  }
  stints.sort((a, b) => a.from - b.from || (a.staff < b.staff ? -1 : 1));
  const asked = holiday
    ? []
    : coverage.filter((one) => one.weekday === weekday && one.since <= on && (one.ends === null || on <= one.ends));
  return { on, holiday, stints, absent, gaps: asked.flatMap((one) => gapsIn(one, stints)) };
}

function gapsIn({ site, from, until, people }: Coverage, stints: readonly Stint[]): Gap[] {
  const there = stints.filter((stint) => site === null || stint.site === site);
  const turns = [from, until, ...there.flatMap((stint) => [stint.from, stint.until])]
    .filter((minute) => minute >= from && minute <= until)
    .toSorted((a, b) => a - b);
  const gaps: Gap[] = [];
  for (let i = 1; i < turns.length; i += 1) {
    const [begin, end] = [turns[i - 1]!, turns[i]!];
    if (begin === end) continue;
    const present = new Set(there.filter((one) => one.from <= begin && one.until >= end).map(({ staff }) => staff))
      .size;
    const last = gaps.at(-1);
    if (present >= people) continue;
    if (last && last.until === begin && last.present === present) gaps[gaps.length - 1] = { ...last, until: end };
    else gaps.push({ site, from: begin, until: end, wanted: people, present });
  }
  return gaps;
}

/** Days and minutes of a person at each site over some days of the roster, by `staff site`. */
export function presencesIn(roster: readonly RosterDay[]): ReadonlyMap<string, { days: number; minutes: number }> {
  const found = new Map<string, { days: number; minutes: number }>();
  for (const { stints } of roster) {
    const today = new Map<string, number>();
    for (const { staff, site, from, until } of stints) {
      const key = `${staff} ${site}`;
      today.set(key, (today.get(key) ?? 0) + until - from);
    }
    for (const [key, minutes] of today) {
      const before = found.get(key) ?? { days: 0, minutes: 0 };
      found.set(key, { days: before.days + 1, minutes: before.minutes + minutes });
    }
  }
  return found;
}
