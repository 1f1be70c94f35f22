import { sql } from 'kysely';
import type { Day } from '../../../kernel/day.ts';
import type { Tx } from '../../../platform/action.ts';
import type { MeetingsTables } from './tables.ts';

const tables = (tx: Tx) => tx.withTables<MeetingsTables>();

/** What a body has decided, or an advisory body's opinion, under its number of the year. */
export type Decision = {
  readonly body: string;
  readonly year: number;
  readonly number: number;
  readonly meeting: number;
  readonly ballot: number;
  readonly item: number;
  readonly title: string;
  readonly on: Day;
  readonly matter: string;
  readonly subject: string;
  /** What the module that holds it answered when it was made to hold (JSON). */
  readonly adopted: string | null;
  readonly kind: 'decision' | 'opinion';
  /** Of an opinion: in favour, or against. */
  readonly favourable: boolean;
  /** Of the ballot as frozen. */
  readonly sha256: string;
  readonly recorded: Date;
};

const columns = [
  'body',
  'year',
  'number',
  'meeting',
  'ballot',
  'item',
  'title',
  'on_day as on',
  'matter',
  'subject',
  'adopted',
  'kind',
  'favourable',
  'sha256',
  'recorded',
] as const;

/** The next number of a body and year. Others wait until the transaction ends; undone, the number is free again. */
export async function nextDecisionNumber(
  tx: Tx,
  of: { readonly association: string; readonly body: string; readonly year: number },
): Promise<number> {
  const { rows } = await sql<{ last: number }>`
    insert into meetings.decision_numbers as numbers (association, body, year, last)
    values (${of.association}, ${of.body}, ${of.year}, 1)
    on conflict (association, body, year) do update set last = numbers.last + 1
    returning last`.execute(tx);
  return rows[0]!.last;
}

export async function insertDecision(
  tx: Tx,
  association: string,
  { on, ...decision }: Decision,
  by: string,
): Promise<void> {
  await tables(tx)
    .insertInto('meetings.decisions')
    .values({ association, ...decision, on_day: on, recorded_by: by })
    .execute();
}

export type DecisionFilter = {
  readonly body?: string | undefined;
  readonly year?: number | undefined;
  readonly meeting?: number | undefined;
  readonly matter?: string | undefined;
  readonly subject?: string | undefined;
  readonly kind?: Decision['kind'] | undefined;
  /** Only those of sittings whose minutes are published. */
  readonly published?: boolean | undefined;
  readonly limit?: number;
  readonly offset?: number;
};

const chosen = (tx: Tx, association: string, filter: DecisionFilter) => {
  let query = tables(tx).selectFrom('meetings.decisions').where('association', '=', association);
  if (filter.body !== undefined) query = query.where('body', '=', filter.body);
  if (filter.year !== undefined) query = query.where('year', '=', filter.year);
  if (filter.meeting !== undefined) query = query.where('meeting', '=', filter.meeting);
  if (filter.matter !== undefined) query = query.where('matter', '=', filter.matter);
  if (filter.kind !== undefined) query = query.where('kind', '=', filter.kind);
  if (filter.subject !== undefined) query = query.where('subject', '=', filter.subject);
  if (filter.published)
    query = query.where((of) =>
      of.exists(
        of
          .selectFrom('meetings.minutes')
          .select('meetings.minutes.meeting')
          .whereRef('meetings.minutes.association', '=', 'meetings.decisions.association')
          .whereRef('meetings.minutes.meeting', '=', 'meetings.decisions.meeting')
          .where('meetings.minutes.state', '=', 'published'),
      ),
    );
  return query;
};

/** Decisions, the newest first. */
export async function decisionsLike(tx: Tx, association: string, filter: DecisionFilter = {}): Promise<Decision[]> {
  let query = chosen(tx, association, filter)
    .select(columns)
    .orderBy('year', 'desc')
    .orderBy('body')
    .orderBy('number', 'desc');
  if (filter.limit !== undefined) query = query.limit(filter.limit);
  if (filter.offset !== undefined) query = query.offset(filter.offset);
  return (await query.execute()) as Decision[];
}

export async function countDecisions(tx: Tx, association: string, filter: DecisionFilter = {}): Promise<number> {
  const row = await chosen(tx, association, filter)
    .select((of) => of.fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

export async function decisionNumbered(
  tx: Tx,
  association: string,
  place: { readonly body: string; readonly year: number; readonly number: number },
): Promise<Decision | undefined> {
  const row = await tables(tx)
    .selectFrom('meetings.decisions')
    .select(columns)
    .where('association', '=', association)
    .where('body', '=', place.body)
    .where('year', '=', place.year)
    .where('number', '=', place.number)
    .executeTakeFirst();
  return row as Decision | undefined;
}
