import { makeKey } from '../../../kernel/apportion.ts';
import type { EntityCode } from '../../../kernel/entity.ts';
import type { Refusal } from '../../../kernel/result.ts';
import type { Source } from '../../../kernel/source.ts';
import type { Text } from '../../../kernel/text.ts';
import type { Agreement, InForce } from '../../agreement/rules/index.ts';
import type { Cost } from './cost.ts';
import type { DecidingClause } from './cost-split.ts';
import { countedName } from './driver-words.ts';
import { type MissingFigure, refusals } from './refusals.ts';
import { isLead, type SharingEntity } from './sharing-entity.ts';
import { isKey, type KeyTerm, type NoKey, type SharingKey, sharingKey } from './sharing-key.ts';

/** Whether the lead takes part: as everybody, not at all, or with its workstations and no inhabitants. */
export type Treatment = 'included' | 'excluded' | 'pc_only';

export function treatmentOf(clause: InForce<'allocation'>): Treatment {
  const { lead } = clause.terms;
  return lead === true ? 'included' : lead === false ? 'excluded' : lead;
}

/** What makes a key: who takes part, what is counted, in which circumstances, under which clause. */
export type KeyRequest = {
  readonly takers: readonly number[];
  readonly terms: readonly KeyTerm[];
  readonly clause: DecidingClause;
  readonly lead?: Treatment;
  readonly byDays?: boolean;
  readonly weights?: Cost['weights'];
};

/**
 * The keys of one allocation, each made once for all the costs that share it, and why those that could not be made are missing:
 * every entity and key is named in one refusal.
 */
export class KeyRing {
  readonly entities: readonly SharingEntity[];
  /** By place: whether the entity is the lead. */
  readonly leads: readonly boolean[];
  readonly #year: number;
  readonly #lead: Agreement['lead'];
  readonly #places: ReadonlyMap<string, number>;
  readonly #everybody = new Map<Treatment, readonly number[]>();
  readonly #keys = new Map<string, SharingKey | NoKey>();
  readonly #missing: MissingFigure[] = [];
  readonly #outside = new Set<string>();
  readonly #empty = new Map<string, { key: Text; costs: string[] }>();
  #source: Source | undefined;

  constructor(entities: readonly SharingEntity[], year: number, lead: Agreement['lead']) {
    this.entities = entities;
    this.#year = year;
    this.#lead = lead;
    this.#places = new Map(entities.map(({ code }, place) => [code, place]));
    this.leads = entities.map((entity) => isLead(entity, lead));
  }

  placeOf(code: EntityCode): number | undefined {
    return this.#places.get(code);
  }

  /** Places of those who take part: all but an excluded lead, or those named. The same list for all costs of everybody. */
  takers(lead: Treatment, participants?: Cost['participants']): readonly number[] {
    let everybody = this.#everybody.get(lead);
    if (!everybody) {
      everybody = this.leads.flatMap((leads, place) => (leads && lead === 'excluded' ? [] : [place]));
      this.#everybody.set(lead, everybody);
    }
    if (!participants) return everybody;
    const named = new Set<string>(participants);
    const takers = everybody.filter((place) => named.has(this.entities[place]!.code));
    return takers.length === everybody.length ? everybody : takers;
  }

  /** Places of codes that are known, each once, in the order of the entities. */
  inOrder(codes: Iterable<EntityCode>): number[] {
    return [...new Set(codes)].map((code) => this.#places.get(code)!).sort((a, b) => a - b);
  }

  /** Whether the entity's inhabitants count as none. */
  withoutInhabitants(lead: Treatment): (entity: SharingEntity) => boolean {
    return lead === 'pc_only' ? (entity) => isLead(entity, this.#lead) : () => false;
  }

  /** The key asked for; where there is none, `cost` is named in the refusal. */
  make(cost: string, asked: KeyRequest): SharingKey | undefined {
    const signature = this.#signature(asked);
    let made = asked.weights ? undefined : this.#keys.get(signature);
    if (!made) {
      made = this.#made(asked);
      if (!asked.weights) this.#keys.set(signature, made);
    }
    if (isKey(made)) return made;
    this.#source ??= asked.clause.source;
    this.lack(made.missing, asked.clause.source);
    for (const entity of made.outside) this.#outside.add(entity);
    for (const key of made.empty) {
      const known = this.#empty.get(key.it) ?? { key, costs: [] };
      known.costs.push(cost);
      this.#empty.set(key.it, known);
    }
    return undefined;
  }

  /** The key asked for, where a cost has already asked for it. */
  known(asked: KeyRequest): SharingKey | undefined {
    const made = this.#keys.get(this.#signature(asked));
    return made && isKey(made) ? made : undefined;
  }

  /** The key of amounts stated for each entity. */
  ofAmounts(amounts: ReadonlyMap<EntityCode, bigint>): SharingKey {
    const takers = this.inOrder(amounts.keys());
    const placeOf = new Int32Array(this.entities.length).fill(-1);
    takers.forEach((entity, place) => {
      placeOf[entity] = place;
    });
    const codes = takers.map((place) => this.entities[place]!.code);
    const weights = codes.map((code) => amounts.get(code)!);
    return { takers, placeOf, key: makeKey(weights, codes), terms: [] };
  }

  /** Remembers figures that a rule needs and nobody stated. */
  lack(missing: readonly MissingFigure[], source: Source): void {
    if (missing.length > 0) this.#source ??= source;
    this.#missing.push(...missing);
  }

  refusals(): Refusal[] {
    const source = this.#source;
    if (!source) return [];
    return [
      ...(this.#missing.length > 0 ? [refusals.missingFigures(this.#missing, source)] : []),
      ...(this.#outside.size > 0 ? [refusals.outsideBands([...this.#outside], source)] : []),
      ...(this.#empty.size > 0 ? [refusals.emptyKeys([...this.#empty.values()], source)] : []),
    ];
  }

  #made({ takers, terms, lead = 'included', byDays = false, weights }: KeyRequest): SharingKey | NoKey {
    if (takers.length === 0) return { missing: [], outside: [], empty: [countedName(terms[0]!.counted)] };
    return sharingKey(takers, terms, {
      entities: this.entities,
      year: this.#year,
      byDays,
      weights,
      withoutInhabitants: this.withoutInhabitants(lead),
    });
  }

  /** Keys with one signature are one key. */
  #signature({ takers, terms, clause, lead = 'included', byDays = false }: KeyRequest): string {
    const counted = terms.map(({ counted, weight }) => `${JSON.stringify(counted)}*${weight.num}/${weight.den}`);
    const some = takers === this.#everybody.get(lead) ? 'all' : takers.join(',');
    return [clause.id, lead, byDays, counted.join('+'), some].join('|');
  }
}
