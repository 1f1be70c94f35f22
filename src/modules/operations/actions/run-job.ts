import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import type { Job } from '../../../platform/jobs/job.ts';
import { wakeJob } from '../../../platform/jobs/wake-job.ts';
import { refusals } from '../rules/refusals.ts';

/**
 * Has a job run as soon as possible, wherever jobs run. Refuses `operations/no-such-job`.
 *
 * @param jobs every job of the program
 */
export const runJobNow = (jobs: () => readonly Job[]) =>
  defineAction({
    name: 'operations/run-job',
    title: text('eseguire subito un lavoro', 'run a job now'),
    about: text(
      'Il lavoro parte dove i lavori si eseguono; se non ce n’è nessuno in funzione, alla prossima partenza.',
      'The job starts where jobs run; if nothing runs them at the moment, at the next start.',
    ),
    scope: 'installation',
    permission: { capability: 'security', letter: 'x', roles: ['SYS'] },
    http: { method: 'POST', path: '/jobs/run' },
    input: z.object({ job: z.string().min(1).max(100).meta({ description: 'Il suo nome: mail/deliver.' }) }),
    output: z.object({ job: z.string() }),
    example: { job: 'mail/deliver' },
    async run({ tx, input, tell }) {
      const job = jobs().find(({ name }) => name === input.job);
      if (!job) throw new Refused(refusals.noSuchJob(input.job));
      await wakeJob(tx, job.name);
      tell({ after: { job: job.name } });
      return { job: job.name };
    },
  });
