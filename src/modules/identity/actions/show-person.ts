import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { peopleRefusals } from '../rules/people-refusals.ts';
import { heldPosts } from '../storage/posts.ts';
import { postView } from './post-shapes.ts';
import { viewsOf } from './visible-posts.ts';

/** Somebody with the posts held here that one may know of, the newest first. Refuses `identity/unknown-person`. */
export const showPerson = defineAction({
  name: 'identity/show-person',
  title: text('vedere una persona e i suoi incarichi', 'see a person and their posts'),
  reads: true,
  permission: { capability: 'identity', letter: 'r' },
  http: { method: 'GET', path: '/people/:person' },
  input: z.object({ person: z.uuid() }),
  output: z.object({
    person: z.uuid(),
    name: z.string().max(200),
    email: z.string().max(254).nullable(),
    posts: z.array(postView).max(10_000),
  }),
  example: { person: '00000000-0000-4000-8000-000000000000' },
  async run({ tx, association, actor, reach, now, input }) {
    const held = await heldPosts(tx, association, { on: now.today, person: input.person });
    const posts = viewsOf(held, { actor, reach, on: now.today });
    const [first] = posts;
    if (!first) throw new Refused(peopleRefusals.unknownPerson());
    return {
      person: first.person,
      name: first.holder,
      email: first.email,
      posts: posts.sort((a, b) => (a.since < b.since ? 1 : a.since > b.since ? -1 : 0)),
    };
  },
});
