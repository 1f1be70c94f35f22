import { compare, type Fraction, fraction, subtract, sum, zero } from '../../../kernel/fraction.ts';

/** The least and the most that a taker may bear, in cents; left out: no bound. */
export type Bounds = { readonly least?: Fraction | undefined; readonly most?: Fraction | undefined };

export type Bounded =
  | { readonly ok: true; readonly shares: readonly Fraction[]; readonly bound: readonly boolean[] }
  /** `most`: everybody is at the cap and something is left; `least`: the floors exceed the total. */
  | { readonly ok: false; readonly by: 'most' | 'least' };

/**
 * Shares of a total by weights, none beyond its bounds: what a cap refuses, or a floor takes, is borne by the others in
 * proportion to their weights, again and again until nothing moves. Exact fractions of a cent that sum to the total.
 *
 * When floors and caps are both passed in one round, those that move more in total are fixed first, so that the outcome does
 * not depend on the order of the takers.
 */
export function boundedShares(total: bigint, weights: readonly bigint[], bounds: readonly Bounds[]): Bounded {
  const fixed = new Array<Fraction | undefined>(weights.length).fill(undefined);
  for (;;) {
    const left = subtract(fraction(total), sum(fixed.filter((share) => share !== undefined)));
    let weight = 0n;
    weights.forEach((own, place) => {
      if (fixed[place] === undefined) weight += own;
    });
    const shares = weights.map(
      (own, place) => fixed[place] ?? (weight === 0n ? zero : { num: left.num * own, den: left.den * weight }),
    );
    const under: number[] = [];
    const over: number[] = [];
    let moved = zero;
    shares.forEach((share, place) => {
      if (fixed[place] !== undefined) return;
      const { least, most } = bounds[place]!;
      if (most !== undefined && compare(share, most) > 0) {
        over.push(place);
        moved = subtract(moved, subtract(share, most));
      } else if (least !== undefined && compare(share, least) < 0) {
        under.push(place);
        moved = subtract(moved, subtract(share, least));
      }
    });
    if (under.length + over.length === 0) {
      if (weight > 0n || left.num === 0n) return { ok: true, shares, bound: fixed.map((share) => share !== undefined) };
      return { ok: false, by: left.num > 0n ? 'most' : 'least' };
    }
    if (moved.num >= 0n) for (const place of under) fixed[place] = bounds[place]!.least;
    if (moved.num <= 0n) for (const place of over) fixed[place] = bounds[place]!.most;
  }
}
