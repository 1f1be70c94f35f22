import { type Day, daysBetween } from '../../../kernel/day.ts';
import type { InForce } from './resolve.ts';

/** Days before the end of an agreement at which it is announced. */
export const expiryAlertDays = [365, 180, 90] as const;

/** The end of an agreement as it stands on a day. */
export type Expiry = {
  readonly on: Day;
  /** Negative once it has ended. */
  readonly daysLeft: number;
  /** The last of the alert days that was reached, null before the first; `ended` past the last day of validity. */
  readonly alert: (typeof expiryAlertDays)[number] | 'ended' | null;
  /** It goes on by itself: nobody has to do anything. */
  readonly renews: boolean;
};

/**
 * How far the end of the agreement is, and whether it is time to say so. The last day is still a day of validity. Undefined
 * where the text sets no end.
 * Source: clause kind `duration` (Lecco: art. 7).
 */
export function expiryOf({ terms: { to, tacitRenewal } }: InForce<'duration'>, on: Day): Expiry | undefined {
  if (to === undefined) return undefined;
  const daysLeft = on <= to ? daysBetween(on, to) : -daysBetween(to, on);
  const reached = expiryAlertDays.findLast((days) => daysLeft <= days) ?? null;
  return { on: to, daysLeft, alert: daysLeft < 0 ? 'ended' : reached, renews: tacitRenewal };
}
