import type { Day } from '../../kernel/day.ts';
import type { Cents } from '../../kernel/money.ts';
import { ok, refuse } from '../../kernel/result.ts';
import { text } from '../../kernel/text.ts';
import { type Agreement, clausesInForce, theClause } from '../agreement/rules/index.ts';
import { refusals, weighVotes } from '../meetings/rules/index.ts';
import type { EntityFacts, Fields } from './facts.ts';
import { readFacts } from './read-facts.ts';
import type { Simulation } from './simulation.ts';
import { latest, readBody, votersOf, votesNumber } from './voters.ts';

type WeightsFacts = {
  readonly on: Day;
  readonly body: string;
  readonly entities: readonly EntityFacts[];
  readonly totalSpending: { readonly amount: Cents | undefined };
};

/** The weight of each entity's vote in a body (R-LC-1 to R-LC-3). */
export const weights: Simulation<WeightsFacts> = {
  rule: 'weights',
  title: text('peso dei voti', 'weight of votes'),
  check: (raw, agreement) =>
    readFacts<WeightsFacts>(raw, ['on', 'body', 'entities', 'totalSpending'], (fields) => {
      const on = fields.day('on', { mandatory: true });
      const body = readBody(fields, agreement.document, ['vote-weights']);
      const entities = fields.entities('entities', { directCosts: true }).list;
      return { on, body, entities, totalSpending: readTotalSpending(fields, agreement, { body, on: on ?? latest }) };
    }),
  run: ({ on, body, entities, totalSpending }, agreement) => {
    const clause = theClause(agreement, 'vote-weights', on);
    if (!clause.ok) return clause;
    const ofBody = clausesInForce(agreement, 'vote-weights', on).find(({ terms }) => terms.body === body);
    if (!ofBody) return refuse(refusals.notRegulated(body, 'weights', agreement.document));
    const weighed = weighVotes({ voters: votersOf(entities, agreement), totalSpending: totalSpending.amount }, ofBody);
    if (!weighed.ok) return weighed;
    const { weights: found, total } = weighed.value;
    return ok({
      result: {
        weights: found.map(({ entity, population, economic, weight }) => ({
          entity,
          population,
          economic,
          weight: votesNumber(weight),
        })),
        total: votesNumber(total),
      },
      explain: () => ({
        '': weighed.value.explain(),
        ...Object.fromEntries(found.map(({ explain }, place) => [`weights[${place}]`, explain()])),
      }),
    });
  },
};

/** The total spending, mandatory where the body's clause measures direct costs on it. */
export function readTotalSpending(
  fields: Fields,
  agreement: Agreement,
  { body, on }: { body: string | undefined; on: Day },
): { readonly amount: Cents | undefined } {
  const measured = clausesInForce(agreement, 'vote-weights', on).some(
    ({ terms }) =>
      terms.body === body &&
      terms.components.some((component) => component.id === 'economic' && component.base === 'total_cst_spending'),
  );
  return { amount: fields.money('totalSpending', { mandatory: measured }) };
}
