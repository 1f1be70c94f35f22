import { apportionNumbers, divideByKey, makeKey, percentages, type RoundingMethod } from '../../../kernel/apportion.ts';
import type { Day } from '../../../kernel/day.ts';
import type { EntityCode } from '../../../kernel/entity.ts';
import {
  type Fraction,
  fraction,
  multiply,
  one,
  parseFraction,
  toDecimal,
  toShortestDecimal,
} from '../../../kernel/fraction.ts';
import { type Cents, cents, parseMoney, sumCents } from '../../../kernel/money.ts';
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts';
import type { Text } from '../../../kernel/text.ts';
import type { Agreement, InForce } from '../../agreement/rules/index.ts';
import type { Allocation, Line, Share } from './allocation.ts';
import { type Bounds, boundedShares } from './bounded-shares.ts';
import { correctedKey } from './corrective.ts';
import type { Cost, Secondment } from './cost.ts';
import { type CostSplit, type DecidingClause, type Parts, partOf } from './cost-split.ts';
import { countedName } from './driver-words.ts';
import { Explanation } from './explanation.ts';
import { reductionsByContributions } from './net-of-contributions.ts';
import { type MissingFigure, refusals } from './refusals.ts';
import { reimbursedFor } from './reimbursement.ts';
import { rescaledKey } from './rescaled-key.ts';
import { clauseOfItem, type KeyMethod, openClause, type SharingClauses, sharingClauses } from './sharing-clauses.ts';
import { entityTitle, figureValue, isLead, type SharingEntity } from './sharing-entity.ts';
import { type Counting, isKey, type KeyTerm, type NoKey, type SharingKey, sharingKey, termsOf } from './sharing-key.ts';

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
  const clauses = sharingClauses(asked.agreement, asked.on);
  if (!clauses.ok) return clauses;
  return new Sharing(asked, clauses.value).allocation();
}

/** A cost on its way: its net, and how it is to be split. */
type Pooled = {
  readonly id: string;
  readonly title: Text;
  readonly amount: Cents;
  readonly contributions: Cost['contributions'];
  readonly cost: Cost | undefined;
  readonly secondment: Secondment | undefined;
};

type Way = {
  readonly by: CostSplit['by'];
  readonly clause: DecidingClause;
  readonly split: SharingKey;
  readonly limits: KeyMethod['limits'];
};

type KeySource = {
  readonly takers: readonly number[];
  readonly terms: readonly KeyTerm[];
  readonly lead: Treatment;
  readonly byDays: boolean;
  readonly clause: string;
};

type Treatment = 'included' | 'excluded' | 'pc_only';

/** One run of `allocate`: what is asked, what is known, what is refused. */
class Sharing {
  readonly #asked: ToShare;
  readonly #clauses: SharingClauses;
  readonly #places: ReadonlyMap<string, number>;
  readonly #leads: readonly boolean[];
  readonly #everybody = new Map<Treatment, readonly number[]>();
  readonly #keys = new Map<string, SharingKey | NoKey>();
  readonly #refusals: Refusal[] = [];
  readonly #missing: MissingFigure[] = [];
  readonly #outside: string[] = [];
  readonly #empty = new Map<string, { key: Text; costs: string[] }>();

  constructor(asked: ToShare, clauses: SharingClauses) {
    this.#asked = asked;
    this.#clauses = clauses;
    this.#places = new Map(asked.entities.map(({ code }, place) => [code, place]));
    this.#leads = asked.entities.map((entity) => isLead(entity, asked.agreement.lead));
  }

