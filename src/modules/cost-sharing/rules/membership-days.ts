import { type Day, daysBetween, daysInYear } from '../../../kernel/day.ts';
import { type Fraction, one, zero } from '../../../kernel/fraction.ts';
import type { SharingEntity } from './sharing-entity.ts';

/**
 * The part of a year in which an entity is a member: days of membership, first and last included, over the days of the year.
 * The whole year for who was there before and stays; 0 for who joined after it or left before it. Not reduced, so that an
 * explanation can say "122 of 366".
 * Source: Lecco, art. 8 c. 1 (joining in mid-year), setting `joining.cost_prorata`.
 */
export function membershipIn(year: number, { joined, left }: Pick<SharingEntity, 'joined' | 'left'>): Fraction {
  const written = String(year).padStart(4, '0');
  const first = `${written}-01-01` as Day;
  const last = `${written}-12-31` as Day;
  const from = joined !== undefined && joined > first ? joined : first;
  const to = left !== undefined && left < last ? left : last;
  if (from === first && to === last) return one;
  if (from > to) return zero;
  return { num: BigInt(daysBetween(from, to) + 1), den: BigInt(daysInYear(year)) };
}
