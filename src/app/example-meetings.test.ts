import { describe, expect, it } from 'vitest';
import { listDecisions, listMeetings } from '../modules/meetings/index.ts';
import { consoleIn } from '../testing/actor.ts';
import { createTestDatabase } from '../testing/database.ts';
import { assemblePerform } from './assemble.ts';
import { loadExampleBodies } from './example-bodies.ts';
import { loadExampleMeetings } from './example-meetings.ts';
import { loadExample } from './examples.ts';
import { modules } from './modules.ts';

describe('example sittings', async () => {
  const perform = assemblePerform(await createTestDatabase());

  const loaded = async (association: string) => {
    await loadExample({ perform, modules }, association);
    await loadExampleBodies(perform, { association, lead: null, member: null });
    for (const _ of [1, 2]) await loadExampleMeetings(perform, { association });
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
