import { type RawBuilder, sql } from 'kysely';
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

/** The actions that have entries, by name, of those that may be seen: one look in the index for each of them. */
export async function actionsThere(tx: Tx, association: string, only: string | undefined): Promise<readonly string[]> {
  const next = (after: RawBuilder<unknown>) => sql`(
    select action from platform.audit_entries
    where association = ${association} ${after} ${only === undefined ? sql`` : ofEntity(only)}
    order by action limit 1)`;
  const { rows } = await sql<{ action: string }>`
    with recursive there(action) as (
      ${next(sql``)} union all select ${next(sql`and action > there.action`)} from there where there.action is not null
    ) select action from there where action is not null`.execute(tx);
  return rows.map(({ action }) => action);
}

/** Of the codes, those of entities that some entry is of or about. */
export async function entitiesThere(tx: Tx, association: string, codes: readonly string[]): Promise<readonly string[]> {
  const { rows } = await sql<{ code: string }>`
    select code from unnest(${codes}::text[]) code
    where exists (select from platform.audit_entries where association = ${association} and entity = code)
      or exists (select from platform.audit_entries where association = ${association} and acting_for = code)`.execute(
    tx,
  );
  return rows.map(({ code }) => code);
}

const ofEntity = (entity: string) => sql`and (entity = ${entity} or acting_for = ${entity})`;

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
