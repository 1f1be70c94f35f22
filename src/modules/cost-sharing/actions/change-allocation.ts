import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { defineAction } from '../../../platform/action.ts';
import { BadInput } from '../../../platform/problem.ts';
import { dayShape, yearShape } from '../../../platform/shape.ts';
import { withReadings } from '../../agreement/rules/index.ts';
import { refusals } from '../doors-refusals.ts';
import { agreementOfYear } from '../gathering.ts';
import { changeAllocation as change } from '../storage/allocations.ts';
import { theAllocation, theDraft } from './draft.ts';
import { allocationHead, allocationNumber, joiningInput, readingsInput } from './shapes.ts';
import { headView } from './views.ts';

export const changeAllocation = defineAction({
  name: 'cost-sharing/change-allocation',
  title: { it: 'cambiare una bozza di riparto', en: 'change a draft split' },
  about: {
    it: 'Titolo, anno, letture scelte per questo riparto (un correttivo, per esempio), enti aggiunti o tolti per prova.',
    en: 'Title, year, readings chosen for this split (a corrective, for one), entities added or left out as a trial.',
  },
  permission: { capability: 'cost-sharing', letter: 'w' },
  http: { method: 'PATCH', path: '/allocations/:allocation' },
  input: z.object({
    allocation: allocationNumber,
    title: z.string().trim().max(400).optional(),
    year: z.coerce.number().pipe(yearShape).optional(),
    readings: readingsInput.optional(),
    without: z.array(z.string().max(64)).max(10000).optional(),
    joining: z.array(joiningInput).max(1000).optional(),
    figuresOn: dayShape.nullish(),
  }),
  example: {
    allocation: 1,
    readings: { 'cost_sharing.corrective': { method: 'percent_reduction', threshold: 3000, rate: '20' } },
  },
  output: allocationHead,
  async run({ tx, association, now, input }) {
    const draft = await theDraft(tx, association, input.allocation);
    const year = input.year ?? draft.year;
    if (draft.corrects !== null && year !== draft.year) throw new Refused(refusals.correctionKeepsYear(draft.year));
    if (input.readings || input.year !== undefined) {
      const { document } = await agreementOfYear(tx, association, year);
      const { problems } = withReadings(document, input.readings ?? draft.readings);
      if (problems.length > 0) throw new BadInput(problems);
    }
    const { allocation, figuresOn, ...given } = input;
    const changes = { ...given, ...(figuresOn === undefined ? {} : { figuresOn }) };
    if (!(await change(tx, association, allocation, { ...changes, at: now.instant })))
      throw new Refused(refusals.adopted(allocation));
    return headView(await theAllocation(tx, association, allocation));
  },
});
