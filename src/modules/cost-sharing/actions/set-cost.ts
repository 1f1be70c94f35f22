import { defineAction } from '../../../platform/action.ts';
import { checkedCosts } from '../cost-writing.ts';
import { changeAllocation, putCost } from '../storage/allocations.ts';
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
    const [cost] = await checkedCosts(tx, association, draft, [given], () => '');
    await putCost(tx, association, allocation, cost!);
    await changeAllocation(tx, association, allocation, { at: now.instant });
    return costViewOf(cost!);
  },
});
