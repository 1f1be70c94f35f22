import { text } from '../../kernel/text.ts';
import { associationsIn } from '../../platform/associations.ts';
import { inContext } from '../../platform/database/context.ts';
import { wholeInstallation } from '../../platform/jobs/installation-context.ts';
import { defineJob } from '../../platform/jobs/job.ts';
import { jobActor } from '../../platform/jobs/job-actor.ts';
import { remindDuties } from './actions/remind-duties.ts';

/** Early every morning, association by association: what is due within thirty days. */
export const remindDutiesDaily = defineJob({
  name: 'planning/remind-duties',
  title: text('ricordare gli adempimenti', 'remind of duties'),
  every: '30 5 * * *',
  run: async ({ database, perform, stopping }) => {
    const associations = await inContext(database, wholeInstallation, associationsIn);
    for (const { id } of associations) {
      if (stopping.aborted) return;
      await perform(remindDuties, {}, jobActor(id));
    }
  },
});
