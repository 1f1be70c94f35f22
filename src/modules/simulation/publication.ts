import type { Day } from '../../kernel/day.ts';
import { ok } from '../../kernel/result.ts';
import { text } from '../../kernel/text.ts';
import { theClause } from '../agreement/rules/index.ts';
import { postingTerm } from '../publication/rules/index.ts';
import { readFacts } from './read-facts.ts';
import type { Simulation } from './simulation.ts';

type PublicationFacts = { readonly executive: Day; readonly posted: Day };

/** Until when a text is posted, and from when it is in force (R-CAL-3). */
export const publication: Simulation<PublicationFacts> = {
  rule: 'publication',
  title: text("pubblicazione all'albo", 'publication on the notice board'),
  check: (raw) =>
    readFacts<PublicationFacts>(raw, ['executive', 'posted'], (fields) => ({
      executive: fields.day('executive', { mandatory: true }),
      posted: fields.day('posted', { mandatory: true }),
    })),
  run: (facts, agreement) => {
    const clause = theClause(agreement, 'publication', facts.posted);
    if (!clause.ok) return clause;
    const term = postingTerm(facts, clause.value);
    if (!term.ok) return term;
    const { lastDay, inForce, explain } = term.value;
    return ok({ result: { lastDay, inForce }, explain: () => ({ '': explain() }) });
  },
};
