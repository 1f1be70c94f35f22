import type { ActionContext, Actor } from '../../../platform/action.ts';

/** Whoever may read something of meetings; what, depends on how far the post reaches. */
export const mayRead = { capability: 'meetings', letter: 'r' } as const;
/** The secretary and the head of the service prepare and lead sittings. */
export const mayLead = { capability: 'meetings', letter: 'w' } as const;
export const mayVote = { capability: 'meetings', letter: 'v' } as const;
/** A vote is cast by who is in the room for a seat, its holder or the delegate, whatever the post: who reads sittings may ask. */
export const mayCast = { capability: 'meetings', letter: 'v', or: 'r' } as const;

/** Drafts are seen by who writes them: the secretary, the head of the service, the operator. */
export function seesDrafts({ kind, role }: Pick<Actor, 'kind' | 'role'>): boolean {
  return kind === 'console' || role === 'SEC' || role === 'RES';
}

/** The whole association's posts see sittings from their convocation on; who has only the public part, what is published. */
export function seesConvened({ reach }: Pick<ActionContext<unknown>, 'reach'>): boolean {
  return reach !== 'p';
}
