import { addDays, type Day } from '../../kernel/day.ts';
import type { Tx } from '../../platform/action.ts';
import { type RosterDay, type RosterFacts, rosterOn } from './rules/index.ts';
import { coverageFrom, coverageRows, planDayRows, planDaysFrom, weeksOf } from './storage/plans.ts';
import { type StaffRow, staffOf } from './storage/staff.ts';

/** The roster of some days, both ends included, and the people it speaks of by id. */
export async function rosterBetween(
  tx: Tx,
  association: string,
  { from, to }: { readonly from: Day; readonly to: Day },
): Promise<{ readonly days: RosterDay[]; readonly people: ReadonlyMap<string, StaffRow> }> {
  const { people, facts } = await rosterFacts(tx, association, { from, to });
  const days: RosterDay[] = [];
  const byId = new Map(people.map((one) => [one.id, one]));
  const name = (id: string) => byId.get(id)?.name ?? '';
  for (let on = from; on <= to; on = addDays(on, 1)) {
    const day = rosterOn(on, facts);
    const stints = day.stints.toSorted((a, b) => a.from - b.from || name(a.staff).localeCompare(name(b.staff), 'it'));
    days.push({ ...day, stints });
  }
  return { days, people: byId };
}

/** What the roster of some days is made of, and the people it speaks of. */
export async function rosterFacts(
  tx: Tx,
  association: string,
  { from, to }: { readonly from: Day; readonly to: Day },
): Promise<{ readonly people: readonly StaffRow[]; readonly facts: RosterFacts }> {
  const people = await staffOf(tx, association);
  const facts = {
    staff: people.map(({ id, since, until }) => ({ staff: id, since, until })),
    weeks: await weeksOf(tx, association),
    days: planDaysFrom(await planDayRows(tx, association, { from, to })),
    coverage: coverageFrom(await coverageRows(tx, association)),
  };
  return { people, facts };
}
