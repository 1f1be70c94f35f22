import { type Day, daysBetween } from '../../../kernel/day.ts';
import { text } from '../../../kernel/text.ts';
import { count, fact, onDay, stated, step, type Trace, words } from '../../../kernel/trace.ts';
import type { InForce } from '../../agreement/rules/index.ts';

/**
 * How many days passed from a change to its notice: 0 on the same day.
 * Source: clause kind `change-notices` (Valdarno e Valdisieve: art. 9 c. 2).
 */
export function promptness(
  { happened, told }: { readonly happened: Day; readonly told: Day },
  clause: InForce<'change-notices'> | undefined,
): { readonly days: number; readonly explain: () => Trace } {
  const days = Math.max(0, daysBetween(happened, told));
  return {
    days,
    explain: () =>
      step(
        text('prontezza', 'promptness'),
        count(days, text('giorni', 'days')),
        text('i giorni dal fatto alla comunicazione', 'the days from the fact to the notice'),
        [
          ...(clause ? [stated(text('regola', 'rule'), words(clause.title), clause.source)] : []),
          fact(text('fatto', 'fact'), onDay(happened), 'staffing', happened),
          fact(text('comunicato', 'told'), onDay(told), 'staffing', told),
        ],
      ),
  };
}

/** The days below which half of the notices lie; null without any. */
export function middleOf(days: readonly number[]): number | null {
  const inOrder = days.toSorted((a, b) => a - b);
  return inOrder[Math.floor((inOrder.length - 1) / 2)] ?? null;
}
