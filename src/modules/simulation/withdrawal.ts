import type { Day } from '../../kernel/day.ts';
import { formatMoney } from '../../kernel/money.ts';
import { ok } from '../../kernel/result.ts';
import { text } from '../../kernel/text.ts';
import { clausesInForce, theClause } from '../agreement/rules/index.ts';
import { withdrawalOf } from '../membership/rules/index.ts';
import { readFacts } from './read-facts.ts';
import type { Simulation } from './simulation.ts';
import { latest } from './voters.ts';

type WithdrawalFacts = { readonly signed?: Day | undefined; readonly notified: Day };

/** Whether an entity may leave, and from when (R-LC-17, R-AT-6). */
export const withdrawal: Simulation<WithdrawalFacts> = {
  rule: 'withdrawal',
  title: text('recesso', 'withdrawal'),
  check: (raw, agreement) =>
    readFacts<WithdrawalFacts>(raw, ['signed', 'notified'], (fields) => {
      const counted = clausesInForce(agreement, 'withdrawal', latest).some(({ terms }) => terms.firstYear !== 'any');
      return {
        signed: fields.day('signed', { mandatory: counted }),
        notified: fields.day('notified', { mandatory: true }),
      };
    }),
  run: ({ signed, notified }, agreement) => {
    const clause = theClause(agreement, 'withdrawal', notified);
    if (!clause.ok) return clause;
    const [duration] = clausesInForce(agreement, 'duration', notified);
    const found = withdrawalOf({ signed, notified }, clause.value, duration);
    if (!found.ok) return found;
    const { admissible, lastDay, effective, refund, reasons, explain } = found.value;
    return ok({
      result: {
        admissible,
        lastDay,
        effective,
        refund: refund === null ? null : formatMoney(refund),
        reasons: reasons.map(({ it }) => it),
      },
      explain: () => ({ '': explain() }),
    });
  },
};
