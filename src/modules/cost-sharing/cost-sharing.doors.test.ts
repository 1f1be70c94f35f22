import { sql } from 'kysely';
import { Client } from 'pg';
import { describe, expect, it } from 'vitest';
import { showTrace, traceLines } from '../../kernel/explain.ts';
import { stoppedClock } from '../../platform/clock.ts';
import { createPerform } from '../../platform/perform.ts';
import { BadInput } from '../../platform/problem.ts';
import { consoleIn, personIn } from '../../testing/actor.ts';
import { addMember, startSharing, valdarno, valdarnoUnion } from '../../testing/cost-sharing.ts';
import { createTestDatabase } from '../../testing/database.ts';
import { adoptDocument } from '../agreement/actions/adopt-document.ts';
import { importDocument } from '../agreement/actions/import-document.ts';
import { shippedAgreement } from '../agreement/index.ts';
import { withReadings } from '../agreement/rules/index.ts';
import { authorise } from '../identity/rules/authorise.ts';
import { recordFigure } from '../membership/index.ts';
import { costSharing } from '../simulation/cost-sharing.ts';
import { adoptAllocation } from './actions/adopt-allocation.ts';
import { changeAllocation } from './actions/change-allocation.ts';
import { compareScenario } from './actions/compare-scenario.ts';
import { correctAllocation } from './actions/correct-allocation.ts';
import { discardAllocation } from './actions/discard-allocation.ts';
import { explainAmount } from './actions/explain-amount.ts';
import { listAllocations } from './actions/list-allocations.ts';
import { readCostsFile } from './actions/read-costs.ts';
import { recomputeAllocation } from './actions/recompute-allocation.ts';
import { removeCost } from './actions/remove-cost.ts';
import { setCost } from './actions/set-cost.ts';
import { setCosts } from './actions/set-costs.ts';
import { setSecondments } from './actions/set-secondments.ts';
import { showAllocation } from './actions/show-allocation.ts';
import { startAllocation } from './actions/start-allocation.ts';

const database = await createTestDatabase();
const perform = createPerform({
  database,
  clock: stoppedClock('2027-01-28T10:00:00+01:00'),
  authorise,
  checksOutput: true,
});
const act = 'Delibera della Giunta n. 12 del 28/01/2027';

const outcome = async (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) => error.refusals?.[0]?.code ?? error.constructor.name,
  );

type Shown = { result: { shares: readonly { entity: string; amount: string }[] } | null };
const amounts = ({ result }: Shown) =>
  Object.fromEntries((result?.shares ?? []).map(({ entity, amount }) => [entity, amount]));

/** A draft of the year with costs; its number. */
async function drafted(association: string, year: number, costs: readonly Record<string, unknown>[]) {
  const head = personIn(association, 'RES');
  const { number } = await perform(startAllocation, { year }, head);
  for (const cost of costs) await perform(setCost, { allocation: number, ...cost } as never, head);
  return number;
}

/** As the machine's administrator would, beside the application. */
async function asSuperuser(work: (client: Client) => Promise<unknown>) {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  await client.query("set app.backup = 'on'");
  await work(client).finally(() => client.end());
}

const vv = personIn('vv', 'RES');
await startSharing(perform, { id: 'vv', agreement: 'valdarno-valdisieve', members: [...valdarno, valdarnoUnion] });
const service = { id: 'service', item: 'service', description: 'Servizio ICT', amount: '215000.00' };

const general = {
  c_g825: '70815.93',
  c_h222: '54159.18',
  c_h286: '28451.23',
  c_g420: '24707.02',
  c_h635: '24689.48',
  c_e668: '7019.16',
  c_h937: '5158.00',
};

