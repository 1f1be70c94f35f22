import type { AnyReaction } from '../platform/jobs/reaction.ts';

/**
 * What follows from which act, later: each is asked for in the act's own transaction and done by a job, tried again until it
 * succeeds.
 */
export const reactions: readonly AnyReaction[] = [];
