import { expect, test } from 'vitest';
import { authorise } from '../modules/identity/rules/authorise.ts';
import { listEntities } from '../modules/membership/actions/list-entities.ts';
import { showFigures } from '../modules/membership/actions/show-figures.ts';
import { stoppedClock } from '../platform/clock.ts';
import { createPerform } from '../platform/perform.ts';
import { consoleIn } from '../testing/actor.ts';
import { createTestDatabase } from '../testing/database.ts';
import { exampleAssociations, loadExamples } from './examples.ts';
import { placeOf } from './first-load.ts';
import { modules } from './modules.ts';

const database = await createTestDatabase();
const clock = stoppedClock('2027-03-01T10:00:00+01:00');
const perform = createPerform({ database, clock, authorise, checksOutput: true });
const now = clock().instant;
await loadExamples({ perform, modules, now });
await loadExamples({ perform, modules, now });

const entities = async (id: string) => (await perform(listEntities, { limit: 1000 }, consoleIn(id))).items;
const figures = async (id: string, on: string) =>
  (await perform(showFigures, { on, registers: ['population', 'workstations'] }, consoleIn(id))).rows;

test('[CAL-3.1] [EV-0.2] the examples hold the real municipalities, once however often they are loaded', async () => {
  const count = async (id: string) => (await entities(id)).filter(({ kind }) => kind === 'comune').length;
  expect(await Promise.all(exampleAssociations.map(count))).toEqual([7, 8, 84, 117, 11]);
});

test('each example has one lead, of the kind its agreement says', async () => {
  const leads = await Promise.all(
    exampleAssociations.map(async (id) =>
      (await entities(id)).filter(({ relation }) => relation === 'lead').map(({ code, kind }) => [code, kind]),
    ),
  );
  expect(leads).toEqual([
    [['ucvv', 'unione']],
    [['c_b428', 'comune']],
    [['p_lc', 'provincia']],
    [['p_at', 'provincia']],
    [['circondario-empolese', 'unione']],
  ]);
});

test('[VV-13.1.b] residents at 31 December 2022 and 2023 are those of ANPR, workstations say that they are made up', async () => {
  const of = async (on: string) =>
    (await figures('valdarno-valdisieve', on)).find(({ name }) => name === 'Londa')?.figures;
  expect(await of('2022-12-31')).toMatchObject({ population: { value: 1835, exact: true, source: 'ANPR, CC0' } });
  expect(await of('2023-12-31')).toMatchObject({
    population: { value: 1838, exact: true },
    workstations: { value: 14, source: 'esempio' },
  });
});

test('municipalities merged or renamed since have no figure of before, and it shows as a gap', async () => {
  const missing = async (on: string) =>
    (await figures('asti', on))
      .filter((row) => row.kind === 'comune' && !row.figures.population)
      .map(({ name }) => name);
  expect(await missing('2022-12-31')).toEqual(['Grana Monferrato', 'Montemagno Monferrato', 'Moransengo-Tonengo']);
  expect(await missing('2023-12-31')).toEqual([]);
});

test('[AT-U0] a mountain community represents its municipalities', async () => {
  const represented = (await entities('lecco')).filter(({ representative }) => representative === 'cm-valsassina');
  expect(represented).toHaveLength(25);
});

test('[EV-org.1] the example accounts of a member are of one whose mayor has a seat', async () => {
  const members = await Promise.all(
    exampleAssociations.map(async (id) => (await placeOf(perform, id, now)).member?.name),
  );
  expect(members).toEqual(['Londa', 'Grammichele', 'Abbadia Lariana', 'Agliano Terme', 'Capraia e Limite']);
});

test('[EV-0.3] other subjects of the network are partners, without a vote', async () => {
  expect((await entities('empolese-valdelsa')).filter(({ relation }) => relation === 'partner')).toHaveLength(6);
});
