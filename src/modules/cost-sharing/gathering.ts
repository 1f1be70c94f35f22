import { addDays, type Day, dayOf } from '../../kernel/day.ts';
import { entityCode } from '../../kernel/entity.ts';
import { parseFraction } from '../../kernel/fraction.ts';
import { Refused } from '../../kernel/result.ts';
import type { Tx } from '../../platform/action.ts';
import { documentOn, type StoredDocument } from '../agreement/index.ts';
import { type Agreement, refusals as agreementRefusals, withReadings } from '../agreement/rules/index.ts';
import { allEntities, figuresOn, membershipsOf, registersOf } from '../membership/index.ts';
import { type AdheredService, adheredServices, type CountedUnits, countedUnits } from '../service-catalogue/index.ts';
import { costOrigin, totalsOn } from './frozen.ts';
import { registeredFigure } from './registered-figure.ts';
import {
  type Cost,
  clausesForChecks,
  costsByAdhesion,
  type Figure,
  type Secondment,
  type SharingEntity,
  type ToShare,
} from './rules/index.ts';
import type { Ingredients, StoredCost, StoredSecondment } from './storage/allocations.ts';

/** The agreement as it holds for a year's costs, with the readings chosen for one allocation. */
export type AgreementOfYear = {
  readonly document: StoredDocument['document'];
  readonly sha256: string;
  readonly agreement: Agreement;
  /** The day whose versions of the clauses apply. */
  readonly day: Day;
  /** The readings chosen otherwise than the document does. */
  readonly readings: Readonly<Record<string, unknown>>;
};

/**
 * The document that holds on 1 January of the year, or the first that comes to hold within it, with the readings chosen for one
 * allocation. Clauses apply as they are on 1 January, or at the end of the year where the agreement begins within it. Refuses
 * `agreement/no-document`.
 */
export async function agreementOfYear(
  tx: Tx,
  association: string,
  year: number,
  readings: Readonly<Record<string, unknown>> = {},
): Promise<AgreementOfYear> {
  const [first, last] = [dayOf(year, 1, 1), dayOf(year, 12, 31)];
  const stored = (await documentOn(tx, association, first)) ?? (await documentOn(tx, association, last));
  if (!stored) throw new Refused(agreementRefusals.noDocument(first));
  return {
    document: stored.document,
    sha256: stored.sha256,
    agreement: withReadings(stored.document, readings).agreement,
    day: dayForYear(stored.document, year),
    readings,
  };
}

function dayForYear(document: StoredDocument['document'], year: number): Day {
  const [first, last] = [dayOf(year, 1, 1), dayOf(year, 12, 31)];
  const begins = document.clauses.map(({ versions }) => versions[0]?.since ?? first);
  return begins.every((since) => since > first) && begins.some((since) => since <= last) ? last : first;
}

/** The day whose figures a year's costs are shared by where nobody says another: 31 December of the year before. */
export function referenceDay(year: number): Day {
  return dayOf(year - 1, 12, 31);
}

/**
 * Who shares the costs of a year: members and lead that are in the association on at least one day of it, by name, with their
 * figures of the reference day, each the one of that day or the last before. Units of services come from the activations of the
 * catalogue where the entity has or had one, else from what was recorded.
 */
export async function membersOfYear(
  tx: Tx,
  association: string,
  { year, figuresOn: on }: { readonly year: number; readonly figuresOn: Day },
): Promise<SharingEntity[]> {
  const [first, last] = [dayOf(year, 1, 1), dayOf(year, 12, 31)];
  const memberships = Map.groupBy(await membershipsOf(tx, association), ({ entity }) => entity);
  const registers = (await registersOf(tx, association, on)).filter((register) => register !== 'direct-costs');
  const figures = Map.groupBy(await figuresOn(tx, { association, registers, on }), ({ entity }) => entity);
  const counted = Map.groupBy(await countedUnits(tx, association, { on }), ({ entity }) => entity);
  const members: SharingEntity[] = [];
  for (const { code, name, kind, relation } of await allEntities(tx, association)) {
    if (relation === 'partner') continue;
    const inYear = (memberships.get(code) ?? [])
      .filter(({ joined, left }) => joined <= last && (left === null || left > first))
      .sort((a, b) => (a.joined < b.joined ? -1 : 1));
    const [joined, left] = [inYear[0]?.joined, inYear.at(-1)?.left];
    if (joined === undefined) continue;
    const known = new Map<string, Figure>(
      (figures.get(code) ?? []).map((figure) => [
        figure.register,
        registeredFigure(figure.register, Number(figure.value), { on: figure.on, evidence: evidenceOf(figure) }),
      ]),
    );
    members.push({
      code,
      name,
      kind,
      population: known.get('population'),
      workstations: known.get('workstations'),
      units: new Map([...unitsAmong(known), ...unitsActivated(counted.get(code) ?? [], on)]),
      ...(joined > first ? { joined } : {}),
      ...(left && left <= last ? { left: addDays(left, -1) } : {}),
    });
  }
  return members.sort(byName);
}

