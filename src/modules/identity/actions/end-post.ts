import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { dayShape } from '../../../platform/shape.ts';
import { refusals } from '../rules/refusals.ts';
import { closePost } from '../storage/posts.ts';

/** Sets the last day of a post; from the day after it opens nothing. Refuses `identity/no-such-post`. */
export const endPost = defineAction({
  name: 'identity/end-post',
  title: text('chiudere un incarico', 'end a post'),
  permission: { capability: 'identity', letter: 'x' },
  http: { method: 'POST', path: '/posts/:post/end' },
  input: z.object({ post: z.uuid(), until: dayShape }),
  output: z.object({ post: z.uuid(), until: dayShape }),
  example: { post: '00000000-0000-4000-8000-000000000000', until: '2027-12-31' },
  async run({ tx, association, input, tell }) {
    if (!(await closePost(tx, association, input.post, input.until))) throw new Refused(refusals.noSuchPost());
    tell({ after: { post: input.post, until: input.until } });
    return input;
  },
});
