import { z } from 'zod';
import { defineAction } from '../../../platform/action.ts';
import { yearShape } from '../../../platform/shape.ts';
import { allocationsOf } from '../storage/allocations.ts';
import { allocationHead } from './shapes.ts';
import { headView } from './views.ts';

export const listAllocations = defineAction({
  name: 'cost-sharing/list-allocations',
  title: { it: 'elencare i riparti', en: 'list the splits' },
  about: {
    it: 'Bozze e riparti adottati, dal più recente. Chi legge per il proprio ente vede quelli adottati.',
    en: 'Drafts and adopted splits, newest first. Who reads for its own entity sees the adopted ones.',
  },
  reads: true,
  permission: { capability: 'cost-sharing', letter: 'r' },
  http: { method: 'GET', path: '/allocations' },
  input: z.object({ year: z.coerce.number().pipe(yearShape).optional() }),
  example: { year: 2027 },
  output: z.object({ items: z.array(allocationHead).max(100000) }),
  async run({ tx, association, reach, input }) {
    const heads = await allocationsOf(tx, association, input.year);
    return { items: heads.filter((head) => reach === 'g' || head.adopted !== null).map(headView) };
  },
});
