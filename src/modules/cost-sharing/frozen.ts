import { createHash } from 'node:crypto';
import type { Day } from '../../kernel/day.ts';
import { entityCode } from '../../kernel/entity.ts';
import { parseFraction, toShortestDecimal } from '../../kernel/fraction.ts';
import { formatMoney, parseMoney } from '../../kernel/money.ts';
import type { Text } from '../../kernel/text.ts';
import type { Trace } from '../../kernel/trace.ts';
import { readTraces, writeTraces } from '../../kernel/trace-text.ts';
import type { AgreementDocument } from '../agreement/rules/index.ts';
import { withReadings } from '../agreement/rules/index.ts';
import type { Allocation, Figure, SharingEntity, ToShare } from './rules/index.ts';

/** The result of an allocation as it is printed: amounts and percentages as decimal texts. */
export type PrintedResult = {
  readonly year: number;
  readonly gross: string;
  readonly contributions: string;
  readonly net: string;
  readonly shares: readonly {
    readonly entity: string;
    readonly name: string;
    readonly amount: string;
    readonly percent: string;
    readonly lines: readonly { readonly cost: string; readonly clause: string; readonly amount: string }[];
    readonly reimbursement: string;
    readonly netPosition: string;
  }[];
  readonly surplus: readonly { readonly cost: string; readonly amount: string }[];
};

/**
 * What an adopted allocation keeps for ever: the facts as `simulate cost-sharing` takes them (readings among them), where
 * each figure came from, the result, the explanations, the hash of the agreement document and the software that computed.
 */
export type Frozen = {
  readonly form: 1;
  readonly on: Day;
  readonly agreement: { readonly id: string; readonly sha256: string };
  readonly software: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly figures: readonly {
    readonly entity: string;
    readonly register: string;
    readonly value: number;
    readonly on: string;
    readonly evidence: string;
  }[];
  /** What each cost is called, by its id: facts have no names. */
  readonly names: Readonly<Record<string, Text>>;
  readonly result: PrintedResult;
  readonly explanations: string;
};

/** Where the amount of a cost comes from, as explanations say it. */
export const costOrigin = { register: 'spese del riparto', on: '' };

const countOf = (figure: Figure | undefined): number | undefined =>
  typeof figure === 'object' ? figure.value : figure;

/** The facts file of a computation. */
export function factsOf(asked: ToShare, readings: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return {
    year: asked.year,
    readings,
    entities: asked.entities.map((entity) => ({
      code: entity.code,
      name: entity.name ?? null,
      kind: entity.kind,
      population: countOf(entity.population) ?? null,
      workstations: countOf(entity.workstations) ?? null,
      units: Object.fromEntries([...(entity.units ?? [])].map(([unit, figure]) => [unit, countOf(figure)])),
      joined: entity.joined ?? null,
      left: entity.left ?? null,
    })),
    costs: asked.costs.map((cost) => ({
      id: cost.id,
      ...(cost.item === undefined ? {} : { item: cost.item }),
      amount: formatMoney(cost.amount),
      contributions: (cost.contributions ?? []).map(({ source, amount }) => ({
        source: source ?? '',
        amount: formatMoney(amount),
      })),
      ...(cost.key === undefined ? {} : { key: cost.key }),
      ...(cost.weights ? { weights: Object.fromEntries(cost.weights) } : {}),
      ...(cost.participants ? { participants: [...cost.participants] } : {}),
      ...(cost.direct
        ? { direct: Object.fromEntries([...cost.direct].map(([code, amount]) => [code, formatMoney(amount)])) }
        : {}),
      ...(cost.requestedBy ? { requestedBy: [...cost.requestedBy] } : {}),
      ...(cost.authorised ? { authorised: cost.authorised } : {}),
    })),
    ...(asked.secondments && asked.secondments.length > 0
      ? {
          secondments: asked.secondments.map(({ entity, person, cost, part }) => ({
            entity,
            person: person ?? '',
            cost: formatMoney(cost),
            percent: toShortestDecimal({ num: part.num * 100n, den: part.den }),
          })),
        }
      : {}),
  };
}

function figuresOf(entities: readonly SharingEntity[]): Frozen['figures'] {
  const figures: Frozen['figures'][number][] = [];
  const add = (entity: string, name: string, figure: Figure | undefined) => {
    if (typeof figure === 'object')
      figures.push({ entity, register: name, value: figure.value, on: figure.on, evidence: figure.evidence ?? '' });
  };
  for (const entity of entities) {
    add(entity.code, 'population', entity.population);
    add(entity.code, 'workstations', entity.workstations);
    for (const [unit, figure] of entity.units ?? []) add(entity.code, `units:${unit}`, figure);
  }
  return figures;
}

export function printResult(allocation: Allocation, entities: readonly SharingEntity[]): PrintedResult {
  return {
    year: allocation.year,
    gross: formatMoney(allocation.gross),
    contributions: formatMoney(allocation.contributions),
    net: formatMoney(allocation.net),
    shares: allocation.shares.map((share, place) => ({
      entity: share.entity,
      name: entities[place]?.name ?? share.entity,
      amount: formatMoney(share.amount),
      percent: share.percent,
      lines: share.lines.map(({ cost, clause, amount }) => ({ cost, clause, amount: formatMoney(amount) })),
      reimbursement: formatMoney(share.reimbursement),
      netPosition: formatMoney(share.netPosition),
    })),
    surplus: allocation.surplus.map(({ cost, amount }) => ({ cost, amount: formatMoney(amount) })),
  };
}

