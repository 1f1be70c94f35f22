import { z } from 'zod';
import { defineAction } from '../../../platform/action.ts';
import { checkedCosts } from '../cost-writing.ts';
import { changeAllocation, putCost, removeCost } from '../storage/allocations.ts';
import { theDraft } from './draft.ts';
import { allocationNumber, costInput, costView } from './shapes.ts';
import { costViewOf } from './views.ts';

export const setCosts = defineAction({
  name: 'cost-sharing/set-costs',
  title: { it: 'scrivere più spese del riparto', en: 'write several costs of the split' },
  about: {
    it: 'Tutte o nessuna: ogni problema è detto alla sua spesa. Chi ha un codice già presente prende il posto di quella spesa; `replace` toglie prima le altre.',
    en: 'All or none: each problem is told at its cost. One with a code that is there takes the place of that cost; `replace` removes the others first.',
  },
  permission: { capability: 'cost-sharing', letter: 'w' },
  http: { method: 'POST', path: '/allocations/:allocation/costs' },
  input: z.object({
    allocation: allocationNumber,
    costs: z.array(costInput).min(1).max(5000),
    replace: z.boolean().default(false),
  }),
  example: {
    allocation: 1,
    costs: [{ id: 'canoni', description: 'Canoni di assistenza', item: 'service', amount: '215000.00' }],
  },
  output: z.object({ costs: z.array(costView).max(5000) }),
  async run({ tx, association, now, input }) {
    const { allocation } = input;
    const draft = await theDraft(tx, association, allocation);
    const costs = await checkedCosts(tx, association, draft, input.costs, (place) => `costs[${place}].`);
    if (input.replace) for (const { id } of draft.costs) await removeCost(tx, association, allocation, id);
    for (const cost of costs) await putCost(tx, association, allocation, cost);
    await changeAllocation(tx, association, allocation, { at: now.instant });
    return { costs: costs.map(costViewOf) };
  },
});
