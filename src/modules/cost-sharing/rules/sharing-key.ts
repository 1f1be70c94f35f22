import { type Key, makeKey } from '../../../kernel/apportion.ts';
import { add, compare, type Fraction, fraction, multiply, one, parseFraction, zero } from '../../../kernel/fraction.ts';
import type { Text } from '../../../kernel/text.ts';
import type { Driver, Mix } from '../../agreement/rules/index.ts';
import { countedName } from './driver-words.ts';
import { membershipIn } from './membership-days.ts';
import type { MissingFigure } from './refusals.ts';
import { entityTitle, type Figure, figureValue, type SharingEntity } from './sharing-entity.ts';

/** What a key counts: a driver of the agreement's clauses, or who has an activated service (1 each, 0 for who has none). */
export type Counted = Driver | { readonly having: string; readonly named: boolean };

/** A part of a key: what it counts, and its fraction of the cost. */
export type KeyTerm = { readonly counted: Counted; readonly weight: Fraction };

/** A term with the count of each entity that takes part and their sum. */
export type CountedTerm = KeyTerm & { readonly counts: readonly Fraction[]; readonly total: Fraction };

/** How the entities that take part share a cost: exact whole weights, and the terms they come from. */
export type SharingKey = {
  /** Places of those who take part among the entities, in order. */
  readonly takers: readonly number[];
  /** The other way round: the place of each entity among the takers, -1 where it takes no part. */
  readonly placeOf: Int32Array;
  readonly key: Key;
  readonly terms: readonly CountedTerm[];
};

/** The circumstances in which entities are counted. */
export type Counting = {
  readonly entities: readonly SharingEntity[];
  readonly year: number;
  /** Workstations count by days of membership. */
  readonly byDays: boolean;
  /** Entities whose inhabitants count as none: a lead that takes part with its workstations only. */
  readonly withoutInhabitants: (entity: SharingEntity) => boolean;
  /** For the driver `weights`. */
  readonly weights?: ReadonlyMap<string, number> | undefined;
};

/** Why there is no key: figures nobody stated, entities outside every band, terms whose total is zero. */
export type NoKey = {
  readonly missing: readonly MissingFigure[];
  readonly outside: readonly string[];
  readonly empty: readonly Text[];
};

/**
 * The key of a mix for the entities that take part: the sum over its terms of `weight × count / total of the counts`, exactly,
 * brought to whole numbers. A term of weight zero needs no figures.
 * Source: clause kind `allocation` (Valdarno e Valdisieve, art. 13 c. 1: half by computers, half by inhabitants).
 */
export function sharingKey(
  takers: readonly number[],
  terms: readonly KeyTerm[],
  counting: Counting,
): SharingKey | NoKey {
  const missing: MissingFigure[] = [];
  const outside: string[] = [];
  const empty: Text[] = [];
  const counted: CountedTerm[] = [];
  for (const term of terms) {
    if (term.weight.num === 0n) continue;
    const before = missing.length + outside.length;
    const counts = countAll(takers, term.counted, counting, missing, outside);
    if (missing.length + outside.length > before) continue;
    let total = zero;
    for (const count of counts) total = add(total, count);
    if (total.num === 0n) empty.push(countedName(term.counted));
    counted.push({ ...term, counts, total });
  }
  if (missing.length + outside.length + empty.length > 0) return { missing, outside, empty };
  const placeOf = new Int32Array(counting.entities.length).fill(-1);
  takers.forEach((entity, place) => {
    placeOf[entity] = place;
  });
  const key = makeKey(
    weightsOf(counted),
    takers.map((place) => counting.entities[place]!.code),
  );
  return { takers, placeOf, key, terms: counted };
}

export function isKey(made: SharingKey | NoKey): made is SharingKey {
  return 'key' in made;
}

/** The terms of a mix as an agreement writes it, and the sum of their fractions. */
export function termsOf(mix: Mix): { terms: KeyTerm[]; sum: Fraction; negative: boolean } {
  const parts: { driver: Driver; weight: string }[] = Array.isArray(mix)
    ? mix
    : Object.entries(mix).map(([driver, weight]) => ({ driver: driver as Driver, weight }));
  const terms = parts.map(({ driver, weight }) => ({ counted: driver, weight: parseFraction(weight) ?? zero }));
  let sum = zero;
  for (const { weight } of terms) sum = add(sum, weight);
  return { terms, sum, negative: terms.some(({ weight }) => weight.num < 0n) };
}

