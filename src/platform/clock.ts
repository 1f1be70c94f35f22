import { dayAt } from '../kernel/day.ts';
import type { Now } from './action.ts';

/** What time it is; the day is the one in Europe/Rome. */
export type Clock = () => Now;

export const systemClock: Clock = () => nowAt(new Date());

/** A clock that stands still, for tests and for questions about another day. */
export function stoppedClock(instant: Date | string): Clock {
  const now = nowAt(new Date(instant));
  return () => now;
}

function nowAt(instant: Date): Now {
  return { instant, today: dayAt(instant.getTime()) };
}
