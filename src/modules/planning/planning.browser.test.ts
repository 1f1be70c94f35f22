import { describe, expect, it } from 'vitest';
import { loadExample } from '../../app/examples.ts';
import { modules } from '../../app/modules.ts';
import { brokenPromises, noBrowser, openBrowser, picture } from '../../testing/browser.ts';
import { startTestServer } from '../../testing/server.ts';

describe.skipIf(noBrowser)(`the pages of the duties ${noBrowser}`, async () => {
  const server = await startTestServer({ associations: [] });
  await loadExample({ perform: server.perform, modules, now: server.clock().instant }, 'lecco');
  const head = await server.signedIn({
    role: 'RES',
    association: 'lecco',
    entity: 'p_lc',
    entityName: 'Provincia di Lecco',
  });
  const { context } = await openBrowser({ url: server.url, cookie: head });
  const base = `${server.url}/lecco/convenzione/adempimenti`;
  const year = 2026;

  it('keep their promises: accessible in light and dark, light, no sideways scroll at 320 px', async () => {
    const broken: string[] = [];
    const form = `/registra?anno=${year}&adempimento=plan-transmission:${year}-10-31`;
    for (const page of ['', '/catena', '/calendari', '/evento', form])
      broken.push(...(await brokenPromises(context, base + page)));
    expect(broken).toEqual([]);
    expect(server.faults).toEqual([]);
  }, 240_000);

  it('[R-LC-13] the head records the sending of the plan with its proof, and finds it done', async () => {
    const page = await context.newPage();
    await page.goto(`${base}/catena`);
    await picture(page, 'planning-chain');
    await page.goto(`${base}?anno=${year}`);
    await picture(page, 'planning-duties');
    const row = page.getByRole('row', { name: /Invio agli enti del piano approvato/ });
    await row.getByRole('link', { name: /Registra/ }).click();
    await page.waitForURL(/registra/);
    await page.getByLabel('Atto o riferimento').fill('PEC prot. 1021');
    await page.getByRole('button', { name: 'Registra' }).click();
    await page.locator('main').getByText('Manca la prova').waitFor();
    expect(await page.getByLabel('Atto o riferimento').inputValue()).toBe('PEC prot. 1021');
    await page.getByLabel('Collegamento').fill(`${server.url}/lecco/organi/sedute`);
    await page.getByRole('button', { name: 'Registra' }).click();
    await page.waitForURL(/adempimenti\?anno/);
    expect(await row.textContent()).toContain('PEC prot. 1021');
    await page.setViewportSize({ width: 360, height: 800 });
    await picture(page, 'planning-duties-narrow');
    await page.goto(`${base}/calendari`);
    await page.getByRole('button', { name: 'Crea l’indirizzo' }).first().click();
    await page.locator('code', { hasText: 'calendario.ics' }).waitFor();
    await picture(page, 'planning-feeds');
    await page.close();
    expect(server.faults).toEqual([]);
  }, 90_000);
});
