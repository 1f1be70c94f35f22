import { type Selectable, sql } from 'kysely';
import type { Day } from '../../../kernel/day.ts';
import type { Tx } from '../../../platform/action.ts';
import type { ReviewTables } from './review-tables.ts';

export type ReviewRow = Selectable<ReviewTables['identity.reviews']>;
export type ReviewPostRow = Selectable<ReviewTables['identity.review_posts']>;

const tables = (tx: Tx) => tx.withTables<ReviewTables>();

/** The rounds of an association, the newest first. */
export async function reviewsOf(tx: Tx, association: string): Promise<ReviewRow[]> {
  return tables(tx)
    .selectFrom('identity.reviews')
    .selectAll()
    .where('association', '=', association)
    .orderBy('opened_on', 'desc')
    .orderBy('opened_at', 'desc')
    .execute();
}

/** Two who open a round at once go one after the other. */
export async function oneReviewAtATime(tx: Tx, association: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('identity/reviews'), hashtext(${association}))`.execute(tx);
}

export async function insertReview(
  tx: Tx,
  review: ReviewRow,
  posts: readonly { readonly id: string; readonly entity: string | null }[],
): Promise<void> {
  await tables(tx).insertInto('identity.reviews').values(review).execute();
  const { association, id, due, unconfirmed } = review;
  const open = { outcome: null, decided_at: null, decided_by: null, decided_role: null };
  for (let from = 0; from < posts.length; from += 1000) {
    await tables(tx)
      .insertInto('identity.review_posts')
      .values(
        posts
          .slice(from, from + 1000)
          .map((post) => ({ association, review: id, post: post.id, entity: post.entity, due, unconfirmed, ...open })),
      )
      .execute();
  }
}

/** The posts of a round that the transaction may see. */
export async function postsInReview(tx: Tx, association: string, review: string): Promise<ReviewPostRow[]> {
  return tables(tx)
    .selectFrom('identity.review_posts')
    .selectAll()
    .where('association', '=', association)
    .where('review', '=', review)
    .orderBy('post')
    .execute();
}

/** Says of posts, in every round where they wait, what was decided; how many were still waiting. */
export async function decideReviewPosts(
  tx: Tx,
  association: string,
  decided: {
    readonly posts: readonly string[];
    readonly outcome: 'confirmed' | 'ended';
    readonly at: Date;
    readonly by: string | null;
    readonly role: string | null;
  },
): Promise<number> {
  const { posts, outcome, at, by, role } = decided;
  if (posts.length === 0) return 0;
  const rows = await tables(tx)
    .updateTable('identity.review_posts')
    .set({ outcome, decided_at: at, decided_by: by, decided_role: role })
    .where('association', '=', association)
    .where('post', 'in', [...posts])
    .where('outcome', 'is', null)
    .returning('post')
    .execute();
  return new Set(rows.map(({ post }) => post)).size;
}

type SettingTables = {
  'platform.settings': { association: string; name: string; value: unknown; changed: Date; changed_by: string | null };
};
const setting = 'identity.review';

export async function storedReviewPolicy(tx: Tx, association: string): Promise<unknown> {
  const row = await tx
    .withTables<SettingTables>()
    .selectFrom('platform.settings')
    .select('value')
    .where('association', '=', association)
    .where('name', '=', setting)
    .executeTakeFirst();
  return row?.value;
}

export async function storeReviewPolicy(
  tx: Tx,
  association: string,
  policy: object,
  by: { readonly person: string | null; readonly at: Date },
): Promise<void> {
  const value = JSON.stringify(policy);
  const change = { value, changed: by.at, changed_by: by.person };
  await tx
    .withTables<SettingTables>()
    .insertInto('platform.settings')
    .values({ association, name: setting, ...change })
    .onConflict((conflict) => conflict.columns(['association', 'name']).doUpdateSet(change))
    .execute();
}

/** The last day of the round that is open, if one is. */
export function openReview(reviews: readonly ReviewRow[], on: Day): ReviewRow | undefined {
  return reviews.find(({ due }) => due >= on);
}
