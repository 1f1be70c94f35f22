import { addDays, addYears, type Day } from '../../../kernel/day.ts';

/** What a yearly check may find. */
export const checkOutcomes = ['adequate', 'to-correct', 'inadequate'] as const;
export type CheckOutcome = (typeof checkOutcomes)[number];

/** Where the yearly check of an administrator stands. */
export const checkStates = ['ended', 'checked', 'soon', 'overdue'] as const;
export type CheckState = (typeof checkStates)[number];

/** A check that falls within so many days is about to be due. */
const soonDays = 30;

/**
 * The day by which an administrator's work is to be checked: a year after the last check, or after the appointment.
 * Source: Garante, measure of 27 November 2008, point 4.4 (at least once a year); LC-2.role.
 */
export function nextCheck(administrator: { readonly since: Day }, lastCheck: Day | undefined): Day {
  return addYears(lastCheck ?? administrator.since, 1);
}

export function checkStateOf(
  administrator: { readonly since: Day; readonly until: Day | null },
  lastCheck: Day | undefined,
  on: Day,
): CheckState {
  if (administrator.until !== null && administrator.until < on) return 'ended';
  const due = nextCheck(administrator, lastCheck);
  if (due < on) return 'overdue';
  return due <= addDays(on, soonDays) ? 'soon' : 'checked';
}
