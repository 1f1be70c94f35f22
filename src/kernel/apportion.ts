/**
 * A key: how a total is divided. Whole weights with a common meaning (workstations, inhabitants, or exact fractions brought
 * to one denominator), one per part, and the codes that break ties. Made once, used for every total.
 */
export type Key = {
  readonly weights: readonly bigint[];
  readonly total: bigint;
  readonly codes: readonly string[];
  /** The same weights as numbers, where every one is exact. */
  readonly numbers: Float64Array | undefined;
};

export const roundingMethods = [
  'largest_remainder',
  'half_up_difference_to_lead',
  'half_up_difference_to_largest',
] as const;
export type RoundingMethod = (typeof roundingMethods)[number];

/** @param codes one per weight; where left out, ties go by position. */
export function makeKey(weights: readonly bigint[], codes: readonly string[] = []): Key {
  let total = 0n;
  let exact = true;
  for (const weight of weights) {
    total += weight;
    if (weight < 0n || weight > largestExact) exact = false;
  }
  return {
    weights,
    total,
    codes,
    numbers: exact && total <= largestExact ? Float64Array.from(weights, Number) : undefined,
  };
}

/**
 * Divides a whole total by a key so that the parts sum to it exactly: every part rounded down, the remaining units one each
 * to the largest discarded fractions; ties: the larger exact part, then the code in alphabetical order.
 *
 * @param total whole units (cents, hundredths of a percent), of either sign
 * @param key its total is not zero: an empty key is the caller's refusal, never a share
 * Source: convention C-2 (largest remainder).
 */
export function apportion(total: bigint, key: Key): bigint[] {
  if (total < 0n) return apportion(-total, key).map((part) => -part);
  const quick = apportionNumbers(total, key);
  if (quick) return Array.from(quick, BigInt);
  const { weights, total: whole } = key;
  let left = total;
  const discarded = new Array<bigint>(weights.length);
  const parts = weights.map((weight, i) => {
    const product = total * weight;
    let part = product / whole;
    let rest = product - part * whole;
    if (rest < 0n) {
      part -= 1n;
      rest += whole;
    }
    discarded[i] = rest;
    left -= part;
    return part;
  });
  if (left === 0n) return parts;
  const order = weights.map((_, i) => i);
  order.sort((a, b) =>
    discarded[a] === discarded[b] ? comparePrecedence(a, b, key) : discarded[a]! > discarded[b]! ? -1 : 1,
  );
  for (const place of order.slice(0, Number(left))) parts[place] = parts[place]! + 1n;
  return parts;
}

/** Up to here (2^53 - 1) whole numbers are exact. */
const largestExact = 9007199254740991n;
/** Up to here (2^51) a remainder that is out by twice the divisor is still exact. */
const largestSplitTotal = 2251799813685248n;
/** Up to here (2^83) the rounding of a product is below 2^31, so that its last 32 bits tell the exact remainder. */
const largestSplitProduct = 2 ** 83;
const mostBuckets = 1024;

/** Written anew by every call, so that many splits make no garbage. */
let discarded = new Float64Array(64);
const counts = new Int32Array(mostBuckets + 1);

/**
 * The parts of `apportion` as numbers, where every one is exact; undefined where the total or the key is too large for that.
 * Much quicker, for many splits over many entities.
 *
 * A product may exceed 2^53: its remainder is known nearly from floating point, and exactly modulo 2^32 from the last bits of
 * its factors. The units left over are handed out by counting the discarded fractions in buckets: only those of one bucket
 * need to be compared.
 */
