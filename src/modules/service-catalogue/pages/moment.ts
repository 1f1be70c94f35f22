import { type Day, dayAt } from '../../../kernel/day.ts';

/** The local day of a moment written as people and programs exchange it. */
export function dayOfMoment(at: string): Day {
  return dayAt(Date.parse(at));
}
