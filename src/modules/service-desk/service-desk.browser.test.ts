import { describe, expect, it } from 'vitest';
import { consoleIn } from '../../testing/actor.ts';
import { brokenPromises, noBrowser, openBrowser, picture } from '../../testing/browser.ts';
import { send } from '../../testing/send.ts';
import { startTestServer } from '../../testing/server.ts';
import { startAssociation } from '../agreement/index.ts';
import { announce } from '../knowledge/actions/announce.ts';
import { addEntity } from '../membership/index.ts';
import { openTicket } from './actions/open-ticket.ts';
import { setTarget } from './actions/set-target.ts';
import { setWeeklyHours } from './actions/set-weekly-hours.ts';
import { commentTicket } from './actions/talk.ts';

describe.skipIf(noBrowser)(`the pages of requests for help ${noBrowser}`, async () => {
  const association = 'valdarno-valdisieve';
  const server = await startTestServer({
    associations: [],
    now: '2026-11-23T08:00:00Z',
  });
  const { perform } = server;
  const operator = consoleIn(association);
  await perform(startAssociation, { id: association, agreement: association }, consoleIn(null));
  const pelago = {
    code: 'c_g420',
    name: 'Pelago',
    kind: 'comune',
    joined: '2019-01-01',
    signed: '2019-01-01',
  } as const;
  await perform(addEntity, pelago, operator);
  const week = { monday: '8-14', tuesday: '8-14', wednesday: '8-14', thursday: '8-14', friday: '8-14' };
  await perform(setWeeklyHours, { since: '2020-01-01', ...week }, operator);
  await perform(setTarget, { since: '2020-01-01', firstAnswer: 60, solution: 480 }, operator);
  for (const body of ['La stampante del protocollo non stampa', 'Posta certificata ferma da ieri', 'Serve un monitor'])
    await perform(openTicket, { entity: pelago.code, requesterName: 'Anna Neri', origin: 'phone', body }, operator);
  const technician = await server.signedIn({ role: 'L1', association });
  const { context } = await openBrowser({ url: server.url, cookie: technician });
  const base = `${server.url}/${association}/assistenza`;

  it('[VV-2.3.f] the queue is worked with the keyboard: a request is opened, taken and answered', async () => {
    const page = await context.newPage();
    await page.goto(base);
    await picture(page, 'service-desk-queue');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.waitForURL(/richieste\/2026-1$/);
    await send(page, 'Prendi in carico');
    await page.getByText('ha preso in carico').waitFor();
    await page.getByLabel('Risposta').fill('Passo alle undici.');
    await send(page, 'Invia la risposta');
    await page.locator('blockquote', { hasText: 'Passo alle undici.' }).waitFor();
    await picture(page, 'service-desk-ticket');
    await page.setViewportSize({ width: 360, height: 800 });
    await picture(page, 'service-desk-ticket-narrow');
    await page.goto(base);
    await picture(page, 'service-desk-queue-narrow');
    await page.goto(`${base}/nuova`);
    await picture(page, 'service-desk-new-narrow');
    await page.close(); // a browser has few connections for each server, and pages that are live keep one
    expect(server.faults).toEqual([]);
  }, 240_000);

  it('[VV-5.3.b] [VV-9.2.a] E2E-VV-13: asked, taken, hands on site, waiting for material with the clock still, solved, rated', async () => {
    const at = async (role: 'EMP' | 'REF', entity: string) => {
      const cookie = await server.signedIn({ role, association, entity, entityName: 'Pelago' });
      return (await openBrowser({ url: server.url, cookie })).context.newPage();
    };
    const employee = await at('EMP', pelago.code);
    const referent = await at('REF', pelago.code);
    const office = await context.newPage();
    await employee.goto(`${server.url}/${association}`);
    await employee.getByLabel('Che cosa serve?').fill('Lo switch della biblioteca è spento');
    await employee.keyboard.press('Control+Enter');
    await employee.waitForURL(/richieste\/2026-4$/);
    const ticket = employee.url();

    await office.goto(`${base}?incarico=nobody&ordine=due`);
    await office.getByRole('link', { name: 'Lo switch della biblioteca è spento' }).click();
    await send(office, 'Prendi in carico');
    await office.getByText('ha preso in carico').waitFor();
    await office.getByRole('link', { name: 'Affidare un compito al referente' }).click();
    await office.getByLabel('fare qualcosa sul posto').check();
    await office.getByLabel('Istruzioni, passo per passo').fill('1. Staccare la spina. 2. Riattaccarla.');
    await office.getByRole('button', { name: 'Conferma' }).click();
    await office.locator('.ticket-clock', { hasText: 'tempo fermo' }).waitFor();

    await referent.goto(`${server.url}/${association}`);
    await referent.getByRole('link', { name: 'Lo switch della biblioteca è spento' }).click();
    await referent.getByLabel('Esito').fill('La spia resta spenta.');
    await referent.getByRole('button', { name: 'Conferma' }).click();
    await referent.locator('blockquote', { hasText: 'La spia resta spenta.' }).waitFor();

    await office.goto(ticket);
    await office.getByRole('link', { name: 'Mettere in attesa' }).click();
    await office.getByLabel('in attesa di materiale dell’ente').check();
    await office.getByRole('button', { name: 'Conferma' }).click();
    await office.locator('.ticket-line', { hasText: 'in attesa di materiale' }).waitFor();
    server.moveTo('2026-11-23T08:25:00Z');
    await office.reload();
    expect(await office.locator('.ticket-clock').textContent()).toMatch(/Soluzione: ?tempo fermo/);
    await office.getByRole('link', { name: 'Riprendere' }).click();
    await office.getByRole('button', { name: 'Conferma' }).click();
    await office.getByText('ha ripreso').waitFor();
    await office.getByLabel('Risposta').fill('Sostituito lo switch: i PC vedono la rete.');
    await send(office, 'Rispondi e risolvi');
    await office.locator('.ticket-clock', { hasText: 'Soluzione: in tempo' }).waitFor();

    await employee.reload();
    await send(employee, 'Bene');
    await employee.getByText('ha detto come è andata: bene').waitFor();
    await picture(employee, 'service-desk-rated');
    for (const page of [employee, referent, office]) await page.close();
    server.moveTo('2026-11-23T08:00:00Z');
    expect(server.faults).toEqual([]);
  }, 240_000);

  it('[VV-2.3.f] two on one request see each other, and nothing of the other is written over', async () => {
    const other = await server.signedIn({ role: 'L2', association });
    const two = await (await openBrowser({ url: server.url, cookie: other })).context.newPage();
    const one = await context.newPage();
    await one.goto(`${base}/richieste/2026-3`);
    await two.goto(`${base}/richieste/2026-3`);
    await one.locator('.ticket-presence', { hasText: 'sta guardando' }).waitFor();
    await two.getByLabel('Risposta').pressSequentially('Arrivo');
    await one.locator('.ticket-presence', { hasText: 'sta scrivendo' }).waitFor();
    await one.getByLabel('Risposta').fill('Ci penso io');
    await two.getByRole('button', { name: 'Invia la risposta' }).click();
    await one.locator('blockquote', { hasText: 'Arrivo' }).waitFor();
    await one.getByRole('button', { name: 'Invia la risposta' }).click();
    await one.getByText('Nel frattempo la richiesta è cambiata').waitFor();
    expect(await one.getByLabel('Risposta').inputValue()).toBe('Ci penso io');
    for (const page of [one, two]) await page.close();
  }, 240_000);

  it('[AT-P4] [AT-U2] a call is a request in one page by the keyboard alone: who calls brings entity, number and machine', async () => {
    const call = { entity: pelago.code, origin: 'phone', body: 'Schermo nero' } as const;
    const known = { requesterName: 'Ermenegilda Corsini', contact: '055 8360123', asset: 'PC-77' };
    await perform(openTicket, { ...call, ...known }, operator);
    const page = await context.newPage();
    await page.goto(base);
    const asked = new Set<string>();
    page.on('request', (request) => {
      if (request.headers().accept?.includes('text/html') && !request.url().includes('dal-vivo'))
        asked.add(`${request.method()} ${request.url().replace(/\?.*/, '')}`);
    });
    await page.keyboard.press('n');
    await page.keyboard.type('8360'); // before the page is there
    await page.getByRole('option', { name: /^Ermenegilda Corsini Pelago/ }).waitFor();
    await page.keyboard.press('Enter');
    const value = (label: string) => page.getByLabel(label).inputValue();
    expect([await value('Chi chiama'), await value('Dove richiamare'), await value('Macchina o programma')]).toEqual([
      'Ermenegilda Corsini',
      '055 8360123',
      'PC-77',
    ]);
    await picture(page, 'service-desk-phone');
    await page.locator('[name="body"]:focus').pressSequentially('Di nuovo nero');
    await page.keyboard.press('Control+Enter');
    await page.waitForURL(/richieste\/2026-\d+$/);
    // the form, the look for the person (once or more, as the keys come), that for the machine, the request
    const places = [...asked].map((one) => one.replace(base, '')).filter((one) => !one.includes('/richieste/'));
    expect(places).toEqual(['GET /nuova', 'POST /chi-chiama', 'POST /assistita', 'POST /nuova']);
    expect(await page.locator('.ticket-facts').textContent()).toMatch(
      /Ermenegilda Corsini.*Pelago.*055 8360123.*PC-77/,
    );

    // on a slow line Enter comes before the list, which answers when it is let through: what is written next stays where it belongs
    const other = { requesterName: 'Corso Brandi', contact: '055 8360999', asset: 'PC-12' };
    await perform(openTicket, { ...call, ...other }, operator);
    let line = Promise.withResolvers<void>();
    await page.route('**/chi-chiama', async (route) => {
      await line.promise;
      await route.continue().catch(() => {}); // given up by the page, which asks anew
    });
    const hurry = async (typed: string, { beginning = '', shows }: { beginning?: string; shows: string }) => {
      line = Promise.withResolvers();
      await page.goto(`${base}/nuova`);
      const field = page.locator('[name="requesterName"]:focus');
      if (beginning !== '') {
        const begun = page.waitForRequest('**/chi-chiama');
        await field.pressSequentially(beginning);
        await begun;
      }
      await field.pressSequentially(typed.slice(beginning.length));
      await page.keyboard.press('Enter');
      await page.locator('[name="body"]:focus').pressSequentially('Rete ferma');
      line.resolve();
      await page.locator(shows).waitFor({ state: 'attached' });
      return [await value('Chi chiama'), await value('Macchina o programma'), await value('Che cosa serve')];
    };
    const [taken, corsini] = ['.who-calls-taken', ['Ermenegilda Corsini', 'PC-77', 'Rete ferma']];
    for (const typed of ['Ermenegilda Corsini', 'ermenegi', 'Corsini Erme', '+39 0558360123', '8360123'])
      expect([typed, ...(await hurry(typed, { shows: taken }))]).toEqual([typed, ...corsini]);
    expect(await value('Ente')).toBe(pelago.code);
    expect(await hurry('Corsini', { beginning: 'Cor', shows: taken })).toEqual(corsini);
    // two may be meant, a name only alike, part of another word: as it was written, with nothing of anybody
    for (const typed of ['Cors', '8360', 'Corsinni', 'orsini'])
      expect([typed, ...(await hurry(typed, { shows: `[data-asked="${typed}"]` }))]).toEqual([
        typed,
        typed,
        '',
        'Rete ferma',
      ]);
    // whom the list gave is said, and taken back
    await hurry('Corso', { shows: taken });
    expect(await page.locator('[role="status"] > .who-calls-taken').textContent()).toContain('Corso Brandi');
    await page.getByRole('button', { name: 'Non è questa persona' }).click();
    expect([await value('Chi chiama'), await value('Macchina o programma')]).toEqual(['Corso', '']);
    expect(await page.locator('input[name="caller"]').count()).toBe(0);

    // the line breaks, and the browser loads the page whole: what was typed ahead is there too
    let breakLine = () => {};
    const broken = new Promise<void>((resolve) => {
      breakLine = resolve;
    });
    await page.route('**/nuova', async (route) => {
      if (!route.request().headers()['hx-request']) return route.continue();
      await broken;
      await route.abort();
    });
    await page.goto(base);
    await page.keyboard.press('n');
    await page.keyboard.type('8360');
    breakLine();
    await page.getByRole('option', { name: /^Ermenegilda Corsini Pelago/ }).waitFor();
    expect(await value('Chi chiama')).toBe('8360');
    await page.close();

    const plain = await openBrowser({ url: server.url, cookie: technician, javaScriptEnabled: false });
    const old = await plain.context.newPage();
    await old.goto(`${base}/nuova`);
    await old.getByLabel('Chi chiama').fill('Corsni');
    await old.getByLabel('Che cosa serve').fill('Senza script');
    await old.getByRole('button', { name: 'Trova chi chiama' }).click();
    await old.getByLabel('Ermenegilda Corsini – Pelago · 055 8360123 · PC-77').check();
    await old.getByRole('button', { name: 'Invia la richiesta' }).click();
    await old.waitForURL(/richieste\/2026-\d+$/);
    expect(await old.locator('.ticket-facts').textContent()).toMatch(/Ermenegilda Corsini.*Pelago.*055 8360123/);
    await plain.close();
    expect(server.faults).toEqual([]);
  }, 240_000);

  it('[VV-2.3.f] what is written in the box stays, and goes on, while another button of the page is pressed; sent it is gone', async () => {
    const draft = {
      entity: pelago.code,
      requesterName: 'Anna Neri',
      origin: 'phone',
      body: 'Il tablet è lento',
    } as const;
    const { number } = (await perform(openTicket, draft, operator)) as { number: string };
    const page = await context.newPage();
    await page.goto(`${base}/richieste/${number.replace('/', '-')}`);
    const box = page.getByRole('textbox', { name: 'Risposta' });
    await box.fill('Arrivo domani');
    let answer = () => {};
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route('**/richieste/**', async (route) => {
      if (route.request().method() === 'POST') await held;
      await route.continue();
    });
    await send(page, 'Prendi in carico', async (there) => {
      await there.click();
      await box.press('End');
      await box.pressSequentially(' alle nove');
      answer();
    });
    await page.getByText('ha preso in carico').waitFor();
    expect(await box.inputValue()).toBe('Arrivo domani alle nove');
    await page.keyboard.type(', in ufficio');
    // what a colleague has answered since the draft was begun still stops it, once
    await perform(commentTicket, { ticket: number, version: 2, body: 'Ci va Bruno' }, operator);
    await page.locator('blockquote', { hasText: 'Ci va Bruno' }).waitFor();
    await send(page, 'Segui');
    await send(page, 'Invia la risposta');
    await page.getByText('Nel frattempo la richiesta è cambiata').waitFor();
    expect(await box.inputValue()).toBe('Arrivo domani alle nove, in ufficio');
    await send(page, 'Invia la risposta');
    await page.locator('blockquote', { hasText: 'Arrivo domani alle nove, in ufficio' }).waitFor();
    expect(await box.inputValue()).toBe('');
    await page.close();
    expect(server.faults).toEqual([]);
  }, 120_000);

  it('[VV-2.3.f] many live pages leave the browser its connections; a hidden one rests, and comes back with what changed', async () => {
    const live = [];
    for (let many = 0; many < 7; many += 1) {
      const page = await context.newPage();
      await page.goto(base);
      live.push(page);
    }
    const one = live[0]!;
    const hide = (hidden: boolean) =>
      one.evaluate((value) => {
        Object.defineProperty(document, 'hidden', { value, configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));
      }, hidden);
    const ended = one.waitForEvent('requestfailed', (request) => request.url().includes('dal-vivo')).catch(() => {});
    await hide(true);
    await ended;
    server.moveTo('2026-11-23T08:30:00Z');
    await perform(
      openTicket,
      { entity: pelago.code, requesterName: 'Anna Neri', body: 'Mentre era nascosta' },
      operator,
    );
    await live[1]!.getByText('Mentre era nascosta').waitFor();
    expect(await one.getByText('Mentre era nascosta').count()).toBe(0);
    await hide(false);
    await one.getByText('Mentre era nascosta').waitFor();
    for (const page of live) await page.close();
    server.moveTo('2026-11-23T08:00:00Z');
  }, 240_000);

  it('[VV-2.3.f] the time that is left stays true while the queue stands open', async () => {
    const page = await context.newPage();
    await page.clock.install({ time: new Date('2026-11-23T08:00:00Z') });
    await page.goto(`${base}?ordine=due`);
    const due = page.locator('time[data-due]').first();
    const before = await due.textContent();
    expect(before).toMatch(/^(fra|scaduta da) /);
    await page.clock.fastForward('48:00:00');
    await expect.poll(() => due.textContent()).toMatch(/^scaduta da \d+ (ore|giorni)$/);
    expect(await due.locator('.status-bad').count()).toBe(1);
    await page.close();
  }, 240_000);

  it('[VV-2.3.f] under an announcement ten rows of the queue are in sight, whatever their subjects; it opens to say all', async () => {
    const told = { kind: 'problem', impact: 'slow', body: 'Si lavora al server.' } as const;
    const title = 'Il protocollo risponde lentamente';
    await perform(announce, { ...told, title }, operator);
    const body = 'Una richiesta con un oggetto tanto lungo che in una riga della coda non ci può stare tutto quanto';
    await perform(openTicket, { entity: pelago.code, requesterName: 'Anna Neri', origin: 'phone', body }, operator);
    const page = await context.newPage();
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(base);
    const boxes = (selector: string) =>
      page.locator(selector).evaluateAll((all) => all.map((one) => one.getBoundingClientRect()));
    const [header, rows] = [(await boxes('header.it-header-wrapper'))[0]!, await boxes('.desk-list tbody tr')];
    const tallest = Math.max(...rows.map(({ height }) => height));
    expect(rows.length).toBeGreaterThan(3);
    // the header of the site is as tall as the name of the association makes it: 218 px where that has room in one line
    expect((900 - 218 - (rows[0]!.top - header.bottom)) / tallest).toBeGreaterThan(10);
    await page.locator('.announced > summary', { hasText: title }).click();
    await page.getByRole('link', { name: title }).click();
    await page.getByText('Si lavora al server.').first().waitFor();
    await page.close();
  }, 240_000);

  it('[VV-2.3.f] they keep their promises: accessible in light and dark, light, no sideways scroll at 320 px', async () => {
    const broken: string[] = [];
    for (const path of ['', '/nuova', '/richieste/2026-1', '/richieste/2026-2/compito', '/richieste/2026-2/cambia'])
      broken.push(...(await brokenPromises(context, base + path)));
    expect(broken).toEqual([]);
  }, 400_000);
});
