import { apportion, makeKey } from '../../../kernel/apportion.ts';
import { type Fraction, reduce, toDecimal } from '../../../kernel/fraction.ts';

const decimals = 12;
const whole = 10n ** BigInt(decimals);

/** Exact parts of one whole as decimal texts of at most twelve decimals that still sum to exactly 1. */
export function decimalRatios(parts: readonly Fraction[]): string[] {
  const reduced = parts.map(reduce);
  const common = reduced.reduce((all, { den }) => leastCommonMultiple(all, den), 1n);
  const weights = reduced.map(({ num, den }) => num * (common / den));
  const key = makeKey(weights);
  if (key.total === 0n) return parts.map(() => '0');
  return apportion(whole, key).map((part) => shortest(toDecimal({ num: part, den: whole }, decimals)));
}

function shortest(decimal: string): string {
  return decimal.replace(/\.?0+$/, '');
}

function leastCommonMultiple(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return (a / x) * b;
}
