import { type Day, dayOf, yearOf } from '../../../kernel/day.ts';
import type { EntityCode } from '../../../kernel/entity.ts';
import type { Refusal } from '../../../kernel/result.ts';
import type { EntitySet, SeatRule } from '../../agreement/rules/index.ts';
import type { Body } from './body.ts';
import { type BodyFacts, holds, type PostFact } from './facts.ts';
import { refusals } from './refusals.ts';
import { isAmong, type Seat, seatInWords } from './seat.ts';
import { roleOf } from './speaker.ts';

/** Inhabitants of entities on the reference day; an entity without a figure is not in it. */
export type Populations = ReadonlyMap<EntityCode, bigint>;

/** The day whose inhabitants decide a band: 31 December of the year before. */
export function populationDay(on: Day): Day {
  return dayOf(yearOf(on) - 1, 12, 31);
}

/** Whether a number of inhabitants is inside a band. */
export function isInBand(population: bigint, band: NonNullable<EntitySet['population']>): boolean {
  return (
    (band.over === undefined || population > BigInt(band.over)) &&
    (band.from === undefined || population >= BigInt(band.from)) &&
    (band.to === undefined || population <= BigInt(band.to)) &&
    (band.under === undefined || population < BigInt(band.under))
  );
}

/**
 * Why the holder of a post may not be given a seat; empty when nothing speaks against it.
 *
 * Refuses `bodies/not-eligible` (another office, or an entity that the seat is not for), `bodies/missing-population` and
 * `bodies/outside-band`. Source: clause kind `body` (Lecco: art. 5 c. 1; R-LC-10).
 */
export function whyNotEligible(
  facts: BodyFacts,
  {
    post,
    name,
    body,
    seat,
  }: { readonly post: PostFact; readonly name: string; readonly body: Body; readonly seat: Seat },
  populations: Populations,
): Refusal[] {
  const title = seatInWords({ title: seat.title, entity: null });
  const source = body.source;
  const { rule } = seat;
  const ineligible = [refusals.notEligible(name, title, source)];
  if (!holds(post, facts.on)) return ineligible;
  if (!isGiven(rule)) return seat.entity && post.entity !== seat.entity.code ? ineligible : [];
  const member = facts.members.find(({ code }) => code === post.entity);
  if (!member || !isAmong(member, rule.appointed)) return ineligible;
  if (!rule.held.some((office) => roleOf[office] === post.role)) return ineligible;
  const band = rule.appointed.population;
  if (!band) return [];
  const population = populations.get(member.code);
  if (population === undefined) return [refusals.missingPopulation(member.name, populationDay(facts.on), source)];
  return isInBand(population, band) ? [] : [refusals.outsideBand({ name: member.name, population }, title, source)];
}

/** Seats that a clause has filled by an appointment of somebody with the requirements. */
export function isGiven(rule: SeatRule | null): rule is Extract<SeatRule, { appointed: EntitySet }> {
  return rule !== null && 'appointed' in rule;
}
