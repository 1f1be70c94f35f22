import { apportionNumbers, divideByKey, percentages } from '../../../kernel/apportion.ts';
import type { Day } from '../../../kernel/day.ts';
import { toDecimal } from '../../../kernel/fraction.ts';
import { type Cents, cents, sumCents } from '../../../kernel/money.ts';
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts';
import type { Agreement } from '../../agreement/rules/index.ts';
import type { Allocation } from './allocation.ts';
import { type CorrectedKey, correctedGeneralKey } from './corrective.ts';
import type { Cost, Secondment } from './cost.ts';
import { costPool, type Pooled } from './cost-pool.ts';
import { type CostSplit, type Parts, partOf } from './cost-split.ts';
import { type Way, WayFinder } from './cost-way.ts';
import { EntityShare } from './entity-share.ts';
import { Explanation } from './explanation.ts';
import { KeyRing } from './key-ring.ts';
import { reductionsByContributions } from './net-of-contributions.ts';
import { refusals } from './refusals.ts';
import { reimbursedFor } from './reimbursement.ts';
import { keyWithinLimits } from './share-limits.ts';
import { type SharingClauses, sharingClauses } from './sharing-clauses.ts';
import type { SharingEntity } from './sharing-entity.ts';
import type { SharingKey } from './sharing-key.ts';

/** What is shared: a year, who shares, the costs, the staff lent, under an agreement. */
export type ToShare = {
  readonly year: number;
  /** The day whose versions of the clauses apply. */
  readonly on: Day;
  readonly agreement: Agreement;
  /** Codes are unique. */
  readonly entities: readonly SharingEntity[];
  readonly costs: readonly Cost[];
  readonly secondments?: readonly Secondment[];
  /** Where figures that do not say it come from. */
  readonly figures?: { readonly register: string; readonly on: string };
};

/**
 * Shares a year's costs among the entities by the clauses of the agreement, to the cent.
 *
 * Each cost is split on its own, net of its contributions; an entity's amount is the sum of its lines. Amounts sum exactly to the
 * net and percentages to 100. The explanation is made when asked for.
 *
 * Refuses, naming every entity or key at once: `cost-sharing/missing-figure`, `cost-sharing/empty-key`,
 * `cost-sharing/outside-bands`; and for the clauses or the costs themselves `agreement/no-such-clause`,
 * `agreement/not-yet-in-force`, `cost-sharing/unknown-item`, `…/key-missing`, `…/no-general-key`, `…/no-unit`,
 * `…/direct-missing`, `…/direct-not-the-amount`, `…/not-authorised`, `…/no-reimbursement`, `…/unknown-entity`,
 * `…/mix-not-whole`, `…/all-at-the-cap`, `…/floors-above-total`, `…/nobody-takes-over`, `…/rate-above-whole`.
 * Source: clause kinds `allocation`, `contributions`, `corrective`, `capital`, `staff-reimbursement`, `requester-pays`,
 * `conventions`.
 */
export function allocate(asked: ToShare): Result<Allocation> {
  const found = sharingClauses(asked.agreement, asked.on);
  if (!found.ok) return found;
  const clauses = found.value;
  const { entities, costs, secondments = [] } = asked;
  const ring = new KeyRing(entities, asked.year, asked.agreement.lead);
  const finder = new WayFinder(clauses, ring);
  const lent = secondments.length > 0 && !clauses.reimbursement;
  const noReimbursement = lent ? [refusals.noReimbursement(clauses.general.clause.source)] : [];
  finder.areKnown(secondments.map(({ entity }) => entity));

  const pool = costPool(costs, secondments, clauses, entities);
  const ways = pool.map((pooled) => finder.of(pooled));
  const refused = [...noReimbursement, ...finder.refusals(), ...ring.refusals()];
  if (refused.length > 0) return refuse(...refused);

  const { reductions, surplus } = reductionsByContributions(pool, clauses.contributions);
  const nets = pool.map(({ amount }, place) => cents(amount - reductions[place]!));
  const corrected = correctedGeneralKey(ways as Way[], nets, ring, clauses);
  if (!corrected.ok) return corrected;
  const divided = divideAll(pool, ways as Way[], { reductions, nets, corrected: corrected.value }, ring, clauses);
  if (!divided.ok) return divided;
  return ok(allocation(asked, clauses, ring, { pool, reductions, surplus, splits: divided.value }));
}

type Reduced = {
  readonly reductions: readonly Cents[];
  readonly nets: readonly Cents[];
  readonly corrected: CorrectedKey | undefined;
};

