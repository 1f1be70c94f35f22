import type { z } from 'zod';
import type { Day } from '../../kernel/day.ts';
import { cents } from '../../kernel/money.ts';
import type { Tx } from '../../platform/action.ts';
import { BadInput, type Problem } from '../../platform/problem.ts';
import type { costInput } from './actions/shapes.ts';
import { costProblems } from './cost-problems.ts';
import { adheredTo, gather } from './gathering.ts';
import { supposing } from './scenario.ts';
import type { StoredAllocation, StoredCost } from './storage/allocations.ts';

type WrittenCost = z.output<typeof costInput>;

/**
 * Costs as they are to be stored, checked against the agreement and the entities of the draft's year; throws `BadInput` with every
 * problem at its field.
 *
 * @param pathOf where the fields of a cost are in what was sent
 */
export async function checkedCosts(
  tx: Tx,
  association: string,
  draft: StoredAllocation,
  written: readonly WrittenCost[],
  pathOf: (place: number) => string,
): Promise<StoredCost[]> {
  const costs = written.map(storedCost);
  const { without, joining } = draft;
  const asked = supposing(await gather(tx, association, { ...draft, costs: [] }), { readings: {}, without, joining });
  const adhered = await adheredTo(tx, association, { year: draft.year, document: asked.document });
  const codes = asked.entities.map(({ code }) => code);
  const problems = costs.flatMap((cost, place): Problem[] => {
    const before = pathOf(place);
    const found = costProblems(cost, asked.agreement, codes, draft.year, adhered);
    const twice = costs.findIndex(({ id }) => id === cost.id) < place;
    return [...(twice ? [{ path: 'id', says: twiceIn(cost.id) }] : []), ...found].map((problem) => ({
      ...problem,
      path: `${before}${problem.path}`,
    }));
  });
  if (problems.length > 0) throw new BadInput(problems);
  return costs;
}

const twiceIn = (id: string) => ({
  it: `Due spese hanno lo stesso codice «${id}».`,
  en: `Two costs have the same code "${id}".`,
});

function storedCost(given: WrittenCost): StoredCost {
  return {
    ...given,
    item: given.item ?? null,
    key: given.key ?? null,
    participants: given.participants ?? null,
    weights: given.weights ?? null,
    direct: given.direct ?? null,
    requestedBy: given.requestedBy ?? null,
    authorised: (given.authorised as Day | null | undefined) ?? null,
    contributions: given.contributions.map(({ source, amount }) => ({ source, amount: cents(amount) })),
  };
}
