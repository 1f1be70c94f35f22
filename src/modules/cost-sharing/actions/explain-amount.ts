import { z } from 'zod';
import { orRefuse, Refused } from '../../../kernel/result.ts';
import { defineAction } from '../../../platform/action.ts';
import { traceShape } from '../../../platform/shape.ts';
import { explanationOf } from '../computation.ts';
import { refusals } from '../doors-refusals.ts';
import { theAllocation } from './draft.ts';
import { allocationNumber } from './shapes.ts';

export const explainAmount = defineAction({
  name: 'cost-sharing/explain-amount',
  title: { it: 'spiegare un importo del riparto', en: 'explain an amount of the split' },
  about: {
    it: "Perché un importo è quello: fino a clausola, versione, dato e data. Senza ente, il totale; con l'ente, la sua quota; con ente e spesa, quella riga.",
    en: 'Why an amount is what it is: down to clause, version, figure and date. Without an entity, the total; with it, its share; with entity and cost, that line.',
  },
  reads: true,
  permission: { capability: 'cost-sharing', letter: 'r' },
  http: { method: 'GET', path: '/allocations/:allocation/explanation' },
  input: z.object({
    allocation: allocationNumber,
    entity: z.string().max(64).optional(),
    cost: z.string().max(80).optional(),
  }),
  example: { allocation: 1, entity: 'c_g825', cost: 'canoni' },
  output: z.object({ trace: traceShape }),
  async run({ tx, association, reach, input }) {
    const allocation = await theAllocation(tx, association, input.allocation);
    if (reach !== 'g' && allocation.adopted === null) throw new Refused(refusals.unknownAllocation(input.allocation));
    const name =
      input.entity === undefined
        ? 'total'
        : input.cost === undefined
          ? `share ${input.entity}`
          : `line ${input.entity} ${input.cost}`;
    const trace = orRefuse(await explanationOf(tx, association, allocation, name));
    if (!trace)
      throw new Refused(
        input.cost === undefined ? refusals.unknownShare(input.entity ?? '') : refusals.unknownCost(input.cost),
      );
    return { trace };
  },
});
