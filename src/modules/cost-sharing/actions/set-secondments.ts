import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { defineAction } from '../../../platform/action.ts';
import { BadInput } from '../../../platform/problem.ts';
import { theClause } from '../../agreement/rules/index.ts';
import { gather } from '../gathering.ts';
import { supposing } from '../scenario.ts';
import { changeAllocation, putSecondments } from '../storage/allocations.ts';
import { theDraft } from './draft.ts';
import { allocationNumber, secondmentInput, secondmentView } from './shapes.ts';
import { secondmentViewOf } from './views.ts';

export const setSecondments = defineAction({
  name: 'cost-sharing/set-secondments',
  title: { it: 'scrivere il personale assegnato', en: 'write the seconded staff' },
  about: {
    it: "L'elenco intero del personale che gli enti assegnano al servizio nell'anno, con costo e percentuale.",
    en: 'The whole list of the staff that entities lend to the service in the year, with cost and percentage.',
  },
  permission: { capability: 'cost-sharing', letter: 'w' },
  http: { method: 'PUT', path: '/allocations/:allocation/secondments' },
  input: z.object({ allocation: allocationNumber, secondments: z.array(secondmentInput).max(10000) }),
  example: { allocation: 1, secondments: [{ entity: 'c_h635', person: 'T1', cost: '36500.00', percent: '60' }] },
  output: z.object({ secondments: z.array(secondmentView).max(10000) }),
  async run({ tx, association, now, input }) {
    const draft = await theDraft(tx, association, input.allocation);
    const { without, joining } = draft;
    const { agreement, on, entities } = supposing(
      await gather(tx, association, { ...draft, costs: [], secondments: [] }),
      { readings: {}, without, joining },
    );
    if (input.secondments.length > 0) {
      const clause = theClause(agreement, 'staff-reimbursement', on);
      if (!clause.ok) throw new Refused(...clause.refusals);
    }
    const codes = new Set<string>(entities.map(({ code }) => code));
    const problems = input.secondments.flatMap(({ entity }, place) =>
      codes.has(entity)
        ? []
        : [
            {
              path: `secondments[${place}].entity`,
              says: {
                it: `Nessun ente del ${draft.year} ha il codice «${entity}».`,
                en: `No entity of ${draft.year} has the code "${entity}".`,
              },
            },
          ],
    );
    if (problems.length > 0) throw new BadInput(problems);
    await putSecondments(tx, association, input.allocation, input.secondments);
    await changeAllocation(tx, association, input.allocation, { at: now.instant });
    return { secondments: input.secondments.map(secondmentViewOf) };
  },
});
