import { expect, it } from 'vitest';
import { listBodies } from '../modules/bodies/module.ts';
import { openSitting } from '../modules/meetings/actions/open-sitting.ts';
import { showMeeting } from '../modules/meetings/actions/show-meeting.ts';
import { showSitting } from '../modules/meetings/actions/show-sitting.ts';
import { stoppedClock } from '../platform/clock.ts';
import { createTestDatabase } from '../testing/database.ts';
import { assembleServer } from './assemble.ts';
import { consoleIn } from './example-accounts.ts';
import { loadExampleBodies } from './example-bodies.ts';
import { loadExampleMeetings } from './example-meetings.ts';
import { loadExample } from './examples.ts';
import { modules } from './modules.ts';

it('[LC-4.w] an example association has bodies with people in them, loading twice changes nothing, and its sitting opens with weights', async () => {
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
  await loadExampleMeetings(perform, { association: 'lecco', now });
  const opening = assembleServer(database, { clock: stoppedClock('2026-12-12T16:30:00Z') });
  expect((await perform(showMeeting, { meeting: 1 }, consoleIn('lecco'))).lacking).toEqual([]);
  await opening.perform(openSitting, { meeting: 1 }, consoleIn('lecco'));
  const { totalWeight, seats } = await opening.perform(showSitting, { meeting: 1 }, consoleIn('lecco'));
  expect([totalWeight, seats.find(({ seat }) => seat === 'ente.c_e507')?.weight]).toEqual(['202', '6']);
}, 120_000);
