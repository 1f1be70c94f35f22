/** An exact fraction; `den` is above zero. Not reduced unless `reduce` says so. */
export type Fraction = { readonly num: bigint; readonly den: bigint };

export const zero: Fraction = { num: 0n, den: 1n };
export const one: Fraction = { num: 1n, den: 1n };

export function fraction(num: bigint | number, den: bigint | number = 1n): Fraction {
  const n = BigInt(num);
  const d = BigInt(den);
  if (d === 0n) throw new RangeError('a fraction needs a denominator other than zero');
  return d < 0n ? { num: -n, den: -d } : { num: n, den: d };
}

const decimalText = /^(-?)([0-9]+)(?:\.([0-9]+))?$/;
const fractionText = /^(-?[0-9]+)\s*\/\s*([0-9]+)$/;

/** `"60"`, `"1.9"`, `"2/3"` or `"27.5%"` to an exact fraction; undefined when it is none of these. */
export function parseFraction(written: string): Fraction | undefined {
  const trimmed = written.trim();
  if (trimmed.endsWith('%')) {
    const hundredths = parseFraction(trimmed.slice(0, -1));
    return hundredths && reduce({ num: hundredths.num, den: hundredths.den * 100n });
  }
  const ratio = fractionText.exec(trimmed);
  if (ratio) {
    const den = BigInt(ratio[2]!);
    return den === 0n ? undefined : reduce({ num: BigInt(ratio[1]!), den });
  }
  const decimal = decimalText.exec(trimmed);
  if (!decimal) return undefined;
  const decimals = decimal[3] ?? '';
  const num = BigInt(decimal[2]! + decimals);
  return reduce({ num: decimal[1] ? -num : num, den: 10n ** BigInt(decimals.length) });
}

function gcd(a: bigint, b: bigint): bigint {
  let x = a < 0n ? -a : a;
  let y = b;
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

export function reduce(value: Fraction): Fraction {
  const divisor = gcd(value.num, value.den);
  return divisor <= 1n ? value : { num: value.num / divisor, den: value.den / divisor };
}

export function add(a: Fraction, b: Fraction): Fraction {
  return a.den === b.den
    ? { num: a.num + b.num, den: a.den }
    : reduce({ num: a.num * b.den + b.num * a.den, den: a.den * b.den });
}

export function subtract(a: Fraction, b: Fraction): Fraction {
  return add(a, { num: -b.num, den: b.den });
}

export function multiply(a: Fraction, b: Fraction): Fraction {
  return reduce({ num: a.num * b.num, den: a.den * b.den });
}

export function divide(a: Fraction, b: Fraction): Fraction {
  return reduce(fraction(a.num * b.den, a.den * b.num));
}

export function compare(a: Fraction, b: Fraction): -1 | 0 | 1 {
  const left = a.num * b.den;
  const right = b.num * a.den;
  return left < right ? -1 : left > right ? 1 : 0;
}

export function isZero(value: Fraction): boolean {
  return value.num === 0n;
}

export function sum(values: Iterable<Fraction>): Fraction {
  let total = zero;
  for (const value of values) total = add(total, value);
  return total;
}

/** The largest whole number not above the fraction. */
export function floor(value: Fraction): bigint {
  const quotient = value.num / value.den;
  return value.num < 0n && quotient * value.den !== value.num ? quotient - 1n : quotient;
}

/** The smallest whole number not below the fraction. */
export function ceil(value: Fraction): bigint {
  return -floor({ num: -value.num, den: value.den });
}

/** The nearest whole number; halves go away from zero. */
export function roundHalfUp(value: Fraction): bigint {
  const magnitude = value.num < 0n ? -value.num : value.num;
  const rounded = (2n * magnitude + value.den) / (2n * value.den);
  return value.num < 0n ? -rounded : rounded;
}

/** Half-up to `decimals` decimals, as a decimal text: `7.5` with 2 gives `"7.50"`; with 0 there is no point. */
export function toDecimal(value: Fraction, decimals: number): string {
  const scaled = roundHalfUp({ num: value.num * 10n ** BigInt(decimals), den: value.den });
  const negative = scaled < 0n;
  const digits = (negative ? -scaled : scaled).toString().padStart(decimals + 1, '0');
  const whole = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  return negative ? `-${whole}` : whole;
}

/** The shortest exact decimal text of a fraction whose denominator divides a power of ten: `240/2` gives `"120"`. */
export function toShortestDecimal(value: Fraction, most = 12): string {
  for (let decimals = 0; decimals <= most; decimals++) {
    if ((value.num * 10n ** BigInt(decimals)) % value.den === 0n) return toDecimal(value, decimals);
  }
  return toDecimal(value, most);
}
