import { createHash } from 'node:crypto';
import type { Day } from '../../kernel/day.ts';
import { entityCode } from '../../kernel/entity.ts';
import { parseFraction, toShortestDecimal } from '../../kernel/fraction.ts';
import { formatMoney, parseMoney } from '../../kernel/money.ts';
import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { Text } from '../../kernel/text.ts';
import type { Trace } from '../../kernel/trace.ts';
import { writeTraces } from '../../kernel/trace-text.ts';
import type { AgreementDocument } from '../agreement/rules/index.ts';
import { withReadings } from '../agreement/rules/index.ts';
import { refusals } from './doors-refusals.ts';
import { type PrintedResult, type PrintedSplit, printResult, printSplits } from './printed.ts';
import { registeredFigure } from './registered-figure.ts';
import type { Allocation, Figure, SharingEntity, ToShare } from './rules/index.ts';

/**
 * What an adopted allocation keeps for ever: the facts as `simulate cost-sharing` takes them (readings among them), where
 * each figure came from, the result, how each cost was split, the hashes of the explanations (kept beside, one text an entity), the
 * hash of the agreement document and the software that computed.
 */
export type Frozen = {
  readonly form: 1;
  readonly on: Day;
  /** The day whose figures counted. */
  readonly figuresOn: string;
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
  /** Who adhered, from when and by which act, of the costs that only adherents share. */
  readonly adhesions?: Readonly<Record<string, readonly { entity: string; from: Day; act: string }[]>>;
  readonly result: PrintedResult;
  readonly splits: readonly PrintedSplit[];
  /** By entity, empty for the total: the hash of its explanations. */
  readonly explanations: Readonly<Record<string, string>>;
};

const countOf = (figure: Figure | undefined): number | undefined =>
  typeof figure === 'object' ? figure.value : figure;

/** Where the amount of a cost comes from, as explanations say it. */
export function costOrigin(year: number) {
  return { register: 'spese del riparto', on: String(year) };
}

/** Where the totals of figures come from, as explanations say it. */
export function totalsOn(day: string) {
  return { register: 'dati degli enti', on: day };
}

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
      ...(cost.contributions && cost.contributions.length > 0
        ? {
            contributions: cost.contributions.map(({ source, amount }) => ({
              source: source ?? '',
              amount: formatMoney(amount),
            })),
          }
        : {}),
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

/** Where each figure of the entities came from. */
export function figuresOf(entities: readonly SharingEntity[]): Frozen['figures'] {
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

/** The explanations of one entity, or of the total where `entity` is empty, as they are kept. */
export type WrittenExplanations = { readonly entity: string; readonly written: string };

/** Names of what is explained: of the whole `total`; of an entity `share`, `percent`, and `line canoni` for each cost. */
export function explanationsOf(allocation: Allocation): WrittenExplanations[] {
  return [
    { entity: '', written: writeTraces({ total: allocation.explainTotal() }) },
    ...allocation.shares.map(({ entity }) => ({
      entity: entity as string,
      written: writeTraces(entityTraces(allocation, entity) ?? {}),
    })),
  ].sort((a, b) => (a.entity < b.entity ? -1 : 1));
}

/** The explanations of one entity by name; undefined where it has no share. */
export function entityTraces(allocation: Allocation, entity: string): Record<string, Trace> | undefined {
  const share = allocation.shares.find((each) => each.entity === entity);
  if (!share) return undefined;
  const roots: Record<string, Trace> = {};
  const add = (name: string, trace: Trace | undefined) => {
    if (trace) roots[name] = trace;
  };
  add('share', allocation.explainShare(share.entity));
  add('percent', allocation.explainPercent(share.entity));
  for (const { cost } of share.lines) add(`line ${cost}`, allocation.explainLine(share.entity, cost));
  return roots;
}

/** The hash of each entity's explanations. */
export function explanationHashes(explanations: readonly WrittenExplanations[]): Record<string, string> {
  return Object.fromEntries(explanations.map(({ entity, written }) => [entity, hashOf(written)]));
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
): { readonly text: string; readonly sha256: string; readonly explanations: readonly WrittenExplanations[] } {
  const explanations = explanationsOf(allocation);
  const frozen: Frozen = {
    form: 1,
    on: asked.on,
    figuresOn: asked.figures?.on ?? '',
    agreement: about.agreement,
    software: about.software,
    facts: factsOf(asked, about.readings),
    figures: figuresOf(asked.entities),
    names: Object.fromEntries(asked.costs.flatMap(({ id, name }) => (name ? [[id, name]] : []))),
    ...adhesionsOf(asked),
    result: printResult(allocation, asked.entities),
    splits: printSplits(allocation, asked.entities),
    explanations: explanationHashes(explanations),
  };
  const text = JSON.stringify(frozen);
  return { text, sha256: hashOf(text), explanations };
}

/** Nothing where no cost is of adherents alone: what was frozen before keeps its hash. */
function adhesionsOf({ costs }: ToShare): Pick<Frozen, 'adhesions'> {
  const adhered = costs.flatMap(({ id, adhesions }) =>
    adhesions ? [[id, [...adhesions].map(([entity, { from, act }]) => ({ entity, from, act }))] as const] : [],
  );
  return adhered.length > 0 ? { adhesions: Object.fromEntries(adhered) } : {};
}

export function hashOf(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

/** What a result is known by: another if any amount, name or key in it is. */
export function fingerprintOf(result: PrintedResult): string {
  return hashOf(JSON.stringify(result));
}

/**
 * What an adopted allocation keeps, if it is what was frozen. Refuses `cost-sharing/tampered` where its hash says that somebody
 * changed it.
 */
export function readFrozen(allocation: {
  readonly number: number;
  readonly frozen: string | null;
  readonly frozenSha256: string | null;
}): Result<Frozen> {
  const { frozen, frozenSha256, number } = allocation;
  if (frozen === null || hashOf(frozen) !== frozenSha256) return refuse(refusals.tampered(number));
  return ok(JSON.parse(frozen) as Frozen);
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
  contributions?: { source: string; amount: string }[];
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
    return known ? registeredFigure(register, value, known) : value;
  };
  return {
    year: facts.year,
    on: frozen.on,
    agreement: withReadings(document, facts.readings).agreement,
    figures: totalsOn(frozen.figuresOn),
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
      contributions: (cost.contributions ?? []).map(({ source, amount }) => ({ source, amount: parseMoney(amount)! })),
      key: cost.key,
      weights:
        cost.weights && new Map(Object.entries(cost.weights).map(([code, weight]) => [entityCode(code), weight])),
      name: frozen.names[cost.id],
      origin: costOrigin(facts.year),
      participants: cost.participants?.map(entityCode),
      direct:
        cost.direct &&
        new Map(Object.entries(cost.direct).map(([code, amount]) => [entityCode(code), parseMoney(amount)!])),
      requestedBy: cost.requestedBy?.map(entityCode),
      authorised: cost.authorised,
      ...(frozen.adhesions?.[cost.id]
        ? {
            adhesions: new Map(
              frozen.adhesions[cost.id]!.map(({ entity, from, act }) => [entityCode(entity), { from, act }]),
            ),
          }
        : {}),
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
