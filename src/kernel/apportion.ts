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
    if (weight < 0n || weight > 9007199254740991n) exact = false;
  }
  return {
    weights,
    total,
    codes,
    numbers: exact && total <= 9007199254740991n ? Float64Array.from(weights, Number) : undefined,
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
  if (key.total === 0n) throw new RangeError('a key whose total is zero divides nothing');
  if (total < 0n) return apportion(-total, key).map((part) => -part);
  const { weights, numbers } = key;
  const size = weights.length;
  const parts = new Array<bigint>(size);
  const discarded = new Float64Array(size);
  let exact: bigint[] | undefined;
  let given = 0n;
  if (numbers && total * key.total <= 9007199254740991n) {
    const amount = Number(total);
    const whole = Number(key.total);
    let handed = 0;
    for (let i = 0; i < size; i++) {
      const product = amount * numbers[i]!;
      const rest = product % whole;
      const part = (product - rest) / whole;
      parts[i] = BigInt(part);
      handed += part;
      discarded[i] = rest;
    }
    given = BigInt(handed);
  } else if (
    numbers &&
    total <= 9007199254740991n &&
    key.total <= largestSplitTotal &&
    Number(total) * Number(key.total) <= largestSplitProduct
  ) {
    given = BigInt(divideExactly(Number(total), numbers, Number(key.total), parts, discarded));
  } else {
    exact = new Array<bigint>(size);
    const whole = key.total;
    for (let i = 0; i < size; i++) {
      const product = total * weights[i]!;
      let part = product / whole;
      let rest = product - part * whole;
      if (rest < 0n) {
        part -= 1n;
        rest += whole;
      }
      parts[i] = part;
      exact[i] = rest;
      discarded[i] = Number(rest);
      given += part;
    }
  }
  let left = Number(total - given);
  if (left === 0) return parts;
  const threshold = nthLargest(discarded, left);
  const tied: number[] = [];
  for (let i = 0; i < size; i++) {
    if (discarded[i]! > threshold) {
      parts[i] = parts[i]! + 1n;
      left -= 1;
    } else if (discarded[i] === threshold) tied.push(i);
  }
  if (tied.length > left) tied.sort((a, b) => comparePlaces(a, b, key, exact));
  for (let i = 0; i < left; i++) parts[tied[i]!] = parts[tied[i]!]! + 1n;
  return parts;
}

/** Up to here (2^51) a remainder that is out by twice the divisor is still an exact number. */
const largestSplitTotal = 2251799813685248n;
/** Up to here (2^83) the rounding of a product is below 2^31, so that its last 32 bits tell the exact remainder. */
const largestSplitProduct = 2 ** 83;

/**
 * Quotients and remainders of `amount × weight / whole`, exact though the products exceed 2^53: the remainder is known nearly
 * from floating point and exactly modulo 2^32 from its last bits. Fills `parts` and `discarded`; returns the sum of the parts.
 */
function divideExactly(
  amount: number,
  numbers: Float64Array,
  whole: number,
  parts: bigint[],
  discarded: Float64Array,
): number {
  let handed = 0;
  for (let i = 0; i < numbers.length; i++) {
    const weight = numbers[i]!;
    const product = amount * weight;
    let part = Math.floor(product / whole);
    const near = Math.round(product - part * whole);
    const last = (Math.imul(amount | 0, weight | 0) - Math.imul(part | 0, whole | 0)) | 0;
    let rest = near + ((last - (near | 0)) | 0);
    while (rest < 0) {
      part -= 1;
      rest += whole;
    }
    while (rest >= whole) {
      part += 1;
      rest -= whole;
    }
    parts[i] = BigInt(part);
    handed += part;
    discarded[i] = rest;
  }
  return handed;
}

function comparePlaces(a: number, b: number, key: Key, exact: readonly bigint[] | undefined): number {
  if (exact && exact[a] !== exact[b]) return exact[a]! > exact[b]! ? -1 : 1;
  return comparePrecedence(a, b, key);
}

/** Who comes first among equals: the larger exact part, then the code. */
function comparePrecedence(a: number, b: number, { weights, codes }: Key): number {
  if (weights[a] !== weights[b]) return weights[a]! > weights[b]! ? -1 : 1;
  const [left, right] = [codes[a] ?? '', codes[b] ?? ''];
  return left < right ? -1 : left > right ? 1 : a - b;
}

/** The n-th largest value (1 is the largest) of a list, which is left as it is. */
function nthLargest(values: Float64Array, nth: number): number {
  const work = Float64Array.from(values);
  const target = work.length - nth;
  let low = 0;
  let high = work.length - 1;
  while (low < high) {
    const pivot = work[(low + high) >> 1]!;
    let i = low;
    let j = high;
    while (i <= j) {
      while (work[i]! < pivot) i++;
      while (work[j]! > pivot) j--;
      if (i <= j) {
        const swapped = work[i]!;
        work[i] = work[j]!;
        work[j] = swapped;
        i++;
        j--;
      }
    }
    if (target <= j) high = j;
    else if (target >= i) low = i;
    else break;
  }
  return work[target]!;
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