/** The quantities of activated services among figures by register, by the name of their unit. */
export function unitsAmong(figures: ReadonlyMap<string, Figure>): Map<string, Figure> {
  return new Map(
    [...figures]
      .filter(([register]) => register.startsWith('units:'))
      .map(([register, figure]) => [register.slice('units:'.length), figure]),
  );
}

function unitsActivated(counted: readonly CountedUnits[], on: Day): [string, Figure][] {
  return counted.map(({ unit, quantity, evidence }) => [
    unit,
    registeredFigure(`units:${unit}`, quantity, { on, evidence: `${fromActivations}: ${evidence}` }),
  ]);
}

/** How the evidence of a figure begins that activations of the catalogue make. */
const fromActivations = 'attivazioni';

const collator = new Intl.Collator('it', { sensitivity: 'base', numeric: true });

export function byName(a: SharingEntity, b: SharingEntity): number {
  return collator.compare(a.name ?? a.code, b.name ?? b.code) || (a.code < b.code ? -1 : 1);
}

/** How the evidence of a figure that its source has not made final ends. */
export const provisionalEvidence = 'dato provvisorio';

function evidenceOf({ source, evidence, standing }: { source: string; evidence: string; standing: string }): string {
  return [source, evidence, standing === 'provisional' ? provisionalEvidence : ''].filter(Boolean).join(', ');
}

/** A stored cost as the rule takes it. */
export function costOf(cost: StoredCost, year: number): Cost {
  return {
    id: cost.id,
    ...(cost.description ? { name: { it: cost.description, en: cost.description } } : {}),
    item: cost.item ?? undefined,
    amount: cost.amount,
    contributions: cost.contributions,
    participants: cost.participants?.map(entityCode),
    key: cost.key ?? undefined,
    weights: cost.weights
      ? new Map(Object.entries(cost.weights).map(([code, weight]) => [entityCode(code), weight]))
      : undefined,
    direct: cost.direct
      ? new Map(Object.entries(cost.direct).map(([code, amount]) => [entityCode(code), amount]))
      : undefined,
    requestedBy: cost.requestedBy?.map(entityCode),
    authorised: cost.authorised ?? undefined,
    origin: costOrigin(year),
  };
}

/** What is shared of a year: costs of services had by adhesion alone are of who adhered, from when they did. */
async function costsOf(
  tx: Tx,
  association: string,
  { costs, year, document }: Ingredients & { readonly year: number; readonly document: AgreementOfYear },
): Promise<Cost[]> {
  if (!costs.some(({ item }) => item !== null)) return costs.map((cost) => costOf(cost, year));
  const adhered = await adheredTo(tx, association, { year, document });
  return costs.flatMap((stored) => {
    const cost = costOf(stored, year);
    const service = stored.item === null ? undefined : adhered.get(stored.item);
    return service ? costsByAdhesion({ name: service.name, ...cost }, service, year) : [cost];
  });
}

/** The services had by adhesion alone that a cost of the year may be of, by code; an item of the agreement goes before them. */
export async function adheredTo(
  tx: Tx,
  association: string,
  { year, document }: { readonly year: number; readonly document: AgreementOfYear },
): Promise<ReadonlyMap<string, AdheredService>> {
  const last = dayOf(year, 12, 31);
  const named = new Set(
    clausesForChecks(document.agreement, 'allocation', last).flatMap(({ terms }) =>
      terms.items === 'any' ? [] : terms.items.map(({ id }) => id),
    ),
  );
  const services = await adheredServices(tx, association, year);
  return new Map(services.filter(({ code }) => !named.has(code)).map((service) => [service.code, service]));
}

export function secondmentOf({ entity, person, cost, percent }: StoredSecondment): Secondment {
  const part = parseFraction(percent)!;
  return { entity: entityCode(entity), person, cost, part: { num: part.num, den: part.den * 100n } };
}

/** What is shared, with the document that decides. */
export type Asked = ToShare & { readonly document: AgreementOfYear };

/** Everything a computation needs: the agreement of the year, who shares, what is shared. */
export async function gather(
  tx: Tx,
  association: string,
  asked: Ingredients & { readonly year: number },
): Promise<Asked> {
  const { year } = asked;
  const document = await agreementOfYear(tx, association, year, asked.readings);
  const figuresOn = asked.figuresOn ?? referenceDay(year);
  const entities = await membersOfYear(tx, association, { year, figuresOn });
  return {
    year,
    on: document.day,
    agreement: document.agreement,
    entities,
    document,
    costs: await costsOf(tx, association, { ...asked, document }),
    secondments: asked.secondments.map(secondmentOf),
    figures: totalsOn(figuresOn),
  };
}
