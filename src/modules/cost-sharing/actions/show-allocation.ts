import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { defineAction } from '../../../platform/action.ts';
import { textShape } from '../../../platform/shape.ts';
import { resultOf } from '../computation.ts';
import { refusals } from '../doors-refusals.ts';
import { theAllocation } from './draft.ts';
import { allocationHead, allocationNumber, costView, joiningInput, resultView, secondmentView } from './shapes.ts';
import { costViewOf, headView, secondmentViewOf } from './views.ts';

export const showAllocation = defineAction({
  name: 'cost-sharing/show-allocation',
  title: { it: 'consultare un riparto', en: 'read a split' },
  about: {
    it: 'Le spese e la tabella delle quote: come congelata se adottato, come calcolata ora se bozza. Se non si può calcolare, dice perché.',
    en: 'The costs and the table of shares: as frozen if adopted, as computed now if a draft. Where it cannot be computed, it says why.',
  },
  reads: true,
  permission: { capability: 'cost-sharing', letter: 'r' },
  http: { method: 'GET', path: '/allocations/:allocation' },
  input: z.object({ allocation: allocationNumber }),
  example: { allocation: 1 },
  output: allocationHead.extend({
    readings: z.record(z.string(), z.unknown()),
    without: z.array(z.string().max(64)),
    joining: z.array(joiningInput),
    costs: z.array(costView),
    secondments: z.array(secondmentView),
    result: resultView.nullable(),
    refused: z.array(
      z.object({
        code: z.string().max(200),
        says: textShape,
        remedy: textShape.nullable(),
        clause: z.string().max(200),
        article: z.string().max(200),
      }),
    ),
  }),
  async run({ tx, association, reach, input }) {
    const allocation = await theAllocation(tx, association, input.allocation);
    if (reach !== 'g' && allocation.adopted === null) throw new Refused(refusals.unknownAllocation(input.allocation));
    const result =
      allocation.costs.length === 0 && allocation.frozen === null
        ? undefined
        : await resultOf(tx, association, allocation);
    return {
      ...headView(allocation),
      readings: { ...allocation.readings },
      without: [...allocation.without],
      joining: allocation.joining.map((each) => ({
        ...each,
        figures: { ...each.figures },
        kind: each.kind as 'comune',
      })),
      costs: allocation.costs.map(costViewOf),
      secondments: allocation.secondments.map(secondmentViewOf),
      result: result?.ok ? (result.value as z.infer<typeof resultView>) : null,
      refused:
        result && !result.ok
          ? result.refusals.map(({ code, says, remedy, source }) => ({
              code,
              says,
              remedy: remedy ?? null,
              clause: source?.clause ?? '',
              article: source?.article ?? '',
            }))
          : [],
    };
  },
});
