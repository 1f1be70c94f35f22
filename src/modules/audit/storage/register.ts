import { sql } from 'kysely';
import type { Day } from '../../../kernel/day.ts';
import type { Tx } from '../../../platform/action.ts';

export type RegisterFilters = {
  readonly association: string;
  /** Ids of people; undefined for everybody. */
  readonly people: readonly string[] | undefined;
  readonly action: string | undefined;
  readonly outcome: string | undefined;
  readonly entity: string | undefined;
  /** The only entity whose entries may be seen; undefined for all. */
  readonly only: string | undefined;
  readonly since: Day | undefined;
  readonly until: Day | undefined;
};

export type RegisterRow = {
  readonly number: bigint;
  readonly at: Date;
  readonly action: string;
  readonly outcome: string;
  readonly person: string | null;
  readonly actor_kind: string;
  readonly role: string | null;
  readonly entity: string | null;
  readonly acting_for: string | null;
  readonly via: string;
  readonly origin: string | null;
  readonly input_digest: string;
  readonly change: string | null;
  readonly hash: string;
};

/** Entries that the filters leave, the latest first, with numbers below `before`. */
export async function entriesLike(
  tx: Tx,
  filters: RegisterFilters,
  { before, limit }: { readonly before: number | undefined; readonly limit: number },
): Promise<readonly RegisterRow[]> {
  const { rows } = await sql<RegisterRow>`
    select number, at, action, outcome, person::text, actor_kind, role, entity, acting_for, via, origin, input_digest,
      change, hash
    from platform.audit_entries
    where ${matching(filters)} ${before === undefined ? sql`` : sql`and number < ${before}`}
    order by number desc limit ${limit}`.execute(tx);
  return rows;
}

export async function countLike(tx: Tx, filters: RegisterFilters): Promise<number> {
  const { rows } = await sql<{ count: bigint }>`
    select count(*) as count from platform.audit_entries where ${matching(filters)}`.execute(tx);
  return Number(rows[0]!.count);
}

/** A person is found by what he did and by what was done about him; so is an entity. Days are those of Rome. */
function matching({ association, people, action, outcome, entity, only, since, until }: RegisterFilters) {
  const conditions = [
    sql`association = ${association}`,
    people && sql`(person = any(${people}::uuid[]) or acting_for = any(${people}::text[]))`,
    action && sql`action = ${action}`,
    outcome && sql`outcome = ${outcome}`,
    entity && sql`(entity = ${entity} or acting_for = ${entity})`,
    only && sql`(entity = ${only} or acting_for = ${only})`,
    since && sql`at >= (${since}::date::timestamp at time zone 'Europe/Rome')`,
    until && sql`at < ((${until}::date + 1)::timestamp at time zone 'Europe/Rome')`,
  ];
  return sql.join(
    conditions.filter((condition) => condition !== undefined && condition !== ''),
    sql` and `,
  );
}
