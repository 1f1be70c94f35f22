import { sql } from 'kysely';
import type { Day } from '../../../kernel/day.ts';
import type { Tx } from '../../../platform/action.ts';

/** Work that somebody wrote in requests for help on a day of Rome; of one request (`20260000123`: 2026/123) where they are told apart. */
export type MinutesWorked = {
  readonly person: string;
  readonly ticket: bigint | null;
  readonly on: Day;
  readonly minutes: number;
};

/**
 * Minutes worked on requests in some days, both included, as far as the requests are seen; of one person where it is given. What
 * says them is never undone.
 *
 * @param byTicket a line for each request; else one for each person and day
 */
export async function minutesWorked(
  tx: Tx,
  association: string,
  asked: { readonly from: Day; readonly to: Day; readonly byTicket: boolean; readonly person?: string },
): Promise<MinutesWorked[]> {
  const { from, to, byTicket, person } = asked;
  const ticket = byTicket ? sql`ticket` : sql`null::bigint`;
  const { rows } = await sql<MinutesWorked>`
    select person, ${ticket} as ticket, (at at time zone 'Europe/Rome')::date as "on",
      sum((what ->> 'minutes')::integer)::integer as minutes
    from service_desk.ticket_events
    where association = ${association} and kind in ('commented', 'noted', 'solved') and what ->> 'minutes' <> '0'
      and at >= ${from}::timestamp at time zone 'Europe/Rome'
      and at < (${to}::date + 1)::timestamp at time zone 'Europe/Rome'
      and person is not null ${person === undefined ? sql`` : sql`and person = ${person}`}
    group by 1, 2, 3
    order by 3, 1, 2`.execute(tx);
  return rows;
}
