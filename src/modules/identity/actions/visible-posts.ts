import type { Day } from '../../../kernel/day.ts';
import type { Actor } from '../../../platform/action.ts';
import type { Reach } from '../../../platform/role.ts';
import { endsSoon, stateOf } from '../rules/post-state.ts';
import type { HeldPost } from '../storage/posts.ts';
import { type PostView, postViewOf } from './post-shapes.ts';

/** Whether somebody whose permission reaches so far may know of the post: all, those of the own entity, the own ones. */
export function isVisible(
  post: Pick<HeldPost, 'person' | 'entity'>,
  { actor, reach }: { readonly actor: Actor; readonly reach: Reach },
): boolean {
  if (reach === 'g') return true;
  if (reach === 'e') return post.entity !== null && post.entity === actor.entity;
  return reach === 'o' && actor.person !== null && post.person === actor.person;
}

/** The posts that the actor may know of, as they stand on a day. */
export function viewsOf(
  posts: readonly HeldPost[],
  who: { readonly actor: Actor; readonly reach: Reach; readonly on: Day },
): PostView[] {
  return posts
    .filter((post) => isVisible(post, who))
    .map((post) =>
      postViewOf(post, { stateOf: (one) => stateOf(one, who.on), endsSoon: (one) => endsSoon(one, who.on) }),
    );
}
