import { text } from '../../kernel/text.ts';
import { listAssociations } from '../../platform/associations.ts';
import { defineJob } from '../../platform/jobs/job.ts';
import { jobActor } from '../../platform/jobs/job-actor.ts';
import { endPostings } from './actions/end-postings.ts';

/** Every night, after midnight in Rome: what served its days yesterday is attended to. */
export const endPostingsDaily = defineJob({
  name: 'publication/end-postings',
  title: text('chiude le pubblicazioni finite', 'closes the postings that are over'),
  every: '5 0 * * *',
  run: async ({ perform, stopping }) => {
    const { items } = await perform(listAssociations, {}, jobActor(null));
    for (const { id } of items) {
      if (stopping.aborted) return;
      await perform(endPostings, {}, jobActor(id));
    }
  },
});
