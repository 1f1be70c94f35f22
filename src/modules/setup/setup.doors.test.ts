import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { Refused } from '../../kernel/result.ts';
import { inContext } from '../../platform/database/context.ts';
import type { Module } from '../../platform/page.ts';
import { BadInput } from '../../platform/problem.ts';
import { consoleIn, personIn } from '../../testing/actor.ts';
import { brokenPromises, noBrowser, openBrowser, picture } from '../../testing/browser.ts';
import { startTestServer, testPassword } from '../../testing/server.ts';
import { agreementModule } from '../agreement/module.ts';
import { showAllocation } from '../cost-sharing/index.ts';
import { costSharingModule } from '../cost-sharing/module.ts';
import { issueStartCode } from '../identity/index.ts';
import { identityModule } from '../identity/module.ts';
import { listEntities } from '../membership/index.ts';
import { membershipModule } from '../membership/module.ts';
import { addMunicipalities } from './actions/add-municipalities.ts';
import { chooseAgreement } from './actions/choose-agreement.ts';
import { findMunicipalities } from './actions/find-municipalities.ts';
import { recordFigures } from './actions/record-figures.ts';
import { setLead } from './actions/set-lead.ts';
import { showChoice } from './actions/show-choice.ts';
import { showProgress } from './actions/show-progress.ts';
import { startAssociation } from './actions/start-association.ts';
import { writeCosts } from './actions/write-costs.ts';
import { setUpModule as plug } from './module.ts';

const modules: readonly Module[] = [agreementModule, membershipModule, costSharingModule, identityModule, plug];

/** An agreement unlike the five: weighted machines, floors and caps, bands of inhabitants, two instalments. */
const sixth = `format: 1
id: alta-valle
name: { it: Convenzione dell'Alta Valle, en: Agreement of the Upper Valley }
shortName: Alta Valle
type: { it: convenzione, en: agreement }
state: in-force
lead: { name: Comunità dell'Alta Valle, kind: comunita_montana, code: cm_av }
clauses:
  - id: machines
    article: art. 4
    title: { it: Macchine pesate, en: Weighted machines }
    summary: { it: Un server conta quattro postazioni., en: A server counts four workstations. }
    kind: allocation
    versions:
      - general: true
        lead: excluded
        items:
          - id: machines
            name: { it: Gestione delle macchine, en: Running the machines }
            method:
              by: key
              mix:
                - driver: { sum: [ { driver: workstations, weight: "1" }, { driver: "units:servers", weight: "4" } ] }
                  weight: "1"
              limits: { floor: { amount: "500.00" }, cap: { percent: 60% } }
          - id: training
            name: { it: Formazione, en: Training }
            method:
              by: key
              mix:
                - driver: { bands: { of: population, steps: [ { upTo: 2000, points: "1" }, { upTo: 9000, points: "2" }, { points: "4" } ] } }
                  weight: "1"
  - id: instalments
    article: art. 6
    title: { it: Due rate, en: Two instalments }
    summary: { it: Il 40% entro marzo e il resto entro settembre., en: 40% by March and the rest by September. }
    kind: instalments
    versions:
      - instalments:
          - { fraction: 40%, due: { every: "03-31" } }
          - { fraction: 60%, due: { every: "09-30" } }
        who: { it: gli enti, en: the entities }
`;

const problemsOf = (error: unknown) => {
  if (error instanceof BadInput) return error.problems;
  throw error;
};
const refusalsOf = (error: unknown) => (error instanceof Refused ? error.refusals.map(({ code }) => code) : [error]);

