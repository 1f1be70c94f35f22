import type { Day } from '../../../kernel/day.ts';
import type { EntityCode } from '../../../kernel/entity.ts';
import { ok, type Refusal, type Result, refuse } from '../../../kernel/result.ts';
import type { Source } from '../../../kernel/source.ts';
import { refusals } from './refusals.ts';

/** Something that the office does, as far as activating it goes. */
export type Service = {
  readonly code: string;
  readonly name: string;
  readonly offeredSince: Day;
  /** The last day, counted. */
  readonly offeredUntil: Day | null;
  readonly for: 'all' | readonly EntityCode[];
  /** What its cost is divided by (`mailboxes`); null where nothing is counted. */
  readonly unit: string | null;
  /** Codes of the services that an entity must have to have this one. */
  readonly needs: readonly string[];
  /** The clause by which its cost is split among who adheres, where nobody has said by which key; null where nothing is missing. */
  readonly awaitsKey: Source | null;
};

/** That an entity has a service, from a day to another (counted; null: still), by an act. */
export type Activation = {
  readonly service: string;
  readonly entity: EntityCode;
  readonly from: Day;
  readonly until: Day | null;
  readonly act: string;
  /** How many of the service's unit; null where it counts none. */
  readonly units: number | null;
};

/**
 * An activation as it may be recorded, or everything that is in its way.
 *
 * @param there the activations of the entity and others recorded so far
 * Refuses `service-catalogue/ends-before-it-begins`, `not-offered`, `not-for-entity`, `no-act`, `no-units`, `already-activated`,
 * `needs-another`, `no-key`.
 * Source: Lecco, art. 6 list 2 (services activated at the entity's request); Asti, costs, second sentence (rule R-AT-5).
 */
export function activate(asked: Activation, service: Service, there: readonly Activation[]): Result<Activation> {
  const own = there.filter(({ entity }) => entity === asked.entity);
  const found: Refusal[] = [];
  if (asked.until !== null && asked.until < asked.from) found.push(refusals.endsBeforeItBegins());
  else if (!within(asked, service)) found.push(refusals.notOffered(service.name));
  if (service.for !== 'all' && !service.for.includes(asked.entity)) found.push(refusals.notForEntity(service.name));
  if (service.awaitsKey !== null) found.push(refusals.noKey(service.name, service.awaitsKey));
  if (asked.act.trim() === '') found.push(refusals.noAct());
  if (service.unit !== null && asked.units === null) found.push(refusals.noUnits(service.name));
  if (own.some((each) => each.service === asked.service && overlap(each, asked)))
    found.push(refusals.alreadyActivated(service.name));
  const missing = service.needs.filter((code) => !own.some((each) => each.service === code && covers(each, asked)));
  if (missing.length > 0) found.push(refusals.needsAnother(service.name, missing));
  return found.length > 0 ? refuse(...found) : ok(asked);
}

/**
 * The activation ended on a day (counted). Refuses `service-catalogue/ends-before-it-begins`, and
 * `service-catalogue/needed-by-another` while the entity has, after that day, a service that needs this one.
 */
export function deactivate(
  activation: Activation,
  until: Day,
  { activations, services }: { readonly activations: readonly Activation[]; readonly services: readonly Service[] },
): Result<Activation> {
  if (until < activation.from) return refuse(refusals.endsBeforeItBegins());
  const needing = services.filter(({ needs }) => needs.includes(activation.service));
  const left = needing.filter(({ code }) =>
    activations.some(
      (each) =>
        each.service === code && each.entity === activation.entity && (each.until === null || each.until > until),
    ),
  );
  if (left.length > 0) return refuse(refusals.neededByAnother(left.map(({ name }) => name)));
  return ok({ ...activation, until });
}

/** The activations that hold on a day. */
export function activeOn(activations: readonly Activation[], on: Day): readonly Activation[] {
  return activations.filter(({ from, until }) => from <= on && (until === null || on <= until));
}

/**
 * What list 2 of the costs counts: units that each entity has on a day, services of one unit added up, in the order of entities
 * and units.
 * Source: Lecco, art. 6 list 2, a-f (rule R-LC-15).
 */
export function unitsOn(
  activations: readonly Activation[],
  services: readonly Service[],
  on: Day,
): readonly { readonly entity: EntityCode; readonly unit: string; readonly quantity: number }[] {
  const units = new Map(services.map(({ code, unit }) => [code, unit]));
  const sums = new Map<string, { entity: EntityCode; unit: string; quantity: number }>();
  for (const { service, entity, units: quantity } of activeOn(activations, on)) {
    const unit = units.get(service);
    if (!unit || quantity === null) continue;
    const key = `${entity} ${unit}`;
    sums.set(key, { entity, unit, quantity: (sums.get(key)?.quantity ?? 0) + quantity });
  }
  return [...sums.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum);
}

type Span = Pick<Activation, 'from' | 'until'>;
const endsBy = (inner: Span, last: Day | null) => last === null || (inner.until !== null && inner.until <= last);
const covers = (outer: Span, inner: Span) => outer.from <= inner.from && endsBy(inner, outer.until);
const within = (asked: Span, { offeredSince, offeredUntil }: Service) =>
  covers({ from: offeredSince, until: offeredUntil }, asked);
const overlap = (one: Span, other: Span) =>
  (one.until === null || other.from <= one.until) && (other.until === null || one.from <= other.until);