/** Every cost divided by its key: after the corrective, within the bounds of a share, to the cent. */
function divideAll(
  pool: readonly Pooled[],
  ways: readonly Way[],
  { reductions, nets, corrected }: Reduced,
  ring: KeyRing,
  clauses: SharingClauses,
): Result<CostSplit[]> {
  const refused: Refusal[] = [];
  const splits = pool.map((pooled, place): CostSplit => {
    const { by, clause, split: before, limits } = ways[place]!;
    const net = nets[place]!;
    const reduction = reductions[place]!;
    let split = corrected?.from === before ? corrected.to : before;
    let changedBy: CostSplit['changedBy'] = split === before ? undefined : 'corrective';
    if (limits && net > 0n) {
      const limited = keyWithinLimits(split, net, limits, ring.entities);
      if ('missing' in limited) ring.lack(limited.missing, clause.source);
      else if ('impossible' in limited)
        refused.push(
          limited.impossible === 'most'
            ? refusals.allAtTheCap(clause.source)
            : refusals.floorsAboveTotal(pooled.id, clause.source),
        );
      else if (limited.key !== split) {
        split = limited.key;
        changedBy = 'limits';
      }
    }
    return {
      id: pooled.id,
      title: pooled.title,
      item: pooled.cost?.item,
      clause,
      by,
      gross: pooled.amount,
      reduction,
      net,
      split,
      before: changedBy && before,
      changedBy,
      parts: by === 'direct' ? directParts(split, reduction) : keyParts(split, net, ring, clauses),
      cost: pooled.cost,
      secondment: pooled.secondment,
    };
  });
  refused.push(...ring.refusals());
  return refused.length > 0 ? refuse(...refused) : ok(splits);
}

function keyParts(split: SharingKey, net: Cents, ring: KeyRing, clauses: SharingClauses): Parts {
  const { rounding } = conventionsOf(clauses);
  const quick = rounding === 'largest_remainder' ? apportionNumbers(net, split.key) : undefined;
  if (quick) return quick;
  const takes = rounding === 'half_up_difference_to_lead';
  const lead = takes ? split.takers.findIndex((place) => ring.leads[place]) : -1;
  return divideByKey(net, split.key, rounding, lead);
}

/** Actual costs less the contributions, which reduce them in proportion. */
function directParts({ key }: SharingKey, reduction: Cents): Parts {
  if (reduction === 0n) return key.weights;
  const less = divideByKey(reduction, key);
  return key.weights.map((part, place) => part - less[place]!);
}

function conventionsOf({ conventions }: SharingClauses) {
  return {
    rounding: conventions?.terms.rounding ?? ('largest_remainder' as const),
    percentDecimals: conventions?.terms.percentDecimals ?? 2,
  };
}

type Divided = {
  readonly pool: readonly Pooled[];
  readonly reductions: readonly Cents[];
  readonly surplus: Allocation['surplus'];
  readonly splits: readonly CostSplit[];
};

function allocation(
  asked: ToShare,
  clauses: SharingClauses,
  ring: KeyRing,
  { pool, reductions, surplus, splits }: Divided,
): Allocation {
  const { year, entities, secondments = [] } = asked;
  const gross = sumCents(pool.map(({ amount }) => amount));
  const contributions = sumCents(reductions);
  const net = cents(gross - contributions);
  const amounts = amountsOf(splits, entities.length, net);
  const { percentDecimals } = conventionsOf(clauses);
  const codes = entities.map(({ code }) => code);
  const percents = percentages(amounts, codes, percentDecimals);
  const reimbursed = new Array<bigint>(entities.length).fill(0n);
  for (const secondment of secondments) reimbursed[ring.placeOf(secondment.entity)!]! += reimbursedFor(secondment);
  const shares = codes.map(
    (entity, place) =>
      new EntityShare(
        {
          entity,
          amount: cents(amounts[place]!),
          percent: toDecimal({ num: percents[place]!, den: 10n ** BigInt(percentDecimals) }, percentDecimals),
          reimbursement: cents(reimbursed[place]!),
        },
        place,
        splits,
      ),
  );
  let explanation: Explanation | undefined;
  const explained = () => {
    explanation ??= new Explanation({
      ...asked,
      clauses,
      leads: ring.leads,
      costs: splits,
      shares,
      surplus,
      gross,
      contributions,
    });
    return explanation;
  };
  const byId = new Map(splits.map((split) => [split.id, split]));
  const found = <In, Out>(value: In | undefined, then: (value: In) => Out) =>
    value === undefined ? undefined : then(value);
  return {
    year,
    gross,
    contributions,
    net,
    shares,
    surplus,
    costs: splits,
    explainLine: (entity, cost) =>
      found(byId.get(cost), (split) => found(ring.placeOf(entity), (place) => explained().line(split, place))),
    explainCost: (cost) => found(byId.get(cost), (split) => explained().cost(split)),
    explainShare: (entity) => found(ring.placeOf(entity), (place) => explained().share(place)),
    explainPercent: (entity) => found(ring.placeOf(entity), (place) => explained().percent(place)),
    explainTotal: () => explained().total(),
  };
}

/** What each entity bears in all: summed as numbers where no sum can exceed what they hold exactly. */
function amountsOf(splits: readonly CostSplit[], entities: number, net: Cents): bigint[] {
  const quick = net < 2n ** 53n ? new Float64Array(entities) : undefined;
  const amounts = new Array<bigint>(entities).fill(0n);
  for (const { split, parts } of splits) {
    const { takers } = split;
    if (quick && parts instanceof Float64Array) {
      for (let taker = 0; taker < parts.length; taker++) quick[takers[taker]!]! += parts[taker]!;
    } else {
      for (let taker = 0; taker < takers.length; taker++) amounts[takers[taker]!]! += partOf(parts, taker);
    }
  }
  return quick ? amounts.map((amount, place) => amount + BigInt(quick[place]!)) : amounts;
}
