import { addDays, type Day, dayOf } from '../../kernel/day.ts';
import { entityCode } from '../../kernel/entity.ts';
import { parseFraction } from '../../kernel/fraction.ts';
import { Refused } from '../../kernel/result.ts';
import type { Tx } from '../../platform/action.ts';
import { documentOn, type StoredDocument } from '../agreement/index.ts';
import { type Agreement, refusals as agreementRefusals, withReadings } from '../agreement/rules/index.ts';
import { allEntities, figuresOn, membershipsOf, registersOf } from '../membership/index.ts';
import { costOrigin } from './frozen.ts';
import type { Cost, Figure, Secondment, SharingEntity, ToShare } from './rules/index.ts';
import type { Ingredients, StoredCost, StoredSecondment } from './storage/allocations.ts';

/** The agreement as it holds for a year's costs, with the readings chosen for one allocation. */
export type AgreementOfYear = {
  readonly document: StoredDocument['document'];
  readonly sha256: string;
  readonly agreement: Agreement;
  readonly day: Day;
};

/**
 * The document that holds on 1 January of the year, or the first that comes to hold within it. Refuses
 * `agreement/no-document`. Readings that the document no longer allows are left out by nobody: they were checked when written.
 */
export async function agreementOfYear(
  tx: Tx,
  association: string,
  year: number,
  readings: Readonly<Record<string, unknown>> = {},
): Promise<AgreementOfYear> {
  const first = dayOf(year, 1, 1);
  const last = dayOf(year, 12, 31);
  const [atFirst, atLast] = [await documentOn(tx, association, first), await documentOn(tx, association, last)];
  const stored = atFirst ?? atLast;
  if (!stored) throw new Refused(agreementRefusals.noDocument(first));
  const begun = stored.document.clauses.some((clause) =>
    clause.versions.some((version) => version.since === undefined || version.since <= first),
  );
  return {
    document: stored.document,
    sha256: stored.sha256,
    agreement: withReadings(stored.document, readings).agreement,
    day: begun ? first : last,
  };
}

/** The day whose figures a year's costs are shared by: 31 December of the year before. */
export function referenceDay(year: number): Day {
  return dayOf(year - 1, 12, 31);
}

/**
 * Who shares the costs of a year: members and lead that belong to the association on at least one day of it, with their
 * figures at the reference day; those left out for a trial are not there, those joining for a trial are.
 */
export async function membersOfYear(
  tx: Tx,
  association: string,
  asked: Pick<Ingredients, 'without' | 'joining'> & { readonly year: number },
): Promise<SharingEntity[]> {
  const { year } = asked;
  const [first, last, on] = [dayOf(year, 1, 1), dayOf(year, 12, 31), referenceDay(year)];
  const memberships = await membershipsOf(tx, association);
  const entities = await allEntities(tx, association);
  const registers = (await registersOf(tx, association, on)).filter((register) => register !== 'direct-costs');
  const figures = await figuresOn(tx, { association, registers, on });
  const byEntity = new Map<string, Map<string, Figure>>();
  for (const figure of figures) {
    const own = byEntity.get(figure.entity) ?? new Map<string, Figure>();
    own.set(figure.register, {
      value: Number(figure.value),
      register: figure.register,
      on: figure.on,
      evidence: [figure.source, figure.evidence].filter(Boolean).join(', '),
    });
    byEntity.set(figure.entity, own);
  }
  const members: SharingEntity[] = [];
  for (const entity of entities) {
    if (entity.relation === 'partner' || asked.without.includes(entity.code)) continue;
    const own = memberships.filter((membership) => membership.entity === entity.code);
    const inYear = own.filter(({ joined, left }) => joined <= last && (left === null || left > first));
    if (own.length > 0 && inYear.length === 0) continue;
    const joined = inYear[0]?.joined;
    const left = inYear.at(-1)?.left;
    const known = byEntity.get(entity.code);
    members.push({
      code: entity.code,
      name: entity.name,
      kind: entity.kind,
      population: known?.get('population'),
      workstations: known?.get('workstations'),
      units: new Map(
        [...(known ?? [])]
          .filter(([register]) => register.startsWith('units:'))
          .map(([register, figure]) => [register.slice('units:'.length), figure]),
      ),
      ...(joined && joined > first ? { joined } : {}),
      ...(left && left <= last ? { left: addDays(left, -1) } : {}),
    });
  }
  for (const { code, name, kind, figures: given, joined } of asked.joining) {
    const figure = (register: string): Figure | undefined =>
      given[register] === undefined ? undefined : { value: given[register], register, on, evidence: 'dato di prova' };
    members.push({
      code: entityCode(code),
      name,
      kind: kind as SharingEntity['kind'],
      population: figure('population'),
      workstations: figure('workstations'),
      units: new Map(
        Object.keys(given)
          .filter((register) => register.startsWith('units:'))
          .map((register) => [register.slice('units:'.length), figure(register)!]),
      ),
      ...(joined && joined > first ? { joined } : {}),
    });
  }
  return members.sort((a, b) => (a.name ?? a.code).localeCompare(b.name ?? b.code, 'it'));
}

/** A stored cost as the rule takes it. */
export function costOf(cost: StoredCost): Cost {
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
    origin: costOrigin,
  };
}

export function secondmentOf({ entity, person, cost, percent }: StoredSecondment): Secondment {
  const part = parseFraction(percent)!;
  return { entity: entityCode(entity), person, cost, part: { num: part.num, den: part.den * 100n } };
}

/** Everything a computation needs: the agreement of the year, who shares, what is shared. */
export async function gather(
  tx: Tx,
  association: string,
  asked: Ingredients & { readonly year: number },
): Promise<ToShare & { readonly document: AgreementOfYear }> {
  const document = await agreementOfYear(tx, association, asked.year, asked.readings);
  const entities = await membersOfYear(tx, association, asked);
  return {
    year: asked.year,
    on: document.day,
    agreement: document.agreement,
    entities,
    document,
    costs: asked.costs.map(costOf),
    secondments: asked.secondments.map(secondmentOf),
  };
}
