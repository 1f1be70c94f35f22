import type { Day } from '../../../kernel/day.ts';
import { text } from '../../../kernel/text.ts';
import { count, fact, stated, step, type Trace, words } from '../../../kernel/trace.ts';
import type { InForce } from '../../agreement/rules/index.ts';
import { hoursText } from './hours-text.ts';

/** Days and minutes at a site. */
export type Presence = { readonly days: number; readonly minutes: number };

export type Shortfall = Presence & { readonly short: boolean; readonly explain: () => Trace };

/**
 * What lacks of the presence agreed for a person at a site in a month: each of days and time, never below nothing.
 *
 * @param month its first day
 * @param planned by the presence plan, for comparison; it decides nothing
 * @param clause where the agreement asks for minimums; else the person's own agreement stands alone
 * Source: clause kind `presence-minimum` (Valdarno e Valdisieve: art. 6 c. 3).
 */
export function shortfallOf(
  facts: {
    readonly month: Day;
    readonly agreed: Presence & { readonly act: string };
    readonly planned: Presence;
    readonly worked: Presence;
  },
  clause: InForce<'presence-minimum'> | undefined,
): Shortfall {
  const { month, agreed, planned, worked } = facts;
  const days = Math.max(0, agreed.days - worked.days);
  const minutes = Math.max(0, agreed.minutes - worked.minutes);
  const short = days > 0 || minutes > 0;
  const both = (one: Presence) => words(text(presenceText(one, 'it'), presenceText(one, 'en')));
  return {
    days,
    minutes,
    short,
    explain: () =>
      step(
        text('presenza che manca', 'presence missing'),
        both({ days, minutes }),
        text('minimo concordato meno lavorato, mai sotto zero', 'agreed minimum minus worked, never below zero'),
        [
          ...(clause ? [stated(text('regola', 'rule'), words(clause.title), clause.source)] : []),
          fact(text('minimo concordato', 'agreed minimum'), both(agreed), 'staffing', month, agreed.act),
          fact(text('giorni lavorati', 'days worked'), count(worked.days), 'staffing', month),
          fact(text('ore lavorate', 'hours worked'), words(hoursText(worked.minutes)), 'staffing', month),
          fact(text('previsto dal calendario', 'planned by the calendar'), both(planned), 'staffing', month),
        ],
      ),
  };
}

/** *5 giorni, 33 h*. */
export function presenceText({ days, minutes }: Presence, language: 'it' | 'en'): string {
  const unit = language === 'it' ? (days === 1 ? 'giorno' : 'giorni') : days === 1 ? 'day' : 'days';
  return `${days} ${unit}, ${hoursText(minutes)}`;
}