  allocation(): Result<Allocation> {
    const pool = this.#pool();
    const { reductions, surplus } = reductionsByContributions(pool, this.#clauses.contributions);
    const ways = pool.map((pooled) => this.#wayOf(pooled));
    const refused = this.#refused();
    if (refused.length > 0) return refuse(...refused);
    const nets = pool.map(({ amount }, place) => cents(amount - reductions[place]!));
    const corrected = this.#corrected(ways as Way[], nets);
    if (!corrected.ok) return corrected;
    const costs = pool.map((pooled, place) =>
      this.#splitOf(pooled, ways[place]!, { reduction: reductions[place]!, net: nets[place]! }, corrected.value),
    );
    const late = this.#refused();
    if (late.length > 0) return refuse(...late);
    const gross = sumCents(pool.map(({ amount }) => amount));
    const contributions = sumCents(reductions);
    const amounts = this.#amounts(costs, cents(gross - contributions));
    const { percentDecimals } = this.#conventions();
    const parts = percentages(
      amounts,
      this.#asked.entities.map(({ code }) => code),
      percentDecimals,
    );
    const reimbursements = this.#reimbursements();
    const shares = this.#asked.entities.map(
      ({ code }, place): Share =>
        new EntityShare(
          code,
          place,
          cents(amounts[place]!),
          toDecimal({ num: parts[place]!, den: 10n ** BigInt(percentDecimals) }, percentDecimals),
          cents(reimbursements[place] ?? 0n),
          costs,
        ),
    );
    let explanation: Explanation | undefined;
    const explain = () => {
      explanation ??= new Explanation({
        ...this.#asked,
        clauses: this.#clauses,
        leads: this.#leads,
        costs,
        shares,
        surplus,
        gross,
        contributions,
      });
      return explanation;
    };
    const at = (entity: EntityCode) => this.#places.get(entity);
    const byId = new Map(costs.map((split) => [split.id, split]));
    return ok({
      year: this.#asked.year,
      gross,
      contributions,
      net: cents(gross - contributions),
      shares,
      surplus,
      costs,
      explainLine: (entity, cost) => {
        const [place, split] = [at(entity), byId.get(cost)];
        return place === undefined || split === undefined ? undefined : explain().line(split, place);
      },
      explainShare: (entity) => {
        const place = at(entity);
        return place === undefined ? undefined : explain().share(place);
      },
      explainPercent: (entity) => {
        const place = at(entity);
        return place === undefined ? undefined : explain().percent(place);
      },
      explainCost: (cost) => {
        const split = byId.get(cost);
        return split && explain().cost(split);
      },
      explainTotal: () => explain().total(),
    });
  }

  /** The costs, and those of the staff lent where its reimbursement is shared by all. */
  #pool(): Pooled[] {
    const pool: Pooled[] = this.#asked.costs.map((cost) => ({
      id: cost.id,
      title: this.#titleOf(cost),
      amount: cost.amount,
      contributions: cost.contributions,
      cost,
      secondment: undefined,
    }));
    const secondments = this.#asked.secondments ?? [];
    const { reimbursement } = this.#clauses;
    if (secondments.length > 0 && !reimbursement) this.#refusals.push(refusals.noReimbursement(this.#source()));
    this.#checkCodes(secondments.map(({ entity }) => entity));
    if (!reimbursement?.terms.inPool) return pool;
    secondments.forEach((secondment, place) => {
      const entity = this.#asked.entities[this.#places.get(secondment.entity) ?? -1];
      const name = entity ? entityTitle(entity) : secondment.entity;
      pool.push({
        id: `secondment-${place}`,
        title: { it: `personale assegnato da ${name}`, en: `staff lent by ${name}` },
        amount: reimbursedFor(secondment),
        contributions: undefined,
        cost: undefined,
        secondment,
      });
    });
    return pool;
  }

  #titleOf({ id, name, item }: Cost): Text {
    if (name) return name;
    const named = item === undefined ? undefined : clauseOfItem(this.#clauses, item)?.item.name;
    const capital =
      item === undefined ? undefined : this.#clauses.capital?.terms.items.find((each) => each.id === item)?.name;
    const known = named ?? capital;
    return known && item !== id
      ? { it: `${id} (${known.it})`, en: `${id} (${known.en})` }
      : (known ?? { it: id, en: id });
  }

  /** How a cost is split: by who asked, at actual cost, or by a key. What is missing is kept for the refusal. */
  #wayOf(pooled: Pooled): Way | undefined {
    const { cost } = pooled;
    if (!cost) return this.#byGeneralKey(pooled, undefined, undefined);
    const known = this.#checkCodes([
      ...(cost.participants ?? []),
      ...(cost.requestedBy ?? []),
      ...(cost.direct?.keys() ?? []),
      ...(cost.weights?.keys() ?? []),
    ]);
    if (!known) return undefined;
    if (cost.requestedBy) return this.#byWhoAsked(pooled, cost, cost.requestedBy);
    const capital = this.#clauses.capital;
    if (cost.item !== undefined && capital?.terms.items.some(({ id }) => id === cost.item)) {
      return this.#byCapitalKey(pooled, cost, capital);
    }
    const named = cost.item === undefined ? undefined : clauseOfItem(this.#clauses, cost.item);
    if (named) {
      const { method } = named.item;
      if (method.by === 'direct') return this.#atActualCost(pooled, cost, named.clause);
      const { terms, limits } = this.#termsOfMethod(method, named.item.id, named.clause, cost);
      return terms && this.#byKey(pooled, named.clause, terms, { participants: cost.participants, limits });
    }
    const open = openClause(this.#clauses);
    if (!open) {
      this.#refusals.push(refusals.unknownItem(pooled.id, cost.item, this.#source()));
      return undefined;
    }
    if (cost.key === undefined) {
      this.#refusals.push(refusals.keyMissing(pooled.id, open.source));
      return undefined;
    }
    const term = { counted: cost.key, weight: one };
    return this.#byKey(pooled, open, [term], { participants: cost.participants, weights: cost.weights });
  }

  /** A project for some, paid in equal parts by who asked for it. */
  #byWhoAsked(pooled: Pooled, cost: Cost, asking: readonly EntityCode[]): Way | undefined {
    const clause = this.#clauses.requester ?? this.#clauses.general.clause;
    if (cost.authorised === undefined) {
      this.#refusals.push(refusals.notAuthorised(pooled.id, clause.source));
      return undefined;
    }
    const takers = this.#inOrder(asking);
    const split = this.#keyOf(pooled, takers, [{ counted: 'equal', weight: one }], clause.id, {});
    return split && { by: 'requested', clause, split, limits: undefined };
  }

  /** Items of capital that only some take part in have their own key; the others go by the general one. */
  #byCapitalKey(pooled: Pooled, cost: Cost, clause: InForce<'capital'>): Way | undefined {
    const lead = treatmentOf(this.#clauses.general.clause);
    const all = this.#takers(lead, undefined);
    const some = this.#takers(lead, cost.participants);
    const { key } = clause.terms;
    if (some.length === all.length) return this.#byGeneralKey(pooled, undefined, undefined);
    if (key === 'general_restricted') return this.#byGeneralKey(pooled, cost.participants, clause);
    const terms: KeyTerm[] = [{ counted: key === 'equal' ? 'equal' : 'workstations', weight: one }];
    return this.#byKey(pooled, clause, terms, { participants: cost.participants });
  }

  #byGeneralKey(
    pooled: Pooled,
    participants: Cost['participants'],
    decides: InForce<'capital'> | undefined,
  ): Way | undefined {
    const { clause, method } = this.#clauses.general;
    if (!method) {
      this.#refusals.push(refusals.noGeneralKey(clause.source));
      return undefined;
    }
    const { terms, limits } = this.#termsOfMethod(method, '', clause, undefined);
    const way = terms && this.#byKey(pooled, clause, terms, { participants, limits });
    return way && { ...way, clause: decides ?? clause };
  }

  #termsOfMethod(
    method: Exclude<CostMethod, { by: 'direct' }>,
    item: string,
    clause: InForce<'allocation'>,
    cost: Cost | undefined,
  ): { terms: KeyTerm[] | undefined; limits: KeyMethod['limits'] } {
    if (method.by === 'key') {
      const { terms, sum, negative } = termsOf(method.mix);
      if (!negative && sum.num === sum.den) return { terms, limits: method.limits };
      this.#refuseOnce(refusals.mixNotWhole(toShortestDecimal(sum), clause.source));
      return { terms: undefined, limits: undefined };
    }
    const { unit } = method;
    if (method.by === 'equal') {
      const named = cost?.participants !== undefined;
      return {
        terms: [{ counted: unit === undefined ? 'equal' : { having: unit, named }, weight: one }],
        limits: undefined,
      };
    }
    if (unit === undefined) {
      this.#refuseOnce(refusals.noUnit(item, clause.source));
      return { terms: undefined, limits: undefined };
    }
    return { terms: [{ counted: `units:${unit}`, weight: one }], limits: undefined };
  }

  #byKey(
    pooled: Pooled,
    clause: InForce<'allocation'> | InForce<'capital'>,
    terms: readonly KeyTerm[],
    {
      participants,
      limits,
      weights,
    }: { participants?: Cost['participants']; limits?: KeyMethod['limits']; weights?: Cost['weights'] },
  ): Way | undefined {
    const rules = clause.kind === 'allocation' ? clause : this.#clauses.general.clause;
    const lead = treatmentOf(rules);
    const byDays = clause.kind === 'allocation' && clause.terms.joining === 'by_days';
    const split = this.#keyOf(pooled, this.#takers(lead, participants), terms, clause.id, { lead, byDays, weights });
    return split && { by: 'key', clause, split, limits };
  }

  /** Every entity bears what its own service costs; contributions reduce the parts in proportion. */
  #atActualCost(pooled: Pooled, cost: Cost, clause: InForce<'allocation'>): Way | undefined {
    const { direct } = cost;
    if (!direct) {
      this.#refusals.push(refusals.directMissing(pooled.id, clause.source));
      return undefined;
    }
    if (sumCents(direct.values()) !== pooled.amount) {
      this.#refusals.push(refusals.directNotTheAmount(pooled.id, clause.source));
      return undefined;
    }
    const takers = this.#inOrder([...direct.keys()]);
    const placeOf = new Int32Array(this.#asked.entities.length).fill(-1);
    takers.forEach((entity, place) => {
      placeOf[entity] = place;
    });
    const codes = takers.map((place) => this.#asked.entities[place]!.code);
    const key = makeKey(
      codes.map((code) => direct.get(code)!),
      codes,
    );
    return { by: 'direct', clause, split: { takers, placeOf, key, terms: [] }, limits: undefined };
  }

  /** The key for those who take part, made once for all the costs that share it. */
  #keyOf(
    pooled: Pooled,
    takers: readonly number[],
    terms: readonly KeyTerm[],
    clause: string,
    { lead = 'included', byDays = false, weights }: { lead?: Treatment; byDays?: boolean; weights?: Cost['weights'] },
  ): SharingKey | undefined {
    const { entities, year } = this.#asked;
    const signature = this.#signature({ takers, terms, lead, byDays, clause });
    let made = weights ? undefined : this.#keys.get(signature);
    if (!made) {
      const counting: Counting = {
        entities,
        year,
        byDays,
        weights,
        withoutInhabitants: this.#withoutInhabitants(lead),
      };
      made =
        takers.length === 0
          ? { missing: [], outside: [], empty: [countedName(terms[0]!.counted)] }
          : sharingKey(takers, terms, counting);
      if (!weights) this.#keys.set(signature, made);
    }
    if (isKey(made)) return made;
    this.#missing.push(...made.missing);
    this.#outside.push(...made.outside);
    for (const key of made.empty) {
      const known = this.#empty.get(key.it) ?? { key, costs: [] };
      known.costs.push(pooled.id);
      this.#empty.set(key.it, known);
    }
    return undefined;
  }

  /** Keys with one signature are one key. */
  #signature({ takers, terms, lead, byDays, clause }: KeySource): string {
    const counted = terms
      .map((term) => `${JSON.stringify(term.counted)}*${term.weight.num}/${term.weight.den}`)
      .join('+');
    const some = takers === this.#everybody.get(lead) ? '' : takers.join(',');
    return [clause, lead, byDays, counted, some].join('|');
  }

  #withoutInhabitants(lead: Treatment): (entity: SharingEntity) => boolean {
    return lead === 'pc_only' ? (entity) => isLead(entity, this.#asked.agreement.lead) : () => false;
  }

  /** Places of those who take part: all but an excluded lead, or those named. The same list for all costs of everybody. */
  #takers(lead: Treatment, participants: Cost['participants']): readonly number[] {
    let everybody = this.#everybody.get(lead);
    if (!everybody) {
      everybody = this.#leads.flatMap((leads, place) => (leads && lead === 'excluded' ? [] : [place]));
      this.#everybody.set(lead, everybody);
    }
    if (!participants) return everybody;
    const named = new Set<string>(participants);
    const takers = everybody.filter((place) => named.has(this.#asked.entities[place]!.code));
    return takers.length === everybody.length ? everybody : takers;
  }

  #inOrder(codes: readonly EntityCode[]): number[] {
    return codes.map((code) => this.#places.get(code)!).sort((a, b) => a - b);
  }

  #checkCodes(codes: readonly EntityCode[]): boolean {
    const unknown = codes.filter((code) => !this.#places.has(code));
    if (unknown.length > 0) this.#refusals.push(refusals.unknownEntity(unknown, this.#source()));
    return unknown.length === 0;
  }

  /** The general key after the corrective, where the agreement lays one down and a cost goes by that key. */
  #corrected(
    ways: readonly Way[],
    nets: readonly Cents[],
  ): Result<{ readonly from: SharingKey; readonly to: SharingKey } | undefined> {
    const { corrective, general } = this.#clauses;
    if (!corrective || corrective.terms.corrective === 'none' || !general.method) return ok(undefined);
    const lead = treatmentOf(general.clause);
    const from = this.#keys.get(
      this.#signature({
        takers: this.#takers(lead, undefined),
        terms: termsOf(general.method.mix).terms,
        lead,
        byDays: general.clause.terms.joining === 'by_days',
        clause: general.clause.id,
      }),
    );
    if (!from || !isKey(from)) return ok(undefined);
    const total = sumCents(nets.filter((_, place) => ways[place]!.split === from));
    const made = correctedKey(from, total, this.#asked.entities, this.#withoutInhabitants(lead), corrective);
    return made.ok ? ok({ from, to: made.value.key }) : made;
  }

  #splitOf(
    { id, title, amount, cost, secondment }: Pooled,
    way: Way,
    { reduction, net }: { reduction: Cents; net: Cents },
    corrected: { readonly from: SharingKey; readonly to: SharingKey } | undefined,
  ): CostSplit {
    const { by, clause } = way;
    const relieved = corrected !== undefined && way.split === corrected.from && corrected.to !== corrected.from;
    let split = relieved ? corrected.to : way.split;
    let changedBy: CostSplit['changedBy'] = relieved ? 'corrective' : undefined;
    if (way.limits && net > 0n) {
      const bounded = this.#withinLimits(split, net, way.limits, id, clause);
      if (bounded) {
        split = bounded;
        changedBy = 'limits';
      }
    }
    const parts = by === 'direct' ? directParts(split, reduction) : this.#divided(split, net);
    return {
      id,
      title,
      item: cost?.item,
      clause,
      by,
      gross: amount,
      reduction,
      net,
      split,
      before: changedBy ? way.split : undefined,
      changedBy,
      parts,
      cost,
      secondment,
    };
  }

  #divided(split: SharingKey, net: Cents): Parts {
    const { rounding } = this.#conventions();
    const quick = rounding === 'largest_remainder' ? apportionNumbers(net, split.key) : undefined;
    if (quick) return quick;
    const lead = rounding === 'half_up_difference_to_lead' ? split.takers.findIndex((place) => this.#leads[place]) : -1;
    return divideByKey(net, split.key, rounding, lead);
  }

  /** The key of the shares that stay within the floors and caps of the clause. */
  #withinLimits(
    split: SharingKey,
    net: Cents,
    { floor, cap }: NonNullable<KeyMethod['limits']>,
    cost: string,
    clause: DecidingClause,
  ): SharingKey | undefined {
    const ofNet = (part: string) => multiply(parseFraction(part)!, fraction(net));
    const inCents = (amount: string) => fraction(parseMoney(amount)!);
    const floors = [
      ...(floor?.amount ? [inCents(floor.amount)] : []),
      ...(floor?.percent ? [ofNet(floor.percent)] : []),
    ];
    const caps = [...(cap?.amount ? [inCents(cap.amount)] : []), ...(cap?.percent ? [ofNet(cap.percent)] : [])];
    const bounds = split.takers.map((place): Bounds => {
      const entity = this.#asked.entities[place]!;
      const own = [...caps];
      if (cap?.perInhabitant) {
        if (entity.population === undefined)
          this.#missing.push({ figure: countedName('population'), entity: entityTitle(entity) });
        else own.push(fraction(parseMoney(cap.perInhabitant)! * BigInt(figureValue(entity.population))));
      }
      return { least: outermost(floors, 1), most: outermost(own, -1) };
    });
    if (this.#missing.length > 0) return undefined;
    const bounded = boundedShares(net, split.key.weights, bounds);
    if (bounded.ok) return bounded.bound.includes(true) ? rescaledKey(split, bounded.shares) : undefined;
    this.#refuseOnce(
      bounded.by === 'most' ? refusals.allAtTheCap(clause.source) : refusals.floorsAboveTotal(cost, clause.source),
    );
    return undefined;
  }

  /** Each entity's amount: numbers while all sums stay exact, as the largest possible one tells. */
  #amounts(costs: readonly CostSplit[], net: Cents): bigint[] {
    const { length } = this.#asked.entities;
    const quick = new Float64Array(net < 2n ** 53n ? length : 0);
    const amounts = new Array<bigint>(length).fill(0n);
    for (const { split, parts } of costs) {
      const { takers } = split;
      if (parts instanceof Float64Array && quick.length > 0) {
        for (let taker = 0; taker < parts.length; taker++) quick[takers[taker]!]! += parts[taker]!;
      } else {
        for (let taker = 0; taker < takers.length; taker++) amounts[takers[taker]!]! += partOf(parts, taker);
      }
    }
    return quick.length > 0 ? amounts.map((amount, place) => amount + BigInt(quick[place]!)) : amounts;
  }

  #reimbursements(): bigint[] {
    const paid = new Array<bigint>(this.#asked.entities.length).fill(0n);
    for (const secondment of this.#asked.secondments ?? []) {
      paid[this.#places.get(secondment.entity)!]! += reimbursedFor(secondment);
    }
    return paid;
  }

  #conventions(): { rounding: RoundingMethod; percentDecimals: number } {
    const terms = this.#clauses.conventions?.terms;
    return { rounding: terms?.rounding ?? 'largest_remainder', percentDecimals: terms?.percentDecimals ?? 2 };
  }

  #source() {
    return this.#clauses.general.clause.source;
  }

  #refuseOnce(refusal: Refusal): void {
    if (!this.#refusals.some(({ says }) => says.it === refusal.says.it)) this.#refusals.push(refusal);
  }

  #refused(): Refusal[] {
    const source = this.#source();
    return [
      ...this.#refusals,
      ...(this.#missing.length > 0 ? [refusals.missingFigures(this.#missing, source)] : []),
      ...(this.#outside.length > 0 ? [refusals.outsideBands([...new Set(this.#outside)], source)] : []),
      ...(this.#empty.size > 0 ? [refusals.emptyKeys([...this.#empty.values()], source)] : []),
    ];
  }
}

type CostMethod = Exclude<InForce<'allocation'>['terms']['items'], 'any'>[number]['method'];

/** A share whose lines are made when asked for. */
class EntityShare implements Share {
  readonly entity: EntityCode;
  readonly amount: Cents;
  readonly percent: string;
  readonly reimbursement: Cents;
  readonly #place: number;
  readonly #costs: readonly CostSplit[];

  constructor(
    entity: EntityCode,
    place: number,
    amount: Cents,
    percent: string,
    reimbursement: Cents,
    costs: readonly CostSplit[],
  ) {
    this.entity = entity;
    this.amount = amount;
    this.percent = percent;
    this.reimbursement = reimbursement;
    this.#place = place;
    this.#costs = costs;
  }

  get netPosition(): Cents {
    return cents(this.amount - this.reimbursement);
  }

  get lines(): readonly Line[] {
    const lines: Line[] = [];
    for (const { id, clause, split, parts } of this.#costs) {
      const taker = split.placeOf[this.#place]!;
      if (taker < 0) continue;
      const { weights, total } = split.key;
      lines.push({
        cost: id,
        clause: clause.id,
        amount: partOf(parts, taker),
        ratio: total === 0n ? { num: 0n, den: 1n } : { num: weights[taker]!, den: total },
      });
    }
    return lines;
  }
}

function treatmentOf(clause: InForce<'allocation'>): Treatment {
  const { lead } = clause.terms;
  return lead === true ? 'included' : lead === false ? 'excluded' : lead;
}

function directParts(split: SharingKey, reduction: Cents): bigint[] {
  if (reduction === 0n) return [...split.key.weights];
  const less = divideByKey(reduction, split.key);
  return split.key.weights.map((part, place) => part - less[place]!);
}

function outermost(bounds: readonly Fraction[], direction: 1 | -1): Fraction | undefined {
  return bounds.reduce<Fraction | undefined>((found, bound) => {
    if (!found) return bound;
    const difference = bound.num * found.den - found.num * bound.den;
    return difference > 0n === direction > 0 ? bound : found;
  }, undefined);
}
