import { randomUUID } from 'node:crypto';
import { afterEach, expect, test, vi } from 'vitest';
import { text } from '../../kernel/text.ts';
import { createTestDatabase } from '../../testing/database.ts';
import type { Actor, AnyAction } from '../action.ts';
import { storedTables } from '../backup/stored-tables.ts';
import { systemClock } from '../clock.ts';
import { inContext } from '../database/context.ts';
import { unguardedRelations } from '../database/unguarded-relations.ts';
import type { Performed } from '../perform.ts';
import { inAssociation, wholeInstallation } from './installation-context.ts';
import { defineJob, type Job, type JobContext } from './job.ts';
import { lastRuns } from './job-runs.ts';
import { defineReaction, failingReactions, reactionJob, recordReactions, retryReaction } from './reaction.ts';
import { runJob } from './run-job.ts';
import { type RunningJobs, startJobs } from './start-jobs.ts';
import { wakeJob } from './wake-job.ts';

const database = await createTestDatabase();
const running: RunningJobs[] = [];
afterEach(async () => {
  for (const one of running.splice(0)) await one.stop();
});

const never = '0 4 29 2 *';
const jobCalled = (name: Job['name'], run: Job['run']) =>
  defineJob({ name, title: text('prova', 'trial'), every: never, run });

async function started(jobs: readonly Job[], onError: (error: unknown) => void = () => {}): Promise<RunningJobs> {
  const one = startJobs({ database, perform: undefined as never, clock: systemClock, jobs, onError });
  running.push(one);
  await one.ready;
  return one;
}

const runs = () => inContext(database, wholeInstallation, lastRuns);

test('a job runs at the start, and when an act that wakes it is done; not when the act is undone', async () => {
  let ran = 0;
  await started([
    jobCalled('trial/count', async () => {
      ran += 1;
    }),
  ]);
  await vi.waitFor(() => expect(ran).toBe(1), 20_000);
  await inContext(database, inAssociation('lecco'), async (tx) => {
    await wakeJob(tx, 'trial/count');
    throw new Error('undone');
  }).catch(() => {});
  await inContext(database, inAssociation('lecco'), (tx) => wakeJob(tx, 'trial/count'));
  await vi.waitFor(() => expect(ran).toBe(2), 20_000);
  expect((await runs()).find(({ job }) => job === 'trial/count')).toMatchObject({ error: null, failures: 0 });
});

test('a job that fails is on record, and runs again by itself', async () => {
  let ran = 0;
  const errors: unknown[] = [];
  await started(
    [
      jobCalled('trial/fail', async () => {
        ran += 1;
        throw new Error('the disk is full');
      }),
    ],
    (error) => errors.push(error),
  );
  await vi.waitFor(async () => {
    expect((await runs()).find(({ job }) => job === 'trial/fail')).toMatchObject({
      error: 'the disk is full',
      failures: 1,
      done: null,
    });
  }, 20_000);
  expect(String(errors[0])).toContain('the disk is full');
  await vi.waitFor(async () => {
    const { rows } = await database.pool.query(
      "select state::text, start_after > now() as later from pgboss.job where name = 'trial/fail' and state = 'retry'",
    );
    expect(rows).toEqual([{ state: 'retry', later: true }]);
  }, 20_000);
  expect(ran).toBe(1);
});

test('stopping waits for the piece at work, and tells it', async () => {
  let ended = false;
  let begun = false;
  const one = await started([
    jobCalled('trial/long', async ({ stopping }) => {
      begun = true;
      await new Promise<void>((asked) => stopping.addEventListener('abort', () => asked(), { once: true }));
      ended = true;
    }),
  ]);
  await vi.waitFor(() => expect(begun).toBe(true), 20_000);
  await one.stop();
  expect(ended).toBe(true);
});

