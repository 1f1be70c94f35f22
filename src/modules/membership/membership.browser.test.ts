import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadExample } from '../../app/examples.ts';
import { modules } from '../../app/modules.ts';
import { projectFolder } from '../../platform/database/project-folder.ts';
import { consoleIn } from '../../testing/actor.ts';
import { brokenPromises, noBrowser, openBrowser, picture, scrollsSideways } from '../../testing/browser.ts';
import { startTestServer } from '../../testing/server.ts';
import { confirmImport } from './actions/confirm-import.ts';
import { previewImport } from './actions/preview-import.ts';

describe.skipIf(noBrowser)(`the pages of the entities ${noBrowser}`, async () => {
  const server = await startTestServer({ associations: [] });
  for (const id of ['lecco', 'valdarno-valdisieve'])
    await loadExample({ perform: server.perform, modules, now: server.clock().instant }, id);
  const office = await server.signedIn(
    { role: 'ADM', association: 'lecco', entity: 'p_lc', entityName: 'Provincia di Lecco' },
    { role: 'ADM', association: 'valdarno-valdisieve', entity: 'ucvv', entityName: 'Unione' },
  );
  const { context } = await openBrowser({ url: server.url, cookie: office });
  const lecco = `${server.url}/lecco/enti`;
  const valdarno = `${server.url}/valdarno-valdisieve/enti`;
  const files = {
    residents: {
      name: 'POSAS_2026_it_Comuni.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(
        '"Popolazione residente per età e sesso al 1° gennaio 2026 (stima)"\n"Codice comune";"Comune";"Età";"Totale"\n"048025";"Londa";0;15\n"048025";"Londa";999;1822\n"048032";"Pelago";999;7.9\n"001001";"Agliè";999;2599\n',
        'latin1',
      ),
    },
  };

  it('keep their promises: accessible in light and dark, light, no sideways scroll at 320 px', async () => {
    const pages = ['', '/dati?al=2023-12-31', '/importa', '/nuovo', '/c_e507', '/c_e507/dato', '/c_e507/modifica'];
    const broken: string[] = [];
    for (const page of pages) broken.push(...(await brokenPromises(context, lecco + page)));
    // A map is as heavy as its places; 84 of them, drawn for a desk and for a telephone.
    broken.push(...(await brokenPromises(context, `${lecco}/territorio`, { warm: 16 * 1024 })));
    expect(broken).toEqual([]);
    expect(server.faults).toEqual([]);
  }, 120_000);

  it('the register counts its rows, filters, sorts and gives away what is filtered', async () => {
    const page = await context.newPage();
    await page.goto(lecco);
    expect(await page.locator('tbody tr').count()).toBe(86);
    await picture(page, 'membership-register');
    await page.getByLabel('Nome o codice').fill('valsassina');
    await page.getByRole('button', { name: 'Applica' }).click();
    await page.waitForURL(/q=valsassina/);
    expect(await page.locator('tbody tr').count()).toBe(3);
    expect(await page.locator('.list-count').textContent()).toMatch(/^3 /);
    await page.getByRole('link', { name: 'Abitanti' }).click();
    await page.waitForURL(/ordine=population/);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Scarica CSV' }).click(),
    ]);
    const csv = readFileSync(await download.path(), 'utf8');
    expect(csv.trim().split('\r\n')).toHaveLength(4);
    await page.setViewportSize({ width: 360, height: 800 });
    await page.goto(lecco);
    await picture(page, 'membership-register-360');
    expect(await scrollsSideways(page)).toBe(false);
    await page.close();
  });

  it('[VV-13.1.b] a figure is recorded with the keyboard alone; a wrong one is told at its field with what was typed', async () => {
    const page = await context.newPage();
    await page.goto(`${valdarno}/c_e668/dato?dato=population&giorno=2024-12-31`);
    await page.getByLabel('Valore').focus();
    await page.keyboard.type('-5');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.error-summary');
    expect(await page.getByLabel('Valore').inputValue()).toBe('-5');
    expect(await page.locator('#f-value-error').textContent()).toContain('negativa');
    expect(await page.locator('#f-source-error').textContent()).toContain('necessario');
    await picture(page, 'membership-figure-error');
    await page.locator('.error-summary a', { hasText: 'Valore' }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('f-value');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('1.822');
    await page.getByLabel('Fonte').focus();
    await page.keyboard.type('ISTAT');
    await page.keyboard.press('Enter');
    await page.waitForURL(/enti\/c_e668$/);
    expect(await page.locator('main').textContent()).toContain('1.822');
    await picture(page, 'membership-entity');
    await page.setViewportSize({ width: 360, height: 800 });
    await picture(page, 'membership-entity-360');
    await page.close();
  });

  it('a file is shown before it is imported: wrong lines by name, the rest on request', async () => {
    const page = await context.newPage();
    await page.goto(`${valdarno}/importa`);
    await page.getByRole('button', { name: 'Mostra l’anteprima' }).click();
    await page.waitForSelector('.error-summary');
    await picture(page, 'membership-import');
    await page.getByLabel('File', { exact: true }).setInputFiles(files.residents);
    await page.getByRole('button', { name: 'Mostra l’anteprima' }).click();
    await page.waitForURL(/importa\/[0-9a-f-]{36}$/);
    await picture(page, 'membership-preview');
    expect(await page.locator('main').textContent()).toContain('Serve un numero intero');
    await page.getByRole('button', { name: 'Importa lasciando fuori la riga errata' }).click();
    await page.waitForURL(/enti$/);
    expect(await page.locator('.notice').textContent()).toContain('1 aggiunte');
    await page.close();
  });

  it('works without JavaScript', async () => {
    const plain = await openBrowser({ url: server.url, cookie: office, javaScriptEnabled: false });
    const page = await plain.context.newPage();
    await page.goto(`${valdarno}/nuovo`);
    await page.getByLabel('Nome').fill('Dicomano');
    await page.getByLabel('Codice catastale').fill('D29');
    await page.getByRole('button', { name: 'Salva' }).click();
    await page.locator('.error-summary').waitFor();
    expect(await page.getByLabel('Nome').inputValue()).toBe('Dicomano');
    await page.getByLabel('Codice catastale').fill('d299');
    await page.getByRole('button', { name: 'Salva' }).click();
    await page.waitForURL(/enti\/c_d299$/);
    await page.getByRole('link', { name: 'Registra l’adesione' }).click();
    await page.getByLabel('Primo giorno di adesione').fill('2026-01-01');
    await page.getByRole('button', { name: 'Registra' }).click();
    await page.waitForURL(/enti\/c_d299$/);
    expect(await page.locator('main').textContent()).toContain('dal 1º gennaio 2026');
    await plain.close();
  });

  it('the figures of a day show their gaps, and the territory its map', async () => {
    const page = await context.newPage();
    await page.goto(`${lecco}/dati?al=2023-12-31`);
    await picture(page, 'membership-figures');
    expect(await page.locator('.notice').first().textContent()).toContain('Nessun dato mancante');
    // The inhabitants of the Province are those of its municipalities, counted once.
    expect(await page.locator('tfoot').textContent()).toMatch(/335\.055/);
    await page.setViewportSize({ width: 360, height: 800 });
    await page.goto(`${lecco}/dati?al=2023-12-31`);
    await picture(page, 'membership-figures-360');
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(`${lecco}/territorio`);
    await picture(page, 'membership-territory');
    const outline = JSON.stringify({
      type: 'FeatureCollection',
      features: [
        {
          type: 'Feature',
          properties: { istat_code: '097042' },
          geometry: {
            type: 'Polygon',
            coordinates: [
              [
                [9.36, 45.83],
                [9.44, 45.83],
                [9.44, 45.9],
                [9.36, 45.9],
                [9.36, 45.83],
              ],
            ],
          },
        },
      ],
    });
    const preview = await server.perform(
      previewImport,
      { fileName: 'confini.geojson', content: Buffer.from(outline).toString('base64'), source: 'prova' },
      consoleIn('lecco'),
    );
    await server.perform(confirmImport, { id: preview.id }, consoleIn('lecco'));
    await page.goto(`${lecco}/territorio`);
    expect(await page.locator('svg.drawn path').count()).toBeGreaterThan(0);
    await page.close();
  });

  it('speaks English beside Italian', async () => {
    const page = await context.newPage();
    await page.goto(`${server.url}/lingua/en?torna=${encodeURIComponent('/lecco/enti/dati?al=2023-12-31')}`);
    expect(await page.locator('h1').textContent()).toBe('Figures of the entities on a day');
    await page.goto(`${server.url}/lingua/it?torna=/`);
    await page.close();
  });
});

it('the examples that the pages show are the files of the repository', () => {
  expect(readFileSync(join(projectFolder(), 'agreements', 'examples', 'lecco.csv'), 'utf8')).toContain(
    'Abitanti: ANPR',
  );
});
