import { addDays, type Day } from '../../../kernel/day.ts';

/** When people of the office are present at a site, first and last day included, and how many days a week. */
export type StaffedPeriod = { readonly since: Day; readonly until: Day | null; readonly daysPerWeek: number };

/** Days from a first to a last one, both included; null: it lasts. */
export type Spell = { readonly since: Day; readonly until: Day | null };

export function covers({ since, until }: Spell, on: Day): boolean {
  return since <= on && (until === null || on <= until);
}

/**
 * Whether a site is staffed on a day: somebody is there by a recurring presence of at least so many days a week.
 * Source: Valdarno e Valdisieve, art. 5 c. 3 and 9 c. 3.
 */
export function isStaffed(periods: readonly StaffedPeriod[], on: Day, least: number): boolean {
  return periods.some((period) => period.daysPerWeek >= least && covers(period, on));
}

/** The stretches of `within` in which no site of an entity is staffed, from the first. */
export function unstaffedSpells(periods: readonly StaffedPeriod[], within: Spell, least: number): Spell[] {
  const staffed = periods
    .filter(({ daysPerWeek }) => daysPerWeek >= least)
    .toSorted((a, b) => (a.since < b.since ? -1 : a.since > b.since ? 1 : 0));
  const spells: Spell[] = [];
  let from: Day | null = within.since;
  for (const { since, until } of staffed) {
    if (from === null || (within.until !== null && since > within.until)) break;
    if (since > from) spells.push({ since: from, until: addDays(since, -1) });
    if (until === null) from = null;
    else if (until >= from) from = addDays(until, 1);
  }
  if (from !== null && (within.until === null || from <= within.until))
    spells.push({ since: from, until: within.until });
  return spells;
}
