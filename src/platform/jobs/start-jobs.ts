import { Client } from 'pg';
import type { PgBoss } from 'pg-boss';
import type { Clock } from '../clock.ts';
import type { Database } from '../database/connect.ts';
import type { Perform } from '../perform.ts';
import type { Job } from './job.ts';
import { runJob } from './run-job.ts';
import { jobChannel } from './wake-job.ts';

export type RunningJobs = {
  /** Resolves when jobs run; what went wrong meanwhile is told to `onError`. */
  readonly ready: Promise<void>;
  /** No run begins any more; those at work end after the piece they are at, or are left after ten seconds. */
  readonly stop: () => Promise<void>;
};

type Parts = {
  readonly database: Database;
  readonly perform: Perform;
  readonly clock: Clock;
  readonly jobs: readonly Job[];
  readonly onError?: (error: unknown, job: string | null) => void;
};

const queueOptions = {
  // One run may wait while others are at work, here or in another process: jobs find their work in the database.
  policy: 'short',
  retryLimit: 8,
  retryDelay: 20,
  retryBackoff: true,
  retryDelayMax: 3600,
  expireInSeconds: 3600,
  retentionSeconds: 24 * 3600,
  deleteAfterSeconds: 24 * 3600,
};

const stopWithin = 10_000;

/**
 * Runs jobs until stopped: each at its times, when it is woken, and once now for what was left over. Several processes on
 * one database share the runs. The queue (pg-boss, schema `pgboss`) is made anew where it is missing, as after a restore.
 */
export function startJobs(parts: Parts): RunningJobs {
  const stopping = new AbortController();
  const onError = parts.onError ?? writeError;
  const starting = start(parts, stopping.signal, onError);
  return {
    ready: starting.then(
      () => {},
      (error) => onError(error, null),
    ),
    stop: async () => {
      stopping.abort();
      const running = await starting.catch(() => undefined);
      await running?.stop();
    },
  };
}

async function start(parts: Parts, stopping: AbortSignal, onError: NonNullable<Parts['onError']>) {
  const { database, jobs } = parts;
  const { PgBoss } = await import('pg-boss');
  const boss = new PgBoss({
    ...(database.connection as object),
    application_name: 'comunanza jobs',
    max: 3,
    schema: 'pgboss',
    cronMonitorIntervalSeconds: 30,
    cronWorkerIntervalSeconds: 5,
    superviseIntervalSeconds: 300,
    monitorVacuum: false,
  });
  boss.on('error', (error) => {
    if (!stopping.aborted) onError(error, null);
  });
  await boss.start();
  const workers = new Map<string, string>();
  for (const job of jobs) {
    await boss.createQueue(job.name, queueOptions);
    const { policy: _, ...changing } = queueOptions;
    await boss.updateQueue(job.name, changing);
    await boss.schedule(job.name, job.every, null, { tz: 'Europe/Rome' });
    const worker = await boss.work(job.name, { pollingIntervalSeconds: 15, batchSize: 1 }, async () => {
      if (stopping.aborted) throw new Error('stopping');
      try {
        await runJob(job, { ...parts, stopping });
      } catch (error) {
        onError(error, job.name);
        throw error;
      }
    });
    workers.set(job.name, worker);
  }
  for (const { name } of await boss.getSchedules()) if (!workers.has(name)) await boss.unschedule(name);

  const wake = async (name: string) => {
    const worker = workers.get(name);
    if (!worker || stopping.aborted) return;
    await boss.send(name);
    boss.notifyWorker(worker);
  };
  const listener = listen(database, stopping, {
    heard: (name) => void wake(name).catch((error) => onError(error, name)),
    // Whatever was said while nobody listened.
    listening: () => {
      for (const name of workers.keys()) void wake(name).catch((error) => onError(error, name));
    },
    onError: (error) => onError(error, null),
  });
  return {
    stop: async () => {
      await listener.close();
      await stopBoss(boss);
    },
  };
}

async function stopBoss(boss: PgBoss): Promise<void> {
  await boss.stop({ graceful: true, timeout: stopWithin, close: true });
}

/** A connection of its own on the channel of jobs, opened again whenever it breaks. */
function listen(
  database: Database,
  stopping: AbortSignal,
  on: { heard: (job: string) => void; listening: () => void; onError: (error: unknown) => void },
): { readonly close: () => Promise<void> } {
  let client: Client | undefined;
  let again: NodeJS.Timeout | undefined;
  let pause = 1000;

  const open = async () => {
    const mine = new Client({ ...database.connection, application_name: 'comunanza wake', keepAlive: true });
    client = mine;
    let broken = false;
    const retry = (error?: unknown) => {
      if (broken || stopping.aborted) return;
      broken = true;
      if (error) on.onError(error);
      mine.end().catch(() => {});
      again = setTimeout(() => void open(), pause).unref();
      pause = Math.min(pause * 2, 60_000);
    };
    mine.on('error', retry);
    mine.on('end', () => retry());
    mine.on('notification', ({ payload }) => {
      if (payload) on.heard(payload);
    });
    try {
      await mine.connect();
      await mine.query(`listen ${jobChannel}`);
      pause = 1000;
      on.listening();
    } catch (error) {
      retry(error);
    }
  };
  void open();
  return {
    close: async () => {
      clearTimeout(again);
      await client?.end().catch(() => {});
    },
  };
}

function writeError(error: unknown, job: string | null): void {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), job, stack })}\n`);
}
