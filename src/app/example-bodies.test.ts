import { expect, it } from 'vitest';
import { listBodies } from '../modules/bodies/module.ts';
import { stoppedClock } from '../platform/clock.ts';
import { createTestDatabase } from '../testing/database.ts';
import { assembleServer } from './assemble.ts';
import { consoleIn } from './example-accounts.ts';
import { loadExampleBodies } from './example-bodies.ts';
import { loadExample } from './examples.ts';
import { modules } from './modules.ts';

it('an example association has bodies with people in them, and loading twice changes nothing', async () => {
  const database = await createTestDatabase();
  const clock = stoppedClock('2026-11-21T11:00:00Z');
  const { perform } = assembleServer(database, { clock });
  const now = clock().instant;
  const filled = async (association: string) =>
    (await perform(listBodies, {}, consoleIn(association))).items.map(
      ({ id, seats, filled: there, chair }) => `${id} ${there}/${seats} ${chair ? 'con presidente' : 'senza'}`,
    );
  const load = (association: string) => loadExampleBodies(perform, { association, lead: null, member: null, now });
  for (const association of ['lecco', 'asti']) await loadExample({ perform, modules, now }, association);
  for (const association of ['lecco', 'asti']) await load(association);
  const once = [await filled('lecco'), await filled('asti')];
  expect(once).toEqual([['assembly 86/86 con presidente', 'presidency 4/5 con presidente'], ['cta 4/5 senza']]);
  await load('lecco');
  expect(await filled('lecco')).toEqual(once[0]);
}, 120_000);