describe('the split of Valdarno e Valdisieve', () => {
  it('[VV-13.1.a] [VV-13.1.b] [R-VV-1] goes half by computers, half by inhabitants, the Union out, to the cent', async () => {
    const number = await drafted('vv', 2027, [service]);
    const shown = await perform(showAllocation, { allocation: number }, vv);
    expect(amounts(shown)).toEqual({ ...general, uc_vv: '0.00' });
    expect(shown.result).toMatchObject({ gross: '215000.00', contributions: '0.00', net: '215000.00' });
    expect(shown.result?.shares.map(({ percent }) => percent).toSorted()).toEqual(
      ['0.00', '11.48', '11.49', '13.23', '2.40', '25.19', '3.27', '32.94'].toSorted(),
    );
    expect(shown.result?.costs).toMatchObject([{ id: 'service', article: 'art. 13 c. 1', by: 'key' }]);
    expect(shown.result?.costs[0]?.key.it).toBe('metà per PC + metà per abitanti');
    expect(shown.figuresOn).toBe('2026-12-31');
  });

  it('[R-VV-1] the Union takes part with its computers alone where that reading is chosen', async () => {
    const number = await drafted('vv', 2027, [service]);
    await perform(changeAllocation, { allocation: number, readings: { 'cost_sharing.lead_entity': 'pc_only' } }, vv);
    const shown = await perform(showAllocation, { allocation: number }, vv);
    expect(amounts(shown)).toMatchObject({ uc_vv: '8190.48', c_g825: '68071.69' });
  });

  it('[VV-13.2] [R-VV-2] shares what contributions leave, and lists a surplus without spreading it', async () => {
    const number = await drafted('vv', 2027, [
      { ...service, amount: '236400.00', contributions: [{ source: 'regional', amount: '21400.00' }] },
      {
        id: 'project-a',
        item: 'service',
        amount: '10000.00',
        contributions: [{ source: 'national', amount: '12000.00' }],
      },
    ]);
    const { result } = await perform(showAllocation, { allocation: number }, vv);
    expect(result).toMatchObject({
      gross: '246400.00',
      contributions: '31400.00',
      net: '215000.00',
      surplus: [{ cost: 'project-a', amount: '2000.00' }],
    });
    expect(result?.shares.find(({ entity }) => entity === 'c_g825')?.amount).toBe('70815.93');
  });

  it('[VV-13.3] [R-VV-3] compares a corrective for the smaller entities with the draft, and stores nothing', async () => {
    const number = await drafted('vv', 2027, [service]);
    const readings = { 'cost_sharing.corrective': { method: 'percent_reduction', threshold: 3000, rate: '20' } };
    const { differences } = await perform(compareScenario, { allocation: number, readings }, vv);
    expect(Object.fromEntries(differences.map(({ entity, after }) => [entity, after]))).toMatchObject({
      c_e668: '5615.33',
      c_h937: '4126.40',
      c_g825: '71666.26',
      c_h222: '54809.51',
      c_h286: '28792.86',
      c_g420: '25003.70',
      c_h635: '24985.94',
    });
    expect(differences.find(({ entity }) => entity === 'c_e668')).toMatchObject({
      before: '7019.16',
      difference: '-1403.83',
    });
    expect(amounts(await perform(showAllocation, { allocation: number }, vv))).toMatchObject(general);
  });

  it('[VV-13.4] [R-VV-4] [E2E-VV-10] a capital expense goes among those who take part, net of its contribution', async () => {
    const number = await drafted('vv', 2027, [
      {
        id: 'ponte-radio',
        item: 'investment',
        amount: '48000.00',
        capital: true,
        contributions: [{ source: 'regional', amount: '18000.00' }],
        participants: ['c_g420', 'c_h635', 'c_e668'],
      },
    ]);
    const shown = await perform(showAllocation, { allocation: number }, vv);
    expect(amounts(shown)).toMatchObject({
      c_g420: '13133.15',
      c_h635: '13130.93',
      c_e668: '3735.92',
      c_g825: '0.00',
      uc_vv: '0.00',
    });
  });

  it('[VV-13.5] [R-VV-5] reimburses lent staff in full and shows the net position apart from the quota', async () => {
    const number = await drafted('vv', 2027, [{ ...service, amount: '193100.00' }]);
    await perform(
      setSecondments,
      { allocation: number, secondments: [{ entity: 'c_h635', person: 'T1', cost: '36500.00', percent: '60' }] },
      vv,
    );
    const { result } = await perform(showAllocation, { allocation: number }, vv);
    const rufina = result?.shares.find(({ entity }) => entity === 'c_h635');
    expect(rufina).toMatchObject({ reimbursement: '21900.00' });
    expect(result?.net).toBe('215000.00');
    const [amount, net] = [rufina!.amount, rufina!.netPosition].map((each) => BigInt(each.replace('.', '')));
    expect(amount! - net!).toBe(2190000n);
  });

  it('every amount explains itself as a sentence, down to figure and date', async () => {
    const number = await drafted('vv', 2027, [service]);
    const { trace } = await perform(explainAmount, { allocation: number, entity: 'c_g825', cost: 'service' }, vv);
    expect(showTrace(trace, 'it')).toContain(
      'metà per PC (130 su 388) + metà per abitanti (20.500 su 63.330), art. 13 c. 1',
    );
    const lines = traceLines(trace, 'it').join('\n');
    expect(lines).toMatch(/130 .*2026-12-31.*inventario di prova|2026-12-31/);
    expect(await outcome(perform(explainAmount, { allocation: number, entity: 'c_x' }, vv))).toBe(
      'cost-sharing/unknown-share',
    );
    expect(await outcome(perform(explainAmount, { allocation: number, entity: 'c_g825', cost: 'x' }, vv))).toBe(
      'cost-sharing/unknown-cost',
    );
    expect(
      (await perform(explainAmount, { allocation: number, entity: 'c_g825', of: 'percent' }, vv)).trace.value,
    ).toMatchObject({ kind: 'percent' });
    expect((await perform(explainAmount, { allocation: number }, vv)).trace.value).toMatchObject({ kind: 'money' });
  });

  it('what would a new member pay, and what without one: nobody is added, nothing adopted so', async () => {
    const number = await drafted('vv', 2027, [service]);
    const newcomer = { code: 'c_new', name: 'Nuovo', figures: { population: 2000, workstations: 15 } };
    const { differences, after } = await perform(
      compareScenario,
      { allocation: number, joining: [newcomer], without: ['c_h937'] },
      vv,
    );
    expect(differences.find(({ entity }) => entity === 'c_new')).toMatchObject({ before: null });
    expect(differences.find(({ entity }) => entity === 'c_h937')).toMatchObject({
      after: null,
      difference: '-5158.00',
    });
    expect(after.net).toBe('215000.00');
    const wrong = await perform(
      compareScenario,
      { allocation: number, without: ['c_x'], joining: [{ ...newcomer, code: 'c_e668' }] },
      vv,
    ).catch((error) => error);
    expect(wrong).toBeInstanceOf(BadInput);
    expect(wrong.problems.map(({ path }: { path: string }) => path)).toEqual(['without[0]', 'joining[0].code']);
    await perform(changeAllocation, { allocation: number, joining: [newcomer] }, vv);
    expect(await outcome(perform(adoptAllocation, { allocation: number, act }, vv))).toBe(
      'cost-sharing/hypothetical-members',
    );
  });
});

