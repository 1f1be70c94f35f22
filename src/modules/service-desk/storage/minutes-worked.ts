import { sql } from 'kysely';
import type { Tx } from '../../../platform/action.ts';

/** Work that somebody wrote in a request for help. */
export type MinutesWorked = {
  readonly person: string;
  readonly entity: string;
  /** `20260000123`: 2026/123. */
  readonly ticket: bigint;
  readonly at: Date;
  readonly minutes: number;
};

/**
 * Minutes worked on requests from a moment to before another, as far as the requests are seen; of one person where it is
 * given. What says them is never undone.
 */
export async function minutesWorked(
  tx: Tx,
  association: string,
  { from, before, person }: { readonly from: Date; readonly before: Date; readonly person?: string },
): Promise<MinutesWorked[]> {
  const { rows } = await sql<MinutesWorked>`
    select e.person, e.entity, e.ticket, e.at, (e.what ->> 'minutes')::integer as minutes
    from service_desk.ticket_events e
    where e.association = ${association} and e.at >= ${from} and e.at < ${before}
      and e.kind in ('commented', 'noted', 'solved') and e.what ->> 'minutes' <> '0' and e.person is not null
      ${person === undefined ? sql`` : sql`and e.person = ${person}`}
    order by e.at, e.ticket, e.version`.execute(tx);
  return rows;
}