function weightsOf(terms: readonly CountedTerm[]): bigint[] {
  const scaled = terms.map(({ counts, total }) => {
    const den = counts.reduce(
      (common, count) => (count.den === common ? common : leastCommonMultiple(common, count.den)),
      1n,
    );
    return {
      counts: counts.map((count) => (count.den === den ? count.num : count.num * (den / count.den))),
      total: total.num * (den / total.den),
    };
  });
  if (terms.length === 1) return scaled[0]!.counts;
  const common = terms.reduce(
    (den, { weight }, place) => leastCommonMultiple(den, weight.den * scaled[place]!.total),
    1n,
  );
  const factors = terms.map(({ weight }, place) => (weight.num * common) / (weight.den * scaled[place]!.total));
  const shared = factors.reduce(greatestCommonDivisor, 0n);
  return terms[0]!.counts.map((_, taker) => {
    let weight = 0n;
    for (let place = 0; place < factors.length; place++)
      weight += (factors[place]! / shared) * scaled[place]!.counts[taker]!;
    return weight;
  });
}

function countAll(
  takers: readonly number[],
  counted: Counted,
  counting: Counting,
  missing: MissingFigure[],
  outside: string[],
): Fraction[] {
  const having = typeof counted === 'object' && 'having' in counted;
  const nobodyStates = having && !takers.some((place) => counting.entities[place]!.units?.has(counted.having));
  return takers.map((place) => {
    const entity = counting.entities[place]!;
    const lacks = (driver: Counted) => {
      missing.push({ figure: countedName(driver), entity: entityTitle(entity) });
      return zero;
    };
    if (having) {
      const stated = entity.units?.get(counted.having);
      if (stated !== undefined) return figureValue(stated) > 0 ? one : zero;
      return counted.named || nobodyStates ? one : lacks(`units:${counted.having}`);
    }
    if (typeof counted === 'string') return simpleCount(entity, counted, counting, true) ?? lacks(counted);
    if ('sum' in counted) {
      return counted.sum.reduce((sum, part) => {
        const count = simpleCount(entity, part.driver, counting, true) ?? lacks(part.driver);
        return add(sum, multiply(count, parseFraction(part.weight) ?? zero));
      }, zero);
    }
    const { of, steps } = counted.bands;
    const count = simpleCount(entity, of, counting, false);
    if (!count) return lacks(of);
    const band = steps.find(({ upTo }) => upTo === undefined || compare(count, fraction(upTo)) <= 0);
    if (!band) {
      outside.push(entityTitle(entity));
      return zero;
    }
    const points = parseFraction(band.points) ?? zero;
    return of === 'workstations' && counting.byDays ? multiply(points, membershipIn(counting.year, entity)) : points;
  });
}

/** The figure that a simple driver names, or undefined where nobody stated it. */
function simpleCount(
  entity: SharingEntity,
  driver: string,
  counting: Counting,
  prorated: boolean,
): Fraction | undefined {
  if (driver === 'equal') return one;
  if (driver === 'weights') return whole(counting.weights?.get(entity.code) ?? 0);
  if (driver === 'population') {
    if (counting.withoutInhabitants(entity)) return zero;
    return entity.population === undefined ? undefined : whole(entity.population);
  }
  if (driver === 'workstations') {
    if (entity.workstations === undefined) return undefined;
    const stated = whole(entity.workstations);
    if (!counting.byDays || !prorated) return stated;
    const part = membershipIn(counting.year, entity);
    return part === one ? stated : { num: stated.num * part.num, den: part.den };
  }
  const units = entity.units?.get(driver.slice('units:'.length));
  return units === undefined ? undefined : whole(units);
}

function whole(figure: Figure): Fraction {
  return { num: BigInt(figureValue(figure)), den: 1n };
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let x = a;
  let y = b;
  while (y !== 0n) [x, y] = [y, x % y];
  return x < 0n ? -x : x;
}

function leastCommonMultiple(a: bigint, b: bigint): bigint {
  return (a / greatestCommonDivisor(a, b)) * b;
}
