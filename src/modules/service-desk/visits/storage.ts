import { sql } from 'kysely';
import type { Tx } from '../../../platform/action.ts';

type VisitTables = {
  'service_desk.visits': {
    association: string;
    id: string;
    ticket: bigint;
    entity: string;
    person: string;
    person_name: string;
    starts_at: Date;
    ends_at: Date;
    place: string;
    booked_at: Date;
    booked_by: string;
    cancelled_at: Date | null;
  };
};
export type StoredVisit = Omit<VisitTables['service_desk.visits'], 'association'>;
const tables = (tx: Tx) => tx.withTables<VisitTables>();

export async function insertVisit(tx: Tx, association: string, visit: StoredVisit): Promise<void> {
  await tables(tx)
    .insertInto('service_desk.visits')
    .values({ association, ...visit })
    .execute();
}

/** A visit that may be seen, kept still until the transaction ends. */
export async function visitToChange(tx: Tx, association: string, id: string): Promise<StoredVisit | undefined> {
  return tables(tx)
    .selectFrom('service_desk.visits')
    .selectAll()
    .where('association', '=', association)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

export async function cancelStored(tx: Tx, association: string, id: string, at: Date): Promise<void> {
  await tables(tx)
    .updateTable('service_desk.visits')
    .set({ cancelled_at: at })
    .where('association', '=', association)
    .where('id', '=', id)
    .execute();
}

/** Gives the visits of a request that have not begun to another, all or `only` those; those that moved, the first first. */
export async function moveVisits(
  tx: Tx,
  association: string,
  {
    from,
    to,
    after,
    only,
  }: { readonly from: number; readonly to: number; readonly after: Date; readonly only?: readonly string[] },
): Promise<StoredVisit[]> {
  const moved = await tables(tx)
    .updateTable('service_desk.visits')
    .set({ ticket: BigInt(to) })
    .where('association', '=', association)
    .where('ticket', '=', BigInt(from))
    .where('cancelled_at', 'is', null)
    .where('starts_at', '>', after)
    .$if(only !== undefined, (query) => query.where('id', 'in', [...only!]))
    .returningAll()
    .execute();
  return moved.toSorted((a, b) => a.starts_at.getTime() - b.starts_at.getTime());
}

/** What the person has to do meanwhile, if anything; whoever books for the same person at the same time waits. */
export async function visitMeanwhile(
  tx: Tx,
  association: string,
  { person, starts, ends }: { readonly person: string; readonly starts: Date; readonly ends: Date },
): Promise<StoredVisit | undefined> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`visits ${association} ${person}`}, 0))`.execute(tx);
  return tables(tx)
    .selectFrom('service_desk.visits')
    .selectAll()
    .where('association', '=', association)
    .where('person', '=', person)
    .where('cancelled_at', 'is', null)
    .where('starts_at', '<', ends)
    .where('ends_at', '>', starts)
    .orderBy('starts_at')
    .executeTakeFirst();
}

/**
 * When somebody was on site from a moment until before another: the first visit of each request, and tasks on site that were done, each
 * with when it was asked for.
 */
export async function presencesBetween(
  tx: Tx,
  association: string,
  { from, before }: { readonly from: Date; readonly before: Date },
): Promise<{ entity: string; ticket: number; kind: 'visit' | 'task'; asked: number; there: number }[]> {
  const { rows } = await sql<{ entity: string; ticket: string; kind: 'visit' | 'task'; asked: Date; there: Date }>`
    select * from (
      select v.entity, v.ticket, 'visit' as kind, t.opened_at as asked, min(v.starts_at) as there
      from service_desk.visits v
      join service_desk.tickets t on t.association = v.association and t.id = v.ticket
      where v.association = ${association} and v.cancelled_at is null
      group by v.entity, v.ticket, t.opened_at
      union all
      select entity, ticket, 'task' as kind, asked_at as asked, answered_at as there
      from service_desk.tasks
      where association = ${association} and kind = 'hands-on' and done
    ) as presences
    where there >= ${from} and there < ${before}
    order by there, ticket`.execute(tx);
  return rows.map(({ ticket, asked, there, ...rest }) => ({
    ...rest,
    ticket: Number(ticket),
    asked: asked.getTime(),
    there: there.getTime(),
  }));
}

export type VisitFilters = {
  readonly association: string;
  readonly ticket?: number | undefined;
  readonly person?: string | undefined;
  /** Days of local clocks, both included. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
};

function asked(tx: Tx, { association, ticket, person, from, to }: VisitFilters) {
  const day = sql<string>`(starts_at at time zone 'Europe/Rome')::date`;
  return tables(tx)
    .selectFrom('service_desk.visits')
    .where('association', '=', association)
    .where('cancelled_at', 'is', null)
    .$if(ticket !== undefined, (rows) => rows.where('ticket', '=', BigInt(ticket!)))
    .$if(person !== undefined, (rows) => rows.where('person', '=', person!))
    .$if(from !== undefined, (rows) => rows.where(day, '>=', from!))
    .$if(to !== undefined, (rows) => rows.where(day, '<=', to!));
}

/** Visits as they come, with how many there are. */
export async function visitsLike(
  tx: Tx,
  filters: VisitFilters,
  page: { readonly from: number; readonly limit: number },
): Promise<{ readonly visits: readonly StoredVisit[]; readonly count: number }> {
  const visits = await asked(tx, filters)
    .selectAll()
    .orderBy('starts_at')
    .orderBy('id')
    .offset(page.from)
    .limit(page.limit)
    .execute();
  const { count } = await asked(tx, filters)
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow();
  return { visits, count: Number(count) };
}
