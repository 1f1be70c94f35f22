import { inContext } from '../database/context.ts';
import { wholeInstallation } from './installation-context.ts';
import type { Job, JobContext } from './job.ts';
import { beginRun, endRun } from './job-runs.ts';

export type JobParts = Omit<JobContext, 'now'>;

/** One run of a job, on record; what it throws is recorded too, and thrown again. */
export async function runJob(job: Job, parts: JobParts): Promise<void> {
  const { database, clock } = parts;
  const now = clock();
  await inContext(database, wholeInstallation, (tx) => beginRun(tx, job.name, now.instant));
  let error: string | null = null;
  try {
    await job.run({ ...parts, now });
  } catch (thrown) {
    error = (thrown instanceof Error ? thrown.message : String(thrown)).slice(0, 1000);
    throw thrown;
  } finally {
    await inContext(database, wholeInstallation, (tx) => endRun(tx, job.name, clock().instant, error));
  }
}
