import type { EntityCode } from '../../../kernel/entity.ts';
import { one, toShortestDecimal } from '../../../kernel/fraction.ts';
import { sumCents } from '../../../kernel/money.ts';
import type { Refusal } from '../../../kernel/result.ts';
import type { InForce } from '../../agreement/rules/index.ts';
import type { Cost } from './cost.ts';
import type { Pooled } from './cost-pool.ts';
import type { CostSplit, DecidingClause } from './cost-split.ts';
import { isDriver } from './driver-words.ts';
import { type KeyRing, treatmentOf } from './key-ring.ts';
import { refusals } from './refusals.ts';
import { type CostItem, clauseOfItem, type KeyMethod, openClause, type SharingClauses } from './sharing-clauses.ts';
import { type KeyTerm, type SharingKey, termsOf } from './sharing-key.ts';

/** How a cost is to be split: by which key, under which clause, within which bounds. */
export type Way = {
  readonly by: CostSplit['by'];
  readonly clause: DecidingClause;
  readonly split: SharingKey;
  readonly limits: KeyMethod['limits'];
};

type ByKey = Pick<Cost, 'participants' | 'weights'> & {
  readonly terms: readonly KeyTerm[];
  readonly limits?: KeyMethod['limits'];
};

/**
 * Finds how each cost is split: in equal parts among who asked for it, at the actual cost of each entity, or by the key of its
 * item, of its own, or the general one. What has no way is refused, all of them together.
 */
export class WayFinder {
  readonly #clauses: SharingClauses;
  readonly #ring: KeyRing;
  readonly #refused: Refusal[] = [];

  constructor(clauses: SharingClauses, ring: KeyRing) {
    this.#clauses = clauses;
    this.#ring = ring;
  }

  refusals(): readonly Refusal[] {
    return this.#refused;
  }

  of(pooled: Pooled): Way | undefined {
    const { cost } = pooled;
    if (!cost) return this.#byGeneralKey(pooled);
    if (!this.areKnown(codesIn(cost))) return undefined;
    if (cost.requestedBy) return this.#byWhoAsked(pooled, cost, cost.requestedBy);
    const { capital } = this.#clauses;
    if (cost.item !== undefined && capital?.terms.items.some(({ id }) => id === cost.item)) {
      return this.#byCapitalKey(pooled, cost, capital);
    }
    const named = cost.item === undefined ? undefined : clauseOfItem(this.#clauses, cost.item);
    if (named) return this.#byItem(pooled, cost, named);
    const refused = cost.item === undefined ? undefined : this.#clauses.refusedItems.get(cost.item);
    for (const refusal of refused ?? []) this.#refuse(refusal);
    return refused ? undefined : this.#byOwnKey(pooled, cost);
  }

  /** Whether all codes are among the entities; those that are not are refused. */
  areKnown(codes: readonly EntityCode[]): boolean {
    const unknown = codes.filter((code) => this.#ring.placeOf(code) === undefined);
    if (unknown.length > 0) this.#refuse(refusals.unknownEntity(unknown, this.#clauses.general.clause.source));
    return unknown.length === 0;
  }

  /** A project for some, paid in equal parts by who asked for it. */
  #byWhoAsked(pooled: Pooled, cost: Cost, asking: readonly EntityCode[]): Way | undefined {
    const clause = this.#clauses.requester ?? this.#clauses.general.clause;
    if (cost.authorised === undefined) return this.#refuse(refusals.notAuthorised(pooled.id, clause.source));
    const terms: KeyTerm[] = [{ counted: 'equal', weight: one }];
    const split = this.#ring.make(pooled.id, { takers: this.#ring.inOrder(asking), terms, clause });
    return split && { by: 'requested', clause, split, limits: undefined };
  }

  /** Items of capital that only some take part in have their own key; the others go by the general one. */
  #byCapitalKey(pooled: Pooled, cost: Cost, clause: InForce<'capital'>): Way | undefined {
    const lead = treatmentOf(this.#clauses.general.clause);
    const { participants } = cost;
    const { key } = clause.terms;
    if (this.#ring.takers(lead, participants) === this.#ring.takers(lead)) return this.#byGeneralKey(pooled);
    if (key === 'general_restricted') {
      const way = this.#byGeneralKey(pooled, participants);
      return way && { ...way, clause };
    }
    const counted = key === 'equal' ? 'equal' : 'workstations';
    return this.#byKey(pooled, clause, { participants, terms: [{ counted, weight: one }] });
  }

  #byGeneralKey(pooled: Pooled, participants?: Cost['participants']): Way | undefined {
    const { clause, method } = this.#clauses.general;
    if (!method) return this.#refuse(refusals.noGeneralKey(clause.source));
    return this.#byMix(pooled, clause, method, participants);
  }

  #byMix(
    pooled: Pooled,
    clause: InForce<'allocation'>,
    { mix, limits }: KeyMethod,
    participants: Cost['participants'],
  ): Way | undefined {
    const { terms, sum, negative } = termsOf(mix);
    if (negative || sum.num !== sum.den)
      return this.#refuse(refusals.mixNotWhole(toShortestDecimal(sum), clause.source));
    return this.#byKey(pooled, clause, { participants, terms, limits });
  }

