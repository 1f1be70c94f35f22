import { text } from '../../kernel/text.ts';
import { associationsIn } from '../../platform/associations.ts';
import { inContext } from '../../platform/database/context.ts';
import { wholeInstallation } from '../../platform/jobs/installation-context.ts';
import { defineJob } from '../../platform/jobs/job.ts';
import { jobActor } from '../../platform/jobs/job-actor.ts';
import { closeLapsedActs } from './actions/close-lapsed-acts.ts';

/** Early every morning, association by association: acts that ended, and those to be confirmed soon. */
export const closeActsDaily = defineJob({
  name: 'privacy/close-acts',
  title: text(
    'chiudere gli atti decaduti e ricordare quelli da confermare',
    'close lapsed acts and remind of those to confirm',
  ),
  every: '10 5 * * *',
  run: async ({ database, perform, stopping }) => {
    const associations = await inContext(database, wholeInstallation, associationsIn);
    for (const { id } of associations) {
      if (stopping.aborted) return;
      await perform(closeLapsedActs, {}, jobActor(id));
    }
  },
});
