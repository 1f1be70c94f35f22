import { z } from 'zod';
import { orRefuse, Refused } from '../../../kernel/result.ts';
import { defineAction } from '../../../platform/action.ts';
import { traceShape } from '../../../platform/shape.ts';
import { type Explainable, explanationOf } from '../computation.ts';
import { refusals } from '../doors-refusals.ts';
import { readAllocation } from './draft.ts';
import { allocationNumber } from './shapes.ts';

export const explainAmount = defineAction({
  name: 'cost-sharing/explain-amount',
  title: { it: 'spiegare un importo del riparto', en: 'explain an amount of the split' },
  about: {
    it: "Perché un importo è quello: fino a clausola, versione, dato e data. Senza ente, il totale; con l'ente, la sua quota o la sua percentuale; con ente e spesa, quella riga.",
    en: 'Why an amount is what it is: down to clause, version, figure and date. Without an entity, the total; with it, its share or its percentage; with entity and cost, that line.',
  },
  reads: true,
  permission: { capability: 'cost-sharing', letter: 'r' },
  http: { method: 'GET', path: '/allocations/:allocation/explanation' },
  input: z.object({
    allocation: allocationNumber,
    entity: z.string().max(64).optional(),
    cost: z.string().max(80).optional(),
    of: z.enum(['amount', 'percent']).default('amount'),
  }),
  example: { allocation: 1, entity: 'c_g825', cost: 'canoni' },
  output: z.object({ trace: traceShape }),
  async run(context) {
    const { tx, association, reach, actor, input } = context;
    const { entity, cost } = input;
    const allocation = await readAllocation(context, input.allocation);
    if (reach !== 'g' && entity !== actor.entity) throw new Refused(refusals.unknownShare(entity ?? ''));
    const asked: Explainable =
      entity === undefined
        ? { of: 'total' }
        : cost !== undefined
          ? { of: 'line', entity, cost }
          : { of: input.of === 'percent' ? 'percent' : 'share', entity };
    const trace = orRefuse(await explanationOf(tx, association, allocation, asked));
    if (!trace)
      throw new Refused(cost === undefined ? refusals.unknownShare(entity ?? '') : refusals.unknownCost(cost));
    return { trace };
  },
});
