import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { day } from '../../kernel/day.ts';
import { cents } from '../../kernel/money.ts';
import { text } from '../../kernel/text.ts';
import { count, fact, money, percent, stated, step, type Trace } from '../../kernel/trace.ts';
import { identityModule } from '../../modules/identity/module.ts';
import {
  accessibilityViolations,
  brokenPromises,
  noBrowser,
  openBrowser,
  picture,
  scrollsSideways,
} from '../../testing/browser.ts';
import { startTestServer, testPassword } from '../../testing/server.ts';
import { defineAction } from '../action.ts';
import type { Module, PageRequest } from '../page.ts';
import { moneyInput, yearShape } from '../shape.ts';
import { DayText } from './day-text.tsx';
import { Definitions } from './definitions.tsx';
import { Explained } from './explained.tsx';
import {
  CheckField,
  ChoiceField,
  DayField,
  FileField,
  MoneyField,
  NumberField,
  SelectField,
  TextAreaField,
  TextField,
} from './field.tsx';
import { Form, FormActions } from './form.tsx';
import { type FormState, freshForm, returnedForm } from './form-state.ts';
import { ListPage } from './list-page.tsx';
import { Money } from './money.tsx';
import { Notice } from './notice.tsx';
import { StatusChip } from './status-chip.tsx';
import { Steps } from './steps.tsx';
import { Tabs } from './tabs.tsx';
import { TraceView } from './trace-view.tsx';

const source = {
  agreement: 'lecco',
  clause: 'list-1',
  article: 'art. 13 c. 1',
  since: day('2018-01-15'),
  by: 'delibera 4/2018',
};
const trace: Trace = step(
  text('Quota di Pontassieve', 'Share of Pontassieve'),
  money(cents(7081593n)),
  text('metà per PC, metà per abitanti', 'half by computers, half by inhabitants'),
  [
    step(text('per PC', 'by computers'), money(cents(3518041n)), text('130 su 388', '130 out of 388'), [
      fact(text('PC in uso', 'computers in use'), count(130), 'dotazioni', '2026-12-31'),
      stated(text('peso', 'weight'), percent({ num: 1n, den: 2n }), source),
    ]),
    fact(text('abitanti', 'inhabitants'), count(20500), 'anagrafe', '2026-12-31', 'ISTAT'),
  ],
);

const record = defineAction({
  name: 'agreement/record',
  title: text('registrare una voce', 'record an item'),
  permission: { capability: 'agreement', letter: 'w' },
  http: { method: 'POST', path: '/records' },
  input: z.object({
    item: z.string().min(3),
    costs: z.array(z.object({ amount: moneyInput, year: yearShape })).min(1),
    kind: z.enum(['rent', 'staff']),
    on: z.iso.date().optional(),
  }),
  output: z.object({ item: z.string() }),
  example: { item: 'Affitto', costs: [{ amount: '1.234,56', year: 2027 }], kind: 'rent' },
  run: async ({ input }) => ({ item: input.item }),
});

type Row = { readonly name: string; readonly cents: bigint; readonly population: number };
const entities = [
  'Pontassieve',
  'Pelago',
  'Rufina',
  'San Godenzo',
  'Dicomano',
  'Londa',
  'Reggello',
  'Rignano sull’Arno',
];
const rows: readonly Row[] = entities.map((name, i) => ({
  name,
  cents: 7081593n - BigInt(i) * 811111n,
  population: 20500 - i * 2000,
}));

