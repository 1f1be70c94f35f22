import { text } from '../../kernel/text.ts';
import { associationsIn } from '../../platform/associations.ts';
import { inContext } from '../../platform/database/context.ts';
import { wholeInstallation } from '../../platform/jobs/installation-context.ts';
import { defineJob } from '../../platform/jobs/job.ts';
import { jobActor } from '../../platform/jobs/job-actor.ts';
import { remindEndings } from './actions/remind-endings.ts';

/** Early every morning, association by association: what ends within thirty days. */
export const remindEndingsDaily = defineJob({
  name: 'bodies/remind-endings',
  title: text('ricordare gli incarichi che scadono', 'remind of what ends soon'),
  every: '20 5 * * *',
  run: async ({ database, perform, stopping }) => {
    const associations = await inContext(database, wholeInstallation, associationsIn);
    for (const { id } of associations) {
      if (stopping.aborted) return;
      await perform(remindEndings, {}, jobActor(id));
    }
  },
});
