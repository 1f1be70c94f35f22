import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apportion, apportionNumbers, makeKey } from './apportion.ts';

/** The definition, word by word: all rounded down, one each to the largest fractions, the larger weight, the first code. */
function byDefinition(total: bigint, weights: readonly bigint[], codes: readonly string[]): bigint[] {
  const whole = weights.reduce((sum, weight) => sum + weight, 0n);
  const parts = weights.map((weight) => (total * weight) / whole);
  const rest = weights.map((weight) => (total * weight) % whole);
  const order = weights.map((_, i) => i);
  order.sort((a, b) => {
    if (rest[a] !== rest[b]) return rest[a]! > rest[b]! ? -1 : 1;
    if (weights[a] !== weights[b]) return weights[a]! > weights[b]! ? -1 : 1;
    return codes[a]! < codes[b]! ? -1 : 1;
  });
  const left = Number(total - parts.reduce((sum, part) => sum + part, 0n));
  for (const i of order.slice(0, left)) parts[i]! += 1n;
  return parts;
}

const bits = (most: number) =>
  fc.integer({ min: 0, max: most }).chain((n) => fc.bigInt({ min: 0n, max: 2n ** BigInt(n) }));
const codesOf = (weights: readonly bigint[]) => weights.map((_, i) => `c_${(weights.length * 7 - i) % weights.length}`);

describe('apportioning large keys', () => {
  it('[C-2] gives what the definition gives, for products below and far above 2^53', () => {
    const weights = fc
      .array(bits(54), { minLength: 1, maxLength: 9 })
      .filter((all) => all.some((weight) => weight > 0n));
    fc.assert(
      fc.property(bits(56), weights, (total, all) => {
        const codes = codesOf(all);
        expect(apportion(total, makeKey(all, codes))).toEqual(byDefinition(total, all, codes));
      }),
      { numRuns: 3000 },
    );
  });

  it('[C-2] with many parts and many ties', () => {
    const few = fc.array(fc.bigInt({ min: 0n, max: 3n }), { minLength: 50, maxLength: 1500 });
    fc.assert(
      fc.property(bits(40), few, (total, all) => {
        if (all.every((weight) => weight === 0n)) return;
        const codes = codesOf(all);
        expect(apportion(total, makeKey(all, codes))).toEqual(byDefinition(total, all, codes));
      }),
      { numRuns: 60 },
    );
  });

  it('numbers are given only where all of them are exact', () => {
    expect(apportionNumbers(100n, makeKey([1n, 2n]))).toEqual(Float64Array.of(33, 67));
    expect(apportionNumbers(2n ** 53n, makeKey([1n]))).toBeUndefined();
    expect(apportionNumbers(10n, makeKey([2n ** 52n]))).toBeUndefined();
    expect(apportionNumbers(-1n, makeKey([1n]))).toBeUndefined();
    expect(() => apportionNumbers(1n, makeKey([0n]))).toThrow(RangeError);
  });
});
