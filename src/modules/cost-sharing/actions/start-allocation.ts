import { z } from 'zod';
import { defineAction } from '../../../platform/action.ts';
import { dayShape, yearShape } from '../../../platform/shape.ts';
import { insertAllocation } from '../storage/allocations.ts';
import { theAllocation } from './draft.ts';
import { allocationHead, allocationNumber } from './shapes.ts';
import { headView } from './views.ts';

export const startAllocation = defineAction({
  name: 'cost-sharing/start-allocation',
  title: { it: 'aprire un riparto', en: 'start a split' },
  about: {
    it: 'Una bozza per un anno: vuota, o con le spese e le letture di un altro riparto. `figuresOn` è il giorno dei dati, il 31 dicembre dell’anno prima se non si indica.',
    en: 'A draft for a year: empty, or with the costs and readings of another split. `figuresOn` is the day of the figures, 31 December of the year before if left out.',
  },
  permission: { capability: 'cost-sharing', letter: 'w' },
  http: { method: 'POST', path: '/allocations' },
  input: z.object({
    year: z.coerce.number().pipe(yearShape),
    title: z.string().trim().max(400).default(''),
    from: allocationNumber.optional(),
    figuresOn: dayShape.nullish(),
  }),
  example: { year: 2027, title: 'Previsione 2027' },
  output: allocationHead,
  async run({ tx, association, actor, now, input }) {
    const from = input.from === undefined ? undefined : await theAllocation(tx, association, input.from);
    const number = await insertAllocation(tx, association, {
      year: input.year,
      title: input.title,
      corrects: null,
      by: actor.name,
      at: now.instant,
      readings: from?.readings ?? {},
      without: [],
      joining: [],
      figuresOn: input.figuresOn ?? null,
      costs: from?.costs ?? [],
      secondments: from?.secondments ?? [],
    });
    return headView(await theAllocation(tx, association, number));
  },
});
