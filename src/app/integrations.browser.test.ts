import { describe, expect, test } from 'vitest';
import type { registerWebhook } from '../modules/webhooks/actions/register-webhook.ts';
import { personIn } from '../testing/actor.ts';
import { brokenPromises, noBrowser, openBrowser, picture } from '../testing/browser.ts';
import { startTestServer } from '../testing/server.ts';
import { modules } from './modules.ts';

describe.skipIf(noBrowser)(`programs, in a browser ${noBrowser}`, async () => {
  if (noBrowser) return;
  const server = await startTestServer();
  const cookie = await server.signedIn({ role: 'SYS', association: 'lecco' });
  const { context } = await openBrowser({ url: server.url, cookie });

  test('a person makes a token from the profile with the keyboard, copies it, revokes it', async () => {
    const page = await context.newPage();
    await page.goto(`${server.url}/profilo/gettoni`);
    await page.getByLabel('Nome', { exact: false }).first().focus();
    await page.keyboard.type('foglio dei dati');
    await page.keyboard.press('Tab');
    await page.getByLabel('Fino al').fill('2027-06-30');
    await page.getByRole('group', { name: 'Può leggere', exact: false }).first().getByRole('checkbox').first().check();
    await picture(page, 'tokens-form');
    await page.getByRole('button', { name: 'Crea il gettone' }).press('Enter');
    const token = await page.locator('.tokens-token').textContent();
    expect(token).toMatch(/^cmz_/);
    await picture(page, 'tokens-shown');
    await page.getByRole('link', { name: 'Torna all’elenco' }).click();
    await expect.poll(() => page.content()).toContain(`…${token!.slice(-4)}`);
    await page.getByRole('button', { name: 'Revoca «foglio dei dati»' }).click();
    await expect.poll(() => page.content()).toContain('Gettone revocato');
    await page.close();
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
