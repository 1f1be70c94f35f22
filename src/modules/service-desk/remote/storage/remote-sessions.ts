import { sql } from 'kysely';
import type { Tx } from '../../../../platform/action.ts';
import type { RemoteTool } from '../rules/template.ts';

type RemoteTables = {
  'service_desk.remote_tools': {
    association: string;
    tool: RemoteTool;
    template: string;
    minutes: number;
    changed_at: Date;
    changed_by: string;
  };
  'service_desk.remote_sessions': {
    association: string;
    id: string;
    ticket: bigint;
    entity: string;
    requester: string | null;
    requester_name: string;
    recognised: string;
    machine: string;
    code: string;
    reason: string;
    technician: string;
    technician_name: string;
    asked_at: Date;
    expires_at: Date;
    answered_at: Date | null;
    granted: boolean | null;
    began_at: Date | null;
    ended_at: Date | null;
    ended_by: string | null;
  };
};
type Row = RemoteTables['service_desk.remote_sessions'];
const tables = (tx: Tx) => tx.withTables<RemoteTables>();

export type StoredSession = {
  readonly id: string;
  readonly ticket: number;
  readonly entity: string;
  /** Null where the consent was given by voice. */
  readonly requester: string | null;
  readonly requesterName: string;
  /** How who gave consent by voice was recognised; else empty. */
  readonly recognised: string;
  readonly machine: string;
  readonly code: string;
  readonly reason: string;
  readonly technician: string;
  readonly technicianName: string;
  readonly askedAt: Date;
  readonly expiresAt: Date;
  readonly answeredAt: Date | null;
  readonly granted: boolean | null;
  readonly beganAt: Date | null;
  readonly endedAt: Date | null;
  readonly endedBy: string | null;
};

const stored = (row: Row): StoredSession => ({
  id: row.id,
  ticket: Number(row.ticket),
  ...{ entity: row.entity, requester: row.requester, requesterName: row.requester_name, recognised: row.recognised },
  ...{ machine: row.machine, code: row.code, reason: row.reason },
  ...{ technician: row.technician, technicianName: row.technician_name },
  ...{ askedAt: row.asked_at, expiresAt: row.expires_at, answeredAt: row.answered_at, granted: row.granted },
  ...{ beganAt: row.began_at, endedAt: row.ended_at, endedBy: row.ended_by },
});

/** The tool of the association, for who sees the whole of it. */
export async function toolOf(tx: Tx, association: string) {
  return tables(tx)
    .selectFrom('service_desk.remote_tools')
    .select(['tool', 'template', 'minutes'])
    .where('association', '=', association)
    .executeTakeFirst();
}

export async function storeTool(tx: Tx, tool: RemoteTables['service_desk.remote_tools']): Promise<void> {
  const { association: _, ...rest } = tool;
  await tables(tx)
    .insertInto('service_desk.remote_tools')
    .values(tool)
    .onConflict((conflict) => conflict.column('association').doUpdateSet(rest))
    .execute();
}

export async function insertSession(tx: Tx, association: string, session: StoredSession): Promise<void> {
  const { requesterName, technicianName, askedAt, expiresAt, answeredAt, beganAt, endedAt, endedBy, ...rest } = session;
  await tables(tx)
    .insertInto('service_desk.remote_sessions')
    .values({
      association,
      ...rest,
      ticket: BigInt(rest.ticket),
      requester_name: requesterName,
      technician_name: technicianName,
      asked_at: askedAt,
      expires_at: expiresAt,
      answered_at: answeredAt,
      began_at: beganAt,
      ended_at: endedAt,
      ended_by: endedBy,
    })
    .execute();
}

/** A session that may be seen, kept still until the transaction ends. */
export async function sessionToChange(tx: Tx, association: string, id: string): Promise<StoredSession | undefined> {
  const row = await tables(tx)
    .selectFrom('service_desk.remote_sessions')
    .selectAll()
    .where('association', '=', association)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row && stored(row);
}

type Change = Partial<Pick<Row, 'granted' | 'answered_at' | 'expires_at' | 'began_at' | 'ended_at' | 'ended_by'>>;

export async function changeSession(tx: Tx, association: string, id: string, change: Change): Promise<void> {
  await tables(tx)
    .updateTable('service_desk.remote_sessions')
    .set(change)
    .where('association', '=', association)
    .where('id', '=', id)
    .execute();
}

export type SessionFilters = {
  readonly association: string;
  readonly requester?: string | undefined;
  readonly ticket?: number | undefined;
  readonly entity?: string | undefined;
  /** Days of local clocks, both included. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
};

function asked(tx: Tx, { association, requester, ticket, entity, from, to }: SessionFilters) {
  const day = sql<string>`(asked_at at time zone 'Europe/Rome')::date`;
  return tables(tx)
    .selectFrom('service_desk.remote_sessions')
    .where('association', '=', association)
    .$if(requester !== undefined, (rows) => rows.where('requester', '=', requester!))
    .$if(ticket !== undefined, (rows) => rows.where('ticket', '=', BigInt(ticket!)))
    .$if(entity !== undefined, (rows) => rows.where('entity', '=', entity!))
    .$if(from !== undefined, (rows) => rows.where(day, '>=', from!))
    .$if(to !== undefined, (rows) => rows.where(day, '<=', to!));
}

/** Sessions, the latest first, with how many there are. */
export async function sessionsLike(
  tx: Tx,
  filters: SessionFilters,
  page: { readonly from: number; readonly limit: number },
): Promise<{ readonly sessions: readonly StoredSession[]; readonly count: number }> {
  const rows = await asked(tx, filters)
    .selectAll()
    .orderBy('asked_at', 'desc')
    .orderBy('id')
    .offset(page.from)
    .limit(page.limit)
    .execute();
  const { count } = await asked(tx, filters)
    .select(({ fn }) => fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow();
  return { sessions: rows.map(stored), count: Number(count) };
}
