import { sql } from 'kysely';
import type { Day } from '../../../kernel/day.ts';
import type { Tx } from '../../../platform/action.ts';
import type { MeetingsTables } from './tables.ts';

const tables = (tx: Tx) => tx.withTables<MeetingsTables>();

/** A request of a sitting. */
export type StoredRequest = {
  readonly number: number;
  readonly body: string;
  readonly asked: Day;
  readonly reason: string;
  readonly items: readonly string[];
  readonly created: Date;
  readonly createdBy: string;
  readonly members: number;
  readonly required: number;
  readonly conveneBy: Day | null;
  readonly reached: Date | null;
  readonly withdrawn: Date | null;
  /** The sitting that answers it. */
  readonly meeting: number | null;
};

const columns = [
  'number',
  'body',
  'asked',
  'reason',
  'items',
  'created',
  'created_by as createdBy',
  'members',
  'required',
  'convene_by as conveneBy',
  'reached',
  'withdrawn',
] as const;

const withMeeting = (tx: Tx, association: string) =>
  tables(tx)
    .selectFrom('meetings.requests')
    .select(columns)
    .select(
      sql<number | null>`(select min(m.number) from meetings.meetings m where m.association = requests.association
        and m.request = requests.number and m.state <> 'cancelled')`.as('meeting'),
    )
    .where('association', '=', association);

/** Requests, the newest first. */
export async function requestsOf(tx: Tx, association: string): Promise<StoredRequest[]> {
  return (await withMeeting(tx, association).orderBy('number', 'desc').execute()) as unknown as StoredRequest[];
}

export async function requestNumbered(
  tx: Tx,
  association: string,
  number: number,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<StoredRequest | undefined> {
  let query = withMeeting(tx, association).where('number', '=', number);
  if (lock) query = query.forUpdate();
  return (await query.executeTakeFirst()) as unknown as StoredRequest | undefined;
}

export async function insertRequest(
  tx: Tx,
  association: string,
  request: Pick<StoredRequest, 'body' | 'asked' | 'reason' | 'items' | 'members' | 'required'>,
  by: { readonly name: string; readonly at: Date },
): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtext(${`meetings requests ${association}`}))`.execute(tx);
  const { last } = await tables(tx)
    .selectFrom('meetings.requests')
    .select((of) => of.fn.coalesce(of.fn.max('number'), of.lit(0)).as('last'))
    .where('association', '=', association)
    .executeTakeFirstOrThrow();
  await tables(tx)
    .insertInto('meetings.requests')
    .values({
      association,
      ...request,
      items: [...request.items],
      number: last + 1,
      created: by.at,
      created_by: by.name,
      convene_by: null,
      reached: null,
      withdrawn: null,
    })
    .execute();
  return last + 1;
}

export async function updateRequest(
  tx: Tx,
  association: string,
  number: number,
  fields: Partial<Pick<MeetingsTables['meetings.requests'], 'reached' | 'convene_by' | 'withdrawn'>>,
): Promise<void> {
  await tables(tx)
    .updateTable('meetings.requests')
    .set(fields)
    .where('association', '=', association)
    .where('number', '=', number)
    .execute();
}

export type Supporter = {
  readonly seat: string;
  readonly entity: string | null;
  readonly name: string;
  readonly at: Date;
};

export async function supportersOf(tx: Tx, association: string, request: number): Promise<Supporter[]> {
  return tables(tx)
    .selectFrom('meetings.supporters')
    .select(['seat', 'entity', 'name', 'at'])
    .where('association', '=', association)
    .where('request', '=', request)
    .orderBy('at')
    .orderBy('seat')
    .execute();
}

/** False when the seat supports it already. */
export async function insertSupporter(
  tx: Tx,
  association: string,
  request: number,
  supporter: Supporter,
  by: string,
): Promise<boolean> {
  const stored = await tables(tx)
    .insertInto('meetings.supporters')
    .values({ association, request, ...supporter, recorded_by: by })
    .onConflict((conflict) => conflict.doNothing())
    .returning('seat')
    .executeTakeFirst();
  return stored !== undefined;
}
