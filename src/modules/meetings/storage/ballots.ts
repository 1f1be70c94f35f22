import type { Tx } from '../../../platform/action.ts';
import type { BallotOutcome, BallotState } from '../rules/index.ts';
import type { MeetingsTables } from './tables.ts';

const tables = (tx: Tx) => tx.withTables<MeetingsTables>();
type Row = MeetingsTables['meetings.ballots'];

export type StoredBallot = {
  readonly number: number;
  readonly item: number;
  readonly question: string;
  readonly kind: 'proposal' | 'election';
  readonly candidates: readonly string[];
  readonly way: 'open' | 'secret';
  /** The id of the majority clause. */
  readonly clause: string;
  readonly state: BallotState;
  readonly repeats: number | null;
  readonly created: Date;
  readonly started: Date | null;
  readonly stopped: Date | null;
  readonly published: Date | null;
  readonly voidReason: string | null;
  readonly frozen: string | null;
  readonly frozenSha256: string | null;
  readonly outcome: BallotOutcome | null;
  readonly publicKey: string | null;
  readonly sealedHalf: string | null;
  readonly keyName: string | null;
  readonly tally: string | null;
};

const columns = [
  'number',
  'item',
  'question',
  'kind',
  'candidates',
  'way',
  'clause',
  'state',
  'repeats',
  'created',
  'started',
  'stopped',
  'published',
  'void_reason as voidReason',
  'frozen',
  'frozen_sha256 as frozenSha256',
  'outcome',
  'public_key as publicKey',
  'sealed_half as sealedHalf',
  'key_name as keyName',
  'tally',
] as const;

export type BallotPlace = { readonly association: string; readonly meeting: number; readonly ballot: number };

export async function ballotsOf(tx: Tx, association: string, meeting: number): Promise<StoredBallot[]> {
  const rows = await tables(tx)
    .selectFrom('meetings.ballots')
    .select(columns)
    .where('association', '=', association)
    .where('meeting', '=', meeting)
    .orderBy('number')
    .execute();
  return rows as StoredBallot[];
}

/**
 * A ballot. `change` keeps everybody else out until the transaction ends; `vote` keeps out only who would change the ballot,
 * so that many vote at once and none after the stop.
 */
export async function ballotNumbered(
  tx: Tx,
  { association, meeting, ballot }: BallotPlace,
  lock?: 'change' | 'vote',
): Promise<StoredBallot | undefined> {
  let query = tables(tx)
    .selectFrom('meetings.ballots')
    .select(columns)
    .where('association', '=', association)
    .where('meeting', '=', meeting)
    .where('number', '=', ballot);
  if (lock === 'change') query = query.forUpdate();
  if (lock === 'vote') query = query.forShare();
  return (await query.executeTakeFirst()) as StoredBallot | undefined;
}

/** Stores a ballot under the next number; the meeting must be locked. */
export async function insertBallot(
  tx: Tx,
  association: string,
  meeting: number,
  ballot: Pick<Row, 'item' | 'question' | 'kind' | 'way' | 'clause' | 'repeats'> & {
    readonly candidates: readonly string[];
  },
  by: { readonly name: string; readonly at: Date },
): Promise<number> {
  const { last } = await tables(tx)
    .selectFrom('meetings.ballots')
    .select((of) => of.fn.coalesce(of.fn.max('number'), of.lit(0)).as('last'))
    .where('association', '=', association)
    .where('meeting', '=', meeting)
    .executeTakeFirstOrThrow();
  await tables(tx)
    .insertInto('meetings.ballots')
    .values({
      association,
      meeting,
      number: last + 1,
      ...ballot,
      candidates: [...ballot.candidates],
      state: 'created',
      created: by.at,
      created_by: by.name,
    } as Row)
    .execute();
  return last + 1;
}

export async function updateBallot(
  tx: Tx,
  { association, meeting, ballot }: BallotPlace,
  fields: Partial<Row>,
): Promise<void> {
  await tables(tx)
    .updateTable('meetings.ballots')
    .set(fields)
    .where('association', '=', association)
    .where('meeting', '=', meeting)
    .where('number', '=', ballot)
    .execute();
}

