import { sql } from 'kysely';
import type { Tx } from '../action.ts';
import type { Job } from './job.ts';

/** The channel on which running programs are told that there is work. */
export const jobChannel = 'comunanza_jobs';

/** Has a job run as soon as this transaction is committed; not at all when it is rolled back. */
export async function wakeJob(tx: Tx, job: Job['name']): Promise<void> {
  await sql`select pg_notify(${jobChannel}, ${job})`.execute(tx);
}
