import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { consoleIn } from '../../testing/actor.ts';
import { cookieOf, startAssembly } from '../../testing/assembly.ts';
import { ownBallotKeys } from '../../testing/ballot-keys.ts';
import { accessibilityViolations, brokenPromises, noBrowser, openBrowser, picture } from '../../testing/browser.ts';
import { send } from '../../testing/send.ts';
import { startTestServer } from '../../testing/server.ts';
import { createMeeting } from './actions/create-meeting.ts';

ownBallotKeys();

describe.skipIf(noBrowser)(`sittings in the browser ${noBrowser}`, async () => {
  const server = await startTestServer({ associations: [], now: '2027-04-10T09:00:00Z' });
  const { perform } = server;
  const { emails, secretaryEmail } = await startAssembly(perform, { id: 'seduta' });
  const cookie = await cookieOf(perform, secretaryEmail);
  const { context: secretary } = await openBrowser({ url: server.url, cookie });
  const base = `${server.url}/seduta/organi/sedute`;

  it('[LC-4.notice] a sitting is prepared and convened: agenda, attachment, notice to every entity', async () => {
    const page = await secretary.newPage();
    await page.goto(`${base}/nuova`);
    await page.getByLabel('Luogo').fill('Sede della Provincia');
    await page.getByLabel('Prima convocazione').fill('2027-04-26T17:00');
    await page.getByLabel('Seconda convocazione').fill('2027-04-27T16:00');
    await page.getByRole('button', { name: 'Salva' }).click();
    await page.getByText('almeno 24 ore dopo').first().waitFor();
    expect(await page.getByLabel('Luogo').inputValue()).toBe('Sede della Provincia');
    await page.getByLabel('Seconda convocazione').fill('2027-04-27T17:30');
    await page.getByRole('button', { name: 'Salva' }).click();
    await page.waitForURL(/sedute\/1$/);
    for (const [title, secret] of [
      ['Rendiconto 2026', false],
      ['Nomina del revisore', true],
    ] as const) {
      await page.getByText('Aggiungere un punto').click();
      await page.getByLabel('Punto', { exact: true }).fill(title);
      if (secret) await page.getByLabel('A voto segreto').check();
      expect(await page.locator('select[name=what]').textContent()).toContain('previsione di spesa (resta la sola');
      await page.getByRole('button', { name: 'Aggiungi' }).click();
      await page.getByText(title).first().waitFor();
    }
    await page.getByText('Allegare un documento').first().click();
    await page
      .getByLabel('Documento')
      .setInputFiles({ name: 'rendiconto.txt', mimeType: 'text/plain', buffer: Buffer.from('Conto') });
    await page.getByRole('button', { name: 'Allegare un documento' }).click();
    await page.getByRole('link', { name: 'rendiconto.txt' }).waitFor();
    await page.locator('select[name=way]').selectOption('pec');
    await page.getByRole('button', { name: 'Convocare' }).click();
    await page.getByText('Enti avvisati: 8').waitFor();
    await picture(page, 'meetings-convened');
    // what is refused far down the page is seen, and has the focus
    await page.getByRole('button', { name: 'Aprire la seduta' }).click();
    await page.getByText('La seduta è convocata per il').waitFor();
    const refused = page.locator('#errori');
    expect(await refused.evaluate((place) => place === document.activeElement)).toBe(true);
    await refused.evaluate((place) => {
      const { top, bottom } = place.getBoundingClientRect();
      if (top < 0 || bottom > innerHeight) throw new Error(`out of sight: ${top}–${bottom}`);
    });
    await picture(page, 'meetings-refused');
    // dates that the secretary wrote are not receipts
    await page.getByRole('link', { name: 'Avviso di convocazione, con le prove' }).click();
    await page.getByText('secondo quanto registrato, senza ricevuta').first().waitFor();
    await page
      .getByText(/^Registrato da Carla Segretaria: PEC, inviato il 10 aprile 2027/)
      .first()
      .waitFor();
    await page.close();
    expect(server.faults).toEqual([]);
  }, 90_000);

  it('[LC-4.maj] secretary, two mayors and the wall at once: everybody sees the ballot begin and its outcome; then a secret one, on a small screen without scripts', async () => {
    server.moveTo('2027-04-27T15:20:00Z');
    const [name, value] = (await cookieOf(perform, secretaryEmail)).split('=') as [string, string];
    await secretary.addCookies([{ name, value, url: server.url }]);
    const desk = await secretary.newPage();
    await desk.goto(`${base}/1`);
    await desk.getByText('Sono le 17:20: la seduta è convocata per le 17:30').waitFor();
    const soon = { body: 'assembly', kind: 'ordinary' as const, firstCall: '2027-04-30T17:00' };
    const { number: late } = await perform(createMeeting, soon, consoleIn('seduta'));
    await desk.goto(`${base}/${late}`);
    await desk.getByText('termine passato').waitFor();
    server.moveTo('2027-04-27T15:30:00Z');
    await desk.goto(`${base}/1`);
    expect(await desk.getByText('la seduta è convocata per le').count()).toBe(0);
    await desk.getByLabel('seconda').check();
    await desk.getByRole('button', { name: 'Aprire la seduta' }).click();
    await desk.waitForURL(/segretario$/);
    const wall = await secretary.newPage();
    await wall.goto(`${base}/1/proiettore`);
    const mayors = await Promise.all(
      ['c_e507', 'c_f133'].map(async (code) => {
        const { context } = await openBrowser({
          url: server.url,
          cookie: await cookieOf(perform, emails.get(code)!),
          viewport: { width: 360, height: 740 },
        });
        const page = await context.newPage();
        await page.goto(`${base}/1/voto`);
        return page;
      }),
    );
    server.moveTo('2027-04-27T15:31:00Z');
    for (const name of ['Entra Lecco', 'Entra Merate']) {
      await send(desk, name);
      await desk.getByRole('button', { name: name.replace('Entra', 'Esce') }).waitFor();
      // the hands stay on the row
      await expect.poll(() => focusOf(desk), { timeout: 10_000 }).toMatch(/^seggio-ente\.c_/);
    }
    // The Province, by its number in the roll call and Enter
    const place = await desk
      .locator('.roll > li', { hasText: 'Provincia di Lecco' })
      .evaluate((item) => [...item.parentElement!.children].indexOf(item) + 1);
    await desk.keyboard.press(String(place));
    await send(desk, desk.locator('#appello-veloce'), (field) => field.press('Enter'));
    await desk.getByRole('button', { name: 'Esce Provincia di Lecco' }).waitFor();
    await expect.poll(() => focusOf(desk), { timeout: 10_000 }).toBe('appello-veloce');
    await withoutScripts();
    await wall.locator('.quorum-count', { hasText: '3 presenti su 8, ne servono 2' }).waitFor();
    await send(desk, 'Prepara la votazione');
    // the hands find their place also where what follows by itself is quicker than the answer
    await answersAfter(desk, 'Chiudi la votazione');
    await send(desk, desk.getByRole('button', { name: 'Apri la votazione' }));
    await desk.getByRole('button', { name: 'Chiudi la votazione' }).waitFor();
    await expect.poll(() => focusOf(desk), { timeout: 10_000 }).toBe('votazione');
    for (const page of mayors) await page.getByRole('button', { name: 'Favorevole' }).waitFor();
    await picture(mayors[0]!, 'meetings-vote');
    // why a vote weighs what it does can be read before anybody votes
    expect(await desk.getByRole('link', { name: /^Peso \d+ ?, Lecco: perché/ }).count()).toBe(1);
    const reader = mayors[1]!;
    await reader.getByRole('link', { name: 'perché' }).click();
    await reader.getByRole('heading', { name: /^Perché il voto di Merate pesa \d+$/ }).waitFor();
    expect(await reader.locator('.trace').textContent()).toMatch(/peso del voto di Merate.*art\. 4/s);
    expect(await accessibilityViolations(reader)).toEqual([]);
    await reader.goto(`${base}/1/voto`);
    await reader.getByRole('button', { name: 'Contrario' }).waitFor();
    const reason = desk.getByLabel('Motivo dell’annullamento');
    await desk.locator('summary', { hasText: 'Annulla la votazione' }).click();
    await reason.pressSequentially('La domanda era po');
    await mayors[0]!.getByRole('button', { name: 'Favorevole' }).dblclick();
    await mayors[0]!.getByText('Voto registrato: Favorevole').waitFor();
    await mayors[1]!.getByRole('button', { name: 'Contrario' }).click();
    await mayors[1]!.getByText('Voto registrato: Contrario').waitFor();
    await wall.locator('.wall-count', { hasText: 'Hanno votato in 2 su 3' }).waitFor();
    // others vote while the secretary writes: panel, words and focus stay
    await desk.getByText('Hanno votato in 2 su 3').waitFor();
    await desk.keyboard.type('sta male');
    expect(await reason.inputValue()).toBe('La domanda era posta male');
    expect(await reason.isVisible()).toBe(true);
    await send(desk, 'Favorevole, Provincia di Lecco');
    await desk.getByText('Hanno votato in 3 su 3').waitFor();
    await picture(desk, 'meetings-desk');
    await picture(wall, 'meetings-wall');
    await send(desk, 'Chiudi la votazione');
    await send(desk, 'Proclama l’esito');
    await wall.getByText('Approvata').waitFor();
    for (const page of mayors) await page.getByText('Approvata').waitFor();
    await picture(wall, 'meetings-wall-outcome');
    await secretBallot(desk, wall);
    await desk.locator('summary', { hasText: 'Prepara la votazione' }).click();
    await send(desk, 'Prepara la votazione');
    await desk.getByText('Una votazione è preparata e non è stata aperta').waitFor();
    await desk.getByRole('button', { name: 'Chiudi la seduta' }).click();
    await desk.getByText('Seduta chiusa.').waitFor();
    await desk.goto(`${base}/1/verbale`);
    await desk.getByRole('button', { name: 'Prepara il verbale' }).click();
    await desk.getByLabel('Testo del verbale').waitFor();
    expect(await desk.getByLabel('Testo del verbale').inputValue()).toContain(
      'Maggioranza (Maggioranza dei due terzi, art. 4 c. 7): base 15, ne servono 10, favorevoli 11.',
    );
    expect(await desk.getByLabel('Testo del verbale').inputValue()).toContain('ritirata senza aprirla');
    await desk.getByRole('button', { name: 'Approva il verbale' }).click();
    await desk.getByText('approvato, da firmare').waitFor();
    await picture(desk, 'meetings-minutes');
    for (const page of [desk, wall, ...mayors]) await page.close();
    expect(server.faults).toEqual([]);
  }, 240_000);

  /** The next form that the page sends is answered when a button with these words is there. */
  const answersAfter = (page: Page, button: string) =>
    page.evaluate((words) => {
      const fetches = globalThis.fetch;
      globalThis.fetch = async (...asked) => {
        const answer = await fetches(...asked);
        if (asked[1]?.method !== 'POST') return answer;
        globalThis.fetch = fetches;
        const isThere = () => [...document.querySelectorAll('button')].some((one) => one.textContent.includes(words));
        while (!isThere()) await new Promise((later) => setTimeout(later, 50));
        return answer;
      };
    }, button);

  const focusOf = (page: Page) => page.evaluate(() => document.activeElement?.id);

  /** The secretary's steps come back to where they were made, by their address alone. */
  async function withoutScripts(): Promise<void> {
    const cookie = await cookieOf(perform, secretaryEmail);
    const { context, close } = await openBrowser({ url: server.url, cookie, javaScriptEnabled: false });
    const plain = await context.newPage();
    await plain.goto(`${base}/1/segretario`);
    for (const [button, then] of [
      ['Entra Bellano', 'Esce Bellano'],
      ['Esce Bellano', 'Entra Bellano'],
    ] as const) {
      await plain.getByRole('button', { name: button }).click();
      await plain.getByRole('button', { name: then }).waitFor();
      await plain.waitForURL(/segretario#seggio-ente\.c_a745$/);
    }
    await close();
  }

  /** The second item, in secret: a mayor with a small screen and no JavaScript votes, and later finds the paper in the total. */
  async function secretBallot(desk: Page, wall: Page): Promise<void> {
    await desk.locator('summary', { hasText: 'Prepara la votazione' }).click();
    expect(await desk.getByLabel('Come si vota').inputValue()).toBe('item');
    await send(desk, 'Prepara la votazione');
    await send(desk, desk.getByRole('button', { name: 'Apri la votazione' }));
    const { context } = await openBrowser({
      url: server.url,
      cookie: await cookieOf(perform, emails.get('c_e507')!),
      viewport: { width: 360, height: 740 },
      javaScriptEnabled: false,
    });
    const mayor = await context.newPage();
    await mayor.goto(`${base}/1/voto`);
    await mayor.getByText('La pagina non cambia da sola.').waitFor();
    expect(await mayor.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await mayor.getByRole('button', { name: 'Contrario' }).click();
    await mayor.getByText('Voto segreto registrato').waitFor();
    const first = await mayor.locator('code.hash').textContent();
    await mayor.getByRole('button', { name: 'Favorevole' }).click();
    const hash = mayor.locator('code.hash');
    await expect.poll(() => hash.textContent()).not.toBe(first);
    await mayor.waitForLoadState();
    const receipt = await hash.textContent();
    expect(receipt).toMatch(/^[0-9a-f]{64}$/);
    expect(await mayor.locator('[aria-pressed=true]').count()).toBe(0);
    await picture(mayor, 'meetings-secret-vote');
    await wall.getByText('A voto segreto').waitFor();
    await wall.locator('.wall-count', { hasText: 'Hanno votato in 1 su 3' }).waitFor();
    expect(await wall.content()).not.toContain(receipt!);
    await send(desk, 'Chiudi la votazione');
    await desk.getByText('Meno di tre schede: i totali fanno capire come ha votato qualcuno').waitFor();
    await send(desk, 'Proclama l’esito');
    await desk.getByRole('button', { name: 'Proclama l’esito' }).waitFor({ state: 'detached' });
    await mayor.getByRole('link', { name: 'Aggiorna' }).click();
    await mayor.getByRole('link', { name: 'Controlla che la propria scheda sia nel totale' }).click();
    await mayor.getByText('La scheda con questa ricevuta c’è: Lecco').waitFor();
    await mayor.getByText('È l’unica scheda sommata nel totale proclamato.').waitFor();
    expect(await mayor.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    await picture(mayor, 'meetings-receipt');
    await mayor.getByLabel('La propria ricevuta').fill(first!);
    await mayor.getByRole('button', { name: 'Cerca la scheda' }).click();
    await mayor.getByText('Nessuna scheda di questa votazione ha questa ricevuta').waitFor();
    await context.close();
  }

  it('keep their promises: accessible in light and dark, light, no sideways scroll at 320 px', async () => {
    const broken: string[] = [];
    for (const path of [
      '',
      '/nuova',
      '/1',
      '/1/segretario',
      '/1/proiettore',
      '/1/voto',
      '/1/votazioni/1',
      '/1/pesi/ente.c_e507',
      '/1/verbale',
      '/../decisioni',
      '/../richieste',
      '/../consultazioni',
    ])
      broken.push(...(await brokenPromises(secretary, base + path)));
    expect(broken).toEqual([]);
  }, 240_000);
});
