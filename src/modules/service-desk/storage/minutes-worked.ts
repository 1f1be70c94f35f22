import { sql } from 'kysely';
import type { Day } from '../../../kernel/day.ts';
import type { Tx } from '../../../platform/action.ts';
import { linesOfServices } from '../../service-catalogue/index.ts';
import type { Line } from '../../service-catalogue/rules/index.ts';

/** Work that somebody wrote in requests for help on a day of Rome; of one request (`20260000123`: 2026/123) where they are told apart. */
export type MinutesWorked = {
  readonly person: string;
  readonly ticket: bigint | null;
  readonly on: Day;
  readonly minutes: number;
  /** The line of action of the request, or else of its service; null where neither says one, or it is not asked for. */
  readonly line: Line | null;
};

/**
 * Minutes worked on requests in some days, both included, as far as the requests are seen; of one person where it is given. What
 * says them is never undone.
 *
 * @param byTicket one for each request; else one for each person and day
 * @param byLine one for each line of action, of what there would be one of
 */
export async function minutesWorked(
  tx: Tx,
  association: string,
  asked: {
    readonly from: Day;
    readonly to: Day;
    readonly byTicket: boolean;
    readonly byLine: boolean;
    readonly person?: string;
  },
): Promise<MinutesWorked[]> {
  const { from, to, byTicket, byLine, person } = asked;
  const ticket = byTicket ? sql`event.ticket` : sql`null::bigint`;
  const said = byLine
    ? sql`request.line, case when request.line is null then request.service end as service`
    : sql`null as line, null as service`;
  const request = byLine
    ? sql`join service_desk.tickets request on request.association = event.association and request.id = event.ticket`
    : sql``;
  const { rows } = await sql<Omit<MinutesWorked, 'line'> & { line: Line | null; service: string | null }>`
    select event.person, ${ticket} as ticket, (event.at at time zone 'Europe/Rome')::date as "on",
      sum((event.what ->> 'minutes')::integer)::integer as minutes, ${said}
    from service_desk.ticket_events event ${request}
    where event.association = ${association} and event.kind in ('commented', 'noted', 'solved') and event.what ->> 'minutes' <> '0'
      and event.at >= ${from}::timestamp at time zone 'Europe/Rome'
      and event.at < (${to}::date + 1)::timestamp at time zone 'Europe/Rome'
      and event.person is not null ${person === undefined ? sql`` : sql`and event.person = ${person}`}
    group by 1, 2, 3, 5, 6
    order by 3, 1, 2, 5, 6`.execute(tx);
  const lines = rows.some(({ service }) => service !== null) ? await linesOfServices(tx, association, to) : undefined;
  return sums(rows.map(({ service, line, ...row }) => ({ ...row, line: line ?? lines?.get(service ?? '') ?? null })));
}

/** Services of one line count together. */
function sums(rows: readonly MinutesWorked[]): MinutesWorked[] {
  const found = new Map<string, MinutesWorked>();
  for (const row of rows) {
    const key = [row.person, row.ticket, row.on, row.line].join(' ');
    found.set(key, { ...row, minutes: row.minutes + (found.get(key)?.minutes ?? 0) });
  }
  return [...found.values()];
}
