import { z } from 'zod';
import { Refused } from '../../../../kernel/result.ts';
import { text } from '../../../../kernel/text.ts';
import { defineAction } from '../../../../platform/action.ts';
import { dayShape } from '../../../../platform/shape.ts';
import { managingRoles } from '../../rules/permission-matrix.ts';
import { mayReview, nextReview } from '../../rules/review.ts';
import { reviewRefusals } from '../../rules/review-refusals.ts';
import { heldPosts } from '../../storage/posts.ts';
import { openReview, postsInReview, reviewsOf } from '../../storage/reviews.ts';
import { postView } from '../post-shapes.ts';
import { isVisible, viewsOf } from '../visible-posts.ts';
import { reviewPolicyOf, reviewPolicyShape } from './review-policy.ts';

/** Who reads rounds: those who decide in them, and those who check. */
export const reviewReaders = ['REF', 'CTR', 'RES', 'SYS', 'L1', 'L2', 'AUD'] as const;

const counts = z.object({
  all: z.int().min(0).meta({ format: 'int32' }),
  confirmed: z.int().min(0).meta({ format: 'int32' }),
  ended: z.int().min(0).meta({ format: 'int32' }),
  open: z.int().min(0).meta({ format: 'int32' }),
});
type Counts = z.output<typeof counts>;

/**
 * A round, the newest where none is named: its posts that one may know of, what was decided of each, and how many wait at
 * every entity. Refuses `identity/no-review` for one that is not there.
 */
export const showReview = defineAction({
  name: 'identity/show-review',
  title: text('vedere la conferma degli incarichi', 'see the review of posts'),
  reads: true,
  permission: { capability: 'identity', letter: 'r', roles: reviewReaders },
  http: { method: 'GET', path: '/reviews/latest' },
  input: z.object({
    review: z.uuid().optional(),
    outcome: z.enum(['open', 'confirmed', 'ended', 'any']).default('any'),
    entity: z.string().max(62).optional(),
  }),
  output: z.object({
    policy: reviewPolicyShape,
    /** The day from which the next round is due; null where there never was one. */
    next: dayShape.nullable(),
    /** Whether a round should be opened now. */
    isDue: z.boolean(),
    rounds: z.array(z.object({ review: z.uuid(), openedOn: dayShape, due: dayShape, isOpen: z.boolean() })).max(1000),
    round: z
      .object({
        review: z.uuid(),
        openedOn: dayShape,
        due: dayShape,
        isOpen: z.boolean(),
        unconfirmed: z.enum(['suspend', 'keep']),
        counts,
        entities: z
          .array(counts.extend({ entity: z.string().max(62).nullable(), name: z.string().max(200) }))
          .max(10_000),
        count: z.int().min(0).meta({ format: 'int32' }),
        items: z
          .array(
            postView.extend({
              outcome: z.enum(['confirmed', 'ended']).nullable(),
              own: z.boolean(),
              mayDecide: z.boolean(),
              /** The role gives power over other people’s access: it is better decided by itself. */
              manages: z.boolean(),
            }),
          )
          .max(10_000),
      })
      .nullable(),
  }),
  example: {},
  async run({ tx, association, actor, reach, now, input }) {
    const { today } = now;
    const reviews = await reviewsOf(tx, association);
    const wanted = input.review === undefined ? reviews[0] : reviews.find(({ id }) => id === input.review);
    if (input.review !== undefined && !wanted) throw new Refused(reviewRefusals.noReview());
    const policy = await reviewPolicyOf(tx, association);
    const last = reviews[0] && { openedOn: reviews[0].opened_on };
    const next = nextReview(last, policy);
    const isOpen = openReview(reviews, today);
    return {
      policy,
      next,
      isDue: !isOpen && (next === null || next <= today),
      rounds: reviews.slice(0, 1000).map(({ id, opened_on, due }) => ({
        review: id,
        openedOn: opened_on,
        due,
        isOpen: due >= today,
      })),
      round: wanted ? await roundOf(wanted) : null,
    };

    async function roundOf(review: NonNullable<typeof wanted>) {
      const outcomes = new Map((await postsInReview(tx, association, review.id)).map((row) => [row.post, row]));
      const held = await heldPosts(tx, association, { on: today });
      const known = held.filter((post) => outcomes.has(post.id) && isVisible(post, { actor, reach }));
      const by = { person: actor.person, role: actor.role, entity: actor.entity, on: today };
      const decidable = new Set(known.filter((post) => mayReview(post, by, held).ok).map(({ id }) => id));
      const rows = viewsOf(known, { actor, reach, on: today }).map((post) => ({
        ...post,
        outcome: outcomes.get(post.post)!.outcome,
        own: post.person === actor.person,
        mayDecide: decidable.has(post.post),
        manages: managingRoles.includes(post.role),
      }));
      const items = rows.filter(
        (row) =>
          (input.outcome === 'any' || (row.outcome ?? 'open') === input.outcome) &&
          (!input.entity || row.entity === input.entity),
      );
      const byEntity = Map.groupBy(rows, ({ entity }) => entity);
      return {
        review: review.id,
        openedOn: review.opened_on,
        due: review.due,
        isOpen: review.due >= today,
        unconfirmed: review.unconfirmed,
        counts: countsOf(rows),
        entities: [...byEntity].map(([entity, of]) => ({ entity, name: of[0]!.entityName ?? '', ...countsOf(of) })),
        count: items.length,
        items,
      };
    }
  },
});

function countsOf(rows: readonly { readonly outcome: string | null }[]): Counts {
  const of = (outcome: string | null) => rows.filter((row) => row.outcome === outcome).length;
  return { all: rows.length, confirmed: of('confirmed'), ended: of('ended'), open: of(null) };
}
