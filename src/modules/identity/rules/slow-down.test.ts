import fc from 'fast-check';
import { expect, test } from 'vitest';
import { forgottenAfter, kindsFor, oneMore, secondsToWait } from './slow-down.ts';

const now = new Date('2026-11-21T11:00:00Z');
const before = (milliseconds: number) => new Date(now.getTime() - milliseconds);

test('the first five failures for one account from one place cost nothing; then the wait doubles, up to a quarter of an hour', () => {
  const wait = (count: number) => secondsToWait('account-and-place', { count, last: now }, now);
  expect([1, 4, 5, 6, 7, 8, 12].map(wait)).toEqual([0, 0, 30, 60, 120, 240, 900]);
});

test('the wait runs from the last failure, and after an hour all is forgotten', () => {
  const wait = (ago: number) => secondsToWait('account-and-place', { count: 6, last: before(ago) }, now);
  expect(wait(20_000)).toBe(40);
  expect(wait(60_000)).toBe(0);
  expect(secondsToWait('account', { count: 10_000, last: before(forgottenAfter) }, now)).toBe(0);
  expect(oneMore({ count: 10_000, last: before(forgottenAfter) }, now).count).toBe(1);
});

test('a known browser answers only for its own failures', () => {
  expect(kindsFor(true)).toEqual(['known-browser']);
  expect(kindsFor(false)).not.toContain('known-browser');
});

test('nobody waits longer than a quarter of an hour, however many have failed', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('account-and-place', 'account', 'place', 'known-browser' as const),
      fc.integer({ min: 0, max: 2 ** 31 - 1 }),
      fc.integer({ min: 0, max: forgottenAfter * 2 }),
      (kind, count, ago) => {
        const wait = secondsToWait(kind, { count, last: before(ago) }, now);
        expect(wait).toBeGreaterThanOrEqual(0);
        expect(wait).toBeLessThanOrEqual(900);
      },
    ),
  );
});