const gallery: Module = {
  name: 'gallery',
  title: text('Prova', 'Trial'),
  actions: [record],
  navigation: [
    { place: 'convenzione', title: text('Convenzione', 'Agreement'), path: '/convenzione', needs: record },
    { place: 'enti', title: text('Enti', 'Entities'), path: '/enti', needs: record },
    { place: 'riparto', title: text('Riparto e bilancio', 'Costs and budget'), path: '/prova', needs: record },
  ],
  today: [
    {
      needs: record,
      order: 10,
      panel: async () => (
        <section class="panel">
          <h2>Adesso</h2>
          <p>
            Convocare la seduta entro <DayText day={day('2026-12-10')} />.
          </p>
        </section>
      ),
    },
    {
      needs: record,
      order: 20,
      panel: async () => (
        <section class="panel">
          <h2>Riparto 2027</h2>
          <p class="figure-large">
            <Money cents={cents(21000000n)} />
          </p>
          <p class="muted">Bozza, otto enti.</p>
        </section>
      ),
    },
  ],
  pages: [
    {
      method: 'GET',
      path: '/:association/prova',
      answer: async (request) => ({
        kind: 'page',
        title: 'Riparto 2027',
        scope: 'association',
        crumbs: [
          { title: 'Oggi', href: '/lecco' },
          { title: 'Riparto', href: '/lecco/riparto' },
        ],
        body: <Gallery request={request} />,
      }),
    },
    {
      method: 'GET',
      path: '/:association/prova/spiegazione',
      answer: async () => ({ kind: 'fragment', title: 'Spiegazione', body: <TraceView trace={trace} open={2} /> }),
    },
    {
      method: 'GET',
      path: '/:association/prova/modulo',
      answer: async () => ({
        kind: 'page',
        title: 'Nuova voce',
        scope: 'entity',
        body: <RecordForm form={freshForm({ kind: 'rent' })} />,
      }),
    },
    {
      method: 'POST',
      path: '/:association/prova/modulo',
      answer: async (request) => {
        const attempt = await request.attempt(record, request.form);
        if (attempt.ok)
          return { kind: 'redirect', to: '/lecco/prova', notice: text('Voce registrata.', 'Item recorded.') };
        return {
          kind: 'page',
          status: 422,
          title: 'Nuova voce',
          body: <RecordForm form={returnedForm(request, attempt)} />,
        };
      },
    },
    {
      method: 'GET',
      path: '/:association/prova/guasto',
      open: true,
      answer: async () => {
        throw new Error('secret inside');
      },
    },
    {
      method: 'GET',
      path: '/:association/prova/file',
      open: true,
      answer: async () => ({ kind: 'file', name: 'riparto «2027».csv', type: 'text/csv', content: 'a;b\n' }),
    },
  ],
};

function Gallery({ request }: { request: PageRequest }) {
  return (
    <>
      <div class="page-head">
        <h1>Riparto 2027</h1>
        <p class="page-actions">
          <a class="btn btn-primary" href="/lecco/prova/modulo">
            Nuova voce
          </a>
        </p>
      </div>
      <Notice tone="warning" title="Mancano due dati">
        <p>Londa non ha ancora indicato i PC in uso.</p>
      </Notice>
      <Tabs
        label="Viste"
        tabs={[
          { title: 'Quote', href: '/lecco/prova', current: true, count: 8 },
          { title: 'Voci', href: '/lecco/prova?v=voci' },
          { title: 'Scenari', href: '/lecco/prova?v=scenari' },
        ]}
      />
      <Steps
        steps={[
          { title: 'Voci', state: 'done', href: '/lecco/prova' },
          { title: 'Quote', state: 'current' },
          { title: 'Adozione', state: 'ahead' },
        ]}
      />
      <ListPage
        caption="Quote degli enti"
        count={rows.length}
        rows={rows}
        rowKey={(row) => row.name}
        next="abc"
        filters={[
          {
            kind: 'text',
            name: 'nome',
            label: 'Nome',
            value: typeof request.query.nome === 'string' ? request.query.nome : '',
          },
          {
            kind: 'choice',
            name: 'stato',
            label: 'Stato',
            value: 'bozza',
            choices: [
              { value: 'bozza', label: 'Bozza' },
              { value: 'adottato', label: 'Adottato' },
            ],
          },
        ]}
        exports={[{ title: 'CSV', href: '/lecco/prova/file' }]}
        columns={[
          {
            key: 'name',
            title: 'Ente',
            names: true,
            cell: (row) => row.name,
            sort: { href: '/lecco/prova?ordina=nome', now: 'ascending' },
          },
          { key: 'state', title: 'Stato', cell: () => <StatusChip tone="attention">bozza</StatusChip> },
          { key: 'population', title: 'Abitanti', numeric: true, cell: (row) => row.population, total: 108000 },
          { key: 'pc', title: 'PC in uso', numeric: true, cell: () => 130, total: 388 },
          {
            key: 'last',
            title: 'Anno precedente',
            numeric: true,
            cell: (row) => <Money cents={cents(row.cents)} />,
            total: '',
          },
          {
            key: 'amount',
            title: 'Quota',
            numeric: true,
            cell: (row) => (
              <Explained href="/lecco/prova/spiegazione">
                <Money cents={cents(row.cents)} />
              </Explained>
            ),
            total: <Money cents={cents(21000000n)} />,
          },
        ]}
      />
      <h2>Dati</h2>
      <Definitions
        items={[
          { term: 'Articolo', is: 'art. 13 c. 1' },
          { term: 'Atto', is: '' },
          { term: 'Adottato', is: <DayText day={day('2026-11-21')} /> },
        ]}
      />
    </>
  );
}