describe('setting an association up through its doors', async () => {
  const server = await startTestServer({ modules, associations: [] });
  const { perform } = server;
  const console = consoleIn(null);

  test('a document of one’s own is checked whole, every problem with its line, and nothing is kept of a wrong one', async () => {
    const wrong = sixth.replace('by: key', 'by: kee').replace('format: 1', 'format: 2').replace('"500.00"', '"-5"');
    const problems = await perform(chooseAgreement, { written: wrong }, console).catch(problemsOf);
    expect(problems).toSatisfy((all: { path: string; says: { it: string } }[]) => all.length >= 2);
    expect((problems as unknown as { says: { it: string } }[]).every(({ says }) => /^Riga \d+/.test(says.it))).toBe(
      true,
    );
    expect((await perform(showChoice, {}, console)).choice).toBeNull();
    const bomb = `a: &a [x, x]\n${'bcdefghijklmnopqrstuvwxyz'
      .split('')
      .map(
        (letter, index) =>
          `${letter}: &${letter} [*${'abcdefghijklmnopqrstuvwxyz'[index]}, *${'abcdefghijklmnopqrstuvwxyz'[index]}]`,
      )
      .join('\n')}`;
    expect(await perform(chooseAgreement, { written: bomb }, console).catch(problemsOf)).not.toHaveLength(0);
    expect(await perform(chooseAgreement, { agreement: 'nessuna' }, console).catch(problemsOf)).toMatchObject([
      { path: 'agreement' },
    ]);
  });

  test('the choice waits until the association is started, which uses it up; an address has one association', async () => {
    expect(await perform(startAssociation, { id: 'alta-valle' }, console).catch(problemsOf)).toMatchObject([
      { path: 'agreement' },
    ]);
    const chosen = await perform(chooseAgreement, { written: sixth }, console);
    expect(chosen).toMatchObject({ agreement: null, shortName: 'Alta Valle', address: 'alta-valle' });
    const bad = await perform(startAssociation, { id: 'Àlta Valle' }, console).catch(problemsOf);
    expect(bad).toMatchObject([{ path: 'id' }]);
    const taken = await perform(startAssociation, { id: 'nuova-associazione' }, console).catch(problemsOf);
    expect(taken).toMatchObject([{ path: 'id' }]);
    await perform(startAssociation, { id: 'alta-valle', name: 'Unione <b>Alta</b> Valle' }, console);
    expect((await perform(showChoice, {}, console)).choice).toBeNull();
    await perform(chooseAgreement, { agreement: 'calatino' }, console);
    expect(await perform(startAssociation, { id: 'alta-valle' }, console).catch(refusalsOf)).toEqual([
      'agreement/association-exists',
    ]);
    expect((await perform(showChoice, {}, console)).choice?.agreement).toBe('calatino');
  });

  test('only who administers the installation starts one, and becomes its head', async () => {
    const stranger = { ...personIn('alta-valle', 'RES'), association: null };
    expect(await perform(startAssociation, { id: 'mia', agreement: 'calatino' }, stranger).catch(refusalsOf)).toEqual([
      'platform/forbidden',
    ]);
  });

  test('every municipality of the national register has its codes', async () => {
    const path = join(import.meta.dirname, '../../../agreements/examples/lecco.csv');
    const lines = readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('c_'));
    expect(lines.length).toBeGreaterThan(80);
    for (const line of lines.slice(0, 10)) {
      const [, name, , , , istat, belfiore, province] = line.split(';');
      const { items } = await perform(findMunicipalities, { q: istat! }, consoleIn(null));
      expect(items).toMatchObject([{ name, istat, belfiore, province }]);
    }
    const nine = await perform(findMunicipalities, { q: 'Misiliscemi' }, consoleIn(null));
    expect(nine.items).toMatchObject([{ belfiore: 'M432', province: 'TP' }]);
  });

  test('municipalities are found by name, code and province, those that begin so first', async () => {
    const find = (q: string, province = '') => perform(findMunicipalities, { q, province }, consoleIn(null));
    expect((await find('rignano', 'firenze')).items.map(({ name }) => name)).toEqual(["Rignano sull'Arno"]);
    expect((await find('AGLIE')).items[0]?.name).toBe('Agliè');
    expect((await find('c_g825')).items.map(({ name }) => name)).toEqual(['Pontassieve']);
    expect(await find('', 'FI')).toMatchObject({ count: 41 });
    expect(await find('<script>')).toMatchObject({ count: 0 });
  });

  test('a list names each line that is not known or means two, and then adds nobody', async () => {
    const at = consoleIn('alta-valle');
    const list = 'Londa\nPelagoo\nSamone\n\n048037\n<i>x</i>';
    const problems = await perform(addMunicipalities, { list }, at).catch(problemsOf);
    expect(problems).toMatchObject([
      { path: 'list', says: { it: expect.stringContaining('Riga 2: «Pelagoo»') } },
      { path: 'list', says: { it: expect.stringContaining('Riga 3: Con il nome «Samone»') } },
      { path: 'list', says: { it: expect.stringContaining('Riga 6:') } },
    ]);
    expect((await perform(listEntities, {}, at)).count).toBe(0);
    expect(await perform(addMunicipalities, {}, at).catch(problemsOf)).toMatchObject([{ path: 'list' }]);
    const added = await perform(
      addMunicipalities,
      { list: 'Londa, Pelago\n048037;Rufina\nLonda', istat: ['048025'], joined: '2026-01-01' },
      at,
    );
    expect(added).toEqual({ added: 3, alreadyThere: 0 });
    expect(await perform(addMunicipalities, { list: 'Londa' }, at)).toEqual({ added: 0, alreadyThere: 1 });
    const { items } = await perform(listEntities, {}, at);
    expect(items.map(({ code, istat, joined }) => [code, istat, joined])).toEqual([
      ['c_e668', '048025', '2026-01-01'],
      ['c_g420', '048032', '2026-01-01'],
      ['c_h635', '048037', '2026-01-01'],
    ]);
  });

  test('the lead can be a municipality, then another entity: there is always one', async () => {
    const at = consoleIn('alta-valle');
    expect(await perform(setLead, {}, at).catch(problemsOf)).toMatchObject([{ path: 'entity' }]);
    const half = await perform(setLead, { name: 'Unione' }, at).catch(problemsOf);
    expect((half as unknown as { path: string }[]).map(({ path }) => path)).toEqual(['kind', 'code']);
    await perform(setLead, { entity: 'c_h635' }, at);
    expect(await perform(showProgress, {}, at)).toMatchObject({ lead: { code: 'c_h635' } });
    await perform(setLead, { name: "Comunità dell'Alta Valle", kind: 'comunita_montana', code: 'CM_AV' }, at);
    const { entities, lead } = await perform(showProgress, {}, at);
    expect(lead?.code).toBe('cm_av');
    expect(entities.find(({ code }) => code === 'c_h635')?.relation).toBe('member');
    await perform(setLead, { name: "Comunità dell'Alta Valle", kind: 'comunita_montana', code: 'cm_av' }, at);
    expect((await perform(showProgress, {}, at)).entities).toHaveLength(4);
  });

  test('figures are all or none; the missing ones are named and do not stop the rest', async () => {
    const at = consoleIn('alta-valle');
    const base = { on: '2025-12-31', source: 'inventario', columns: ['population', 'workstations', 'units:servers'] };
    const table =
      'Comune\tAbitanti\tPC\tServer\nLonda\t1.838\t14\t-1\nAtlantide\t1\t2\t3\nPelago\tmolti\t42\t1\nPelago\t1\t1';
    const problems = await perform(recordFigures, { ...base, table }, at).catch(problemsOf);
    expect((problems as unknown as { path: string; says: { it: string } }[]).map(({ says }) => says.it)).toEqual([
      expect.stringContaining('Riga 3: «Atlantide»'),
      expect.stringContaining('Riga 5: «Pelago» compare due volte'),
      expect.stringContaining('Riga 2: Londa, servers'),
      expect.stringContaining('Riga 4: Pelago, abitanti'),
    ]);
    expect((await perform(showProgress, {}, at)).figures).toEqual([]);
    const cell = (entity: string, value: string) => ({ entity, register: 'population', value });
    const wrong = [cell('c_e668', 'NaN'), cell('c_g420', '-3'), cell('c_zzzz', '1'), cell('c_h635', '')];
    const cells = await perform(recordFigures, { ...base, figures: wrong }, at).catch(problemsOf);
    expect((cells as unknown as { path: string }[]).map(({ path }) => path)).toEqual([
      'figures[0].value',
      'figures[1].value',
      'figures[2].value',
    ]);
    const day = await perform(recordFigures, { ...base, on: '2025-02-30', table }, at).catch(problemsOf);
    expect(day).toMatchObject([{ path: 'on' }]);
    const good = { ...base, table: 'Londa\t1838\t14\t1\nG420;7868;42;2', figures: [cell('c_h635', '7.180')] };
    expect(await perform(recordFigures, good, at)).toEqual({ recorded: 7, same: 0 });
    expect(await perform(recordFigures, good, at)).toEqual({ recorded: 0, same: 7 });
    const { missing, registers, next } = await perform(showProgress, { year: 2026 }, at);
    expect(registers.filter(({ counted }) => counted).map(({ register }) => register)).toEqual([
      'population',
      'workstations',
      'units:servers',
    ]);
    expect(missing.map(({ register, entities }) => [register, entities])).toEqual([
      ['workstations', ['Rufina']],
      ['units:servers', ['Rufina']],
    ]);
    expect(next).toBe('figures');
  });

  test('costs go into one draft of the year, are changed and taken out again; the split comes out to the cent', async () => {
    const at = consoleIn('alta-valle');
    const write = (costs: object[], year = 2026) => perform(writeCosts, { year, costs: costs as never }, at);
    expect(await write([]).catch(problemsOf)).toMatchObject([{ path: 'costs[0].amount' }]);
    const bad = await write([
      { id: 'machines', item: 'machines' },
      { id: 'x', item: 'nothing', amount: '1,00' },
      { id: 'training', item: 'training', amount: '-4' },
    ]).catch(problemsOf);
    expect((bad as unknown as { path: string }[]).map(({ path }) => path)).toEqual(['costs[2].amount']);
    const item = await write([
      { id: 'machines', item: 'machines' },
      { id: 'x', item: 'nothing', amount: '1,00' },
    ]).catch(problemsOf);
    expect(item).toMatchObject([{ path: 'costs[1].item' }]);
    expect((await perform(showProgress, {}, at)).allocation).toBeNull();
    const two = await write([
      { id: 'machines', item: 'machines', amount: '10.000,00' },
      { id: 'training', item: 'training', amount: '700,00' },
    ]);
    expect(await perform(showAllocation, { allocation: two.allocation }, at)).toMatchObject({ result: null });
    await perform(
      recordFigures,
      {
        on: '2025-12-31',
        source: 'inventario',
        columns: ['workstations', 'units:servers'],
        table: 'Rufina\t45\t0\ncm_av\t9\t0',
      },
      at,
    );
    const again = await write([
      { id: 'machines', item: 'machines', amount: '10.000,00' },
      { id: 'training', item: 'training', amount: '' },
    ]).catch(problemsOf);
    expect(again).toMatchObject([{ path: 'costs[1].amount' }]);
    expect(
      (
        await write([
          { id: 'machines', item: 'machines', amount: '10.000,00' },
          { id: 'training', item: 'training' },
        ])
      ).allocation,
    ).toBe(two.allocation);
    const shown = await perform(showAllocation, { allocation: two.allocation }, at);
    // 14 + 4, 42 + 8, 45: of 113
    expect(
      shown.result?.shares.filter(({ amount }) => amount !== '0.00').map(({ name, amount }) => [name, amount]),
    ).toEqual([
      ['Londa', '1592.92'],
      ['Pelago', '4424.78'],
      ['Rufina', '3982.30'],
    ]);
    expect(await perform(showProgress, {}, at)).toMatchObject({ next: null, shared: true });
  });
});

