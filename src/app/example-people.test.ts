import { expect, test } from 'vitest';
import { showBody } from '../modules/bodies/module.ts';
import { listPosts } from '../modules/identity/module.ts';
import { startTestServer } from '../testing/server.ts';
import { consoleIn, createExampleAccounts } from './example-accounts.ts';
import { loadExamplePeople } from './example-people.ts';
import { loadExample } from './examples.ts';
import { modules } from './modules.ts';

test('an example association has people, a post that ends soon, requests at two steps; once however often it is loaded', async () => {
  const { perform, clock } = await startTestServer({ associations: [] });
  const now = clock().instant;
  await loadExample({ perform, modules, now }, 'calatino');
  const entity = { code: 'c_b428', name: 'Caltagirone' };
  const place = { association: 'calatino', lead: entity, member: entity, now };
  await createExampleAccounts(perform, [place]);
  await loadExamplePeople(perform, place);
  await loadExamplePeople(perform, place);
  const soon = await perform(listPosts, { state: 'soon' }, consoleIn('calatino'));
  expect(soon.items.map(({ holder }) => holder)).toEqual(['Tullio Prati']);
  const { seats } = await perform(showBody, { body: 'assembly' }, consoleIn('calatino'));
  expect(seats.find(({ entity: of }) => of?.code === 'c_b428')?.holder?.name).toBe('Esempio MAY');
  const named = modules.flatMap((module) => module.actions);
  const list = named.find(({ name }) => name === 'identity/list-access-requests')!;
  const { waiting } = (await perform(list, {}, consoleIn('calatino'))) as { waiting: object };
  expect(waiting).toMatchObject({ requested: 1, authorised: 1 });
}, 60_000);