describe('what a draft refuses', () => {
  it('names every problem of a cost at its field, and writes nothing', async () => {
    const number = await drafted('vv', 2027, []);
    const error = await perform(
      setCosts,
      {
        allocation: number,
        costs: [
          { id: 'a', item: 'nothing', key: 'equal', amount: '1.00', participants: ['c_x', 'c_e668', 'c_e668'] },
          { id: 'a', item: 'service', amount: '1.00', direct: { c_e668: '1.00' } },
        ],
      },
      vv,
    ).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(BadInput);
    expect(error.problems.map(({ path }: { path: string }) => path)).toEqual([
      'costs[0].item',
      'costs[0].key',
      'costs[0].participants[0]',
      'costs[0].participants[2]',
      'costs[1].id',
      'costs[1].direct',
    ]);
    expect((await perform(showAllocation, { allocation: number }, vv)).costs).toEqual([]);
    for (const amount of ['-1.00', 'NaN', '', '1e9'])
      expect(await outcome(perform(setCost, { allocation: number, id: 'x', item: 'service', amount }, vv))).toBe(
        'BadInput',
      );
  });

  it('says which figure of which entity is missing, never a zero', async () => {
    await startSharing(perform, {
      id: 'manca',
      agreement: 'valdarno-valdisieve',
      members: [valdarno[0]!, { ...valdarno[1]!, figures: { workstations: 95 } }],
    });
    const number = await drafted('manca', 2027, [service]);
    const head = personIn('manca', 'RES');
    const shown = await perform(showAllocation, { allocation: number }, head);
    expect(shown.result).toBeNull();
    expect(shown.refused).toMatchObject([{ code: 'cost-sharing/missing-figure' }]);
    expect(shown.refused[0]?.says.it).toContain('Reggello (c_h222)');
    expect(await outcome(perform(adoptAllocation, { allocation: number, act }, head))).toBe(
      'cost-sharing/missing-figure',
    );
  });

  it('reads costs from a spreadsheet, or says what is wrong with it, and stores nothing', async () => {
    const number = await drafted('vv', 2027, []);
    const read = async (content: string | Uint8Array, fileName = 'spese.csv') =>
      perform(
        readCostsFile,
        { allocation: number, fileName, content: Buffer.from(content as string).toString('base64') },
        vv,
      );
    const good = await read(
      'Descrizione;Voce;Importo;Contributo;Fonte;Partecipanti\r\nCanoni;Servizio associato;1.234,56;;;\r\nCanoni;service;10;2,5;Regione;Londa, c_g420\r\n',
    );
    expect(good.problems).toEqual([]);
    expect(good.costs).toMatchObject([
      { id: 'canoni', item: 'service', amount: '1.234,56', contributions: [] },
      {
        id: 'canoni-2',
        contributions: [{ source: 'Regione', amount: '2,5' }],
        participants: ['c_e668', 'c_g420'],
      },
    ]);
    expect((await perform(showAllocation, { allocation: number }, vv)).costs).toEqual([]);
    await perform(setCosts, { allocation: number, costs: good.costs as never }, vv);
    expect((await perform(showAllocation, { allocation: number }, vv)).costs).toHaveLength(2);
    expect((await read('descrizione;voce\r\nx;service\r\n')).problems).toMatchObject([{ line: 1 }]);
    expect((await read('descrizione;importo;voce;partecipanti\r\nx;mille;boh;Atlantide\r\n')).problems).toHaveLength(3);
    for (const wrong of [
      '',
      '\u0000\u0001\u0002',
      new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]),
      new Uint8Array(6_000_000).fill(65),
    ]) {
      const { costs, problems } = await read(wrong);
      expect(costs).toEqual([]);
      expect(problems.length).toBeGreaterThan(0);
    }
  });

  it('a draft without costs, unknown readings, unknown numbers', async () => {
    const number = await drafted('vv', 2027, []);
    expect(await outcome(perform(adoptAllocation, { allocation: number, act }, vv))).toBe(
      'cost-sharing/nothing-to-share',
    );
    expect(await outcome(perform(changeAllocation, { allocation: number, readings: { none: 1 } }, vv))).toBe(
      'BadInput',
    );
    expect(await outcome(perform(showAllocation, { allocation: 9999 }, vv))).toBe('cost-sharing/unknown-allocation');
    expect(await outcome(perform(removeCost, { allocation: number, id: 'none' }, vv))).toBe(
      'cost-sharing/unknown-cost',
    );
    await perform(discardAllocation, { allocation: number }, vv);
    expect(await outcome(perform(showAllocation, { allocation: number }, vv))).toBe('cost-sharing/unknown-allocation');
  });
});

