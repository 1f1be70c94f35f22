import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { postRefusals } from '../rules/post-refusals.ts';
import { refusals } from '../rules/refusals.ts';
import { deletePost, heldPost } from '../storage/posts.ts';
import { toldOf } from './give-post.ts';

/**
 * Takes back a post that has not begun, as if it had never been given; what it was stays in the audit trail. Refuses
 * `identity/no-such-post`, `identity/post-begun`.
 */
export const cancelPost = defineAction({
  name: 'identity/cancel-post',
  title: text('annullare un incarico non ancora cominciato', 'cancel a post that has not begun'),
  permission: { capability: 'identity', letter: 'x' },
  http: { method: 'DELETE', path: '/posts/:post' },
  input: z.object({ post: z.uuid() }),
  output: z.object({ post: z.uuid() }),
  example: { post: '00000000-0000-4000-8000-000000000000' },
  async run({ tx, association, now, input, tell }) {
    const before = await heldPost(tx, association, input.post, now.today);
    if (!before) throw new Refused(refusals.noSuchPost());
    if (before.since <= now.today) throw new Refused(postRefusals.begun(before.since));
    await deletePost(tx, association, input.post);
    tell({ actingFor: before.person, before: toldOf(before), after: null });
    return input;
  },
});