export type StoredVote = {
  readonly seat: string;
  readonly entity: string | null;
  readonly choice: string;
  readonly castAt: Date;
  readonly name: string;
  readonly way: 'device' | 'roll-call';
};

export async function votesOf(tx: Tx, { association, meeting, ballot }: BallotPlace): Promise<StoredVote[]> {
  const rows = await tables(tx)
    .selectFrom('meetings.votes')
    .select(['seat', 'entity', 'choice', 'cast_at as castAt', 'name', 'way'])
    .where('association', '=', association)
    .where('meeting', '=', meeting)
    .where('ballot', '=', ballot)
    .orderBy('seat')
    .execute();
  return rows as StoredVote[];
}

/** Puts the vote of a seat, in the place of the one it may have cast before. */
export async function putVote(
  tx: Tx,
  { association, meeting, ballot }: BallotPlace,
  vote: StoredVote & { readonly person: string | null },
): Promise<void> {
  const { castAt, ...rest } = vote;
  await tables(tx)
    .insertInto('meetings.votes')
    .values({ association, meeting, ballot, ...rest, cast_at: castAt })
    .onConflict((conflict) =>
      conflict.columns(['association', 'meeting', 'ballot', 'seat']).doUpdateSet((of) => ({
        choice: of.ref('excluded.choice'),
        cast_at: of.ref('excluded.cast_at'),
        name: of.ref('excluded.name'),
        person: of.ref('excluded.person'),
        way: of.ref('excluded.way'),
      })),
    )
    .execute();
}

export async function voteOfSeat(tx: Tx, place: BallotPlace, seat: string): Promise<StoredVote | undefined> {
  const row = await tables(tx)
    .selectFrom('meetings.votes')
    .select(['seat', 'entity', 'choice', 'cast_at as castAt', 'name', 'way'])
    .where('association', '=', place.association)
    .where('meeting', '=', place.meeting)
    .where('ballot', '=', place.ballot)
    .where('seat', '=', seat)
    .executeTakeFirst();
  return row as StoredVote | undefined;
}

/** An encrypted paper: JSON as published, and the hash that the voter keeps. */
export type StoredPaper = {
  readonly seat: string;
  readonly entity: string | null;
  readonly paper: string;
  readonly receipt: string;
  readonly castAt: Date;
  readonly name: string;
};

export async function papersOf(tx: Tx, { association, meeting, ballot }: BallotPlace): Promise<StoredPaper[]> {
  return tables(tx)
    .selectFrom('meetings.papers')
    .select(['seat', 'entity', 'paper', 'receipt', 'cast_at as castAt', 'name'])
    .where('association', '=', association)
    .where('meeting', '=', meeting)
    .where('ballot', '=', ballot)
    .orderBy('seat')
    .execute();
}

export async function paperOfSeat(
  tx: Tx,
  place: BallotPlace,
  seat: string,
): Promise<Omit<StoredPaper, 'paper'> | undefined> {
  return tables(tx)
    .selectFrom('meetings.papers')
    .select(['seat', 'entity', 'receipt', 'cast_at as castAt', 'name'])
    .where('association', '=', place.association)
    .where('meeting', '=', place.meeting)
    .where('ballot', '=', place.ballot)
    .where('seat', '=', seat)
    .executeTakeFirst();
}

/** Puts the paper of a seat, in the place of the one it may have cast before. */
export async function putPaper(
  tx: Tx,
  { association, meeting, ballot }: BallotPlace,
  paper: StoredPaper,
): Promise<void> {
  const { castAt, ...rest } = paper;
  await tables(tx)
    .insertInto('meetings.papers')
    .values({ association, meeting, ballot, ...rest, cast_at: castAt })
    .onConflict((conflict) =>
      conflict.columns(['association', 'meeting', 'ballot', 'seat']).doUpdateSet((of) => ({
        paper: of.ref('excluded.paper'),
        receipt: of.ref('excluded.receipt'),
        cast_at: of.ref('excluded.cast_at'),
        name: of.ref('excluded.name'),
      })),
    )
    .execute();
}
