import { text } from '../../../../kernel/text.ts';
import { defineAction } from '../../../../platform/action.ts';
import { storeReviewPolicy } from '../../storage/reviews.ts';
import { reviewPolicyOf, reviewPolicyShape } from './review-policy.ts';

/** How often posts are confirmed, in how many days, and what becomes of the others; counts from the next round. */
export const setReviewPolicy = defineAction({
  name: 'identity/set-review-policy',
  title: text('stabilire come si confermano gli incarichi', 'decide how posts are confirmed'),
  permission: { capability: 'identity', letter: 'a', roles: ['RES'] },
  http: { method: 'PUT', path: '/review-policy' },
  input: reviewPolicyShape,
  output: reviewPolicyShape,
  example: { everyMonths: 6, days: 30, unconfirmed: 'suspend' },
  async run({ tx, association, actor, now, input, tell }) {
    tell({ before: await reviewPolicyOf(tx, association), after: input });
    await storeReviewPolicy(tx, association, input, { person: actor.person, at: now.instant });
    return input;
  },
});
