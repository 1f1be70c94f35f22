import { describe, expect, test } from 'vitest';
import { consoleIn } from '../../testing/actor.ts';
import { codesOf, testPeople } from '../../testing/people.ts';
import { listPosts } from './actions/list-posts.ts';
import { openReview } from './actions/reviews/open-review.ts';
import { reviewPosts } from './actions/reviews/review-posts.ts';
import { setReviewPolicy } from './actions/reviews/set-review-policy.ts';
import { showReview } from './actions/reviews/show-review.ts';

const { perform, somebody, actingAs, actor, itIs, association, pelago, rufina } = await testPeople();
const referent = await actor({ role: 'REF', entity: pelago });
const controller = await actor({ role: 'CTR', entity: pelago });
const elsewhere = await actor({ role: 'REF', entity: rufina });
const head = await actor({ role: 'RES' });
const administrator = await actor({ role: 'SYS' });
const kept = await somebody({ role: 'EMP', entity: pelago });
const ended = await somebody({ role: 'EMP', entity: pelago });
const forgotten = await somebody({ role: 'ACC', entity: pelago });
const theirs = await somebody({ role: 'EMP', entity: rufina });
const postOf = async (email: string) =>
  (await perform(listPosts, { q: email, state: 'any' }, consoleIn(association))).items[0]!.post;
const decide = async (email: string, outcome: 'confirmed' | 'ended') => ({
  decisions: [{ post: await postOf(email), outcome }],
});

describe('the review of posts', () => {
  test('[VV-2.3.c] is due at once, is opened by the head or the administrator, and one at a time', async () => {
    expect(await perform(showReview, {}, head)).toMatchObject({ isDue: true, next: null, round: null });
    expect(await codesOf(perform(openReview, {}, referent))).toEqual(['platform/missing']);
    const opened = await perform(openReview, {}, administrator);
    expect(opened.due).toBe('2027-03-31');
    expect(await codesOf(perform(openReview, {}, head))).toEqual(['identity/review-open']);
    const { isDue, next } = await perform(showReview, {}, head);
    expect([isDue, next]).toEqual([false, '2027-09-01']);
  });

  test('[ISO-1] shows to each entity its own posts; counts equal lists', async () => {
    const mine = (await perform(showReview, {}, referent)).round!;
    expect(new Set(mine.items.map(({ entity }) => entity))).toEqual(new Set([pelago]));
    expect(mine.counts).toEqual({ all: 5, confirmed: 0, ended: 0, open: 5 });
    const all = (await perform(showReview, {}, head)).round!;
    expect(all.items).toHaveLength(all.counts.all);
    expect(all.entities.reduce((sum, one) => sum + one.all, 0)).toBe(all.counts.all);
    expect(await codesOf(perform(reviewPosts, await decide(theirs, 'confirmed'), referent))).toEqual([
      'identity/post-not-in-review',
    ]);
  });

  test('[VV-2.3.c] the entity confirms, or ends at once; nobody an own post', async () => {
    await perform(reviewPosts, await decide(kept, 'confirmed'), referent);
    await perform(reviewPosts, await decide(ended, 'ended'), controller);
    expect((await actingAs(ended)).role).toBeNull();
    const own = (await perform(showReview, {}, referent)).round!.items.find(({ own }) => own)!;
    const decisions = [{ post: own.post, outcome: 'confirmed' as const }];
    expect(await codesOf(perform(reviewPosts, { decisions }, referent))).toEqual(['identity/own-post']);
    expect(await codesOf(perform(reviewPosts, { decisions }, head))).toEqual(['identity/entity-reviews']);
    await perform(reviewPosts, { decisions }, controller);
    const { counts } = (await perform(showReview, {}, referent)).round!;
    expect(counts).toEqual({ all: 5, confirmed: 2, ended: 1, open: 2 });
    for (const [outcome, many] of [
      ['open', 2],
      ['confirmed', 2],
      ['ended', 1],
    ] as const) {
      expect((await perform(showReview, { outcome }, referent)).round!.items).toHaveLength(many);
    }
  });

  test('one decision that is refused leaves all of them undone', async () => {
    const decisions = [
      { post: await postOf(forgotten), outcome: 'confirmed' as const },
      { post: await postOf(theirs), outcome: 'confirmed' as const },
    ];
    expect(await codesOf(perform(reviewPosts, { decisions }, referent))).toEqual(['identity/post-not-in-review']);
    expect((await perform(showReview, {}, referent)).round!.counts.open).toBe(2);
  });

  test('[VV-2.3.c] what nobody confirmed holds to the last day, is suspended the day after, and holds again once confirmed', async () => {
    itIs('2027-03-31T21:30:00Z');
    expect((await actingAs(forgotten)).role).toBe('ACC');
    itIs('2027-03-31T22:30:00Z'); // 1 April in Rome
    expect((await actingAs(forgotten)).role).toBeNull();
    expect((await actingAs(kept)).role).toBe('EMP');
    const { items, count } = await perform(listPosts, { state: 'suspended', entity: pelago }, consoleIn(association));
    expect(items.map(({ email }) => email)).toContain(forgotten);
    expect(count).toBe(items.length);
    expect(await codesOf(perform(reviewPosts, await decide(forgotten, 'confirmed'), referent))).toEqual([]);
    expect((await actingAs(forgotten)).role).toBe('ACC');
  });

  test('where the association keeps what nobody confirmed, it goes on holding', async () => {
    itIs('2027-04-01T10:00:00Z');
    await perform(setReviewPolicy, { everyMonths: 12, days: 10, unconfirmed: 'keep' }, consoleIn(association));
    await perform(openReview, {}, consoleIn(association));
    itIs('2027-05-01T10:00:00Z');
    expect((await actingAs(forgotten)).role).toBe('ACC');
    expect(await perform(showReview, {}, consoleIn(association))).toMatchObject({ isDue: false, next: '2028-04-01' });
    itIs('2028-04-01T10:00:00Z');
    expect(await perform(showReview, {}, consoleIn(association))).toMatchObject({ isDue: true });
    expect((await perform(showReview, {}, consoleIn(association))).rounds).toHaveLength(2);
    expect(await codesOf(perform(reviewPosts, await decide(theirs, 'confirmed'), elsewhere))).toEqual([]);
  });
});
