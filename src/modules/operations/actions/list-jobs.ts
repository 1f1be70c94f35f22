import { sql } from 'kysely';
import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import type { Job } from '../../../platform/jobs/job.ts';
import { lastRuns } from '../../../platform/jobs/job-runs.ts';
import { failingReactions, retryReaction } from '../../../platform/jobs/reaction.ts';
import { refusals } from '../rules/refusals.ts';

const instant = z.iso.datetime();
const permission = { capability: 'security', letter: 'x', roles: ['SYS'] } as const;

/**
 * Every job of the installation: when it runs, how it went the last time; what follows from acts and has failed; mail by state.
 *
 * @param jobs every job of the program
 */
export const listJobs = (jobs: () => readonly Job[]) =>
  defineAction({
    name: 'operations/list-jobs',
    title: text('vedere come vanno i lavori', 'see how the jobs go'),
    reads: true,
    scope: 'installation',
    permission,
    http: { method: 'GET', path: '/jobs' },
    input: z.object({}),
    output: z.object({
      jobs: z.array(
        z.object({
          job: z.string(),
          title: z.string(),
          every: z.string().meta({ description: 'Quando, nei cinque campi di cron.' }),
          state: z.enum(['never', 'running', 'ok', 'failing']),
          started: instant.nullable(),
          done: instant.nullable().meta({ description: 'Quando è riuscito l’ultima volta.' }),
          failures: z.int().min(0),
          error: z.string().nullable(),
        }),
      ),
      pending: z.array(
        z.object({
          id: z.uuid(),
          association: z.string(),
          reaction: z.string(),
          tries: z.int(),
          nextTry: instant.nullable(),
          givenUp: instant.nullable(),
          error: z.string().nullable(),
        }),
      ),
      mail: z.array(z.object({ association: z.string(), state: z.string(), count: z.int() })),
    }),
    example: {},
    async run({ tx, actor }) {
      const runs = new Map((await lastRuns(tx)).map((run) => [run.job, run]));
      const { rows: mail } = await sql<{ association: string; state: string; count: number }>`
        select association, state, count(*)::int as count from mail.outbox group by 1, 2
        order by association collate "C", state collate "C"`.execute(tx);
      return {
        jobs: jobs().map((job) => {
          const run = runs.get(job.name);
          return {
            job: job.name,
            title: job.title[actor.language],
            every: job.every,
            state: !run
              ? ('never' as const)
              : run.failures > 0
                ? ('failing' as const)
                : run.ended
                  ? ('ok' as const)
                  : ('running' as const),
            started: run?.started.toISOString() ?? null,
            done: run?.done?.toISOString() ?? null,
            failures: run?.failures ?? 0,
            error: run?.error ?? null,
          };
        }),
        pending: (await failingReactions(tx)).map(({ asked: _, nextTry, givenUp, ...one }) => ({
          ...one,
          nextTry: nextTry?.toISOString() ?? null,
          givenUp: givenUp?.toISOString() ?? null,
        })),
        mail,
      };
    },
  });

/** Has what follows from an act tried again at once. Refuses `operations/no-such-reaction`. */
export const retryPending = defineAction({
  name: 'operations/retry-pending',
  title: text('ritentare ciò che segue da un’operazione', 'try again what follows from an act'),
  scope: 'installation',
  permission,
  http: { method: 'POST', path: '/pending/:id/retry' },
  input: z.object({ id: z.uuid() }),
  output: z.object({ id: z.uuid() }),
  example: { id: '00000000-0000-4000-8000-000000000000' },
  async run({ tx, input, tell }) {
    if (!(await retryReaction(tx, input.id))) throw new Refused(refusals.noSuchReaction());
    tell({ after: { reaction: input.id } });
    return input;
  },
});
