import { addMonths, type Day } from '../../../kernel/day.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { refusals } from './refusals.ts';

/** Accesses of system administrators are kept at least so long. Source: Garante, 27 November 2008, point 4.5. */
export const leastMonths = 6;

/**
 * The months that entries stay in the trail, as asked; null keeps them for good. Every entry may be an administrator's
 * access, so the least holds for all. Refuses `audit/too-short`.
 */
export function retentionOf(months: number | null): Result<number | null> {
  return months !== null && months < leastMonths ? refuse(refusals.tooShort(months)) : ok(months);
}

/** The first day whose entries stay: those of the days before may be archived. */
export function firstDayKept(today: Day, months: number): Day {
  return addMonths(today, -Math.max(months, leastMonths));
}
