import { addDays, type Day } from '../../../kernel/day.ts';
import type { ActFacts } from './access-facts.ts';
import type { ActLapse } from './refusals.ts';

/**
 * Why an act does not hold on a day; undefined when it does. It holds from `since` to `until`, both included, unless it was
 * ended before, and no longer than to the day by which it is to be confirmed.
 */
export function lapseOf(act: Pick<ActFacts, 'since' | 'until' | 'ended' | 'confirmBy'>, on: Day): ActLapse | undefined {
  if (act.ended !== null && act.ended <= on) return { kind: 'ended', on: act.ended };
  if (on < act.since) return { kind: 'later', since: act.since };
  if (act.until !== null && act.until < on) return { kind: 'over', until: act.until };
  if (act.confirmBy < on) return { kind: 'unconfirmed', confirmBy: act.confirmBy };
  return undefined;
}

/** The first day on which the act no longer holds, as things stand. */
export function firstDayWithout(act: Pick<ActFacts, 'until' | 'ended' | 'confirmBy'>): Day {
  const last = act.until !== null && act.until < act.confirmBy ? act.until : act.confirmBy;
  const after = addDays(last, 1);
  return act.ended !== null && act.ended < after ? act.ended : after;
}
