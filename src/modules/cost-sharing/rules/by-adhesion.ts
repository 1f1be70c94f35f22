import { addDays, type Day, dayOf, daysBetween, showDay } from '../../../kernel/day.ts';
import type { EntityCode } from '../../../kernel/entity.ts';
import { type Cents, cents } from '../../../kernel/money.ts';
import { text } from '../../../kernel/text.ts';
import type { Cost } from './cost.ts';

/** That an entity adhered to a service by an act of its own, from a day to another (counted; null: still). */
export type Adhesion = {
  readonly entity: EntityCode;
  readonly from: Day;
  readonly until: Day | null;
  readonly act: string;
};

type Adhered = {
  readonly key: 'equal' | 'inhabitants' | 'pcs' | 'custom' | null;
  readonly adherents: readonly Adhesion[];
};

const keys = { equal: 'equal', inhabitants: 'population', pcs: 'workstations', custom: 'weights' } as const;

/**
 * A year's cost of a service that only those have who adhered: shared among them by the key of the proposal, nothing for the others.
 * Where somebody adheres or leaves within the year the cost is parted by days, and each part is shared among who had adhered then:
 * whoever adheres later makes the others pay less from that day on. Days on which nobody had it count for nothing.
 * Source: Asti, costs, second sentence (rule R-AT-5).
 */
export function costsByAdhesion(cost: Cost, { key, adherents }: Adhered, year: number): Cost[] {
  const shared = { ...cost, key: key === null ? undefined : keys[key] };
  const stretches = stretchesOf(adherents, year);
  const acts = (who: readonly Adhesion[]) => new Map(who.map(({ entity, from, act }) => [entity, { from, act }]));
  const amongThem = (who: readonly Adhesion[]) => ({
    participants: [...new Set(who.map(({ entity }) => entity))],
    adhesions: acts(who),
    ...(cost.weights
      ? { weights: new Map([...cost.weights].filter(([code]) => who.some(({ entity }) => entity === code))) }
      : {}),
  });
  if (stretches.length <= 1) return [{ ...shared, ...amongThem(stretches[0]?.who ?? []) }];
  const days = stretches.map(({ from, to }) => daysBetween(from, to) + 1);
  const amounts = parted(cost.amount, days);
  const contributions = (cost.contributions ?? []).map((one) => ({ ...one, parts: parted(one.amount, days) }));
  return stretches.map(({ from, to, who }, place) => ({
    ...shared,
    ...amongThem(who),
    id: place === 0 ? cost.id : `${cost.id}.${from}`,
    name: text(
      `${cost.name?.it ?? cost.id}, dal ${showDay(from, 'it')} al ${showDay(to, 'it')}`,
      `${cost.name?.en ?? cost.id}, from ${showDay(from, 'en')} to ${showDay(to, 'en')}`,
    ),
    amount: amounts[place]!,
    contributions: contributions.map(({ source, parts }) => ({ source, amount: parts[place]! })),
  }));
}

type Stretch = { readonly from: Day; readonly to: Day; readonly who: readonly Adhesion[] };

/** The days of a year with the same adherents, one after another; those without any left out. */
function stretchesOf(adherents: readonly Adhesion[], year: number): Stretch[] {
  const [first, last] = [dayOf(year, 1, 1), dayOf(year, 12, 31)];
  const turns = new Set<Day>([first]);
  for (const { from, until } of adherents) {
    if (from > first && from <= last) turns.add(from);
    if (until !== null && until >= first && until < last) turns.add(addDays(until, 1));
  }
  const begins = [...turns].sort();
  return begins.flatMap((from, place): Stretch[] => {
    const next = begins[place + 1];
    const who = adherents.filter((one) => one.from <= from && (one.until === null || one.until >= from));
    return who.length === 0 ? [] : [{ from, to: next ? addDays(next, -1) : last, who }];
  });
}

/** An amount in proportion to days, to the cent: the parts sum to it. */
function parted(amount: Cents, days: readonly number[]): Cents[] {
  const total = BigInt(days.reduce((sum, each) => sum + each, 0));
  let gone = 0n;
  let given = 0n;
  return days.map((each) => {
    gone += BigInt(each);
    const part = (amount * gone) / total - given;
    given += part;
    return cents(part);
  });
}
