import { z } from 'zod';
import { Refused } from '../../../../kernel/result.ts';
import { text } from '../../../../kernel/text.ts';
import { defineAction } from '../../../../platform/action.ts';
import { endedAtOnce, mayReview } from '../../rules/review.ts';
import { reviewRefusals } from '../../rules/review-refusals.ts';
import { closePost, heldPosts } from '../../storage/posts.ts';
import { decideReviewPosts } from '../../storage/reviews.ts';
import { isVisible } from '../visible-posts.ts';

const endsBecause = text('non confermato nella revisione degli incarichi', 'not confirmed in the review of posts');

/**
 * Confirms posts of a round, or ends them at once; all or none. A suspended post that is confirmed holds again. Refuses
 * `identity/post-not-in-review`, `identity/own-post`, `identity/entity-reviews`.
 */
export const reviewPosts = defineAction({
  name: 'identity/review-posts',
  title: text('confermare o chiudere gli incarichi del proprio ente', 'confirm or end the posts of one’s own entity'),
  permission: { capability: 'identity', letter: 'a', or: 'w', roles: ['CTR', 'REF', 'RES', 'SYS'] },
  http: { method: 'POST', path: '/reviews/decisions' },
  input: z.object({
    decisions: z
      .array(
        z.object({
          post: z.uuid(),
          outcome: z.enum(['confirmed', 'ended']).optional().meta({ description: 'Senza, si decide un’altra volta.' }),
        }),
      )
      .min(1)
      .max(5000),
  }),
  output: z.object({
    confirmed: z.int().min(0).meta({ format: 'int32' }),
    ended: z.int().min(0).meta({ format: 'int32' }),
  }),
  example: { decisions: [{ post: '00000000-0000-4000-8000-000000000000', outcome: 'confirmed' }] },
  async run({ tx, association, actor, reach, now, input, tell }) {
    const { today } = now;
    const outcomes = new Map(input.decisions.flatMap(({ post, outcome }) => (outcome ? [[post, outcome]] : [])));
    if (outcomes.size === 0) return { confirmed: 0, ended: 0 };
    const all = await heldPosts(tx, association, { on: today });
    const deciding = all.filter((post) => outcomes.has(post.id) && isVisible(post, { actor, reach }));
    if (deciding.length < outcomes.size) throw new Refused(reviewRefusals.notInReview());
    const by = { person: actor.person, role: actor.role, entity: actor.entity, on: today };
    const refused = deciding.flatMap((post) => {
      const answer = mayReview(post, by, all);
      return answer.ok ? [] : answer.refusals;
    });
    if (refused.length > 0) throw new Refused(...onceEach(refused));
    const done = { confirmed: 0, ended: 0 };
    for (const outcome of ['confirmed', 'ended'] as const) {
      const posts = deciding.filter(({ id }) => outcomes.get(id) === outcome);
      const how = { outcome, at: now.instant, by: actor.person, role: actor.role };
      const waiting = await decideReviewPosts(tx, association, { posts: posts.map(({ id }) => id), ...how });
      if (waiting < posts.length) throw new Refused(reviewRefusals.notInReview());
      done[outcome] = posts.length;
      if (outcome === 'confirmed') continue;
      for (const post of posts) {
        const until = endedAtOnce(post, today);
        if (post.until === null || post.until > until) {
          await closePost(tx, association, { id: post.id, until, endAct: endsBecause[actor.language] });
        }
      }
    }
    tell({
      actingFor: actor.entity,
      after: Object.fromEntries(
        (['confirmed', 'ended'] as const).map((outcome) => [
          outcome,
          deciding.filter(({ id }) => outcomes.get(id) === outcome).map(({ id }) => id),
        ]),
      ),
    });
    return done;
  },
});

function onceEach<T extends { readonly code: string }>(refusals: readonly T[]): T[] {
  return [...new Map(refusals.map((refusal) => [refusal.code, refusal])).values()];
}