export function apportionNumbers(total: bigint, key: Key): Float64Array | undefined {
  if (key.total === 0n) throw new RangeError('a key whose total is zero divides nothing');
  const { numbers } = key;
  if (!numbers || total < 0n || total > largestExact || key.total > largestSplitTotal) return undefined;
  const amount = Number(total);
  const whole = Number(key.total);
  if (amount * whole > largestSplitProduct) return undefined;
  const size = numbers.length;
  if (discarded.length < size) discarded = new Float64Array(size * 2);
  const buckets = Math.min(mostBuckets, size);
  counts.fill(0, 0, buckets + 1);
  const parts = new Float64Array(size);
  const left = amount - divide(amount, numbers, whole, parts, buckets);
  if (left === 0) return parts;
  let boundary = buckets;
  let above = 0;
  while (above + counts[boundary]! < left) {
    above += counts[boundary]!;
    boundary -= 1;
  }
  const scale = buckets / whole;
  const candidates: number[] = [];
  for (let i = 0; i < size; i++) {
    const bucket = (discarded[i]! * scale) | 0;
    if (bucket > boundary) parts[i]! += 1;
    else if (bucket === boundary) candidates.push(i);
  }
  if (candidates.length > left - above)
    candidates.sort((a, b) => discarded[b]! - discarded[a]! || comparePrecedence(a, b, key));
  for (let i = 0; i < left - above; i++) parts[candidates[i]!]! += 1;
  return parts;
}

/** Fills `parts` and `discarded` and counts its buckets; returns the sum of the parts. */
function divide(amount: number, numbers: Float64Array, whole: number, parts: Float64Array, buckets: number): number {
  const inverse = 1 / whole;
  const scale = buckets / whole;
  const amountBits = amount | 0;
  const wholeBits = whole | 0;
  let handed = 0;
  for (let i = 0; i < numbers.length; i++) {
    const weight = numbers[i]!;
    const product = amount * weight;
    let part = Math.floor(product * inverse);
    const near = Math.floor(product - part * whole + 0.5);
    const bits = (Math.imul(amountBits, weight | 0) - Math.imul(part | 0, wholeBits)) | 0;
    let rest = near + ((bits - (near | 0)) | 0);
    while (rest < 0) {
      part -= 1;
      rest += whole;
    }
    while (rest >= whole) {
      part += 1;
      rest -= whole;
    }
    parts[i] = part;
    handed += part;
    discarded[i] = rest;
    counts[(rest * scale) | 0]! += 1;
  }
  return handed;
}

/** Who comes first among equals: the larger exact part, then the code. */
function comparePrecedence(a: number, b: number, { weights, codes }: Key): number {
  if (weights[a] !== weights[b]) return weights[a]! > weights[b]! ? -1 : 1;
  const [left, right] = [codes[a] ?? '', codes[b] ?? ''];
  return left < right ? -1 : left > right ? 1 : a - b;
}

/**
 * Divides a total by a key with one of the rounding methods. The two half-up methods round every part on its own and give
 * the difference to one of them.
 *
 * @param lead the place of the lead among the parts, -1 where it takes no part (the largest part then takes the difference)
 * Source: setting `rounding.money`.
 */
export function divideByKey(
  total: bigint,
  key: Key,
  method: RoundingMethod = 'largest_remainder',
  lead = -1,
): bigint[] {
  if (method === 'largest_remainder') return apportion(total, key);
  if (key.total === 0n) throw new RangeError('a key whose total is zero divides nothing');
  if (total < 0n) return divideByKey(-total, key, method, lead).map((part) => -part);
  const parts = key.weights.map((weight) => (2n * total * weight + key.total) / (2n * key.total));
  let difference = total;
  for (const part of parts) difference -= part;
  if (difference === 0n) return parts;
  let taker = method === 'half_up_difference_to_lead' ? lead : -1;
  if (taker < 0) {
    taker = 0;
    for (let i = 1; i < parts.length; i++) {
      if (parts[i]! > parts[taker]! || (parts[i] === parts[taker] && comparePrecedence(i, taker, key) < 0)) taker = i;
    }
  }
  parts[taker] = parts[taker]! + difference;
  return parts;
}

/**
 * Percentages of a whole that sum to 100 exactly at the given decimals, as whole units of the last decimal
 * (9090 for 90.90 with two). All zero when the whole is zero.
 * Source: convention C-3.
 */
export function percentages(amounts: readonly bigint[], codes: readonly string[], decimals: number): bigint[] {
  const key = makeKey(amounts, codes);
  if (key.total === 0n) return amounts.map(() => 0n);
  return apportion(100n * 10n ** BigInt(decimals), key);
}
