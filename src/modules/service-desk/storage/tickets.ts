import { sql } from 'kysely';
import type { Tx } from '../../../platform/action.ts';
import type { Ticket } from '../rules/index.ts';
import type { ServiceDeskTables } from './tables.ts';

type Row = ServiceDeskTables['service_desk.tickets'];
const tables = (tx: Tx) => tx.withTables<ServiceDeskTables>();

/** The next number of the year; whoever opens another meanwhile waits, so that there are no gaps. */
export async function nextNumber(tx: Tx, association: string, year: number): Promise<number> {
  const { rows } = await sql<{ last: number }>`
    insert into service_desk.numbers as n (association, year, last) values (${association}, ${year}, 1)
    on conflict (association, year) do update set last = n.last + 1 returning last`.execute(tx);
  return rows[0]!.last;
}

export async function insertTicket(tx: Tx, association: string, ticket: Ticket): Promise<void> {
  await tables(tx)
    .insertInto('service_desk.tickets')
    .values({ association, due_at: null, warn_at: null, ...toRow(ticket) })
    .execute();
}

/** The same for many at once, with when each is due next and when somebody is to be warned of it. */
export async function insertTickets(
  tx: Tx,
  association: string,
  all: readonly { readonly ticket: Ticket; readonly due: number | null; readonly warn: number | null }[],
): Promise<void> {
  if (all.length === 0) return;
  await tables(tx)
    .insertInto('service_desk.tickets')
    .values(
      all.map(({ ticket, due, warn }) => ({ association, ...toRow(ticket), due_at: date(due), warn_at: date(warn) })),
    )
    .execute();
}

/** Writes what the request has become; nobody else has changed it since it was read to be changed. */
export async function updateTicket(tx: Tx, association: string, ticket: Ticket): Promise<void> {
  const { id, ...row } = toRow(ticket);
  await tables(tx)
    .updateTable('service_desk.tickets')
    .set(row)
    .where('association', '=', association)
    .where('id', '=', id)
    .execute();
}

/** Writes when the request is due next and when somebody is warned, in milliseconds since 1970; null at no moment. */
export async function storeDue(
  tx: Tx,
  association: string,
  id: number,
  due: number | null,
  warn: number | null,
): Promise<void> {
  await sql`
    update service_desk.tickets set due_at = ${date(due)}, warn_at = ${date(warn)}
    where association = ${association} and id = ${id}`.execute(tx);
}

export async function dueOf(tx: Tx, association: string, id: number): Promise<number | null> {
  const row = await tables(tx)
    .selectFrom('service_desk.tickets')
    .select('due_at')
    .where('association', '=', association)
    .where('id', '=', BigInt(id))
    .executeTakeFirst();
  return instant(row?.due_at ?? null);
}

export async function ticketById(tx: Tx, association: string, id: number): Promise<Ticket | undefined> {
  const row = await tables(tx)
    .selectFrom('service_desk.tickets')
    .selectAll()
    .where('association', '=', association)
    .where('id', '=', BigInt(id))
    .executeTakeFirst();
  return row && ticketFrom(row);
}

/** Those of several that may be seen. */
export async function ticketsOf(tx: Tx, association: string, ids: readonly number[]): Promise<readonly Ticket[]> {
  if (ids.length === 0) return [];
  const rows = await tables(tx)
    .selectFrom('service_desk.tickets')
    .selectAll()
    .where('association', '=', association)
    .where('id', 'in', ids.map(BigInt))
    .execute();
  return rows.map(ticketFrom);
}

/** One, kept still until the transaction ends: what is done to one request comes one at a time. */
export async function ticketToChange(tx: Tx, association: string, id: number): Promise<Ticket | undefined> {
  const row = await tables(tx)
    .selectFrom('service_desk.tickets')
    .selectAll()
    .where('association', '=', association)
    .where('id', '=', BigInt(id))
    .forUpdate()
    .executeTakeFirst();
  return row && ticketFrom(row);
}

/** The requests linked below this one, of those that may be seen; the latest first, at most 200. */
export async function childrenOf(tx: Tx, association: string, id: number): Promise<readonly Ticket[]> {
  const rows = await tables(tx)
    .selectFrom('service_desk.tickets')
    .selectAll()
    .where('association', '=', association)
    .where('parent', '=', BigInt(id))
    .orderBy('id', 'desc')
    .limit(200)
    .execute();
  return rows.map(ticketFrom);
}

const instant = (date: Date | null) => (date === null ? null : date.getTime());
const date = (at: number | null) => (at === null ? null : new Date(at));

export function ticketFrom(row: Row): Ticket {
  const { entity, requester, service, line, priority, state, wait, level, assignee, subject, origin, asset, contract } =
    row;
  return {
    id: Number(row.id),
    ...{ entity, requester, service, line, priority, state, wait, level, assignee, subject, origin, asset, contract },
    requesterName: row.requester_name,
    parent: row.parent === null ? null : Number(row.parent),
    mergedInto: row.merged_into === null ? null : Number(row.merged_into),
    openedAt: row.opened_at.getTime(),
    changedAt: row.changed_at.getTime(),
    answeredAt: instant(row.answered_at),
    solvedAt: instant(row.solved_at),
    closedAt: instant(row.closed_at),
    rating: row.rating,
    minutes: row.minutes,
    version: row.version,
  };
}

function toRow(ticket: Ticket): Omit<Row, 'association' | 'due_at' | 'warn_at'> {
  const { entity, requester, service, line, priority, state, wait, level, assignee, subject, origin, asset, contract } =
    ticket;
  return {
    id: BigInt(ticket.id),
    ...{ entity, requester, service, line, priority, state, wait, level, assignee, subject, origin, asset, contract },
    requester_name: ticket.requesterName,
    parent: ticket.parent === null ? null : BigInt(ticket.parent),
    merged_into: ticket.mergedInto === null ? null : BigInt(ticket.mergedInto),
    opened_at: new Date(ticket.openedAt),
    changed_at: new Date(ticket.changedAt),
    answered_at: date(ticket.answeredAt),
    solved_at: date(ticket.solvedAt),
    closed_at: date(ticket.closedAt),
    rating: ticket.rating,
    minutes: ticket.minutes,
    version: ticket.version,
  };
}
