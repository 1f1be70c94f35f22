import type { Day } from '../../kernel/day.ts';
import { type Cents, formatMoney } from '../../kernel/money.ts';
import { ok } from '../../kernel/result.ts';
import { text } from '../../kernel/text.ts';
import { theClause } from '../agreement/rules/index.ts';
import { alignmentOf } from '../contracts/rules/index.ts';
import { readFacts } from './read-facts.ts';
import type { Simulation } from './simulation.ts';

type ContractFacts = { readonly ends: Day; readonly yearlyFee: Cents };

/** The common end of a contract and what the days up to it cost (R-CAL-2). */
export const contractAlignment: Simulation<ContractFacts> = {
  rule: 'contract-alignment',
  title: text('scadenza unica dei contratti', 'common expiry of contracts'),
  check: (raw) =>
    readFacts<ContractFacts>(raw, ['ends', 'yearlyFee'], (fields) => ({
      ends: fields.day('ends', { mandatory: true }),
      yearlyFee: fields.money('yearlyFee', { mandatory: true }),
    })),
  run: (facts, agreement) => {
    const clause = theClause(agreement, 'contract-alignment', facts.ends);
    if (!clause.ok) return clause;
    const { proposedEnd, bridgeDays, bridgeAmount, explain } = alignmentOf(facts, clause.value);
    return ok({
      result: { proposedEnd, bridgeDays, bridgeAmount: formatMoney(bridgeAmount) },
      explain: () => ({ '': explain() }),
    });
  },
};
