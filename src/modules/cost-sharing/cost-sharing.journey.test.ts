import { sql } from 'kysely';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { inContext } from '../../platform/database/context.ts';
import { consoleIn } from '../../testing/actor.ts';
import {
  brokenPromises,
  coldAndWarm,
  noBrowser,
  openBrowser,
  picture,
  scrollsSideways,
} from '../../testing/browser.ts';
import { startSharing, valdarno, valdarnoUnion } from '../../testing/cost-sharing.ts';
import { startTestServer } from '../../testing/server.ts';
import { taken } from '../../testing/taken.ts';
import { setCosts } from './actions/set-costs.ts';
import { startAllocation } from './actions/start-allocation.ts';

/** Where each of the seven municipalities and the Union have their seats. */
const seats: Readonly<Record<string, readonly [number, number]>> = {
  c_g825: [43.7757, 11.4389],
  c_h222: [43.6833, 11.5306],
  c_h286: [43.7236, 11.4506],
  c_g420: [43.7722, 11.5031],
  c_h635: [43.8236, 11.4864],
  c_e668: [43.8617, 11.5672],
  c_h937: [43.9258, 11.6197],
};

describe.skipIf(noBrowser)(`from the agreement to an adopted split, in a browser ${noBrowser}`, async () => {
  const server = await startTestServer({ associations: [], now: '2027-01-28T10:00:00+01:00' });
  const { perform } = server;
  await startSharing(perform, {
    id: 'vv',
    agreement: 'valdarno-valdisieve',
    members: [...valdarno.map((member) => ({ ...member, seat: seats[member.code]! })), valdarnoUnion],
  });
  const cookie = await server.signedIn({ role: 'RES', association: 'vv' });
  const { context } = await openBrowser({ cookie, url: server.url });
  const at = (path: string) => `${server.url}/vv/riparto${path}`;
  const page: Page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));

  it('starts a draft, adds a cost with a contribution and sees the table close', async () => {
    await page.goto(at(''));
    await picture(page, 'riparti-vuoto');
    await page.getByRole('link', { name: 'Nuovo riparto' }).click();
    await page.getByLabel('Anno').fill('2027');
    await page.getByLabel('Titolo').fill('Previsione');
    await picture(page, 'riparto-nuovo');
    await page.getByRole('button', { name: 'Aprire il riparto' }).click();
    await page.getByText('Il riparto non ha ancora spese').waitFor();
    await picture(page, 'riparto-senza-spese');
    await page.getByRole('link', { name: 'Aggiungere la prima spesa' }).click();
    await page.getByLabel('Servizio associato').check();
    await picture(page, 'spesa-scelta');
    await page.getByRole('button', { name: 'Avanti' }).click();
    await page.getByLabel('Descrizione').fill('Servizio ICT');
    await page.getByLabel('Importo lordo').fill('236.400');
    await page.getByLabel('Contributo 1: fonte').fill('Regione Toscana');
    await picture(page, 'spesa');
    await page.getByRole('button', { name: 'Salvare la spesa' }).click();
    await page.locator('#errori').waitFor();
    expect(await page.locator('#errori').textContent()).toContain('Importo');
    expect(await page.getByLabel('Descrizione').inputValue()).toBe('Servizio ICT');
    await picture(page, 'spesa-errori');
    await page.locator('#f-contributions-0-amount').fill('21.400,00');
    await page.getByRole('button', { name: 'Salvare la spesa' }).click();
    await page.getByText('La tabella chiude').waitFor();
    expect(await page.locator('.split-closes').textContent()).toContain('differenza 0,00');
    expect(await page.locator('main').textContent()).toContain('70.815,93');
    await picture(page, 'riparto-bozza');
  });

  it('an amount opens its explanation by keyboard, in place, and Escape gives the focus back', async () => {
    const amount = page.getByRole('link', { name: '70.815,93' }).first();
    await taken(page);
    await amount.focus();
    await page.keyboard.press('Enter');
    const why = page.locator('#spiegazione .why');
    await why.waitFor();
    expect(await why.textContent()).toContain(
      'metà per PC (130 su 388) + metà per abitanti (20.500 su 63.330), art. 13 c. 1',
    );
    expect(await why.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(page.url()).toBe(at('/1'));
    await picture(page, 'riparto-spiegazione');
    await page.keyboard.press('Escape');
    await why.waitFor({ state: 'detached' });
    expect(await amount.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  it('tries a corrective in the scenarios and changes nothing', async () => {
    await page.getByRole('link', { name: 'Scenari' }).click();
    await page.getByLabel('Riduzione percentuale ai più piccoli').check();
    await page.getByLabel('Fino a quanti abitanti').fill('3000');
    await page.locator('#f-readings-cost_sharing-corrective-rate').fill('20');
    await page.getByRole('button', { name: 'Confrontare' }).click();
    await page.getByText('5.615,33').first().waitFor();
    expect(await page.locator('.scenario-result').textContent()).toContain('\u22121.403,83');
    await picture(page, 'scenario');
    await page.goto(at('/1'));
    expect(await page.locator('main').textContent()).toContain('7.019,16');
  });

  it('adopts with an act, and the split is frozen and proves itself', async () => {
    await page.getByRole('link', { name: 'Adottare…' }).click();
    await page.getByRole('button', { name: 'Adottare e congelare' }).click();
    await page.locator('#errori').waitFor();
    await picture(page, 'adozione-errori');
    await page.getByLabel('Estremi dell’atto').fill('Delibera della Giunta n. 12 del 28/01/2027');
    await page.getByRole('button', { name: 'Adottare e congelare' }).click();
    await page.getByText('Riparto adottato e congelato.').waitFor();
    await picture(page, 'riparto-adottato');
    await page.getByRole('link', { name: 'Prova' }).click();
    await page.getByText('Il calcolo torna al centesimo').waitFor();
    await picture(page, 'prova');
  });

  it('each entity has its statement, and the files come down', async () => {
    await page.goto(at('/1/enti/c_e668'));
    expect(await page.locator('main').textContent()).toContain('7.019,16');
    await picture(page, 'prospetto');
    const download = page.waitForEvent('download');
    await page.locator('.downloads summary').click();
    await page.getByRole('link', { name: 'PDF' }).click();
    expect((await download).suggestedFilename()).toBe('riparto-2027-n1-c_e668.pdf');
    for (const [format, type] of [
      ['ods', 'opendocument'],
      ['focus-csv', 'text/csv'],
      ['focus-jsonl', 'jsonl'],
    ]) {
      const answer = await context.request.get(at(`/1/file?formato=${format}`));
      expect(answer.headers()['content-type']).toContain(type);
    }
    expect((await context.request.get(at('/1/file?formato=nulla'))).status()).toBe(400);
    expect((await context.request.get(at('/abc'))).status()).toBe(404);
  });

  it('a correction is a new draft', async () => {
    await page.goto(at('/1'));
    await page.getByRole('link', { name: 'Aprire una correzione…' }).click();
    await page.getByRole('button', { name: 'Aprire una correzione' }).click();
    await page.getByText('Correzione aperta').waitFor();
    expect(page.url()).toBe(at('/2'));
    await picture(page, 'correzione');
    await page.goto(at(''));
    await picture(page, 'riparti');
  });

  it('reads costs from a spreadsheet, with a preview, and names each wrong line', async () => {
    await page.goto(at('/2/spese/importa'));
    const send = async (content: string) => {
      await page
        .locator('input[type=file]')
        .setInputFiles({ name: 'spese.csv', mimeType: 'text/csv', buffer: Buffer.from(content) });
      await page.getByRole('button', { name: 'Leggere il file' }).click();
    };
    await send('descrizione;voce;importo\r\nCanoni;boh;1.000,00\r\nLinee;service;mille\r\n');
    await page.getByText('Riga 3').waitFor();
    expect(await page.locator('.notice-error').textContent()).toContain('«boh»');
    await picture(page, 'importa-errori');
    await page.getByRole('link', { name: 'Leggere un altro file' }).click();
    await send('descrizione;voce;importo;partecipanti\r\nPonte radio;investment;48.000,00;Pelago, Rufina, Londa\r\n');
    await page.getByText('Anteprima: nulla è ancora salvato').first().waitFor();
    await picture(page, 'importa-anteprima');
    await page.getByRole('button', { name: 'Salvare la spesa' }).click();
    await page.getByText('Spese salvate.').waitFor();
    await picture(page, 'spese');
  });

  it('works without JavaScript: an amount leads to the page of its explanation', async () => {
    const { context: plain, close } = await openBrowser({ cookie, url: server.url, javaScriptEnabled: false });
    const bare = await plain.newPage();
    await bare.goto(at('/1'));
    await bare.getByRole('link', { name: '70.815,93' }).first().click();
    await bare.locator('main', { hasText: 'metà per PC (130 su 388)' }).waitFor();
    await picture(bare, 'spiegazione-pagina');
    await close();
  });

  it('two hundred entities by fifteen costs still fit the weight of a page', async () => {
    await startSharing(perform, {
      id: 'grande',
      agreement: 'empolese-valdelsa',
      members: [],
    });
    const asApplication = { association: 'grande', actor: { person: null }, entities: 'all' } as const;
    await inContext(server.database, asApplication, async (tx) => {
      await sql`insert into membership.entities (association, code, name, kind, recorded_at)
        select 'grande', 'c_' || lpad(n::text, 3, '0'), 'Comune di prova numero ' || n, 'comune', now()
        from generate_series(1, 200) n`.execute(tx);
      await sql`insert into membership.memberships (association, entity, joined_on, recorded_at)
        select 'grande', code, '2018-01-01', now() from membership.entities`.execute(tx);
      await sql`insert into membership.figures
          (association, entity, register, on_day, revision, value, standing, source, evidence, recorded_at)
        select 'grande', code, 'population', '2026-12-31', 1, 500 + (hashtext(code) & 16383), 'final', 'prova', '', now()
        from membership.entities`.execute(tx);
    });
    const head = consoleIn('grande');
    const { number } = await perform(startAllocation, { year: 2027 }, head);
    const costs = Array.from({ length: 15 }, (_, place) => ({
      id: `spesa-${place}`,
      description: `Spesa di prova ${place}`,
      key: 'population',
      amount: `${12_345 + place * 6789}.67`,
    }));
    await perform(setCosts, { allocation: number, costs }, head);
    const large = await server.signedIn({ role: 'RES', association: 'grande' });
    const { context: own, close } = await openBrowser({ cookie: large, url: server.url });
    const { cold } = await coldAndWarm(await own.newPage(), `${server.url}/grande/riparto/${number}`);
    await close();
    expect(cold.bytes).toBeLessThan(120 * 1024);
  }, 60_000);

  it('looks as it should at 1280 and at 360 px, light and dark', async () => {
    for (const path of ['/1', '/1/grafico', '/2/impostazioni', '/2/personale', '/2/spese', '/2/scenari']) {
      for (const width of [1280, 360]) {
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme: width === 360 ? 'dark' : 'light' });
        await page.goto(at(path));
        expect(await scrollsSideways(page)).toBe(false);
        await picture(page, `aspetto${path.replaceAll('/', '-')}-${width}`);
      }
    }
    await page.emulateMedia({ colorScheme: 'light' });
  });

  it('no page breaks what every page promises', async () => {
    const pages = [
      '',
      '/nuovo',
      '/1',
      '/1/grafico',
      '/1/prova',
      '/1/scenari',
      '/1/enti/c_e668',
      '/1/perche?ente=c_e668',
      '/2',
      '/2/spese',
      '/2/spese/nuova',
      '/2/spese/servizio-ict',
      '/2/spese/importa',
      '/2/personale',
      '/2/impostazioni',
      '/2/adozione',
      '/1/correzione',
    ];
    const broken: string[] = [];
    for (const path of pages) broken.push(...(await brokenPromises(context, at(path))));
    expect(broken).toEqual([]);
    expect(errors).toEqual([]);
    expect(server.faults).toEqual([]);
  }, 180_000);

  it('[E2E-VV-01] the accounting office of an entity has its own statement', async () => {
    const own = await server.signedIn({ role: 'ACC', association: 'vv', entity: 'c_e668', entityName: 'Londa' });
    const { context: reader, close } = await openBrowser({
      cookie: own,
      url: server.url,
      viewport: { width: 360, height: 800 },
    });
    const small = await reader.newPage();
    await small.goto(at('/1'));
    await picture(small, 'ente-riparto-360');
    await small.getByRole('link', { name: 'La quota del proprio ente' }).click();
    await small.waitForURL(/enti/);
    await small.locator('main', { hasText: '7.019,16' }).waitFor();
    await picture(small, 'ente-prospetto-360');
    expect((await reader.request.get(at('/1/enti/c_g825'))).status()).toBe(404);
    await close();
  });
});