function RecordForm({ form }: { form: FormState }) {
  return (
    <>
      <h1>Nuova voce</h1>
      <Form state={form} files>
        <TextField name="item" label="Voce" hint="Come nella convenzione." />
        <MoneyField name="costs[0].amount" label="Importo" />
        <NumberField name="costs[0].year" label="Anno" />
        <DayField name="on" label="Data" optional />
        <SelectField name="key" label="Criterio" optional choices={[{ value: 'population', label: 'Abitanti' }]} />
        <ChoiceField
          name="kind"
          label="Tipo"
          choices={[
            { value: 'rent', label: 'Affitto' },
            { value: 'staff', label: 'Personale', hint: 'Anche comandato' },
          ]}
        />
        <CheckField name="capital" label="Spesa di investimento" />
        <TextAreaField name="notes" label="Note" optional rows={3} />
        <FileField name="file" label="Atto" optional accept=".pdf" />
        <FormActions submit="Registra">
          <a href="/lecco/prova">Annulla</a>
        </FormActions>
      </Form>
    </>
  );
}

const server = await startTestServer({ modules: [identityModule, gallery] });
const cookie = await server.signedIn(
  { role: 'RES', association: 'lecco', entity: 'c_e507', entityName: 'Comune di Lecco' },
  { role: 'SEC', association: 'lecco' },
);
const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${server.url}${path}`, { headers: { cookie, ...headers } });

describe('components', () => {
  test('an explanation becomes nested details with clauses linked and figures in Italian', async () => {
    const html = await (await get('/lecco/prova/spiegazione', { 'hx-request': 'true' })).text();
    expect(html).not.toContain('<html');
    expect(html).toContain('70.815,93\u00a0€');
    expect(html).toContain(
      '<a href="/lecco/convenzione/list-1">art. 13 c. 1</a> · in vigore dal 15 gennaio 2018 · delibera 4/2018',
    );
    expect(html).toContain('50,00%');
    expect(html).toContain('20.500');
    expect(html).toContain('dal registro «anagrafe» al 31 dicembre 2026 · fonte: ISTAT');
    expect(html.match(/<details/g)).toHaveLength(2);
  });

  test('a fragment asked for by hand is a whole page', async () => {
    const html = await (await get('/lecco/prova/spiegazione')).text();
    expect(html).toContain('<h1>Spiegazione</h1>');
    expect(html).toContain('<html lang="it">');
  });

  test('a form sent wrong names every problem at its field and keeps what was typed', async () => {
    const page = await (await get('/lecco/prova/modulo')).text();
    const token = /name="_csrf" value="([^"]+)"/.exec(page)![1]!;
    const form = new FormData();
    for (const [name, value] of Object.entries({
      _csrf: token,
      item: 'x<b>',
      'costs[0].amount': 'dodici',
      'costs[0].year': '2027',
      kind: 'other',
      notes: '<i>',
    }))
      form.set(name, value);
    const answer = await fetch(`${server.url}/lecco/prova/modulo`, { method: 'POST', body: form, headers: { cookie } });
    expect(answer.status).toBe(422);
    const html = await answer.text();
    expect(html).toContain('<a href="#f-costs-0-amount">Importo: Serve un importo, come 1.234,56.</a>');
    expect(html).toContain('<a href="#f-kind">Tipo: Serve uno tra: rent, staff.</a>');
    expect(html).toContain('value="dodici"');
    expect(html).toContain('value="x&lt;b>"');
    expect(html).toContain('&lt;i>');
    expect(html).not.toContain('disabled');
  });

  test('a form sent right goes on, and says so once', async () => {
    const page = await (await get('/lecco/prova/modulo')).text();
    const token = /name="_csrf" value="([^"]+)"/.exec(page)![1]!;
    const body = new URLSearchParams({
      _csrf: token,
      item: 'Affitto',
      'costs[0].amount': '1.234,56',
      'costs[0].year': '2027',
      kind: 'rent',
      on: '',
    });
    const answer = await fetch(`${server.url}/lecco/prova/modulo`, {
      method: 'POST',
      body,
      redirect: 'manual',
      headers: { cookie },
    });
    expect(answer.status).toBe(303);
    const notice = answer.headers
      .getSetCookie()
      .find((set) => set.startsWith('avviso='))!
      .split(';')[0]!;
    const next = await get('/lecco/prova', { cookie: `${cookie}; ${notice}` });
    expect(await next.text()).toContain('Voce registrata.');
    expect(next.headers.getSetCookie().some((set) => set.startsWith('avviso=;'))).toBe(true);
  });

  test('a fault is a page with a reference and nothing of what is inside', async () => {
    const answer = await get('/lecco/prova/guasto');
    expect(answer.status).toBe(500);
    const html = await answer.text();
    expect(html).not.toContain('secret inside');
    expect(html).toContain(server.faults.at(-1)!.reference);
  });

  test('a file has its name, whatever is in it', async () => {
    const answer = await get('/lecco/prova/file');
    expect(answer.headers.get('content-disposition')).toBe(
      'attachment; filename="riparto _2027_.csv"; filename*=UTF-8\'\'riparto%20%C2%AB2027%C2%BB.csv',
    );
  });
});

describe.skipIf(noBrowser)(`pages in Chromium ${noBrowser}`, async () => {
  if (noBrowser) return;
  const { context } = await openBrowser({ url: server.url, cookie });

  test.each([
    '/',
    '/accedi',
    '/lecco',
    '/lecco/prova',
    '/lecco/prova/modulo',
    '/profilo',
    '/accessibilita',
    '/segnala',
    '/note-legali',
    '/api',
    '/api/identity',
    '/api/identity/assign-post',
    '/avvio',
    '/lecco/nulla',
  ])(
    'keeps every promise: %s',
    async (path) => {
      const broken = await brokenPromises(context, `${server.url}${path}`);
      expect(broken.filter((line) => !line.includes('status of 404'))).toEqual([]);
    },
    60_000,
  );

  test('pictures for whoever wants to look', async () => {
    const page = await context.newPage();
    for (const [name, path] of Object.entries({
      home: '/',
      today: '/lecco',
      working: '/lecco/prova',
      form: '/lecco/prova/modulo',
      api: '/api/identity',
      profile: '/profilo',
      start: '/avvio',
    })) {
      for (const [width, colorScheme] of [
        [1280, 'light'],
        [360, 'light'],
        [1280, 'dark'],
      ] as const) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 900 });
        await page.goto(`${server.url}${path}`);
        expect(await page.locator('h1').count()).toBe(1);
        await picture(page, `${name}-${width}-${colorScheme}`);
      }
    }
    await page.close();
  }, 60_000);

  test('a number opens its explanation in place', async () => {
    const page = await context.newPage();
    await page.goto(`${server.url}/lecco/prova`);
    await page.locator('details.explained summary').first().click();
    await page.locator('details.explained .trace').first().waitFor();
    expect(await page.locator('details.explained').first().textContent()).toContain('130 su 388');
    expect(await accessibilityViolations(page)).toEqual([]);
    expect(page.url()).toBe(`${server.url}/lecco/prova`);
    await page.setViewportSize({ width: 320, height: 800 });
    expect(await scrollsSideways(page)).toBe(false);
    await picture(page, 'explained-320');
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.screenshot({ path: `${process.env.COMUNANZA_SCREENSHOTS ?? '/tmp'}/explained-1280.png` });
    await page.keyboard.press('Escape');
    expect(await page.locator('details.explained[open]').count()).toBe(0);
    await page.close();
  });

  test('a link changes the page with title, address and focus, and Back returns', async () => {
    const page = await context.newPage();
    await page.goto(`${server.url}/lecco/prova`);
    await page.evaluate(() => Object.assign(globalThis, { stayed: true }));
    await page.getByRole('link', { name: 'Nuova voce' }).click();
    await page.waitForURL('**/prova/modulo');
    await page.locator('h1', { hasText: 'Nuova voce' }).waitFor();
    expect(await page.evaluate(() => (globalThis as { stayed?: boolean }).stayed)).toBe(true);
    expect(await page.title()).toContain('Nuova voce');
    await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
    await page.goBack();
    await page.locator('h1', { hasText: 'Riparto 2027' }).waitFor();
    await page.close();
  });

  test('a form sent wrong takes the focus to the list of problems, and each leads to its field', async () => {
    const page = await context.newPage();
    await page.goto(`${server.url}/lecco/prova/modulo`);
    await page.getByLabel('Importo').fill('dodici');
    await page.getByRole('button', { name: 'Registra' }).click();
    await page.waitForFunction(() => document.activeElement?.id === 'errori');
    await page.getByRole('link', { name: 'Importo: Serve un importo' }).click();
    await page.waitForFunction(() => document.activeElement?.id === 'f-costs-0-amount');
    expect(await page.getByLabel('Importo').inputValue()).toBe('dodici');
    expect(await accessibilityViolations(page)).toEqual([]);
    await picture(page, 'form-wrong');
    await page.close();
  });

  test('a file is saved, not shown in place of the page', async () => {
    const page = await context.newPage();
    await page.goto(`${server.url}/lecco/prova`);
    const saved = page.waitForEvent('download');
    await page.getByRole('link', { name: 'CSV' }).click();
    expect((await saved).suggestedFilename()).toBe('riparto «2027».csv');
    await page.close();
  });

  test('the keyboard alone reaches content, menu and table', async () => {
    const page = await context.newPage();
    await page.goto(`${server.url}/lecco/prova`);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Vai al contenuto');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement?.id === 'contenuto');
    await page.goto(`${server.url}/lecco/prova`);
    await page.locator('button[popovertarget="menu-persona"]').focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Esci' }).waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    expect(await accessibilityViolations(page)).toEqual([]);
    await picture(page, 'menu-dark');
    await page.emulateMedia({ colorScheme: 'light' });
    await picture(page, 'menu');
    await page.emulateMedia({ media: 'print' });
    await picture(page, 'print');
    await page.emulateMedia({ media: 'screen' });
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Esci' }).waitFor({ state: 'hidden' });
    await page.locator('.table-region').focus();
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('table-region');
    await page.close();
  });

  test('the menu opens on a phone', async () => {
    const page = await context.newPage();
    await page.setViewportSize({ width: 360, height: 700 });
    await page.goto(`${server.url}/lecco/prova`);
    await page.getByRole('button', { name: 'Menu' }).click();
    await page.getByRole('link', { name: 'Convenzione' }).waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.screenshot({ path: `${process.env.COMUNANZA_SCREENSHOTS ?? '/tmp'}/menu-360.png` });
    await page.close();
  });

  test.each([true, false])(
    'a file of 50 MB gets a page that says the limit (JavaScript: %s)',
    async (javaScriptEnabled) => {
      const { context: other, close } = await openBrowser({ url: server.url, cookie, javaScriptEnabled });
      const page = await other.newPage();
      await page.goto(`${server.url}/lecco/prova/modulo`);
      const folder = mkdtempSync(join(tmpdir(), 'comunanza-large-'));
      const large = join(folder, 'atto.pdf');
      writeFileSync(large, Buffer.alloc(50 * 1024 * 1024));
      await page.locator('#f-file').setInputFiles(large);
      await page.locator('main button[type=submit]').click();
      await page.locator('h1', { hasText: 'troppo grande' }).waitFor();
      await close();
      rmSync(folder, { recursive: true });
    },
    60_000,
  );

  test('everything works without JavaScript: signing in, a form, an explanation, leaving', async () => {
    const { context: plain, close } = await openBrowser({ url: server.url, javaScriptEnabled: false });
    const page = await plain.newPage();
    const email = await server.registered({ role: 'RES', association: 'lecco' });
    await page.goto(`${server.url}/lecco/prova`);
    await page.locator('#f-email').fill(email);
    await page.locator('#f-password').fill(testPassword);
    await page.getByRole('button', { name: 'Entra', exact: true }).click();
    await page.waitForURL(`${server.url}/lecco/prova`);
    await page.locator('details.explained summary').first().click();
    await page.locator('details.explained a').first().click();
    await page.waitForURL((now) => now.href !== `${server.url}/lecco/prova`);
    expect(await page.locator('.trace').count()).toBe(1);
    await page.goto(`${server.url}/lecco/prova/modulo`);
    await page.locator('#f-item').fill('Affitto');
    await page.locator('main button[type=submit]').click();
    await page.locator('#errori a').nth(1).waitFor();
    expect(await page.locator('#f-item').inputValue()).toBe('Affitto');
    await page.locator('button[popovertarget="menu-persona"]').click();
    await page.locator('#menu-persona form[action="/esci"] button').click();
    await page.waitForURL(`${server.url}/`);
    await close();
  }, 60_000);
});