describe('the other agreements', () => {
  it('[LC-6.1] [R-LC-14] list 1 of Lecco goes by workstations with the largest remainders', async () => {
    await startSharing(perform, {
      id: 'lc',
      agreement: 'lecco',
      members: [
        ['c_a', 46],
        ['c_b', 31],
        ['c_c', 17],
      ].map(([code, workstations]) => ({
        code: code as string,
        name: code as string,
        figures: { population: 1000, workstations: workstations as number, 'units:mailboxes': workstations as number },
      })),
      on: '2021-12-31',
    });
    const head = personIn('lc', 'RES');
    const number = await drafted('lc', 2022, [{ id: 'staff', item: 'staff', amount: '100000.00' }]);
    expect(amounts(await perform(showAllocation, { allocation: number }, head))).toEqual({
      c_a: '48936.17',
      c_b: '32978.72',
      c_c: '18085.11',
    });
  });

  it('[LC-6.2] [R-LC-15] list 2 of Lecco goes at actual cost or by units, by item', async () => {
    const head = personIn('lc', 'RES');
    const number = await drafted('lc', 2022, [
      {
        id: 'linee',
        item: 'entity-connectivity',
        amount: '5200.00',
        direct: { c_a: '4200.00', c_b: '1000.00' },
      },
      { id: 'posta', item: 'mail', amount: '940.00' },
    ]);
    const shown = await perform(showAllocation, { allocation: number }, head);
    expect(amounts(shown)).toEqual({ c_a: '4660.00', c_b: '1310.00', c_c: '170.00' });
    expect(shown.result?.costs.map(({ by, clause }) => [by, clause])).toEqual([
      ['direct', 'list-2'],
      ['key', 'list-2'],
    ]);
    const missing = await perform(
      setCost,
      { allocation: number, id: 'linee', item: 'entity-connectivity', amount: '5200.00', direct: { c_a: '4200.00' } },
      head,
    ).catch((error) => error);
    expect(missing.problems[0].path).toBe('direct');
  });

  it('[LC-7.1] [R-LC-19] who joins on 1 September pays by days of membership', async () => {
    await startSharing(perform, {
      id: 'lc-anno',
      agreement: 'lecco',
      members: [
        { code: 'c_a', name: 'A', figures: { population: 1, workstations: 50 } },
        { code: 'c_b', name: 'B', joined: '2020-09-01', figures: { population: 1, workstations: 50 } },
      ],
      on: '2019-12-31',
    });
    const number = await drafted('lc-anno', 2020, [{ id: 'staff', item: 'staff', amount: '48800.00' }]);
    const shown = await perform(showAllocation, { allocation: number }, personIn('lc-anno', 'RES'));
    expect(amounts(shown)).toEqual({ c_a: '36600.00', c_b: '12200.00' }); // 366 days against 122
  });

  it('[CAL-8.1] [CAL-8.2] [R-CAL-1] [E2E-CAL-09] each service of the Calatino by the key named for it', async () => {
    await startSharing(perform, {
      id: 'cal',
      agreement: 'calatino',
      members: [
        ['c_b428', 'Caltagirone', 300, 36000, 500],
        ['c_m088', 'Vizzini', 60, 5700, 180],
        ['c_h836', 'San Cono', 40, 2300, 120],
      ].map(([code, name, workstations, population, tickets]) => ({
        code: code as string,
        name: name as string,
        figures: {
          workstations: workstations as number,
          population: population as number,
          'units:tickets': tickets as number,
        },
      })),
    });
    const head = personIn('cal', 'RES');
    const number = await drafted('cal', 2027, [
      { id: 'data-centre', amount: '90000.00', key: 'workstations' },
      { id: 'on-line', amount: '40000.00', key: 'population' },
      { id: 'desk', amount: '70000.00', key: 'units:tickets' },
    ]);
    const { result } = await perform(showAllocation, { allocation: number }, head);
    expect(result?.shares.map(({ entity, amount, percent }) => [entity, amount, percent]).toSorted()).toEqual(
      [
        ['c_b428', '143977.27', '71.99'],
        ['c_m088', '34431.82', '17.22'],
        ['c_h836', '21590.91', '10.79'],
      ].toSorted(),
    );
    expect(result?.shares.find(({ entity }) => entity === 'c_h836')?.lines.map(({ amount }) => amount)).toEqual([
      '9000.00',
      '2090.91',
      '10500.00',
    ]);
    const without = await perform(setCost, { allocation: number, id: 'x', amount: '1.00' }, head).catch(
      (error) => error,
    );
    expect(without.problems[0].path).toBe('key');
  });

  it('[CAL-2.ext] [R-CAL-7] [E2E-CAL-10] a special project is on who asked for it, after the authorisation', async () => {
    const head = personIn('cal', 'RES');
    const project = { id: 'sito', amount: '5400.00', requestedBy: ['c_h836'] };
    const number = await drafted('cal', 2027, [{ ...project, authorised: '2027-10-01' }]);
    expect(amounts(await perform(showAllocation, { allocation: number }, head))).toEqual({
      c_b428: '0.00',
      c_m088: '0.00',
      c_h836: '5400.00',
    });
    const early = await perform(setCost, { allocation: number, ...project }, head).catch((error) => error);
    expect(early.problems[0].path).toBe('authorised');
  });

  it('[AT-F2] [R-AT-5] a new service of Asti is on its adherents, by the key of the proposal', async () => {
    await startSharing(perform, {
      id: 'at',
      agreement: 'asti',
      members: ['a', 'b', 'c', 'd', 'e', 'f'].map((letter) => ({
        code: `c_${letter}`,
        name: letter.toUpperCase(),
        figures: { population: 1000 },
      })),
    });
    const head = personIn('at', 'RES');
    const number = await drafted('at', 2027, [
      { id: 'nuovo', amount: '9000.00', key: 'equal', participants: ['c_a', 'c_b', 'c_c', 'c_d', 'c_e'] },
    ]);
    expect(amounts(await perform(showAllocation, { allocation: number }, head))).toEqual({
      c_a: '1800.00',
      c_b: '1800.00',
      c_c: '1800.00',
      c_d: '1800.00',
      c_e: '1800.00',
      c_f: '0.00',
    });
  });

  it('Empolese Valdelsa shares by the key each cost brings', async () => {
    await startSharing(perform, {
      id: 'ev',
      agreement: 'empolese-valdelsa',
      members: [
        { code: 'c_a', name: 'A', figures: { population: 30000 } },
        { code: 'c_b', name: 'B', figures: { population: 10000 } },
      ],
    });
    const number = await drafted('ev', 2027, [
      { id: 'rete', amount: '100.01', key: 'population' },
      { id: 'pesi', amount: '10.00', key: 'weights', weights: { c_a: 1, c_b: 4 } },
    ]);
    expect(amounts(await perform(showAllocation, { allocation: number }, personIn('ev', 'RES')))).toEqual({
      c_a: '77.01',
      c_b: '33.00',
    });
  });
});

