import type { Day } from '../../kernel/day.ts';
import { type Cents, formatMoney } from '../../kernel/money.ts';
import { ok } from '../../kernel/result.ts';
import { text } from '../../kernel/text.ts';
import { theClause } from '../agreement/rules/index.ts';
import { holidayRule, instalmentsOf } from '../budget/rules/index.ts';
import { readFacts } from './read-facts.ts';
import { dayForYear, type Simulation } from './simulation.ts';

type PaymentsFacts = {
  readonly year: number;
  readonly forecast: Cents;
  readonly account?: { readonly approved: Day; readonly final: Cents } | undefined;
};

/** What an entity pays of its share, and when (R-LC-16). */
export const payments: Simulation<PaymentsFacts> = {
  rule: 'payments',
  title: text('versamenti', 'payments'),
  check: (raw) =>
    readFacts<PaymentsFacts>(raw, ['year', 'forecast', 'accountApproved', 'final'], (fields) => {
      const approved = fields.day('accountApproved', { mandatory: fields.has('final') });
      const final = fields.money('final', { mandatory: fields.has('accountApproved') });
      return {
        year: fields.year('year'),
        forecast: fields.money('forecast', { mandatory: true }),
        account: approved === undefined || final === undefined ? undefined : { approved, final },
      };
    }),
  run: ({ year, forecast, account }, agreement) => {
    const on = dayForYear(agreement, year);
    const clause = theClause(agreement, 'instalments', on);
    if (!clause.ok) return clause;
    const instalments = instalmentsOf({ year, forecast, account }, clause.value, holidayRule(agreement, on));
    if (!instalments.ok) return instalments;
    return ok({
      result: { instalments: instalments.value.map(({ amount, due }) => ({ amount: formatMoney(amount), due })) },
      explain: () =>
        Object.fromEntries(instalments.value.map(({ explain }, place) => [`instalments[${place}]`, explain()])),
    });
  },
};
