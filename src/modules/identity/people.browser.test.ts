import { describe, expect, test } from 'vitest';
import { consoleIn } from '../../testing/actor.ts';
import { brokenPromises, noBrowser, openBrowser, picture } from '../../testing/browser.ts';
import { startTestServer } from '../../testing/server.ts';
import { addEntity } from '../membership/actions/add-entity.ts';
import { appointAdministrator } from './actions/administrators/appoint-administrator.ts';
import { listPosts } from './actions/list-posts.ts';
import { openReview } from './actions/reviews/open-review.ts';

describe.skipIf(noBrowser)(`people and posts in a browser ${noBrowser}`, async () => {
  if (noBrowser) return;
  const server = await startTestServer();
  const lecco = { code: 'c_e507', name: 'Comune di Lecco' };
  const merate = { code: 'c_f133', name: 'Comune di Merate' };
  for (const { code, name } of [lecco, merate]) {
    const input = { code, name, kind: 'comune' as const, joined: '2018-01-15' };
    await server.perform(addEntity, input, consoleIn('lecco'));
  }
  const at = ({ code, name }: typeof lecco) => ({ association: 'lecco', entity: code, entityName: name });
  const referent = await server.signedIn({ role: 'REF', ...at(lecco) });
  const controller = await server.signedIn({ role: 'CTR', ...at(lecco) });
  const administrator = await server.signedIn({ role: 'SYS', association: 'lecco' });
  const head = await server.signedIn({ role: 'RES', association: 'lecco' });
  for (let i = 0; i < 12; i++) await server.registered({ role: 'EMP', ...at(i % 2 ? lecco : merate) });
  const { items } = await server.perform(listPosts, { role: 'SYS' }, consoleIn('lecco'));
  const appointment = { person: items[0]!.person, systems: 'server e rete della sede', since: '2025-11-30' };
  await server.perform(appointAdministrator, appointment, consoleIn('lecco'));
  await server.perform(openReview, {}, consoleIn('lecco'));
  const open = async (cookie: string) => (await openBrowser({ url: server.url, cookie })).context;
  const contexts = {
    referent: await open(referent),
    controller: await open(controller),
    administrator: await open(administrator),
    head: await open(head),
  };
  const people = `${server.url}/lecco/enti/persone`;

  test.each([
    ['head', people, 'persone'],
    ['administrator', `${people}/nuova`, 'persona-nuova'],
    ['administrator', `${people}/elezioni`, 'elezioni'],
    ['referent', `${people}/richieste/nuova`, 'richiesta-scelta'],
    ['referent', `${people}/richieste/nuova?tipo=joiner`, 'richiesta-nuova'],
    ['referent', `${people}/richieste/nuova?tipo=leaver`, 'richiesta-esce'],
    ['referent', `${people}/conferma`, 'conferma'],
    ['head', `${people}/conferma`, 'conferma-responsabile'],
    ['head', `${people}/richieste`, 'richieste'],
    ['head', `${server.url}/lecco/enti/persone/ruoli`, 'ruoli'],
    ['head', `${server.url}/lecco/enti/persone/amministratori`, 'amministratori'],
    ['head', `${server.url}/lecco/enti/persone/amministratori/nuovo`, 'amministratore-nuovo'],
  ] as const)(
    'weighs little, is accessible in light and dark, fits 320 px: %s %s',
    async (who, address, name) => {
      expect(await brokenPromises(contexts[who], address)).toEqual([]);
      const page = await contexts[who].newPage();
      await page.goto(address);
      await picture(page, `h1-${name}-1280`);
      await page.setViewportSize({ width: 360, height: 780 });
      await picture(page, `h1-${name}-360`);
      await page.close();
    },
    120_000,
  );

  test('[VV-2.3.c] a request goes from the referent to the controller to the office, and the post is there', async () => {
    const asks = await contexts.referent.newPage();
    await asks.goto(people);
    await asks.getByRole('link', { name: 'Chiedi un accesso' }).click();
    await asks.getByLabel('entra').check();
    await asks.getByRole('button', { name: 'Continua' }).click();
    await asks.getByRole('button', { name: 'Manda la richiesta' }).click();
    await asks.locator('.error-summary').waitFor();
    expect(await asks.locator('.error-summary li').count()).toBe(4);
    await asks.getByLabel('Nome e cognome').fill('Paola Rivolta');
    await asks.getByLabel('Indirizzo e-mail').fill('paola.rivolta@comune.lecco.example');
    await asks.getByLabel('Ruolo', { exact: true }).selectOption('EMP');
    await asks.getByLabel('Primo giorno').fill('2026-11-21');
    await asks.getByRole('button', { name: 'Manda la richiesta' }).click();
    await asks.waitForURL(/richieste\/[0-9a-f-]{36}$/);
    expect(await asks.locator('h1').textContent()).toContain('Paola Rivolta entra');
    const address = asks.url();
    const decides = await contexts.controller.newPage();
    await decides.goto(address);
    await decides.getByRole('button', { name: 'Autorizza' }).click();
    await decides.getByText('da eseguire', { exact: true }).waitFor();
    const does = await contexts.administrator.newPage();
    await does.goto(address);
    await picture(does, 'h1-richiesta-1280');
    await does.getByRole('button', { name: 'Esegui' }).click();
    await does.getByText('eseguita', { exact: true }).waitFor();
    await does.goto(`${people}?q=rivolta`);
    expect(await does.locator('.list-count').textContent()).toBe('1 risultato');
    expect(await does.locator('#filter-stato option').first().textContent()).toBe('in corso');
    await does.getByRole('link', { name: 'Paola Rivolta' }).click();
    await does.waitForURL(/persone\/[0-9a-f-]{36}$/);
    expect(await brokenPromises(contexts.administrator, does.url())).toEqual([]);
    await picture(does, 'h1-persona-1280');
    await does.getByRole('link', { name: /Chiudi l’incarico/ }).click();
    await does.getByLabel('Ultimo giorno').fill('2026-11-20');
    await does.getByRole('button', { name: 'Chiudi l’incarico' }).click();
    expect(await does.locator('.field-error').textContent()).toContain('prima del primo, 21 novembre 2026');
    await does.getByLabel('Ultimo giorno').fill('2026-12-31');
    await does.getByLabel('Atto o motivo').fill('fine del comando');
    await does.getByRole('button', { name: 'Chiudi l’incarico' }).click();
    await does.getByText('fine del comando').waitFor();
    for (const page of [asks, decides, does]) await page.close();
  }, 120_000);

  test('[VV-2.3.c] the referent confirms and ends posts; what was decided leaves the list of what waits', async () => {
    const page = await contexts.referent.newPage();
    await page.goto(`${people}/conferma`);
    const before = await page.locator('fieldset.decision').count();
    await page.getByRole('button', { name: 'Registra le decisioni' }).click();
    await page.getByText('Serve almeno una decisione').first().waitFor();
    await page.getByLabel('conferma', { exact: true }).first().check();
    await page.getByLabel('chiudi', { exact: true }).nth(1).check();
    await page.getByRole('button', { name: 'Registra le decisioni' }).click();
    await page.getByText('Confermati 1, chiusi 1.').waitFor();
    expect(await page.locator('fieldset.decision').count()).toBe(before - 2);
    await page.getByRole('button', { name: `Conferma tutti e ${before - 3}` }).click();
    await page.getByText(`Confermati ${before - 3}, chiusi 0.`).waitFor();
    expect(await page.locator('.decision-about').allTextContents()).toEqual([
      expect.stringContaining('Delegato del titolare'),
    ]);
    await page.close();
  }, 60_000);

  test('[VV-2.3.c] the choices of the confirmation are in sight on a phone, under headings in their order', async () => {
    const page = await contexts.head.newPage();
    await page.setViewportSize({ width: 360, height: 780 });
    await page.goto(`${people}/conferma`);
    expect(await page.locator('main h1').count()).toBe(1);
    expect(await page.locator('main :is(h2, h3)').evaluateAll((all) => all.map(({ tagName }) => tagName))).toEqual(
      expect.arrayContaining(['H2', 'H2', 'H2']),
    );
    const last = await page.locator('fieldset.decision').first().getByLabel('più tardi').boundingBox();
    expect(last!.x + last!.width).toBeLessThan(360);
    const posts = (form: string) =>
      page
        .locator(`${form} input[name$=".post"]`)
        .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value));
    const together = await posts('.decide-all');
    const waiting = await posts('.decisions');
    const managing = waiting.filter((post) => !together.includes(post));
    expect(together.length).toBeGreaterThan(1);
    expect(managing.length).toBeGreaterThan(0);
    for (const post of managing) {
      const role = await page.locator('.decision', { has: page.locator(`[value="${post}"]`) }).textContent();
      expect(role).toMatch(/Tecnico di secondo livello|Amministratore di sistema|Delegato del titolare|Responsabile/);
    }
    await page.getByText('Cambia le regole').click();
    await page.getByLabel('Ogni quanti mesi').fill('0');
    await page.getByRole('button', { name: 'Salva' }).click();
    await page.locator('.error-summary').waitFor();
    expect(await page.getByLabel('Ogni quanti mesi').inputValue()).toBe('0');
    await page.close();
  }, 60_000);

  test('new representatives from a file: first what changes, then all at once', async () => {
    const page = await contexts.administrator.newPage();
    await page.goto(`${people}/elezioni`);
    const csv = (email: string) =>
      Buffer.from(
        `ente;ruolo;nome;email;dal;atto;numero\n${lecco.name};sindaco;Anna Sindaca;${email};01/12/2026;proclamazione;1/2026\n`,
      );
    const upload = (email: string) =>
      page.locator('input[type=file]').setInputFiles({ name: 'eletti.csv', mimeType: 'text/csv', buffer: csv(email) });
    await upload('non è un indirizzo');
    await page.getByRole('button', { name: 'Vedi che cosa cambia' }).click();
    await page.getByText('Riga 2:').waitFor();
    await upload('anna@comune.lecco.example');
    await page.getByRole('button', { name: 'Vedi che cosa cambia' }).click();
    await page.getByRole('button', { name: 'Conferma e cambia' }).waitFor();
    await picture(page, 'h1-anteprima-1280');
    await page.getByRole('button', { name: 'Conferma e cambia' }).click();
    await page.getByText('Incarichi dati: 1; chiusi: 0.').waitFor();
    expect(await page.getByRole('link', { name: 'Anna Sindaca' }).count()).toBe(1);
    await page.close();
  }, 60_000);

  test('[ISO-1] a referent of another entity sees neither the people nor the requests of this one', async () => {
    const other = await server.signedIn({ role: 'REF', ...at(merate) });
    const text = async (path: string) =>
      (await fetch(`${server.url}/lecco/${path}`, { headers: { cookie: other } })).text();
    for (const path of ['enti/persone?stato=any', 'enti/persone/richieste?stato=any', 'enti/persone/conferma']) {
      expect(await text(path)).not.toContain('Rivolta');
      expect(await text(path)).not.toContain(lecco.name);
    }
  });
  test('no page failed', () => expect(server.faults).toEqual([]));
});
