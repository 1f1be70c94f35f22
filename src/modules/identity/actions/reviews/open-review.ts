import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { addDays } from '../../../../kernel/day.ts';
import { Refused } from '../../../../kernel/result.ts';
import { text } from '../../../../kernel/text.ts';
import { defineAction } from '../../../../platform/action.ts';
import { BadInput } from '../../../../platform/problem.ts';
import { dayShape } from '../../../../platform/shape.ts';
import { stateOf } from '../../rules/post-state.ts';
import { reviewRefusals } from '../../rules/review-refusals.ts';
import { heldPosts } from '../../storage/posts.ts';
import { insertReview, oneReviewAtATime, openReview as openOf, reviewsOf } from '../../storage/reviews.ts';
import { reviewPolicyOf } from './review-policy.ts';

/**
 * Opens a round in which every post in force is confirmed or ended by its entity. Refuses `identity/review-open` while one
 * is open, `identity/nothing-to-review`.
 */
export const openReview = defineAction({
  name: 'identity/open-review',
  title: text('aprire la conferma degli incarichi', 'open the review of posts'),
  about: text(
    'Ogni ente conferma o chiude i propri incarichi entro il giorno indicato. Ciò che nessuno conferma viene sospeso, se l’associazione ha deciso così.',
    'Every entity confirms or ends its posts by the day given. What nobody confirms is suspended, where the association decided so.',
  ),
  permission: { capability: 'identity', letter: 'a', or: 'x', roles: ['RES', 'SYS'] },
  http: { method: 'POST', path: '/reviews' },
  input: z.object({
    due: dayShape.optional().meta({ description: 'L’ultimo giorno; altrimenti dopo i giorni stabiliti.' }),
  }),
  output: z.object({ review: z.uuid(), due: dayShape, posts: z.int().min(1).meta({ format: 'int32' }) }),
  example: { due: '2030-03-31' },
  async run({ tx, association, actor, now, input, tell }) {
    await oneReviewAtATime(tx, association);
    const { today } = now;
    const open = openOf(await reviewsOf(tx, association), today);
    if (open) throw new Refused(reviewRefusals.stillOpen(open.due));
    const policy = await reviewPolicyOf(tx, association);
    const due = input.due ?? addDays(today, policy.days);
    if (due < today) {
      throw new BadInput([{ path: 'due', says: text('Il giorno è già passato.', 'The day has passed already.') }]);
    }
    const posts = (await heldPosts(tx, association, { on: today })).filter((post) =>
      ['in-force', 'suspended'].includes(stateOf(post, today)),
    );
    if (posts.length === 0) throw new Refused(reviewRefusals.nothingToReview());
    const review = randomUUID();
    const { unconfirmed } = policy;
    await insertReview(
      tx,
      { association, id: review, opened_on: today, due, unconfirmed, opened_by: actor.person, opened_at: now.instant },
      posts,
    );
    tell({ after: { review, due, unconfirmed, posts: posts.length } });
    return { review, due, posts: posts.length };
  },
});
