import { describe, expect, it } from 'vitest';
import { stoppedClock } from '../../platform/clock.ts';
import { createPerform } from '../../platform/perform.ts';
import type { BadInput } from '../../platform/problem.ts';
import { toWire } from '../../platform/wire.ts';
import { consoleIn, personIn } from '../../testing/actor.ts';
import { createTestDatabase } from '../../testing/database.ts';
import { startAssociation } from '../agreement/index.ts';
import { authorise } from '../identity/rules/authorise.ts';
import { addEntity, recordFigure } from '../membership/index.ts';
import { approveService, draftService } from '../service-catalogue/actions/draft-service.ts';
import { activateService, correctActivation, endActivation, loadServices } from '../service-catalogue/index.ts';
import { adoptAllocation } from './actions/adopt-allocation.ts';
import { explainAmount } from './actions/explain-amount.ts';
import { recomputeAllocation } from './actions/recompute-allocation.ts';
import { setCost } from './actions/set-cost.ts';
import { showAllocation } from './actions/show-allocation.ts';
import { showChoices } from './actions/show-choices.ts';
import { startAllocation } from './actions/start-allocation.ts';

const perform = createPerform({
  database: await createTestDatabase(),
  clock: stoppedClock('2027-01-28T10:00:00+01:00'),
  authorise,
  checksOutput: true,
});
const operator = consoleIn('lecco');
const head = personIn('lecco', 'RES');
await perform(
  startAssociation,
  { id: 'lecco', agreement: 'lecco', name: 'Lecco', shortName: 'Lecco' },
  consoleIn(null),
);
for (const [code, name] of [
  ['c_a686', 'Barzio'],
  ['c_e507', 'Lecco'],
  ['c_e858', 'Malgrate'],
] as const)
  await perform(
    addEntity,
    { code, name, kind: 'comune', relation: 'member', joined: '2018-01-01', act: 'adesione' },
    operator,
  );
await perform(loadServices, { approves: true }, operator);

const antivirus = { service: 'antivirus', from: '2026-03-01', act: 'det. 12/2026' };

async function sharesOf(number: number) {
  const { result, refused } = await perform(showAllocation, { allocation: number }, head);
  expect(refused).toEqual([]);
  return Object.fromEntries((result?.shares ?? []).map(({ name, amount }) => [name, amount]));
}

describe('list 2 from the activations of services', () => {
  it('[LC-6.2, LC-6.2.b] units come from activations, with act and day in the explanation; else from what was recorded', async () => {
    const recorded = { register: 'units:protected-workstations', on: '2026-12-31', source: 'censimento' } as const;
    await perform(recordFigure, { ...recorded, entity: 'c_e858', value: '50' }, operator);
    await perform(recordFigure, { ...recorded, entity: 'c_a686', value: '10' }, operator);
    const { id } = await perform(activateService, { ...antivirus, entity: 'c_e507', units: 150 }, head);
    const malgrate = await perform(activateService, { ...antivirus, entity: 'c_e858', units: 40 }, head);
    const { number } = await perform(startAllocation, { year: 2027 }, head);
    await perform(setCost, { allocation: number, id: 'antivirus', item: 'antivirus', amount: '2000.00' }, head);
    expect((await perform(showChoices, { allocation: number }, head)).keys.map(({ key }) => key)).toContain(
      'units:protected-workstations',
    );
    expect(await sharesOf(number)).toEqual({ Barzio: '100.00', Lecco: '1500.00', Malgrate: '400.00' });
    const why = await perform(explainAmount, { allocation: number, entity: 'c_e507', cost: 'antivirus' }, head);
    expect(JSON.stringify(toWire(why))).toContain('attivazioni: Antivirus: 150 dal 1º marzo 2026 (det. 12/2026)');
    // whoever ended a service pays nothing, whatever was recorded before
    await perform(endActivation, { activation: malgrate.id, until: '2026-12-30' }, head);
    expect(await sharesOf(number)).toEqual({ Barzio: '125.00', Lecco: '1875.00', Malgrate: '0.00' });

    await perform(adoptAllocation, { allocation: number, act: 'delibera 1/2027' }, head);
    expect((await perform(showAllocation, { allocation: number }, head)).unitsChanged).toEqual([]);
    const right = { from: '2026-03-01', units: 160, act: 'det. 12/2026', why: 'Contate di nuovo.' };
    await perform(correctActivation, { activation: id, ...right }, head);
    const { unitsChanged, result } = await perform(showAllocation, { allocation: number }, head);
    expect(unitsChanged).toEqual([
      expect.objectContaining({
        entity: 'c_e507',
        name: 'Lecco',
        counted: 150,
        now: 160,
        why: expect.stringContaining('160'),
      }),
    ]);
    expect(result?.shares.find(({ entity }) => entity === 'c_e507')?.amount).toBe('1875.00');
    const accountant = personIn('lecco', 'ACC', 'c_a686');
    expect((await perform(showAllocation, { allocation: number }, accountant)).unitsChanged).toEqual([]);
  });
});

