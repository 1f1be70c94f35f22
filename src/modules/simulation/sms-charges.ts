import type { Fraction } from '../../kernel/fraction.ts';
import { formatMoney } from '../../kernel/money.ts';
import { ok } from '../../kernel/result.ts';
import { text } from '../../kernel/text.ts';
import { clausesInForce, theClause } from '../agreement/rules/index.ts';
import { meteredChargesOf } from '../budget/rules/index.ts';
import { readFacts } from './read-facts.ts';
import type { Simulation } from './simulation.ts';
import { latest } from './voters.ts';

type ChargesFacts = {
  readonly unitPrice?: Fraction | undefined;
  readonly segments: ReadonlyMap<string, number>;
};

/** What each entity pays for the text messages it sent (R-AT-4). */
export const smsCharges: Simulation<ChargesFacts> = {
  rule: 'sms-charges',
  title: text('addebiti degli SMS', 'charges for text messages'),
  check: (raw, agreement) =>
    readFacts<ChargesFacts>(raw, ['unitPrice', 'segments'], (fields) => {
      const stated = clausesInForce(agreement, 'metered-charge', latest).some(({ terms }) => terms.price !== 'given');
      return {
        unitPrice: fields.decimal('unitPrice', { mandatory: !stated }),
        segments: fields.map('segments', (raw, path) => fields.reader.whole(raw, path), { mandatory: true }),
      };
    }),
  run: ({ unitPrice, segments }, agreement) => {
    const clause = theClause(agreement, 'metered-charge', latest);
    if (!clause.ok) return clause;
    const charges = meteredChargesOf({ unitPrice, used: segments }, clause.value);
    if (!charges.ok) return charges;
    return ok({
      result: {
        charges: charges.value.map(({ entity, units, amount }) => ({
          entity,
          segments: units,
          amount: formatMoney(amount),
        })),
      },
      explain: () => Object.fromEntries(charges.value.map(({ explain }, place) => [`charges[${place}]`, explain()])),
    });
  },
};
