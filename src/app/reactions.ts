import { tellTokenHolder } from '../modules/tokens/module.ts';
import type { AnyReaction } from '../platform/jobs/reaction.ts';

/**
 * What follows from which act, later: each is asked for in the act's own transaction and done by a job, tried again until it
 * succeeds.
 */
export const reactions: readonly AnyReaction[] = [
  tellTokenHolder, // after tokens/create-token: a letter to the person in whose name it was made
];
