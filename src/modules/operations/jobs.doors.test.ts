import { expect, test, vi } from 'vitest';
import { modules } from '../../app/modules.ts';
import { text } from '../../kernel/text.ts';
import type { AnyAction } from '../../platform/action.ts';
import { defineJob } from '../../platform/jobs/job.ts';
import { startJobs } from '../../platform/jobs/start-jobs.ts';
import { consoleIn } from '../../testing/actor.ts';
import { codesOf } from '../../testing/people.ts';
import { startTestServer, testPassword } from '../../testing/server.ts';
import { signIn } from '../identity/index.ts';
import { createFirstAdministrator } from '../identity/module.ts';
import { runJobNow } from './actions/run-job.ts';

const server = await startTestServer();
const { perform, database, clock } = server;
const email = 'amministra@prova.example';
await perform(
  createFirstAdministrator,
  { code: 'console', name: 'Ada Prova', email, password: testPassword },
  consoleIn(null),
);
const entered = await perform(signIn, { email, password: testPassword }, consoleIn(null));
const cookie = entered.outcome === 'in' ? `sessione=${entered.token}` : '';

test('whoever administers the installation sees every job and how it went; for anybody else there is no such page', async () => {
  const list = modules.flatMap((one) => one.actions).find((one) => one.name === 'operations/list-jobs') as AnyAction;
  const { jobs } = (await perform(list, {}, consoleIn(null))) as { jobs: { job: string }[] };
  const page = await (await fetch(`${server.url}/lavori`, { headers: { cookie } })).text();
  for (const { job } of jobs) expect(page).toContain(`>${job}<`);
  expect(page).toContain('Esegui adesso');
  const keeper = await server.signedIn({ role: 'SYS', association: 'lecco' });
  expect([404, 403]).toContain((await fetch(`${server.url}/lavori`, { headers: { cookie: keeper } })).status);
  expect(server.faults).toEqual([]);
});

test('a job asked for runs at once; one that does not exist is refused', async () => {
  let runs = 0;
  const job = defineJob({
    name: 'operations/prova',
    title: text('prova', 'trial'),
    every: '0 4 1 1 *',
    run: async () => {
      runs += 1;
    },
  });
  const running = startJobs({ database, perform, clock, jobs: [job] });
  await running.ready;
  await vi.waitFor(() => expect(runs).toBeGreaterThan(0), 20_000); // what was left over, at the start
  const before = runs;
  await perform(
    runJobNow(() => [job]),
    { job: job.name },
    consoleIn(null),
  );
  await vi.waitFor(() => expect(runs).toBeGreaterThan(before), 20_000);
  await running.stop();
  const none = perform(
    runJobNow(() => [job]),
    { job: 'mail/nessuno' },
    consoleIn(null),
  );
  expect(await codesOf(none)).toEqual(['operations/no-such-job']);
}, 60_000);
