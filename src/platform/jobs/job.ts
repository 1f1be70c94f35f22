import type { Text } from '../../kernel/text.ts';
import type { Now } from '../action.ts';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/connect.ts';
import type { Perform } from '../perform.ts';

/** What a job works with. It reads and writes through `perform`, or `inContext` with a context of its own. */
export type JobContext = {
  readonly database: Database;
  readonly perform: Perform;
  /** When the run began. */
  readonly now: Now;
  /** For runs that last: what time it is meanwhile. */
  readonly clock: Clock;
  /** Aborted when the program is stopping: a long run ends after the piece it is at. */
  readonly stopping: AbortSignal;
};

/**
 * Work done apart from any request: at set times, and as soon as possible when an act wakes it (`wakeJob`). What there is to
 * do is found in the database, never in the call: a run that was lost, or made twice, or at the same time as another, loses
 * and repeats nothing. Whatever `run` throws is recorded, and the run is tried again with growing pauses.
 */
export type Job = {
  /** `module/verb-noun`. */
  readonly name: `${string}/${string}`;
  readonly title: Text;
  /** When it runs even if nobody wakes it: five fields of cron, in the time of Europe/Rome. */
  readonly every: string;
  readonly run: (context: JobContext) => Promise<void>;
};

export function defineJob(job: Job): Job {
  return job;
}
