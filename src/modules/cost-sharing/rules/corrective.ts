import { compare, type Fraction, fraction, multiply, one, parseFraction, subtract } from '../../../kernel/fraction.ts';
import { type Cents, parseMoney, sumCents } from '../../../kernel/money.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import type { InForce } from '../../agreement/rules/index.ts';
import { boundedShares } from './bounded-shares.ts';
import type { Way } from './cost-way.ts';
import { countedName } from './driver-words.ts';
import { type KeyRing, treatmentOf } from './key-ring.ts';
import { refusals } from './refusals.ts';
import { rescaledKey } from './rescaled-key.ts';
import type { SharingClauses } from './sharing-clauses.ts';
import { entityTitle, figureValue, type SharingEntity } from './sharing-entity.ts';
import { type SharingKey, termsOf } from './sharing-key.ts';

/** The general key before and after the corrective. */
export type CorrectedKey = { readonly from: SharingKey; readonly to: SharingKey };

/** The general key after the corrective; undefined where the agreement lays none down, or no cost goes by the general key. */
export function correctedGeneralKey(
  ways: readonly Way[],
  nets: readonly Cents[],
  ring: KeyRing,
  { corrective, general }: SharingClauses,
): Result<CorrectedKey | undefined> {
  if (!corrective || corrective.terms.corrective === 'none' || !general.method) return ok(undefined);
  const lead = treatmentOf(general.clause);
  const from = ring.known({
    takers: ring.takers(lead),
    terms: termsOf(general.method.mix).terms,
    clause: general.clause,
    lead,
    byDays: general.clause.terms.joining === 'by_days',
  });
  if (!from) return ok(undefined);
  const total = sumCents(nets.filter((_, place) => ways[place]!.split === from));
  const to = correctedKey(from, total, ring.entities, ring.withoutInhabitants(lead), corrective);
  return to.ok ? ok({ from, to: to.value }) : to;
}

/**
 * The general key with the relief for the smaller entities that the agreement lays down, computed once for all costs shared by
 * it.
 *
 * `percent_reduction`: who has inhabitants up to the threshold pays that percentage less, the others take it over in proportion
 * to their keys; when everybody is under the threshold nothing changes. `cap_per_inhabitant`: nobody bears more of `total` (in
 * cents, the sum of the costs shared by this key) than the cap times the inhabitants; the excess goes to the others, until stable.
 *
 * Refuses `cost-sharing/missing-figure` for entities without inhabitants, `cost-sharing/all-at-the-cap`,
 * `cost-sharing/nobody-takes-over`, `cost-sharing/rate-above-whole`.
 * Source: clause kind `corrective` (Valdarno e Valdisieve, art. 13 c. 3).
 */
export function correctedKey(
  key: SharingKey,
  total: bigint,
  entities: readonly SharingEntity[],
  withoutInhabitants: (entity: SharingEntity) => boolean,
  clause: InForce<'corrective'>,
): Result<SharingKey> {
  const { corrective } = clause.terms;
  if (corrective === 'none') return ok(key);
  const takers = key.takers.map((place) => entities[place]!);
  const missing = takers.filter((entity) => entity.population === undefined && !withoutInhabitants(entity));
  if (missing.length > 0) {
    const figure = countedName('population');
    return refuse(
      refusals.missingFigures(
        missing.map((entity) => ({ figure, entity: entityTitle(entity) })),
        clause.source,
      ),
    );
  }
  const inhabitants = takers.map((entity) => (withoutInhabitants(entity) ? 0 : figureValue(entity.population!)));
  if (corrective.method === 'cap_per_inhabitant') {
    const cap = parseMoney(corrective.cap)!;
    const bounds = inhabitants.map((count) => ({ most: fraction(cap * BigInt(count)) }));
    const bounded = boundedShares(total, key.key.weights, bounds);
    if (!bounded.ok) return refuse(refusals.allAtTheCap(clause.source));
    return ok(total === 0n ? key : rescaledKey(key, bounded.shares));
  }
  const rate = multiply(parseFraction(corrective.rate)!, { num: 1n, den: 100n });
  if (compare(rate, one) > 0) return refuse(refusals.rateAboveWhole(corrective.rate, clause.source));
  const relieved = inhabitants.map((count) => count <= corrective.threshold);
  const { weights } = key.key;
  let small = 0n;
  let others = 0n;
  weights.forEach((weight, taker) => {
    if (relieved[taker]) small += weight;
    else others += weight;
  });
  if (!relieved.includes(false) || small === 0n || rate.num === 0n) return ok(key);
  if (others === 0n) return refuse(refusals.nobodyTakesOver(clause.source));
  const less = subtract(one, rate);
  const more: Fraction = { num: rate.den * others + rate.num * small, den: rate.den * others };
  return ok(
    rescaledKey(
      key,
      weights.map((weight, taker) => {
        const factor = relieved[taker] ? less : more;
        return { num: weight * factor.num, den: factor.den };
      }),
    ),
  );
}
