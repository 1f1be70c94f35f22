import type { Tx } from '../../../platform/action.ts';
import type { Happening, Ticket, TicketEvent } from '../rules/index.ts';
import type { ServiceDeskTables } from './tables.ts';

const tables = (tx: Tx) => tx.withTables<ServiceDeskTables>();

export type StoredEvent = TicketEvent & {
  /** Whether the entity's people see it. */
  readonly shown: boolean;
  /** The fields of the request that it changed, as they were. */
  readonly was: Partial<Ticket>;
};

/** The events of a request that may be seen, from the first; `after` leaves out those up to that version. */
export async function eventsOf(
  tx: Tx,
  association: string,
  ticket: number,
  after = 0,
): Promise<readonly StoredEvent[]> {
  const rows = await tables(tx)
    .selectFrom('service_desk.ticket_events')
    .selectAll()
    .where('association', '=', association)
    .where('ticket', '=', BigInt(ticket))
    .where('version', '>', after)
    .orderBy('version')
    .execute();
  return rows.map(eventFrom);
}

/** The events of several requests, from the first of each. */
export async function eventsOfMany(
  tx: Tx,
  association: string,
  tickets: readonly number[],
): Promise<ReadonlyMap<number, readonly StoredEvent[]>> {
  if (tickets.length === 0) return new Map();
  const rows = await tables(tx)
    .selectFrom('service_desk.ticket_events')
    .selectAll()
    .where('association', '=', association)
    .where('ticket', 'in', tickets.map(BigInt))
    .orderBy('ticket')
    .orderBy('version')
    .execute();
  const byTicket = Map.groupBy(rows, ({ ticket }) => Number(ticket));
  return new Map([...byTicket].map(([ticket, own]) => [ticket, own.map(eventFrom)]));
}

function eventFrom(row: ServiceDeskTables['service_desk.ticket_events']): StoredEvent {
  return {
    ...({ ...(row.what as object), kind: row.kind } as Happening),
    version: row.version,
    at: row.at.getTime(),
    by: { person: row.person, name: row.name, party: row.party },
    shown: row.shown,
    was: row.was as Partial<Ticket>,
  };
}

export async function insertEvent(
  tx: Tx,
  { association, ticket, entity }: { readonly association: string; readonly ticket: number; readonly entity: string },
  event: StoredEvent,
): Promise<void> {
  await insertEvents(tx, association, [{ ticket, entity, event }]);
}

/** Those of several requests at once. */
export async function insertEvents(
  tx: Tx,
  association: string,
  all: readonly { readonly ticket: number; readonly entity: string; readonly event: StoredEvent }[],
): Promise<void> {
  if (all.length === 0) return;
  await tables(tx)
    .insertInto('service_desk.ticket_events')
    .values(
      all.map(({ ticket, entity, event: { version, at, by, shown, was, kind, ...what } }) => ({
        association,
        ticket: BigInt(ticket),
        version,
        entity,
        kind,
        shown,
        at: new Date(at),
        person: by.person,
        name: by.name,
        party: by.party,
        what: JSON.stringify(what),
        was: JSON.stringify(was),
      })),
    )
    .execute();
}
