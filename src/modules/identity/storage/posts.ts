import { type Insertable, sql } from 'kysely';
import type { Day } from '../../../kernel/day.ts';
import type { EntityCode } from '../../../kernel/entity.ts';
import type { Tx } from '../../../platform/action.ts';
import type { Role } from '../../../platform/role.ts';
import type { IdentityTables } from './tables.ts';

export type PostRow = Insertable<IdentityTables['identity.posts']>;

/**
 * A post with its holder. `suspended`: since nobody confirmed it in time it opens nothing. `outSince`: the first day out of its
 * entity, where that has left; it opens nothing either.
 */
export type HeldPost = {
  readonly id: string;
  readonly person: string;
  readonly name: string;
  readonly email: string | null;
  readonly role: Role;
  readonly entity: EntityCode | null;
  readonly entityName: string | null;
  readonly since: Day;
  readonly until: Day | null;
  readonly act: string;
  readonly actNumber: string;
  readonly actDate: Day | null;
  readonly actIssuer: string;
  readonly endAct: string;
  readonly suspended: boolean;
  readonly outSince: Day | null;
};

const tables = (tx: Tx) => tx.withTables<IdentityTables>();

export async function insertPost(tx: Tx, post: PostRow): Promise<void> {
  await tables(tx).insertInto('identity.posts').values(post).execute();
}

/**
 * Posts of the association that the transaction may see, of every time, by the holder's name; of one person, or some by
 * their id, where given. Whether they are suspended, and their entity out, is said for the day.
 */
export async function heldPosts(
  tx: Tx,
  association: string,
  asked: { readonly on: Day; readonly person?: string; readonly posts?: readonly string[]; readonly entity?: string },
): Promise<HeldPost[]> {
  let query = tables(tx)
    .selectFrom('identity.posts as post')
    .innerJoin('identity.people as person', 'person.id', 'post.person')
    .select([
      'post.id',
      'post.person',
      'person.name',
      'person.email',
      'post.role',
      'post.entity',
      'post.entity_name as entityName',
      'post.since',
      'post.until',
      'post.act',
      'post.act_number as actNumber',
      'post.act_date as actDate',
      'post.act_issuer as actIssuer',
      'post.end_act as endAct',
    ])
    .select(
      sql<boolean>`exists (
        select from identity.review_posts r
        where r.association = post.association and r.post = post.id
          and r.outcome is null and r.unconfirmed = 'suspend' and r.due < ${asked.on}
      )`.as('suspended'),
    )
    .select(sql<Day | null>`membership.out_since(post.association, post.entity, ${asked.on})`.as('outSince'))
    .where('post.association', '=', association)
    .orderBy('person.name')
    .orderBy('post.entity_name')
    .orderBy('post.role')
    .orderBy('post.since')
    .orderBy('post.id');
  if (asked.person !== undefined) query = query.where('post.person', '=', asked.person);
  if (asked.entity !== undefined) query = query.where('post.entity', '=', asked.entity);
  if (asked.posts !== undefined) query = query.where('post.id', 'in', [...asked.posts]);
  return (await query.execute()) as HeldPost[];
}

export async function heldPost(tx: Tx, association: string, id: string, on: Day): Promise<HeldPost | undefined> {
  return (await heldPosts(tx, association, { on, posts: [id] }))[0];
}

/** Sets the last day of a post, and why; false when there is no such post, or it had not begun by then. */
export async function closePost(
  tx: Tx,
  association: string,
  { id, until, endAct = '' }: { readonly id: string; readonly until: Day; readonly endAct?: string | undefined },
): Promise<boolean> {
  const { numUpdatedRows } = await tables(tx)
    .updateTable('identity.posts')
    .set({ until, end_act: endAct })
    .where('association', '=', association)
    .where('id', '=', id)
    .where('since', '<=', until)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Dates and act of a post as they should have been. */
export async function storePost(
  tx: Tx,
  association: string,
  id: string,
  post: Pick<PostRow, 'since' | 'until' | 'act' | 'act_number' | 'act_date' | 'act_issuer'>,
): Promise<void> {
  await tables(tx)
    .updateTable('identity.posts')
    .set(post)
    .where('association', '=', association)
    .where('id', '=', id)
    .execute();
}

/** Takes away a post that never was in force. */
export async function deletePost(tx: Tx, association: string, id: string): Promise<void> {
  await sql`delete from identity.review_posts where association = ${association} and post = ${id}`.execute(tx);
  await tables(tx).deleteFrom('identity.posts').where('association', '=', association).where('id', '=', id).execute();
}

/** Two acts on the posts of one association go one after the other, so that what is incompatible cannot meet. */
export async function onePostAtATime(tx: Tx, association: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('identity/posts'), hashtext(${association}))`.execute(tx);
}

/** The associations in which a person holds a post that day. */
export async function associationsOf(tx: Tx, person: string, on: Day): Promise<string[]> {
  const rows = await tables(tx)
    .selectFrom('identity.posts')
    .select('association')
    .distinct()
    .where('person', '=', person)
    .where('since', '<=', on)
    .where((where) => where.or([where('until', 'is', null), where('until', '>=', on)]))
    .orderBy('association')
    .execute();
  return rows.map((row) => row.association);
}
