import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { defineAction } from '../../../platform/action.ts';
import { refusals } from '../doors-refusals.ts';
import { changeAllocation, removeCost as remove } from '../storage/allocations.ts';
import { theDraft } from './draft.ts';
import { allocationNumber, costId } from './shapes.ts';

export const removeCost = defineAction({
  name: 'cost-sharing/remove-cost',
  title: { it: 'togliere una spesa dal riparto', en: 'remove a cost from the split' },
  permission: { capability: 'cost-sharing', letter: 'w' },
  http: { method: 'DELETE', path: '/allocations/:allocation/costs/:id' },
  input: z.object({ allocation: allocationNumber, id: costId }),
  example: { allocation: 1, id: 'canoni' },
  output: z.object({ id: costId }),
  async run({ tx, association, now, input }) {
    await theDraft(tx, association, input.allocation);
    if (!(await remove(tx, association, input.allocation, input.id))) throw new Refused(refusals.unknownCost(input.id));
    await changeAllocation(tx, association, input.allocation, { at: now.instant });
    return { id: input.id };
  },
});
