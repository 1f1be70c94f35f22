import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { defineAction } from '../../../platform/action.ts';
import { refusals } from '../doors-refusals.ts';
import { deleteAllocation } from '../storage/allocations.ts';
import { theDraft } from './draft.ts';
import { allocationNumber } from './shapes.ts';

export const discardAllocation = defineAction({
  name: 'cost-sharing/discard-allocation',
  title: { it: 'scartare una bozza di riparto', en: 'discard a draft split' },
  permission: { capability: 'cost-sharing', letter: 'w' },
  http: { method: 'DELETE', path: '/allocations/:allocation' },
  input: z.object({ allocation: allocationNumber }),
  example: { allocation: 1 },
  output: z.object({ number: allocationNumber }),
  async run({ tx, association, input }) {
    await theDraft(tx, association, input.allocation);
    if (!(await deleteAllocation(tx, association, input.allocation)))
      throw new Refused(refusals.adopted(input.allocation));
    return { number: input.allocation };
  },
});
