import { sql } from 'kysely';
import type { Day } from '../../../kernel/day.ts';
import type { Tx } from '../../../platform/action.ts';
import type { MeetingKind, MeetingState } from '../rules/index.ts';
import type { MeetingsTables } from './tables.ts';

const tables = (tx: Tx) => tx.withTables<MeetingsTables>();

/** A meeting as stored. `call`, chair and secretary are there from the opening. */
export type StoredMeeting = {
  readonly number: number;
  readonly body: string;
  readonly kind: MeetingKind;
  readonly reason: string;
  readonly title: string;
  readonly place: string;
  readonly remote: boolean;
  readonly remoteLink: string;
  readonly firstCall: Date | null;
  readonly secondCall: Date | null;
  readonly state: MeetingState;
  readonly request: number | null;
  readonly created: Date;
  readonly createdBy: string;
  readonly convened: Date | null;
  readonly convenedBy: string | null;
  readonly lateReason: string | null;
  readonly lateBy: string | null;
  readonly opened: Date | null;
  readonly call: number | null;
  readonly chair: string | null;
  readonly secretary: string | null;
  /** The hash of what was frozen at the opening; the text itself is asked for by itself (`frozenOf`). */
  readonly frozenSha256: string | null;
  readonly closed: Date | null;
  readonly cancelled: Date | null;
  readonly cancelledReason: string | null;
  readonly version: number;
};

const headColumns = [
  'number',
  'body',
  'kind',
  'reason',
  'title',
  'place',
  'remote',
  'remote_link as remoteLink',
  'first_call as firstCall',
  'second_call as secondCall',
  'state',
  'request',
  'created',
  'created_by as createdBy',
  'convened',
  'convened_by as convenedBy',
  'late_reason as lateReason',
  'late_by as lateBy',
  'opened',
  'call',
  'chair',
  'secretary',
  'frozen_sha256 as frozenSha256',
  'closed',
  'cancelled',
  'cancelled_reason as cancelledReason',
  'version',
] as const;

