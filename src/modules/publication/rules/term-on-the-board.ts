import { addDays, type Day } from '../../../kernel/day.ts';
import { ok, type Result } from '../../../kernel/result.ts';
import { law } from '../../../kernel/source.ts';
import { text } from '../../../kernel/text.ts';
import { count, given, onDay, stated, step, type Trace } from '../../../kernel/trace.ts';
import type { InForce } from '../../agreement/rules/index.ts';
import { postingTerm } from './posting-term.ts';

export type TermOnTheBoard = {
  /** The last day on the board, itself included. */
  readonly lastDay: Day;
  /** The day after: when what was posted enters into force. */
  readonly inForce: Day;
  readonly trace: Trace;
};

/** The days of posting of a resolution where neither a clause nor the notice says otherwise. */
export const usualDays = 15;
const usual = law('art. 124 D.Lgs. 267/2000');

/**
 * How long a notice stays on the board. An act that has to become executive is counted by the agreement's clause, where it
 * has one; every other notice for the days it asks, fifteen where it asks nothing, the first day left out.
 *
 * Refuses `publication/posted-before-executive`.
 * Source: clause kind `publication` (Calatino: art. 10, R-CAL-3); art. 124 D.Lgs. 267/2000.
 */
export function termOnTheBoard(
  notice: { readonly executive: Day | null; readonly posted: Day; readonly days: number | null },
  clause: InForce<'publication'> | undefined,
): Result<TermOnTheBoard> {
  const { executive, posted, days } = notice;
  if (clause && executive) {
    const term = postingTerm({ executive, posted }, clause);
    if (!term.ok) return term;
    const { lastDay, inForce, explain } = term.value;
    return ok({ lastDay, inForce, trace: explain() });
  }
  const long = days ?? usualDays;
  const lastDay = addDays(posted, long);
  const what = text('giorni di pubblicazione', 'days of posting');
  const trace = step(
    text('ultimo giorno di pubblicazione', 'last day of the posting'),
    onDay(lastDay),
    text('giorni consecutivi, il primo escluso', 'consecutive days, the first excluded'),
    [
      given(text('pubblicazione', 'posting'), onDay(posted)),
      days === null ? stated(what, count(long), usual) : given(what, count(long)),
    ],
  );
  return ok({ lastDay, inForce: addDays(lastDay, 1), trace });
}
