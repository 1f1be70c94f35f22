import type { Day } from '../../../kernel/day.ts';
import { cents } from '../../../kernel/money.ts';
import { defineAction } from '../../../platform/action.ts';
import { BadInput, type Problem } from '../../../platform/problem.ts';
import { costProblems } from '../cost-problems.ts';
import { agreementOfYear, membersOfYear } from '../gathering.ts';
import { changeAllocation, putCost, type StoredCost } from '../storage/allocations.ts';
import { theDraft } from './draft.ts';
import { allocationNumber, costInput, costView } from './shapes.ts';
import { costViewOf } from './views.ts';

export const setCost = defineAction({
  name: 'cost-sharing/set-cost',
  title: { it: 'scrivere una spesa del riparto', en: 'write a cost of the split' },
  about: {
    it: 'Una spesa nuova, o al posto di quella con lo stesso codice: voce della convenzione o chiave, importo, contributi, partecipanti, costi diretti.',
    en: 'A new cost, or in the place of the one with its code: item of the agreement or key, amount, contributions, participants, direct costs.',
  },
  permission: { capability: 'cost-sharing', letter: 'w' },
  http: { method: 'PUT', path: '/allocations/:allocation/costs/:id' },
  input: costInput.extend({ allocation: allocationNumber }),
  example: { allocation: 1, id: 'canoni', description: 'Canoni di assistenza', item: 'service', amount: '215000.00' },
  output: costView,
  async run({ tx, association, now, input }) {
    const { allocation, ...given } = input;
    const draft = await theDraft(tx, association, allocation);
    const cost: StoredCost = {
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
    const { agreement } = await agreementOfYear(tx, association, draft.year, draft.readings);
    const members = await membersOfYear(tx, association, draft);
    const problems: Problem[] = costProblems(
      cost,
      agreement,
      members.map(({ code }) => code),
      draft.year,
    );
    if (problems.length > 0) throw new BadInput(problems);
    await putCost(tx, association, allocation, cost);
    await changeAllocation(tx, association, allocation, { at: now.instant });
    return costViewOf(cost);
  },
});
