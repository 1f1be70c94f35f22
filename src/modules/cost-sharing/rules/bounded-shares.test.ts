import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compare, fraction, sum } from '../../../kernel/fraction.ts';
import { type Bounds, boundedShares } from './bounded-shares.ts';

const whole = (shares: readonly { num: bigint; den: bigint }[]) =>
  shares.map(({ num, den }) => Number(num) / Number(den));

describe('shares within bounds', () => {
  it('what a cap refuses is borne by the others in proportion, until nothing moves', () => {
    const capped = boundedShares(100n, [50n, 30n, 20n], [{ most: fraction(20) }, { most: fraction(45) }, {}]);
    expect(capped.ok && whole(capped.shares)).toEqual([20, 45, 35]);
    expect(capped.ok && capped.bound).toEqual([true, true, false]);
  });

  it('what a floor takes is taken from the others in proportion', () => {
    const floored = boundedShares(100n, [90n, 5n, 5n], [{}, { least: fraction(10) }, { least: fraction(10) }]);
    expect(floored.ok && whole(floored.shares)).toEqual([80, 10, 10]);
  });

  it('says when everybody is at the cap, and when the floors exceed the total', () => {
    expect(boundedShares(10n, [1n, 1n], [{ most: fraction(4) }, { most: fraction(5) }])).toEqual({
      ok: false,
      by: 'most',
    });
    expect(boundedShares(10n, [1n, 1n], [{ least: fraction(6) }, { least: fraction(5) }])).toEqual({
      ok: false,
      by: 'least',
    });
    expect(boundedShares(9n, [1n, 1n], [{ most: fraction(4) }, { most: fraction(5) }]).ok).toBe(true);
  });

  it('nobody with a weight of zero takes over what the others may not bear', () => {
    expect(boundedShares(10n, [1n, 0n], [{ most: fraction(4) }, {}])).toEqual({ ok: false, by: 'most' });
  });

  it('whatever the bounds, shares sum to the total, stay within them, and who is free has one rate', () => {
    const taker = fc.record({
      weight: fc.bigInt({ min: 1n, max: 1000n }),
      least: fc.option(fc.integer({ min: 0, max: 300 }), { nil: undefined }),
      room: fc.option(fc.integer({ min: 0, max: 600 }), { nil: undefined }),
    });
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 3000n }),
        fc.array(taker, { minLength: 1, maxLength: 7 }),
        (total, takers) => {
          const bounds = takers.map(
            ({ least, room }): Bounds => ({
              ...(least === undefined ? {} : { least: fraction(least) }),
              ...(room === undefined ? {} : { most: fraction((least ?? 0) + room) }),
            }),
          );
          const weights = takers.map(({ weight }) => weight);
          const made = boundedShares(total, weights, bounds);
          const least = takers.reduce((all, each) => all + (each.least ?? 0), 0);
          const unbounded = takers.some(({ room }) => room === undefined);
          const most = takers.reduce((all, each) => all + (each.least ?? 0) + (each.room ?? 0), 0);
          if (!made.ok) {
            expect(made.by === 'least' ? BigInt(least) > total : !unbounded && BigInt(most) < total).toBe(true);
            return;
          }
          expect(compare(sum(made.shares), fraction(total))).toBe(0);
          const rates: { num: bigint; den: bigint }[] = [];
          made.shares.forEach((share, place) => {
            const { least: low, most: high } = bounds[place]!;
            if (low) expect(compare(share, low)).toBeGreaterThanOrEqual(0);
            if (high) expect(compare(share, high)).toBeLessThanOrEqual(0);
            if (!made.bound[place]) rates.push({ num: share.num, den: share.den * weights[place]! });
          });
          for (const rate of rates) expect(compare(rate, rates[0]!)).toBe(0);
        },
      ),
      { numRuns: 500 },
    );
  });
});
