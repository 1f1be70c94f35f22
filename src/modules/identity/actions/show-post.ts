import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { refusals } from '../rules/refusals.ts';
import { heldPosts } from '../storage/posts.ts';
import { postView } from './post-shapes.ts';
import { viewsOf } from './visible-posts.ts';

/** One post. Refuses `identity/no-such-post`. */
export const showPost = defineAction({
  name: 'identity/show-post',
  title: text('vedere un incarico', 'see a post'),
  reads: true,
  permission: { capability: 'identity', letter: 'r' },
  http: { method: 'GET', path: '/posts/:post' },
  input: z.object({ post: z.uuid() }),
  output: postView,
  example: { post: '00000000-0000-4000-8000-000000000000' },
  async run({ tx, association, actor, reach, now, input }) {
    const held = await heldPosts(tx, association, { on: now.today, posts: [input.post] });
    const [post] = viewsOf(held, { actor, reach, on: now.today });
    if (!post) throw new Refused(refusals.noSuchPost());
    return post;
  },
});
