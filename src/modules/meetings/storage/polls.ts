import { sql } from 'kysely';
import type { Day } from '../../../kernel/day.ts';
import type { Tx } from '../../../platform/action.ts';
import type { MeetingsTables } from './tables.ts';

const tables = (tx: Tx) => tx.withTables<MeetingsTables>();

export type StoredPoll = {
  readonly number: number;
  readonly body: string;
  readonly question: string;
  readonly about: string;
  readonly requester: string | null;
  readonly opened: Date;
  readonly openedBy: string;
  readonly answersBy: Day | null;
  /** Entities asked, as at the opening (JSON). */
  readonly asked: string;
  readonly closed: Date | null;
  readonly approved: boolean | null;
  readonly frozen: string | null;
  readonly frozenSha256: string | null;
};

const columns = [
  'number',
  'body',
  'question',
  'about',
  'requester',
  'opened',
  'opened_by as openedBy',
  'answers_by as answersBy',
  'asked',
  'closed',
  'approved',
  'frozen',
  'frozen_sha256 as frozenSha256',
] as const;

/** Polls, the newest first. */
export async function pollsOf(tx: Tx, association: string): Promise<StoredPoll[]> {
  const rows = await tables(tx)
    .selectFrom('meetings.polls')
    .select(columns)
    .where('association', '=', association)
    .orderBy('number', 'desc')
    .execute();
  return rows as StoredPoll[];
}

export async function pollNumbered(
  tx: Tx,
  association: string,
  number: number,
  lock?: 'change' | 'answer',
): Promise<StoredPoll | undefined> {
  let query = tables(tx)
    .selectFrom('meetings.polls')
    .select(columns)
    .where('association', '=', association)
    .where('number', '=', number);
  if (lock === 'change') query = query.forUpdate();
  if (lock === 'answer') query = query.forShare();
  return (await query.executeTakeFirst()) as StoredPoll | undefined;
}

export async function insertPoll(
  tx: Tx,
  association: string,
  poll: Pick<StoredPoll, 'body' | 'question' | 'about' | 'requester' | 'answersBy' | 'asked'>,
  by: { readonly name: string; readonly at: Date },
): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtext(${`meetings polls ${association}`}))`.execute(tx);
  const { last } = await tables(tx)
    .selectFrom('meetings.polls')
    .select((of) => of.fn.coalesce(of.fn.max('number'), of.lit(0)).as('last'))
    .where('association', '=', association)
    .executeTakeFirstOrThrow();
  const { answersBy, ...rest } = poll;
  await tables(tx)
    .insertInto('meetings.polls')
    .values({
      association,
      number: last + 1,
      ...rest,
      answers_by: answersBy,
      opened: by.at,
      opened_by: by.name,
      closed: null,
      closed_by: null,
      approved: null,
      frozen: null,
      frozen_sha256: null,
    })
    .execute();
  return last + 1;
}

export async function closePollRow(
  tx: Tx,
  association: string,
  number: number,
  fields: Pick<MeetingsTables['meetings.polls'], 'closed' | 'closed_by' | 'approved' | 'frozen' | 'frozen_sha256'>,
): Promise<void> {
  await tables(tx)
    .updateTable('meetings.polls')
    .set(fields)
    .where('association', '=', association)
    .where('number', '=', number)
    .execute();
}

export type PollAnswer = {
  readonly entity: string;
  readonly declares: boolean;
  readonly note: string;
  readonly at: Date;
  readonly name: string;
};

export async function answersOf(tx: Tx, association: string, poll: number): Promise<PollAnswer[]> {
  return tables(tx)
    .selectFrom('meetings.poll_answers')
    .select(['entity', 'declares', 'note', 'at', 'name'])
    .where('association', '=', association)
    .where('poll', '=', poll)
    .orderBy('entity')
    .execute();
}

/** Puts an entity's answer, in the place of the one it may have given before. */
export async function putAnswer(tx: Tx, association: string, poll: number, answer: PollAnswer): Promise<void> {
  await tables(tx)
    .insertInto('meetings.poll_answers')
    .values({ association, poll, ...answer })
    .onConflict((conflict) =>
      conflict.columns(['association', 'poll', 'entity']).doUpdateSet((of) => ({
        declares: of.ref('excluded.declares'),
        note: of.ref('excluded.note'),
        at: of.ref('excluded.at'),
        name: of.ref('excluded.name'),
      })),
    )
    .execute();
}