describe('adoption', () => {
  const members = [...valdarno, valdarnoUnion];
  const head = personIn('adotta', 'RES');
  let first: number;

  it('freezes figures, result, explanations and the hash of the text under an act', async () => {
    await startSharing(perform, { id: 'adotta', agreement: 'valdarno-valdisieve', members });
    first = await drafted('adotta', 2027, [service]);
    expect(await outcome(perform(adoptAllocation, { allocation: first, act: ' ' }, head))).toBe('BadInput');
    expect(await outcome(perform(adoptAllocation, { allocation: first, act, fingerprint: 'x' }, head))).toBe(
      'cost-sharing/changed-meanwhile',
    );
    const { fingerprint } = await perform(showAllocation, { allocation: first }, head);
    const adopted = await perform(adoptAllocation, { allocation: first, act, fingerprint: fingerprint! }, head);
    expect(adopted).toMatchObject({ state: 'adopted', act, adoptedBy: 'Prova RES' });
    expect(adopted.documentSha256).toBe(shippedAgreement('valdarno-valdisieve')?.sha256);
    const change = (work: Promise<unknown>) => outcome(work);
    expect(await change(perform(setCost, { allocation: first, ...service }, head))).toBe('cost-sharing/adopted');
    expect(await change(perform(removeCost, { allocation: first, id: 'service' }, head))).toBe('cost-sharing/adopted');
    expect(await change(perform(changeAllocation, { allocation: first, title: 'x' }, head))).toBe(
      'cost-sharing/adopted',
    );
    expect(await change(perform(setSecondments, { allocation: first, secondments: [] }, head))).toBe(
      'cost-sharing/adopted',
    );
    expect(await change(perform(discardAllocation, { allocation: first }, head))).toBe('cost-sharing/adopted');
    expect(await change(perform(adoptAllocation, { allocation: first, act }, head))).toBe('cost-sharing/adopted');
  });

  it('[C-8] the database itself refuses to change or remove anything of it', async () => {
    const tables = [
      `update cost_sharing.allocations set act = 'x' where number = ${first}`,
      `delete from cost_sharing.allocations where number = ${first}`,
      `update cost_sharing.costs set amount = 1 where allocation = ${first}`,
      `delete from cost_sharing.costs where allocation = ${first}`,
      `insert into cost_sharing.costs (association, allocation, id, position, amount) values ('adotta', ${first}, 'x', 9, 1)`,
      `insert into cost_sharing.contributions (association, allocation, cost, position, source, amount) values ('adotta', ${first}, 'service', 0, 'x', 1)`,
      `insert into cost_sharing.secondments (association, allocation, position, entity, person, cost, percent) values ('adotta', ${first}, 0, 'c_e668', 'x', 1, '1')`,
      `update cost_sharing.explanations set written = '' where allocation = ${first}`,
      `delete from cost_sharing.explanations where allocation = ${first}`,
    ];
    for (const statement of tables) {
      await expect(
        database.kysely.transaction().execute(async (tx) => {
          await sql`select set_config('app.association', 'adotta', true), set_config('app.entity', '*', true)`.execute(
            tx,
          );
          await sql.raw(statement).execute(tx);
        }),
        statement,
      ).rejects.toThrow(/never changed/);
    }
  });

  it('a year is adopted once, also when two drafts are adopted at the same instant', async () => {
    const late = await drafted('adotta', 2027, [service]);
    expect(await outcome(perform(adoptAllocation, { allocation: late, act }, head))).toBe(
      'cost-sharing/already-adopted',
    );
    const twins = [await drafted('adotta', 2028, [service]), await drafted('adotta', 2028, [service])];
    await Promise.all(
      members.map(({ code, figures }) =>
        Promise.all(
          Object.entries(figures).map(([register, value]) =>
            perform(
              recordFigure,
              { entity: code, register, on: '2027-12-31', value, source: 'inventario' },
              consoleIn('adotta'),
            ),
          ),
        ),
      ),
    );
    const outcomes = await Promise.all(
      twins.map((allocation) => outcome(perform(adoptAllocation, { allocation, act }, head))),
    );
    expect(outcomes.toSorted()).toEqual(['cost-sharing/already-adopted', 'done']);
    const same = await drafted('adotta', 2029, [service]);
    const twice = await Promise.all(
      [1, 2].map(() => outcome(perform(adoptAllocation, { allocation: same, act }, head))),
    );
    expect(twice.toSorted()).toEqual(['cost-sharing/adopted', 'done']);
  });

  it('drafts opened together get a number each', async () => {
    const opened = await Promise.all([1, 2, 3, 4].map(() => perform(startAllocation, { year: 2030 }, head)));
    expect(new Set(opened.map(({ number }) => number)).size).toBe(4);
  });

  it('[E2E-X-08] proves the same to the cent after figures, agreement and members have changed', async () => {
    const before = await perform(showAllocation, { allocation: first }, head);
    await perform(
      recordFigure,
      { entity: 'c_e668', register: 'workstations', on: '2026-12-31', value: 99, source: 'rettifica' },
      consoleIn('adotta'),
    );
    await addMember(
      perform,
      'adotta',
      { code: 'c_new', name: 'Nuovo', joined: '2027-01-01', figures: { workstations: 1, population: 1 } },
      '2026-12-31',
    );
    const { written } = shippedAgreement('valdarno-valdisieve')!;
    const { number } = await perform(
      importDocument,
      { written: written.replace('workstations: 1/2, population: 1/2', 'workstations: 1/4, population: 3/4') },
      head,
    );
    await perform(adoptDocument, { number, since: '2027-01-01', act: 'Delibera 9' }, head);
    expect(await perform(showAllocation, { allocation: first }, head)).toMatchObject({ result: before.result });
    const proof = await perform(recomputeAllocation, { allocation: first }, head);
    expect(proof).toMatchObject({
      proved: true,
      frozen: { intact: true },
      agreement: { found: true },
      result: { same: true, differences: [] },
      explanations: { intact: true, same: true },
    });
    const { trace } = await perform(explainAmount, { allocation: first, entity: 'c_e668', cost: 'service' }, head);
    expect(showTrace(trace, 'it')).toContain('(14 su 388)');
  });

  it('[E2E-X-08] the facts of the proof give the same shares to `simulate`', async () => {
    const { facts } = await perform(recomputeAllocation, { allocation: first }, head);
    const { readings, ...raw } = JSON.parse(JSON.stringify(facts)) as Record<string, unknown>;
    const { agreement } = withReadings(
      shippedAgreement('valdarno-valdisieve')!.document,
      readings as Record<string, unknown>,
    );
    const checked = costSharing.check(raw, agreement);
    expect(checked.problems).toEqual([]);
    const run = costSharing.run(checked.facts!, agreement);
    expect(
      run.ok && (run.value.result as Shown['result'])?.shares.map(({ entity, amount }) => [entity, amount]),
    ).toEqual(Object.entries(amounts(await perform(showAllocation, { allocation: first }, head))));
  });

  it('[E2E-X-09] a correction is a new one that takes its place and leaves it as it was', async () => {
    const before = await perform(showAllocation, { allocation: first }, head);
    const { number, corrects } = await perform(correctAllocation, { allocation: first }, head);
    expect(corrects).toBe(first);
    expect(await outcome(perform(changeAllocation, { allocation: number, year: 2028 }, head))).toBe(
      'cost-sharing/correction-keeps-year',
    );
    const rival = await perform(correctAllocation, { allocation: first }, head);
    await perform(adoptAllocation, { allocation: number, act: 'Delibera n. 30' }, head);
    const after = await perform(showAllocation, { allocation: first }, head);
    expect(after).toMatchObject({ state: 'corrected', correctedBy: number, result: before.result });
    const corrected = await perform(showAllocation, { allocation: number }, head);
    expect(corrected.previous).toMatchObject({ number: first, year: 2027 });
    expect(amounts(corrected).c_e668).not.toBe(amounts(before).c_e668);
    expect(await outcome(perform(adoptAllocation, { allocation: rival.number, act }, head))).toBe(
      'cost-sharing/already-corrected',
    );
    expect(await outcome(perform(correctAllocation, { allocation: first }, head))).toBe(
      'cost-sharing/already-corrected',
    );
    expect(await outcome(perform(correctAllocation, { allocation: rival.number }, head))).toBe(
      'cost-sharing/not-adopted',
    );
    expect((await perform(recomputeAllocation, { allocation: number }, head)).proved).toBe(true);
    const { previous } = await perform(
      showAllocation,
      { allocation: (await perform(startAllocation, { year: 2028 }, head)).number },
      head,
    );
    expect(previous).toMatchObject({ number, year: 2027, net: '215000.00' });
  });

  it('[E2E-X-02] a scenario of an adopted split starts from its frozen figures', async () => {
    const { before, differences } = await perform(
      compareScenario,
      { allocation: first, readings: { 'cost_sharing.lead_entity': 'pc_only' } },
      head,
    );
    expect(Object.fromEntries(before.shares.map(({ entity, amount }) => [entity, amount]))).toMatchObject(general);
    expect(differences.find(({ entity }) => entity === 'uc_vv')).toMatchObject({ after: '8190.48' });
  });

  it('tampering under the hand of a superuser is found, in the figures and in the explanations', async () => {
    await asSuperuser(async (client) => {
      await client.query('alter table cost_sharing.explanations disable trigger user');
      await client.query(
        `update cost_sharing.explanations set written = replace(written, '14', '15') where association = 'adotta' and allocation = $1 and entity = 'c_e668'`,
        [first],
      );
      await client.query('alter table cost_sharing.explanations enable trigger user');
    });
    expect(await perform(recomputeAllocation, { allocation: first }, head)).toMatchObject({
      proved: false,
      frozen: { intact: true },
      explanations: { intact: false },
    });
    expect(await outcome(perform(explainAmount, { allocation: first, entity: 'c_e668' }, head))).toBe(
      'cost-sharing/tampered',
    );
    expect(await outcome(perform(explainAmount, { allocation: first, entity: 'c_g825' }, head))).toBe('done');
    await asSuperuser(async (client) => {
      await client.query('alter table cost_sharing.allocations disable trigger user');
      await client.query(
        `update cost_sharing.allocations set frozen = replace(frozen, '70815.93', '60815.93') where association = 'adotta' and number = $1`,
        [first],
      );
      await client.query('alter table cost_sharing.allocations enable trigger user');
    });
    expect(await perform(recomputeAllocation, { allocation: first }, head)).toMatchObject({
      proved: false,
      frozen: { intact: false },
    });
    expect(await perform(showAllocation, { allocation: first }, head)).toMatchObject({
      result: null,
      refused: [{ code: 'cost-sharing/tampered' }],
    });
  });
});

