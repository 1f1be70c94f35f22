import { describe, expect, test } from 'vitest';
import { addEntity } from '../modules/membership/index.ts';
import type { registerWebhook } from '../modules/webhooks/actions/register-webhook.ts';
import { consoleIn, personIn } from '../testing/actor.ts';
import { brokenPromises, noBrowser, openBrowser, picture } from '../testing/browser.ts';
import { startTestServer } from '../testing/server.ts';
import { modules } from './modules.ts';

describe.skipIf(noBrowser)(`programs, in a browser ${noBrowser}`, async () => {
  if (noBrowser) return;
  const server = await startTestServer();
  await server.perform(
    addEntity,
    { name: 'Lecco', kind: 'comune', ipa: 'c_e507', istat: '097042', joined: '2018-01-01' },
    consoleIn('lecco'),
  );
  const cookie = await server.signedIn({ role: 'SYS', association: 'lecco' });
  const { context } = await openBrowser({ url: server.url, cookie });

  test('a person makes a token from the profile with the keyboard, copies it, revokes it', async () => {
    const page = await context.newPage();
    await page.goto(`${server.url}/profilo/gettoni`);
    await page.getByLabel('Nome', { exact: false }).first().focus();
    await page.keyboard.type('foglio dei dati');
    await page.keyboard.press('Tab');
    await page.getByLabel('Fino al').fill('2027-06-30');
    await page.getByLabel('Cercare fra le operazioni').focus();
    await page.keyboard.type('elencare gli ENTI');
    await page.keyboard.press('Enter');
    await page.getByText(/(contiene|contengono) «elencare gli ENTI»/).waitFor();
    expect(await page.getByLabel('Fino al').inputValue()).toBe('2027-06-30');
    await picture(page, 'tokens-form');
    await page
      .getByRole('checkbox', { name: /^Elencare gli enti/ })
      .first()
      .press('Space');
    await page.getByRole('button', { name: 'Crea il gettone' }).press('Enter');
    const token = await page.locator('.tokens-token').textContent();
    expect(token).toMatch(/^cmz_/);
    expect(await page.locator('.act-list').textContent()).toContain('Elencare gli enti');
    await picture(page, 'tokens-shown');
    await page.getByRole('link', { name: 'Torna all’elenco' }).click();
    await expect.poll(() => page.content()).toContain(`…${token!.slice(-4)}`);
    await page.getByRole('link', { name: 'foglio dei dati' }).click();
    await expect.poll(() => page.locator('h2').allTextContents()).toContain('Il programma può');
    expect(await page.locator('.act-list').textContent()).toContain('Elencare gli enti');
    await page.getByRole('button', { name: 'Revoca «foglio dei dati»' }).click();
    await expect.poll(() => page.content()).toContain('Gettone revocato');
    await page.close();
  }, 60_000);

  test('a program’s token: role and entity by name, then what they let it do', async () => {
    const page = await context.newPage();
    await page.goto(`${server.url}/lecco/sicurezza/gettoni`);
    await page.getByLabel('Ruolo').selectOption({ label: "ragioneria dell'ente capofila" });
    await page.getByLabel('Per quale ente', { exact: false }).selectOption({ index: 1 });
    await page.getByRole('button', { name: 'Avanti' }).click();
    await page.getByRole('textbox', { name: 'Nome' }).fill('cruscotto');
    await page.getByLabel('Fino al').fill('2027-06-30');
    await page.getByRole('button', { name: /^Riparto/ }).click();
    expect(await page.getByRole('textbox', { name: 'Nome' }).inputValue()).toBe('cruscotto');
    const costs = page.locator('details').filter({ hasText: 'Riparto' });
    await costs.getByLabel('Tutto quello che si legge').check();
    await page.getByRole('button', { name: 'Crea il gettone' }).click();
    await page.waitForSelector('.tokens-token');
    expect(await page.locator('.act-list dt').allTextContents()).toHaveLength(1);
    expect(await page.locator('.act-list').textContent()).not.toMatch(/[a-z]+\/[a-z]/);
    await page.close();
  }, 60_000);

  test('without JavaScript the acts of a webhook are searched by a button, and what was typed and ticked stays', async () => {
    const plain = await openBrowser({ url: server.url, cookie, javaScriptEnabled: false });
    const page = await plain.context.newPage();
    await page.goto(`${server.url}/lecco/sicurezza/avvisi`);
    await page.getByRole('textbox', { name: 'Nome' }).fill('protocollo');
    await page.getByLabel('Cercare fra le operazioni').fill('segreto');
    await page.locator('[name=trovaOperazioni]').click();
    expect(await page.getByRole('textbox', { name: 'Nome' }).inputValue()).toBe('protocollo');
    await page.getByRole('checkbox', { name: 'segreto' }).first().check();
    const words = (await page.locator('.act-choice label:has(input:checked)').innerText()).trim();
    await page.getByLabel('Cercare fra le operazioni').fill('zzz');
    await page.locator('[name=trovaOperazioni]').click();
    await page.locator('.act-choice', { hasText: 'Nessuna operazione contiene «zzz».' }).waitFor();
    await page.waitForLoadState();
    expect(await page.locator('.act-choice details label').allInnerTexts()).toEqual([words]);
    await page.getByRole('textbox', { name: 'Indirizzo' }).fill('https://protocollo.comune.example/avvisi');
    await page.getByRole('button', { name: 'Comincia ad avvisare' }).click();
    await page.locator('.webhooks-secret').waitFor();
    await page.goto(`${server.url}/lecco/sicurezza/avvisi`);
    await page.getByText('1 operazione').first().click();
    expect(await page.locator('table .act-list').first().textContent()).toContain(words);
    await plain.context.close();
  }, 60_000);

  test('every page about programs and mail keeps its promises', async () => {
    const register = modules
      .flatMap((module) => module.actions)
      .find((one) => one.name === 'webhooks/register-webhook');
    const { id } = (await server.perform(
      register as ReturnType<typeof registerWebhook>,
      { name: 'protocollo', address: 'https://protocollo.comune.example/avvisi', events: ['identity/end-post'] },
      personIn('lecco', 'SYS'),
    )) as { id: string };
    for (const path of [
      '/profilo/gettoni',
      '/lecco/sicurezza/gettoni',
      '/lecco/sicurezza/gettoni?ruolo=RES',
      '/lecco/sicurezza/avvisi',
      `/lecco/sicurezza/avvisi/${id}`,
      '/lecco/sicurezza/posta',
    ]) {
      expect(await brokenPromises(context, `${server.url}${path}`)).toEqual([]);
      const page = await context.newPage();
      for (const width of [1280, 360]) {
        await page.setViewportSize({ width, height: 900 });
        await page.goto(`${server.url}${path}`);
        await picture(
          page,
          `${path
            .replace(/[0-9a-f-]{36}/, 'uno')
            .replaceAll('/', '-')
            .slice(1)}-${width}`,
        );
      }
      await page.close();
    }
  }, 120_000);
});
