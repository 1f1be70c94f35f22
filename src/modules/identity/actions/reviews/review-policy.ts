import { z } from 'zod';
import type { Tx } from '../../../../platform/action.ts';
import { type ReviewPolicy, usualReview } from '../../rules/review.ts';
import { storedReviewPolicy } from '../../storage/reviews.ts';

export const reviewPolicyShape = z.object({
  everyMonths: z.int().min(1).max(60).default(usualReview.everyMonths).meta({ format: 'int32' }),
  days: z.int().min(1).max(180).default(usualReview.days).meta({ format: 'int32' }),
  unconfirmed: z
    .enum(['suspend', 'keep'])
    .default(usualReview.unconfirmed)
    .meta({ description: '`suspend`: ciò che nessuno ha confermato non vale più finché non lo si conferma.' }),
});

/** How the association confirms posts; the usual way where it never said. */
export async function reviewPolicyOf(tx: Tx, association: string): Promise<ReviewPolicy> {
  const stored = reviewPolicyShape.safeParse(await storedReviewPolicy(tx, association));
  return stored.success ? stored.data : usualReview;
}