describe('a service had by adhesion alone', () => {
  it('[AT-F2] is paid by who adhered by an act, by the key of the proposal; a sixth that adheres later from that day', async () => {
    const there = consoleIn('asti');
    await perform(
      startAssociation,
      { id: 'asti', agreement: 'asti', name: 'Asti', shortName: 'Asti' },
      consoleIn(null),
    );
    const codes = ['c_a479', 'c_b594', 'c_f902', 'c_h811', 'c_d119', 'c_l984'];
    const joined = { kind: 'comune', relation: 'member', joined: '2018-01-01', act: 'adesione' } as const;
    for (const code of codes) await perform(addEntity, { code, name: code, ...joined }, there);
    const service = { service: 'copia', since: '2026-01-01', offeredSince: '2026-01-01', clause: 'new-services' };
    const proposal = { ...service, name: { it: 'Copia fuori sede' }, does: { it: 'Una copia altrove.' } };
    const propose = async (more: object) => {
      await perform(draftService, { ...proposal, ...more } as never, there);
      await perform(approveService, { service: 'copia', act: 'C.T.A. 3' }, there);
    };
    await propose({});
    const chief = personIn('asti', 'RES');
    const { number } = await perform(startAllocation, { year: 2027 }, chief);
    const cost = { allocation: number, id: 'copia', item: 'copia', amount: '9000.00' };
    const wrong = (more: object) =>
      perform(setCost, { ...cost, ...more } as never, chief).then(
        () => '',
        (error) => (error as BadInput).problems.map(({ path }) => path).join(),
      );
    expect(await wrong({})).toBe('item');
    await propose({ key: 'equal' });
    for (const entity of codes.slice(0, 5))
      await perform(
        activateService,
        { service: 'copia', entity, from: '2026-12-01', act: `delibera ${entity}` },
        there,
      );
    expect(await wrong({ key: 'equal', participants: [codes[0]], weights: { c_a479: 1 } })).toBe(
      'key,participants,weights',
    );
    await perform(setCost, cost, chief);
    const shares = async () => {
      const { result, refused } = await perform(showAllocation, { allocation: number }, chief);
      expect(refused).toEqual([]);
      return result!.shares.map(({ amount }) => amount).toSorted((a, b) => Number(a) - Number(b));
    };
    expect(await shares()).toEqual(['0.00', ...Array.from({ length: 5 }, () => '1800.00')]);
    const why = await perform(explainAmount, { allocation: number, entity: 'c_a479', cost: 'copia' }, chief);
    expect(JSON.stringify(toWire(why))).toMatch(/adesione di c_a479.*2026-12-01.*delibera c_a479/);
    const { items } = await perform(showChoices, { allocation: number }, chief);
    expect(items.find(({ id }) => id === 'copia')).toMatchObject({ by: 'adhesion', adhesion: { key: 'equal' } });

    // 181 days among five, 184 among six: 4,463.01 / 5 and 4,536.99 / 6
    const sixth = { service: 'copia', entity: 'c_l984', from: '2027-07-01', act: 'delibera 9' };
    const { id } = await perform(activateService, sixth, there);
    const later = await shares();
    expect(later[5]).toBe('1648.78'); // the odd cent of both parts
    expect(later.slice(0, 1)).toEqual(['756.16']);
    expect(later.reduce((sum, amount) => sum + Number(amount), 0).toFixed(2)).toBe('9000.00');
    await perform(adoptAllocation, { allocation: number, act: 'C.T.A. 5' }, chief);
    const proof = await perform(recomputeAllocation, { allocation: number }, chief);
    expect(proof).toMatchObject({ proved: true, explanations: { same: true } });
    await perform(endActivation, { activation: id, until: '2027-07-31' }, there);
    expect(await shares()).toEqual(later);
  });
});