  #byItem(
    pooled: Pooled,
    cost: Cost,
    { clause, item }: { readonly clause: InForce<'allocation'>; readonly item: CostItem },
  ): Way | undefined {
    const { method } = item;
    const { participants } = cost;
    if (method.by === 'direct') return this.#atActualCost(pooled, cost, clause);
    if (method.by === 'key') return this.#byMix(pooled, clause, method, participants);
    const { unit } = method;
    if (method.by === 'equal') {
      const counted = unit === undefined ? 'equal' : { having: unit, named: participants !== undefined };
      return this.#byKey(pooled, clause, { participants, terms: [{ counted, weight: one }] });
    }
    if (unit === undefined) return this.#refuse(refusals.noUnit(item.id, clause.source));
    return this.#byKey(pooled, clause, { participants, terms: [{ counted: `units:${unit}`, weight: one }] });
  }

  /** Where the agreement leaves the key to each cost. */
  #byOwnKey(pooled: Pooled, { item, key, participants, weights }: Cost): Way | undefined {
    const clause = openClause(this.#clauses);
    if (!clause) return this.#refuse(refusals.unknownItem(pooled.id, item, this.#clauses.general.clause.source));
    if (key === undefined || !isDriver(key)) return this.#refuse(refusals.keyMissing(pooled.id, clause.source));
    return this.#byKey(pooled, clause, { participants, weights, terms: [{ counted: key, weight: one }] });
  }

  #byKey(
    pooled: Pooled,
    clause: InForce<'allocation'> | InForce<'capital'>,
    { participants, weights, terms, limits }: ByKey,
  ): Way | undefined {
    const lead = treatmentOf(clause.kind === 'allocation' ? clause : this.#clauses.general.clause);
    const byDays = clause.kind === 'allocation' && clause.terms.joining === 'by_days';
    const takers = this.#ring.takers(lead, participants);
    const split = this.#ring.make(pooled.id, { takers, terms, clause, lead, byDays, weights });
    return split && { by: 'key', clause, split, limits };
  }

  /** Every entity bears what its own service costs. */
  #atActualCost(pooled: Pooled, { direct }: Cost, clause: InForce<'allocation'>): Way | undefined {
    if (!direct) return this.#refuse(refusals.directMissing(pooled.id, clause.source));
    if (sumCents(direct.values()) !== pooled.amount)
      return this.#refuse(refusals.directNotTheAmount(pooled.id, clause.source));
    return { by: 'direct', clause, split: this.#ring.ofAmounts(direct), limits: undefined };
  }

  #refuse(refusal: Refusal): undefined {
    if (!this.#refused.some(({ says }) => says.it === refusal.says.it)) this.#refused.push(refusal);
  }
}

function codesIn({ participants, requestedBy, direct, weights }: Cost): EntityCode[] {
  return [...(participants ?? []), ...(requestedBy ?? []), ...(direct?.keys() ?? []), ...(weights?.keys() ?? [])];
}