test('a queue that is lost is made again, and jobs no longer there are forgotten', async () => {
  const first = await started([jobCalled('trial/old', async () => {})]);
  await first.stop();
  await started([jobCalled('trial/new', async () => {})]);
  const { rows } = await database.pool.query("select name from pgboss.schedule where name like 'trial/%'");
  expect(rows).toEqual([{ name: 'trial/new' }]);
  for (const one of running.splice(0)) await one.stop();
  await database.pool.query('drop schema pgboss cascade');
  let ran = 0;
  await started([
    jobCalled('trial/new', async () => {
      ran += 1;
    }),
  ]);
  await vi.waitFor(() => expect(ran).toBe(1), 20_000);
});

test('the queue is no part of backups, and leaves no relation unguarded', async () => {
  await started([]);
  const client = await database.pool.connect();
  try {
    expect((await storedTables(client)).filter(({ schema }) => schema === 'pgboss')).toEqual([]);
    expect(await unguardedRelations(client)).toEqual([]);
  } finally {
    client.release();
  }
});

const act = { name: 'trial/do', title: text('fare', 'do'), scope: 'association' } as unknown as AnyAction;
const actor = { association: 'lecco', person: null } as unknown as Actor;
const context = (): Omit<JobContext, 'now'> => ({
  database,
  perform: undefined as never,
  clock: systemClock,
  stopping: new AbortController().signal,
});

test('what follows from an act is done if the act is, with what it was told; a failure is tried again later', async () => {
  const done: string[] = [];
  let broken = true;
  const reaction = defineReaction<{ id: string }>({
    name: 'trial/follow',
    after: ['trial/do'],
    payload: ({ output }) => output as { id: string } | null,
    react: async ({ association, payload }) => {
      if (payload.id === 'second' && broken) throw new Error('not yet');
      done.push(`${association} ${payload.id}`);
    },
  });
  const record = recordReactions([reaction]);
  const doing = (output: unknown, action = act) =>
    inContext(database, inAssociation('lecco'), (tx) =>
      record({ tx, action, actor, now: systemClock(), input: {}, output } as Performed),
    );
  await doing({ id: 'first' });
  await doing({ id: 'second' });
  await doing(null);
  await doing({ id: 'other' }, { ...act, name: 'trial/other' });
  const job = reactionJob([reaction]);
  await runJob(job, context());
  await runJob(job, context());
  expect(done).toEqual(['lecco first']);
  const [failing] = await inContext(database, wholeInstallation, failingReactions);
  expect(failing).toMatchObject({ reaction: 'trial/follow', tries: 1, error: 'not yet', givenUp: null });
  expect(failing!.nextTry!.getTime()).toBeGreaterThan(Date.now());
  broken = false;
  expect(await inContext(database, wholeInstallation, (tx) => retryReaction(tx, randomUUID()))).toBe(false);
  expect(await inContext(database, wholeInstallation, (tx) => retryReaction(tx, failing!.id))).toBe(true);
  await runJob(job, context());
  expect(done).toEqual(['lecco first', 'lecco second']);
  expect(await inContext(database, wholeInstallation, failingReactions)).toEqual([]);
});

test('two processes share what there is to do: nothing is done twice', async () => {
  const done: string[] = [];
  const reaction = defineReaction<{ id: string }>({
    name: 'trial/share',
    after: ['trial/do'],
    payload: ({ output }) => output as { id: string },
    react: async ({ payload }) => {
      await new Promise((later) => setTimeout(later, 5));
      done.push(payload.id);
    },
  });
  const record = recordReactions([reaction]);
  await inContext(database, inAssociation('lecco'), async (tx) => {
    for (let i = 0; i < 10; i++)
      await record({ tx, action: act, actor, now: systemClock(), input: {}, output: { id: String(i) } } as Performed);
  });
  const job = reactionJob([reaction]);
  await Promise.all([runJob(job, context()), runJob(job, context())]);
  expect(done.toSorted()).toEqual(Array.from({ length: 10 }, (_, i) => String(i)));
});
