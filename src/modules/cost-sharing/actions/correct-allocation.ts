import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { defineAction } from '../../../platform/action.ts';
import { refusals } from '../doors-refusals.ts';
import { insertAllocation } from '../storage/allocations.ts';
import { theAllocation } from './draft.ts';
import { allocationHead, allocationNumber } from './shapes.ts';
import { headView } from './views.ts';

export const correctAllocation = defineAction({
  name: 'cost-sharing/correct-allocation',
  title: { it: 'aprire la correzione di un riparto adottato', en: 'start a correction of an adopted split' },
  about: {
    it: "Una nuova bozza con le stesse spese. Quando viene adottata prende il posto del riparto corretto, che resta com'è.",
    en: 'A new draft with the same costs. Once adopted it takes the place of the split it corrects, which stays as it is.',
  },
  permission: { capability: 'cost-sharing', letter: 'w' },
  http: { method: 'POST', path: '/allocations/:allocation/corrections' },
  input: z.object({ allocation: allocationNumber }),
  example: { allocation: 1 },
  output: allocationHead,
  async run({ tx, association, actor, now, input }) {
    const adopted = await theAllocation(tx, association, input.allocation);
    if (adopted.adopted === null) throw new Refused(refusals.notAdopted(input.allocation));
    if (adopted.correctedBy !== null)
      throw new Refused(refusals.alreadyCorrected(input.allocation, adopted.correctedBy));
    const number = await insertAllocation(tx, association, {
      ...adopted,
      corrects: input.allocation,
      by: actor.name,
      at: now.instant,
    });
    return headView(await theAllocation(tx, association, number));
  },
});