/** The names under which explanations are kept: `total`, `share c_g825`, `line c_g825 canoni`. */
export function explanationsOf(allocation: Allocation): Record<string, Trace> {
  const roots: Record<string, Trace> = { total: allocation.explainTotal() };
  for (const share of allocation.shares) {
    const whole = allocation.explainShare(share.entity);
    if (whole) roots[`share ${share.entity}`] = whole;
    for (const { cost } of share.lines) {
      const line = allocation.explainLine(share.entity, cost);
      if (line) roots[`line ${share.entity} ${cost}`] = line;
    }
  }
  return roots;
}

/** Freezes a computation into the text that is kept, with its hash. */
export function freeze(
  asked: ToShare,
  allocation: Allocation,
  about: {
    readonly agreement: { readonly id: string; readonly sha256: string };
    readonly readings: Readonly<Record<string, unknown>>;
    readonly software: string;
  },
): { readonly text: string; readonly sha256: string } {
  const frozen: Frozen = {
    form: 1,
    on: asked.on,
    agreement: about.agreement,
    software: about.software,
    facts: factsOf(asked, about.readings),
    figures: figuresOf(asked.entities),
    names: Object.fromEntries(asked.costs.flatMap(({ id, name }) => (name ? [[id, name]] : []))),
    result: printResult(allocation, asked.entities),
    explanations: writeTraces(explanationsOf(allocation)),
  };
  const text = JSON.stringify(frozen);
  return { text, sha256: hashOf(text) };
}

export function hashOf(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

export function readFrozen(text: string): Frozen {
  return JSON.parse(text) as Frozen;
}

export function frozenExplanation(frozen: Frozen, name: string): Trace | undefined {
  return readTraces(frozen.explanations)[name];
}

type FrozenEntity = {
  code: string;
  name: string | null;
  kind: SharingEntity['kind'];
  population: number | null;
  workstations: number | null;
  units: Record<string, number>;
  joined: Day | null;
  left: Day | null;
};
type FrozenCost = {
  id: string;
  item?: string;
  amount: string;
  contributions: { source: string; amount: string }[];
  key?: string;
  weights?: Record<string, number>;
  participants?: string[];
  direct?: Record<string, string>;
  requestedBy?: string[];
  authorised?: Day;
};
type FrozenSecondment = { entity: string; person: string; cost: string; percent: string };

/** What was computed, ready to be computed again with the document of the frozen hash. */
export function thaw(frozen: Frozen, document: AgreementDocument): ToShare {
  const facts = frozen.facts as unknown as {
    year: number;
    readings: Record<string, unknown>;
    entities: FrozenEntity[];
    costs: FrozenCost[];
    secondments?: FrozenSecondment[];
  };
  const evidence = new Map(frozen.figures.map((figure) => [`${figure.entity} ${figure.register}`, figure]));
  const figure = (entity: string, register: string, value: number | null | undefined): Figure | undefined => {
    if (value === null || value === undefined) return undefined;
    const known = evidence.get(`${entity} ${register}`);
    return known ? { value, register, on: known.on, evidence: known.evidence } : value;
  };
  return {
    year: facts.year,
    on: frozen.on,
    agreement: withReadings(document, facts.readings).agreement,
    entities: facts.entities.map((entity) => ({
      code: entityCode(entity.code),
      name: entity.name ?? undefined,
      kind: entity.kind,
      population: figure(entity.code, 'population', entity.population),
      workstations: figure(entity.code, 'workstations', entity.workstations),
      units: new Map(
        Object.entries(entity.units).map(([unit, value]) => [unit, figure(entity.code, `units:${unit}`, value)!]),
      ),
      ...(entity.joined ? { joined: entity.joined } : {}),
      ...(entity.left ? { left: entity.left } : {}),
    })),
    costs: facts.costs.map((cost) => ({
      id: cost.id,
      item: cost.item,
      amount: parseMoney(cost.amount)!,
      contributions: cost.contributions.map(({ source, amount }) => ({ source, amount: parseMoney(amount)! })),
      key: cost.key,
      weights:
        cost.weights && new Map(Object.entries(cost.weights).map(([code, weight]) => [entityCode(code), weight])),
      name: frozen.names[cost.id],
      origin: costOrigin,
      participants: cost.participants?.map(entityCode),
      direct:
        cost.direct &&
        new Map(Object.entries(cost.direct).map(([code, amount]) => [entityCode(code), parseMoney(amount)!])),
      requestedBy: cost.requestedBy?.map(entityCode),
      authorised: cost.authorised,
    })),
    secondments: facts.secondments?.map(({ entity, person, cost, percent }) => {
      const part = parseFraction(percent)!;
      return {
        entity: entityCode(entity),
        person,
        cost: parseMoney(cost)!,
        part: { num: part.num, den: part.den * 100n },
      };
    }),
  };
}
