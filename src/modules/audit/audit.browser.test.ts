import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { consoleIn } from '../../testing/actor.ts';
import { brokenPromises, noBrowser, openBrowser, picture } from '../../testing/browser.ts';
import { startTestServer } from '../../testing/server.ts';
import { addEntity } from '../membership/actions/add-entity.ts';
import { keepDailyHeads } from './sign-heads.ts';
import { signingKey } from './signing-key.ts';

describe.skipIf(noBrowser)(`the trail in a browser ${noBrowser}`, async () => {
  if (noBrowser) return;
  const server = await startTestServer();
  const lecco = { code: 'c_e507', name: 'Lecco', kind: 'comune', relation: 'member' } as const;
  await server.perform(addEntity, lecco, consoleIn('lecco'));
  for (let i = 0; i < 30; i++) await server.registered({ role: 'REF', association: 'lecco', entity: 'c_e507' });
  const cookie = await server.signedIn({ role: 'RES', association: 'lecco' });
  const folder = mkdtempSync(join(tmpdir(), 'comunanza-audit-'));
  await keepDailyHeads(server.database, signingKey(folder, ''), server.clock());
  rmSync(folder, { recursive: true });
  const { context } = await openBrowser({ url: server.url, cookie });
  const address = `${server.url}/lecco/sicurezza/registro`;

  test('[CAL-9.7] weighs little, is accessible in light and dark, fits 320 px, empty and filled', async () => {
    expect(await brokenPromises(context, address)).toEqual([]);
    expect(await brokenPromises(context, `${address}?ente=nessuno&esito=failed`)).toEqual([]);
    expect(await brokenPromises(context, `${address}/3`)).toEqual([]);
  }, 120_000);

  test('[CAL-9.7] is filtered, opened, paged; too short a retention keeps what was typed and says why', async () => {
    const page = await context.newPage();
    await page.goto(address);
    await picture(page, 'registro-1280');
    await page.getByLabel('Operazione', { exact: true }).selectOption('identity/assign-post');
    await page.getByRole('button', { name: 'Applica' }).click();
    await page.waitForURL(/operazione=identity/);
    expect(await page.locator('.list-count').textContent()).toBe('31 risultati');
    await page.locator('tbody a').first().click();
    await page.waitForURL(/registro\/\d+$/);
    expect(await page.locator('main').textContent()).toContain('identity/assign-post');
    expect(await page.getByRole('row').filter({ hasText: 'role' }).textContent()).toBe('roleRES');
    await picture(page, 'registro-open');
    await page.goto(address);
    await page
      .getByRole('link', { name: /Successiv|Avanti|dopo/i })
      .first()
      .click();
    await page.waitForURL(/cursor=/);
    await page.getByLabel('Mesi').fill('3');
    await page.getByRole('button', { name: 'Salva' }).click();
    await page.getByText('almeno sei mesi').first().waitFor();
    expect(await page.getByLabel('Mesi').inputValue()).toBe('3');
    await picture(page, 'registro-refused');
    await page.getByLabel('Mesi').fill('24');
    await page.getByRole('button', { name: 'Salva' }).click();
    await page.getByText('24 mesi, poi in un archivio firmato').waitFor();
    await page.setViewportSize({ width: 360, height: 800 });
    await page.goto(address);
    await picture(page, 'registro-360');
    await page.close();
  }, 60_000);
});
