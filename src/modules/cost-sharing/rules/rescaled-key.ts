import { makeKey } from '../../../kernel/apportion.ts';
import type { Fraction } from '../../../kernel/fraction.ts';
import type { SharingKey } from './sharing-key.ts';

/** The same takers with other weights, given as exact fractions: brought to whole numbers. */
export function rescaledKey(key: SharingKey, weights: readonly Fraction[]): SharingKey {
  let den = 1n;
  for (const weight of weights) if (weight.den !== den) den = (den / divisor(den, weight.den)) * weight.den;
  let whole = weights.map((weight) => weight.num * (den / weight.den));
  const shared = whole.reduce(divisor, 0n);
  if (shared > 1n) whole = whole.map((weight) => weight / shared);
  return { ...key, key: makeKey(whole, key.key.codes) };
}

function divisor(a: bigint, b: bigint): bigint {
  let x = a < 0n ? -a : a;
  let y = b;
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}
