import { addDays, addMonths, type Day } from '../../../kernel/day.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { Role } from '../../../platform/role.ts';
import { type PostState, stateOf } from './post-state.ts';
import { reviewRefusals } from './review-refusals.ts';

/** How often posts are confirmed, how many days there are for it, and what becomes of what nobody confirmed. */
export type ReviewPolicy = {
  readonly everyMonths: number;
  readonly days: number;
  readonly unconfirmed: 'suspend' | 'keep';
};

/** Every six months, as the requirements' yardstick for `identity` has it; a month's time. */
export const usualReview: ReviewPolicy = { everyMonths: 6, days: 30, unconfirmed: 'suspend' };

/** The day from which the next round is due; null before the first, which is due at once. */
export function nextReview(last: { readonly openedOn: Day } | undefined, { everyMonths }: ReviewPolicy): Day | null {
  return last ? addMonths(last.openedOn, everyMonths) : null;
}

export type ReviewedPost = {
  readonly id: string;
  readonly person: string;
  readonly role: Role;
  readonly entity: string | null;
  readonly since: Day;
  readonly until: Day | null;
  readonly suspended: boolean;
  readonly outSince: Day | null;
};

const ownReviewers: readonly Role[] = ['CTR', 'REF'];

/**
 * Whether somebody confirms or ends a post in a round. The entity's own delegate or referent; the head for posts of the whole
 * association or of his own entity, and for entities that have nobody else; the system administrator for the head's own.
 * Nobody for a post of one's own.
 *
 * @param others the posts of the entity, to know who else could
 * Refuses `identity/own-post`, `identity/entity-reviews`.
 */
export function mayReview(
  post: ReviewedPost,
  by: { readonly person: string | null; readonly role: Role | null; readonly entity: string | null; readonly on: Day },
  others: readonly ReviewedPost[],
): Result<ReviewedPost> {
  if (by.person !== null && post.person === by.person) return refuse(reviewRefusals.ownPost());
  if (by.role === 'SYS') return post.role === 'RES' ? ok(post) : refuse(reviewRefusals.entityReviews());
  if (by.role !== 'RES' || post.entity === null || post.entity === by.entity) return ok(post);
  const elsewhere = others.some(
    (other) =>
      other.entity === post.entity &&
      ownReviewers.includes(other.role) &&
      other.person !== post.person &&
      (stateOf(other, by.on) satisfies PostState) === 'in-force',
  );
  return elsewhere ? refuse(reviewRefusals.entityReviews()) : ok(post);
}

/** The last day of a post that is ended at once: the day before, unless it began that very day. */
export function endedAtOnce(post: Pick<ReviewedPost, 'since'>, on: Day): Day {
  return post.since < on ? addDays(on, -1) : on;
}
