import { expect, test } from 'vitest';
import { startTestServer } from '../testing/server.ts';
import { consoleIn, createExampleAccounts } from './example-accounts.ts';
import { loadExampleTickets } from './example-tickets.ts';
import { loadExample } from './examples.ts';
import { modules } from './modules.ts';

test('[VV-2.3.f] an example association has requests in every state, once however often it is loaded', async () => {
  const { perform, clock, database } = await startTestServer({ associations: [] });
  const association = 'valdarno-valdisieve';
  const now = clock().instant;
  await loadExample({ perform, modules, now }, association);
  const [lead, member] = [
    { code: 'ucvv', name: 'Unione' },
    { code: 'c_e668', name: 'Londa' },
  ];
  const place = { association, lead, member, now };
  await createExampleAccounts(perform, [place]);
  await loadExampleTickets(database, perform, place);
  await loadExampleTickets(database, perform, place);
  const all = modules.flatMap(({ actions }) => actions);
  const act = (name: string, input: object) =>
    perform(all.find((one) => one.name === `service-desk/${name}`)!, input, consoleIn(association)) as Promise<never>;
  type List = { count: number; items: { state: string; dueAt: string | null }[] };
  const { count, items } = (await act('list-tickets', { limit: 100 })) as List;
  expect(count).toBe(29);
  const states = ['new', 'assigned', 'waiting', 'solved', 'closed', 'merged', 'refused'];
  expect(new Set(items.map(({ state }) => state))).toEqual(new Set(states));
  expect(items.filter(({ dueAt }) => dueAt !== null).length).toBeGreaterThan(5);
  const tasks = (await act('list-tasks', {})) as { items: object[] };
  expect(tasks.items).toHaveLength(2);
  const found = (await act('list-tickets', { q: 'tamburo' })) as List;
  expect(found.count).toBe(1);
  const refused = (await act('show-ticket', { ticket: '2026-4' })) as { events: { kind: string; what: object }[] };
  expect(refused.events.at(-1)).toMatchObject({ kind: 'refused', what: { article: expect.stringContaining('art') } });
}, 60_000);
