import { describe, expect, it } from 'vitest';
import { listDecisions, listMeetings } from '../modules/meetings/index.ts';
import { stoppedClock } from '../platform/clock.ts';
import { consoleIn } from '../testing/actor.ts';
import { createTestDatabase } from '../testing/database.ts';
import { assemblePerform } from './assemble.ts';
import { loadExampleBodies } from './example-bodies.ts';
import { loadExampleMeetings } from './example-meetings.ts';
import { loadExample } from './examples.ts';
import { modules } from './modules.ts';

describe('example sittings', async () => {
  const clock = stoppedClock('2026-11-21T11:00:00Z');
  const perform = assemblePerform(await createTestDatabase(), { clock });
  const now = clock().instant;

  const loaded = async (association: string) => {
    await loadExample({ perform, modules, now }, association);
    await loadExampleBodies(perform, { association, lead: null, member: null, now });
    for (const _ of [1, 2]) await loadExampleMeetings(perform, { association, now });
    return (await perform(listMeetings, {}, consoleIn(association))).items.map(({ state }) => state);
  };

  it('a small body shows a sitting with minutes and one convened, once', async () => {
    expect(await loaded('valdarno-valdisieve')).toEqual(['convened', 'minuted']);
    const { items } = await perform(listDecisions, {}, consoleIn('valdarno-valdisieve'));
    expect(items).toMatchObject([{ number: 1, title: 'Programma delle attività' }]);
  }, 120_000);

  it('a large body shows the sitting that comes', async () => {
    expect(await loaded('empolese-valdelsa')).toEqual(['convened']);
  }, 120_000);
});
