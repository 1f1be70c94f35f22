import { type Day, weekdayOf } from '../../../kernel/day.ts';
import { type Text, text } from '../../../kernel/text.ts';
import { type RosterFacts, rosterOn } from './roster.ts';

/** Somebody of the staff, and from when to when on a day, in minutes of the day. */
export type Wanted = { readonly staff: string; readonly on: Day; readonly from: number; readonly until: number };

/**
 * Why the roster does not expect somebody at work then; undefined where it does, and where nothing was ever planned for that person.
 * Source: Valdarno e Valdisieve, art. 7 c. 7; Asti, beneficiaries, 3rd point (AT-U3).
 */
export function notThere({ staff, on, from, until }: Wanted, facts: RosterFacts): Text | undefined {
  const away = facts.days.some((day) => day.staff === staff && day.at === null && day.since <= on && on <= day.until);
  if (away) return text('nel piano delle presenze risulta assente', 'the roster has this person absent');
  const planned = facts.weeks.some((week) => week.staff === staff && week.since <= on);
  const { holiday, stints } = rosterOn(on, facts);
  const own = stints.filter((stint) => stint.staff === staff);
  if (holiday || (!planned && own.length === 0)) return undefined;
  if (own.length === 0) {
    const sunday = weekdayOf(on) === 7;
    return sunday
      ? undefined
      : text('nel piano delle presenze quel giorno non lavora', 'by the roster that is no day of work');
  }
  if (own.some((stint) => stint.from <= from && until <= stint.until)) return undefined;
  const hours = own.map((stint) => `${clock(stint.from)}–${clock(stint.until)}`).join(', ');
  return text(`nel piano delle presenze quel giorno c’è ${hours}`, `by the roster that day’s hours are ${hours}`);
}

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
