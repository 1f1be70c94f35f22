import { sql } from 'kysely';
import type { Day } from '../../../kernel/day.ts';
import type { Tx } from '../../../platform/action.ts';

/** A failed try as the audit trail tells it. */
export type FailedTry = {
  readonly number: string;
  readonly at: Date;
  readonly action: string;
  readonly person: string;
  readonly name: string;
  readonly email: string | null;
  readonly origin: string | null;
};

export type FailureFilters = {
  readonly association: string;
  readonly words: string | undefined;
  readonly since: Day | undefined;
  readonly until: Day | undefined;
  /** The only entity whose people may be seen; undefined for all. */
  readonly entity: string | undefined;
};

const signInActions = sql`e.action in ('identity/sign-in', 'identity/sign-in-second-step', 'identity/prove-again')`;

/** Failed tries about a person's account, the latest first; a try told to several associations counts once. */
export async function failedTriesOf(tx: Tx, person: string, limit: number) {
  const { rows } = await sql<{ at: Date; action: string; origin: string | null }>`
    select distinct e.at, e.action, e.origin from platform.audit_entries e
    where e.acting_for = ${person} and e.outcome = 'failed' and ${signInActions}
    order by e.at desc limit ${limit}`.execute(tx);
  return rows;
}

/** Failed tries about the people of an association, with numbers below `before`. */
export async function failedTriesIn(
  tx: Tx,
  filters: FailureFilters,
  { before, limit }: { readonly before: string | undefined; readonly limit: number },
): Promise<readonly FailedTry[]> {
  const { rows } = await sql<FailedTry>`
    select e.number::text as number, e.at, e.action, p.id::text as person, p.name, p.email, e.origin
    from ${failures(filters)} ${before === undefined ? sql`` : sql`and e.number < ${before}::bigint`}
    order by e.number desc limit ${limit}`.execute(tx);
  return rows;
}

export async function countFailedTries(tx: Tx, filters: FailureFilters): Promise<number> {
  const { rows } = await sql<{ count: bigint }>`select count(*) as count from ${failures(filters)}`.execute(tx);
  return Number(rows[0]!.count);
}

function failures({ association, words, since, until, entity }: FailureFilters) {
  const conditions = [
    sql`e.association = ${association} and e.outcome = 'failed' and ${signInActions}`,
    words &&
      sql`(p.name ilike ${pattern(words)} or p.email ilike ${pattern(words)} or e.origin like ${pattern(words)})`,
    since && sql`e.at >= (${since}::date::timestamp at time zone 'Europe/Rome')`,
    until && sql`e.at < ((${until}::date + 1)::timestamp at time zone 'Europe/Rome')`,
    entity && holdsPostFor(association, entity),
  ];
  return sql`platform.audit_entries e join identity.people p on p.id::text = e.acting_for where ${sql.join(
    conditions.filter((condition) => condition !== undefined && condition !== ''),
    sql` and `,
  )}`;
}

export type OpenSession = {
  readonly id: string;
  readonly person: string;
  readonly name: string;
  readonly email: string | null;
  readonly created: Date;
  readonly seen: Date;
  readonly method: string;
  readonly level: number;
  readonly origin: string | null;
  readonly agent: string | null;
};

/** Open sessions of the people who hold a post in an association that day, the latest used first. */
export async function openSessionsIn(
  tx: Tx,
  at: {
    readonly association: string;
    readonly words: string | undefined;
    readonly entity: string | undefined;
    readonly on: Day;
    readonly createdAfter: Date;
    readonly seenAfter: Date;
  },
): Promise<readonly OpenSession[]> {
  const { association, words, entity, on } = at;
  const { rows } = await sql<OpenSession>`
    select left(s.token_sha256, 24) as id, p.id::text as person, p.name, p.email, s.created, s.seen, s.method, s.level,
      s.origin, s.agent
    from identity.sessions s join identity.people p on p.id = s.person
    where s.created > ${at.createdAfter} and s.seen > ${at.seenAfter} and p.disabled is null
      and exists (select from identity.posts o where o.person = p.id and o.association = ${association}
        and o.since <= ${on} and (o.until is null or o.until >= ${on}))
      ${entity ? sql`and ${holdsPostFor(association, entity)}` : sql``}
      ${words ? sql`and (p.name ilike ${pattern(words)} or p.email ilike ${pattern(words)} or s.origin like ${pattern(words)})` : sql``}
    order by s.seen desc, s.token_sha256 limit 10000`.execute(tx);
  return rows;
}

function holdsPostFor(association: string, entity: string) {
  return sql`exists (select from identity.posts h where h.person = p.id and h.association = ${association} and h.entity = ${entity})`;
}

function pattern(words: string): string {
  return `%${words.replace(/[\\%_]/g, '\\$&')}%`;
}
