import type { Day } from '../../../kernel/day.ts';
import type { Tx } from '../../../platform/action.ts';
import type { IdentityTables } from './tables.ts';

export type PostRow = IdentityTables['identity.posts'];

export async function insertPost(tx: Tx, post: PostRow): Promise<void> {
  await tx.withTables<IdentityTables>().insertInto('identity.posts').values(post).execute();
}

/** Posts of an association that count on a day, with the holder's name, by name. */
export async function postsOn(tx: Tx, association: string, on: Day) {
  return tx
    .withTables<IdentityTables>()
    .selectFrom('identity.posts as post')
    .innerJoin('identity.people as person', 'person.id', 'post.person')
    .select([
      'post.id',
      'person.name',
      'person.email',
      'post.role',
      'post.entity',
      'post.entity_name',
      'post.since',
      'post.until',
      'post.act',
    ])
    .where('post.association', '=', association)
    .where('post.since', '<=', on)
    .where((where) => where.or([where('post.until', 'is', null), where('post.until', '>=', on)]))
    .orderBy('person.name')
    .orderBy('post.role')
    .execute();
}

/** Sets the last day of a post; false when there is no such post. */
export async function closePost(tx: Tx, association: string, id: string, until: Day): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .withTables<IdentityTables>()
    .updateTable('identity.posts')
    .set({ until })
    .where('association', '=', association)
    .where('id', '=', id)
    .where('since', '<=', until)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** The associations in which a person holds a post that day. */
export async function associationsOf(tx: Tx, person: string, on: Day): Promise<string[]> {
  const rows = await tx
    .withTables<IdentityTables>()
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