/** The meeting; `lock` keeps others from changing it until the transaction ends. */
export async function meetingNumbered(
  tx: Tx,
  association: string,
  number: number,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<StoredMeeting | undefined> {
  let query = tables(tx)
    .selectFrom('meetings.meetings')
    .select(headColumns)
    .where('association', '=', association)
    .where('number', '=', number);
  if (lock) query = query.forUpdate();
  return (await query.executeTakeFirst()) as StoredMeeting | undefined;
}

/** Seats, weights and explanations as frozen at the opening (JSON). */
export async function frozenOf(tx: Tx, association: string, number: number): Promise<string | null> {
  const row = await tables(tx)
    .selectFrom('meetings.meetings')
    .select('frozen')
    .where('association', '=', association)
    .where('number', '=', number)
    .executeTakeFirst();
  return row?.frozen ?? null;
}

export type MeetingFilter = {
  readonly body?: string | undefined;
  readonly states?: readonly MeetingState[] | undefined;
  /** Both days included; by the day of the first call. */
  readonly from?: Day | undefined;
  readonly to?: Day | undefined;
  /** Only those whose minutes are published. */
  readonly published?: boolean | undefined;
  readonly newestFirst?: boolean;
  readonly limit?: number;
  readonly offset?: number;
};

const chosen = (tx: Tx, association: string, { body, states, from, to, published }: MeetingFilter) => {
  let query = tables(tx).selectFrom('meetings.meetings').where('association', '=', association);
  if (body !== undefined) query = query.where('body', '=', body);
  if (states !== undefined) query = query.where('state', 'in', [...states]);
  if (from !== undefined) query = query.where(sql<boolean>`(first_call at time zone 'Europe/Rome')::date >= ${from}`);
  if (to !== undefined) query = query.where(sql<boolean>`(first_call at time zone 'Europe/Rome')::date <= ${to}`);
  if (published)
    query = query.where((of) =>
      of.exists(
        of
          .selectFrom('meetings.minutes')
          .select('meetings.minutes.meeting')
          .whereRef('meetings.minutes.association', '=', 'meetings.meetings.association')
          .whereRef('meetings.minutes.meeting', '=', 'meetings.meetings.number')
          .where('meetings.minutes.state', '=', 'published'),
      ),
    );
  return query;
};

/** Meetings by their day; those without one first. */
export async function meetingsLike(tx: Tx, association: string, filter: MeetingFilter = {}): Promise<StoredMeeting[]> {
  let query = chosen(tx, association, filter).select(headColumns);
  query = filter.newestFirst
    ? query.orderBy('first_call', (by) => by.desc().nullsFirst()).orderBy('number', 'desc')
    : query.orderBy('first_call', (by) => by.asc().nullsFirst()).orderBy('number');
  if (filter.limit !== undefined) query = query.limit(filter.limit);
  if (filter.offset !== undefined) query = query.offset(filter.offset);
  return (await query.execute()) as StoredMeeting[];
}

export async function countMeetings(tx: Tx, association: string, filter: MeetingFilter = {}): Promise<number> {
  const row = await chosen(tx, association, filter)
    .select((of) => of.fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

type Row = MeetingsTables['meetings.meetings'];
export type MeetingFields = Pick<
  Row,
  'body' | 'kind' | 'reason' | 'title' | 'place' | 'remote' | 'remote_link' | 'first_call' | 'second_call'
>;

/** Stores a draft under the next number of the association. Two at once: one waits for the other. */
export async function insertMeeting(
  tx: Tx,
  association: string,
  fields: MeetingFields & { readonly request: number | null },
  by: { readonly name: string; readonly at: Date },
): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtext(${`meetings ${association}`}))`.execute(tx);
  const { number } = await tables(tx)
    .insertInto('meetings.meetings')
    .columns([
      'association',
      'number',
      'body',
      'kind',
      'reason',
      'title',
      'place',
      'remote',
      'remote_link',
      'first_call',
      'second_call',
      'state',
      'request',
      'created',
      'created_by',
    ])
    .expression(
      sql<never>`select ${association}, coalesce((select max(number) from meetings.meetings where association = ${association}), 0) + 1,
        ${fields.body}, ${fields.kind}, ${fields.reason}, ${fields.title}, ${fields.place}, ${fields.remote}::boolean,
        ${fields.remote_link}, ${fields.first_call}::timestamptz, ${fields.second_call}::timestamptz, 'draft',
        ${fields.request}::integer, ${by.at}::timestamptz, ${by.name}`,
    )
    .returning('number')
    .executeTakeFirstOrThrow();
  return number;
}

/** Writes columns of a meeting that is in one of the states given; the version grows. False when it is in none of them. */
export async function updateMeeting(
  tx: Tx,
  association: string,
  number: number,
  states: readonly MeetingState[],
  fields: Partial<Omit<Row, 'association' | 'number' | 'version'>>,
): Promise<boolean> {
  const changed = await tables(tx)
    .updateTable('meetings.meetings')
    .set((of) => ({ ...fields, version: of('version', '+', 1) }))
    .where('association', '=', association)
    .where('number', '=', number)
    .where('state', 'in', [...states])
    .returning('number')
    .executeTakeFirst();
  return changed !== undefined;
}

/** Tells who follows the meeting live that something in it has changed. */
export async function meetingChanged(tx: Tx, association: string, number: number): Promise<void> {
  await tables(tx)
    .updateTable('meetings.meetings')
    .set((of) => ({ version: of('version', '+', 1) }))
    .where('association', '=', association)
    .where('number', '=', number)
    .execute();
}

/** Two numbers that grow: with whatever the secretary does, and with every vote cast in the ballot that runs. */
export type LiveMark = { readonly version: number; readonly state: string; readonly votes: string };

/** The small question of who follows a meeting live. */
export async function liveMarkOf(tx: Tx, association: string, number: number): Promise<LiveMark | undefined> {
  const { rows } = await sql<{ version: number; state: string; votes: string }>`
    select m.version, m.state, (
      select count(*) || ':' || coalesce(max(cast_at)::text, '') from (
        select v.cast_at from meetings.votes v join meetings.ballots b using (association, meeting)
        where v.association = m.association and v.meeting = m.number and v.ballot = b.number and b.state = 'started'
        union all
        select p.cast_at from meetings.papers p join meetings.ballots b using (association, meeting)
        where p.association = m.association and p.meeting = m.number and p.ballot = b.number and b.state = 'started'
      ) as cast_votes
    ) as votes
    from meetings.meetings m where m.association = ${association} and m.number = ${number}`.execute(tx);
  return rows[0];
}

export type Notice = {
  readonly entity: string;
  readonly way: string;
  readonly sent: Date;
  readonly delivered: Date | null;
  readonly address: string;
  readonly proof: string;
  readonly recordedBy: string;
};

/** How and when entities were told of the meeting, the first first. */
export async function noticesOf(tx: Tx, association: string, meeting: number): Promise<Notice[]> {
  return tables(tx)
    .selectFrom('meetings.notices')
    .select(['entity', 'way', 'sent', 'delivered', 'address', 'proof', 'recorded_by as recordedBy'])
    .where('association', '=', association)
    .where('meeting', '=', meeting)
    .orderBy('sent')
    .orderBy('entity')
    .execute();
}

/** Records that entities were told; the same notice again changes only its delivery and its proof. */
export async function recordNotices(
  tx: Tx,
  association: string,
  meeting: number,
  notices: readonly Omit<Notice, 'recordedBy'>[],
  by: { readonly name: string; readonly at: Date },
): Promise<void> {
  if (notices.length === 0) return;
  await tables(tx)
    .insertInto('meetings.notices')
    .values(notices.map((notice) => ({ association, meeting, ...notice, recorded: by.at, recorded_by: by.name })))
    .onConflict((conflict) =>
      conflict.columns(['association', 'meeting', 'entity', 'way', 'sent']).doUpdateSet((of) => ({
        delivered: of.ref('excluded.delivered'),
        proof: of.ref('excluded.proof'),
        address: of.ref('excluded.address'),
      })),
    )
    .execute();
}