describe('who sees what', () => {
  const reader = personIn('vede', 'ACC', 'c_e668');
  const head = personIn('vede', 'FIN');
  let adopted: number;
  let draft: number;

  it('[E2E-VV-01] the accounting office of an entity sees adopted splits, its own row and its own reasons', async () => {
    await startSharing(perform, {
      id: 'vede',
      agreement: 'valdarno-valdisieve',
      members: [...valdarno, valdarnoUnion],
    });
    adopted = await drafted('vede', 2027, [service]);
    await perform(adoptAllocation, { allocation: adopted, act }, head);
    draft = await drafted('vede', 2028, [service]);
    expect((await perform(listAllocations, {}, reader)).items.map(({ number }) => number)).toEqual([adopted]);
    const shown = await perform(showAllocation, { allocation: adopted }, reader);
    expect(amounts(shown)).toEqual({ c_e668: '7019.16' });
    expect(shown).toMatchObject({ whole: false, result: { net: '215000.00' } });
    const own = await perform(explainAmount, { allocation: adopted, entity: 'c_e668', cost: 'service' }, reader);
    expect(showTrace(own.trace, 'it')).toContain('(14 su 388)');
  });

  it('everything else does not exist for it', async () => {
    const refused = await Promise.all([
      outcome(perform(showAllocation, { allocation: draft }, reader)),
      outcome(perform(explainAmount, { allocation: draft, entity: 'c_e668' }, reader)),
      outcome(perform(explainAmount, { allocation: adopted, entity: 'c_g825' }, reader)),
      outcome(perform(explainAmount, { allocation: adopted }, reader)),
      outcome(perform(compareScenario, { allocation: adopted }, reader)),
      outcome(perform(recomputeAllocation, { allocation: adopted }, reader)),
    ]);
    for (const said of refused) expect(said).toMatch(/^cost-sharing\/unknown-(allocation|share)$/);
    expect(await outcome(perform(setCost, { allocation: draft, ...service }, reader))).toBe('platform/forbidden');
    expect(await outcome(perform(adoptAllocation, { allocation: draft, act }, personIn('vede', 'MAY')))).toBe(
      'platform/forbidden',
    );
    expect(await outcome(perform(listAllocations, {}, personIn('vede', 'EMP')))).toBe('platform/missing');
  });

  it('another association has none of it', async () => {
    const other = personIn('altra', 'RES');
    await startSharing(perform, { id: 'altra', agreement: 'asti', members: [] });
    expect((await perform(listAllocations, {}, other)).items).toEqual([]);
    expect(await outcome(perform(showAllocation, { allocation: adopted }, other))).toBe(
      'cost-sharing/unknown-allocation',
    );
  });
});
