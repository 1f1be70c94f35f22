import { sql } from 'kysely';
import type { Tx } from '../action.ts';

export type JobRun = {
  readonly job: string;
  readonly started: Date;
  /** Empty while it runs, and after a run that was cut short. */
  readonly ended: Date | null;
  readonly error: string | null;
  /** Failures since the last run that ended well. */
  readonly failures: number;
  /** When a run last ended well. */
  readonly done: Date | null;
};

type RunTables = { 'platform.job_runs': JobRun & { readonly association: string } };

export async function beginRun(tx: Tx, job: string, at: Date): Promise<void> {
  await tx
    .withTables<RunTables>()
    .insertInto('platform.job_runs')
    .values({ association: '', job, started: at, ended: null, error: null, failures: 0, done: null })
    .onConflict((conflict) => conflict.columns(['association', 'job']).doUpdateSet({ started: at, ended: null }))
    .execute();
}

/** @param error why it failed; null when it ended well */
export async function endRun(tx: Tx, job: string, at: Date, error: string | null): Promise<void> {
  await tx
    .withTables<RunTables>()
    .updateTable('platform.job_runs')
    .set((run) => ({
      ended: at,
      error,
      failures: error === null ? 0 : run('failures', '+', 1),
      ...(error === null ? { done: at } : {}),
    }))
    .where('association', '=', '')
    .where('job', '=', job)
    .execute();
}

/** How each job ended the last time, by name. */
export async function lastRuns(tx: Tx): Promise<readonly JobRun[]> {
  const { rows } = await sql<JobRun>`
    select job, started, ended, error, failures, done from platform.job_runs where association = ''
    order by job collate "C"`.execute(tx);
  return rows;
}
