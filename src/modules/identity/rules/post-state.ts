import { addDays, type Day } from '../../../kernel/day.ts';

/**
 * Where a post stands on a day. `suspended`: its dates hold, but nobody confirmed it in time. `left`: its dates hold, but its
 * entity has left the association.
 */
export const postStates = ['in-force', 'coming', 'ended', 'suspended', 'left'] as const;
export type PostState = (typeof postStates)[number];

/** A post that ends within so many days is about to. */
export const soonDays = 60;

type Dated = {
  readonly since: Day;
  readonly until: Day | null;
  readonly suspended: boolean;
  readonly outSince: Day | null;
};

export function stateOf(post: Dated, on: Day): PostState {
  if (post.since > on) return 'coming';
  if (post.until !== null && post.until < on) return 'ended';
  if (post.outSince !== null) return 'left';
  return post.suspended ? 'suspended' : 'in-force';
}

/** Whether a post in force ends within the next days. */
export function endsSoon(post: Dated, on: Day): boolean {
  return stateOf(post, on) === 'in-force' && post.until !== null && post.until <= addDays(on, soonDays);
}
