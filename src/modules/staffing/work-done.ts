import type { Day } from '../../kernel/day.ts';
import type { Tx } from '../../platform/action.ts';
import { seeingColleagues } from '../identity/index.ts';
import { minutesWorked } from '../service-desk/index.ts';
import { type StaffRow, staffOf } from './storage/staff.ts';
import type { WorkLine } from './storage/tables.ts';
import { timeBetween } from './storage/time.ts';

/** Work of a person of the staff on a day: a line of a time sheet, or minutes written in a request for help. */
export type Work = {
  readonly from: 'sheet' | 'ticket';
  /** The line's id; the request's number (`2026/12`), empty where requests are not told apart. */
  readonly id: string;
  readonly revision: number;
  readonly staff: StaffRow;
  readonly on: Day;
  readonly site: string | null;
  readonly minutes: number;
  readonly line: WorkLine | null;
  readonly what: string;
};

/**
 * What was worked in some days, both included, by day: lines of time sheets, and minutes written in requests, for each day and
 * request or for each day; the lines of action of requests where `byLine` is true. Of whom the actor may see; of everybody where `everybody` is true, for rules that add up.
 *
 * @param person only this signed-in person's
 */
export async function workBetween(
  tx: Tx,
  association: string,
  asked: {
    readonly from: Day;
    readonly to: Day;
    readonly byTicket?: true;
    readonly byLine?: true;
    readonly person?: string;
    readonly everybody?: true;
  },
): Promise<Work[]> {
  const { from, to, byTicket = false, byLine = false, person, everybody } = asked;
  const staff = await staffOf(tx, association);
  const byId = new Map(staff.map((one) => [one.id, one]));
  const read = async () => ({
    sheets: await timeBetween(tx, association, { from, to }),
    tickets: await minutesWorked(tx, association, {
      from,
      to,
      byTicket,
      byLine,
      ...(person === undefined ? {} : { person }),
    }),
  });
  // one's own minutes are in requests of every entity; of others' only who sees the whole association knows
  const { sheets, tickets } = everybody || person !== undefined ? await seeingColleagues(tx, read) : await read();
  const written = sheets
    .filter((row) => person === undefined || row.person === person)
    .flatMap((row): Work[] => {
      const whose = byId.get(row.staff);
      if (!whose) return [];
      const { id, revision, on_day: on, site, line, what } = row;
      return [{ from: 'sheet', id, revision, staff: whose, on, site, minutes: row.minutes!, line, what }];
    });
  const helped = tickets.flatMap(({ person: who, ticket, on, minutes, line }): Work[] => {
    const whose = staff.find((one) => one.person === who && one.since <= on && (one.until === null || on <= one.until));
    if (!whose) return [];
    const id = ticket === null ? '' : numberOf(ticket);
    return [{ from: 'ticket', id, revision: 1, staff: whose, on, site: null, minutes, line, what: '' }];
  });
  return [...written, ...helped].toSorted((a, b) =>
    a.on !== b.on ? (a.on < b.on ? -1 : 1) : a.staff.name.localeCompare(b.staff.name, 'it'),
  );
}

/** `20260000012` is 2026/12. */
function numberOf(ticket: bigint): string {
  return `${ticket / 10_000_000n}/${ticket % 10_000_000n}`;
}
