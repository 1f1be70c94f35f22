import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { BadInput } from '../../../platform/problem.ts';
import { dayShape } from '../../../platform/shape.ts';
import { lastBeforeFirst } from '../rules/post-refusals.ts';
import { refusals } from '../rules/refusals.ts';
import { closePost, heldPost } from '../storage/posts.ts';

/** Sets the last day of a post; from the day after it opens nothing. Refuses `identity/no-such-post`. */
export const endPost = defineAction({
  name: 'identity/end-post',
  title: text('chiudere un incarico', 'end a post'),
  permission: { capability: 'identity', letter: 'x' },
  http: { method: 'POST', path: '/posts/:post/end' },
  input: z.object({
    post: z.uuid(),
    until: dayShape.meta({ description: 'L’ultimo giorno in cui vale.' }),
    endAct: z.string().trim().max(300).default('').meta({ description: 'L’atto o il motivo.' }),
  }),
  output: z.object({ post: z.uuid(), until: dayShape }),
  example: { post: '00000000-0000-4000-8000-000000000000', until: '2027-12-31' },
  async run({ tx, association, now, input, tell }) {
    const { post, until, endAct } = input;
    const before = await heldPost(tx, association, post, now.today);
    if (!before) throw new Refused(refusals.noSuchPost());
    if (until < before.since) throw new BadInput([{ path: 'until', says: lastBeforeFirst(before.since) }]);
    if (!(await closePost(tx, association, { id: post, until, endAct }))) throw new Refused(refusals.noSuchPost());
    tell({ actingFor: before.person, before: { post, until: before.until }, after: { post, until, endAct } });
    return { post, until };
  },
});