describe.skipIf(noBrowser)(`from an empty database to the first split ${noBrowser}`, async () => {
  if (noBrowser) return;
  const server = await startTestServer({ modules, associations: [] });
  const code = await issueStartCode(server.database);
  const start = `${server.url}/avvio?codice=${code}`;
  const { context } = await openBrowser({ url: server.url, javaScriptEnabled: false });
  const { context: other } = await openBrowser({ url: server.url });

  test('a sixth association, with a document of its own, in under ten steps and without JavaScript', async () => {
    const page = await context.newPage();
    let steps = 0;
    const submit = async (name: string) => {
      steps += 1;
      await picture(page, `setup-${steps}`);
      await page.locator('main').getByRole('button', { name, exact: true }).click();
      expect(server.faults).toEqual([]);
    };
    await page.goto(start);
    await page.getByLabel('Nome e cognome').fill('Rita Bianchi');
    await page.getByLabel('Indirizzo e-mail').fill('rita@alta-valle.example');
    await page.getByLabel('Password').fill(testPassword);
    await submit('Crea l’accesso e continua');

    await page.getByLabel('Un documento proprio', { exact: true }).check();
    await page
      .getByLabel(/File del documento proprio/)
      .setInputFiles({ name: 'alta-valle.yaml', mimeType: 'text/yaml', buffer: Buffer.from(sixth) });
    await submit('Continua');

    expect(await page.getByLabel('Nome per esteso').inputValue()).toBe("Convenzione dell'Alta Valle");
    await submit('Avvia l’associazione');

    await page.getByLabel(/Nome o codice/).fill('rignano');
    await page.getByLabel(/Provincia/).fill('FI');
    await submit('Cerca');
    await page.getByLabel("Rignano sull'Arno (FI)").check();
    await page.getByLabel(/Oppure un elenco/).fill('Londa\nPelago\nRufina');
    await submit('Aggiungi e continua');

    expect(await page.getByLabel('Nome dell’ente').inputValue()).toBe("Comunità dell'Alta Valle");
    await submit('Continua');

    await page.getByLabel('Fonte').fill('inventario');
    await page.getByLabel('abitanti, Rufina').fill('7.180');
    await page
      .getByLabel(/Incolla da un foglio di calcolo/)
      .fill(
        "Ente\tAbitanti\tPC\tServer\nLonda\t1838\t14\t1\nPelago\t7868\t42\t2\nRufina\t7180\t45\t0\nRignano sull'Arno\t8600\t50\t3",
      );
    await submit('Registra e continua');

    await page.getByLabel(/Gestione delle macchine/).fill('10.000,00');
    await submit('Calcola il riparto');
    await page.waitForURL(`${server.url}/alta-valle/avvio/riparto`);
    await picture(page, 'setup-split');

    expect(steps).toBeLessThan(10);
    // 14 + 4, 42 + 8, 50 + 12, 45: of 175
    for (const [name, amount] of [
      ['Londa', '1.028,57'],
      ['Pelago', '2.857,14'],
      ["Rignano sull'Arno", '3.542,86'],
      ['Rufina', '2.571,43'],
    ] as const) {
      expect(await page.getByRole('row', { name: new RegExp(name) }).textContent()).toContain(amount);
    }
    expect(await page.getByRole('row', { name: /Totale/ }).textContent()).toContain('10.000,00');
    await page.getByRole('link', { name: /Alla pagina dell’associazione/ }).click();
    await page.waitForURL(`${server.url}/alta-valle`);
    expect(await page.getByText('Avvio da completare').count()).toBe(0);
    await page.close();
  }, 120_000);

  test('what is left halfway is taken up again, what was typed is kept, and going back loses nothing', async () => {
    const page = await context.newPage();
    await page.goto(`${server.url}/nuova-associazione`);
    await page.getByLabel('Un documento proprio', { exact: true }).check();
    const workbook = Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 8, 0, 0xff, 0xfe, 0, 1]);
    await page
      .getByLabel(/File del documento proprio/)
      .setInputFiles({ name: 'convenzione.yaml', mimeType: 'text/yaml', buffer: workbook });
    await page.getByRole('button', { name: 'Continua' }).click();
    expect(await page.getByRole('alert').textContent()).toContain('Il file non è un testo');
    await page.getByLabel('Oppure il testo del documento').fill('format: 1\nid: <b>x</b>\n');
    await page.getByRole('button', { name: 'Continua' }).click();
    await page.getByRole('alert').getByRole('listitem').nth(2).waitFor();
    expect(await page.getByLabel('Oppure il testo del documento').inputValue()).toContain('<b>x</b>');
    await page.getByLabel(/^SIA/).check();
    await page.getByRole('button', { name: 'Continua' }).click();
    await page.goto(`${server.url}/nuova-associazione`);
    expect(await page.getByLabel(/^SIA/).isChecked()).toBe(true);
    await page.goto(`${server.url}/nuova-associazione/nome`);
    await page.getByLabel('Indirizzo', { exact: true }).fill('alta-valle');
    await page.getByRole('button', { name: 'Avvia l’associazione' }).click();
    expect(await page.getByRole('alert').textContent()).toContain('alta-valle');
    await page.getByLabel('Indirizzo', { exact: true }).fill('calatino');
    await page.getByRole('button', { name: 'Avvia l’associazione' }).click();
    await page.getByLabel(/Oppure un elenco/).fill('Mineo\nCaltagirona');
    await page.getByRole('button', { name: 'Aggiungi e continua' }).click();
    expect(await page.getByRole('alert').textContent()).toContain('Riga 2: «Caltagirona»');
    expect(await page.getByLabel(/Oppure un elenco/).inputValue()).toBe('Mineo\nCaltagirona');
    await page.goto(`${server.url}/calatino`);
    await page.getByRole('link', { name: 'Riprendi da qui' }).click();
    await page.getByRole('link', { name: 'Riprendi da qui' }).click();
    await page.getByLabel(/Oppure un elenco/).fill('Mineo\nCaltagirone\nVizzini');
    await page.getByRole('button', { name: 'Aggiungi e continua' }).click();
    expect(await page.getByLabel('Quale comune').inputValue()).toBe('c_b428');
    await page.getByRole('button', { name: 'Continua' }).click();
    await page.getByLabel('Fonte').fill('ANPR');
    await page.getByLabel('abitanti, Mineo').fill('-5');
    await page.getByLabel('postazioni, Vizzini').fill('60');
    await page.getByRole('button', { name: 'Registra e continua' }).click();
    expect(await page.getByRole('alert').textContent()).toContain('Mineo, abitanti');
    expect(await page.getByLabel('postazioni, Vizzini').inputValue()).toBe('60');
    await page.getByLabel('abitanti, Mineo').fill('4700');
    await page.getByRole('button', { name: 'Registra e continua' }).click();
    await page.getByLabel('Importo').first().fill('1000');
    await page.getByRole('button', { name: 'Calcola il riparto' }).click();
    expect(await page.getByRole('alert').textContent()).toContain('Chiave');
    await page.getByLabel('Chiave').first().selectOption('population');
    await page.getByRole('button', { name: 'Calcola il riparto' }).click();
    await page.locator('main', { hasText: 'Caltagirone' }).waitFor();
    await page.getByRole('link', { name: 'Completa i dati' }).click();
    expect(await page.getByLabel('abitanti, Mineo').inputValue()).toBe('4700');
    expect(server.faults).toEqual([]);
    await page.close();
  }, 120_000);

  test.each([
    '/nuova-associazione',
    ...['', '/comuni', '/capofila', '/dati', '/spese', '/riparto'].map((step) => `/alta-valle/avvio${step}`),
    ...['/dati', '/spese', '/riparto'].map((step) => `/calatino/avvio${step}`),
  ])(
    'is light, accessible and narrow: %s',
    async (address) => {
      const cookies = await context.cookies(server.url);
      await other.addCookies(cookies);
      expect(await brokenPromises(other, `${server.url}${address}`)).toEqual([]);
      if (process.env.COMUNANZA_SCREENSHOTS) await pictures(await other.newPage(), address);
    },
    60_000,
  );

  async function pictures(page: Page, address: string): Promise<void> {
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(`${server.url}${address}`);
      await picture(page, `setup${address.replaceAll('/', '-')}-${width}`);
    }
  }

  test('nobody else gets in: a stranger is asked to sign in, another head has no button', async () => {
    const anonymous = await fetch(`${server.url}/nuova-associazione`, { redirect: 'manual' });
    expect(anonymous.headers.get('location')).toContain('/accedi');
    const cookie = await server.signedIn({ role: 'RES', association: 'alta-valle' });
    const head = await fetch(`${server.url}/nuova-associazione`, { headers: { cookie } });
    expect(head.status).toBe(403);
  });

  test('the head that starts an association administers it too', async () => {
    const everything = { association: null, actor: { person: null }, entities: 'all', installation: true } as const;
    type Tables = { 'identity.posts': { association: string; role: string } };
    const posts = await inContext(server.database, everything, (tx) =>
      tx
        .withTables<Tables>()
        .selectFrom('identity.posts')
        .select('role')
        .where('association', '=', 'calatino')
        .orderBy('role')
        .execute(),
    );
    expect(posts.map(({ role }) => role)).toEqual(['RES', 'SYS']);
  });
});
