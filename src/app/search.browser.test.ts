import { describe, expect, it } from 'vitest';
import { noBrowser, openBrowser } from '../testing/browser.ts';
import { startTestServer } from '../testing/server.ts';
import { loadExample } from './examples.ts';
import { modules } from './modules.ts';

describe.skipIf(noBrowser)(`one search over everything ${noBrowser}`, async () => {
  const server = await startTestServer({ associations: [] });
  await loadExample({ perform: server.perform, modules, now: server.clock().instant }, 'lecco');
  const head = await server.signedIn({ role: 'RES', association: 'lecco', entity: 'p_lc' });
  const { context } = await openBrowser({ url: server.url, cookie: head });

  it('the slash leads to it from any page, and what is found is walked by key', async () => {
    const page = await context.newPage();
    await page.goto(`${server.url}/lecco`);
    await page.keyboard.press('/');
    await page.keyboard.type('perledo');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Risultati per «perledo»' }).waitFor();
    await page.keyboard.press('j');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Perledo');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: /Perledo/ }).waitFor();
    await page.close();
  });

  it('the question mark lists the keys, Escape closes the list, and writing a question mark writes it', async () => {
    const page = await context.newPage();
    await page.goto(`${server.url}/lecco/cerca?q=presidenza`);
    expect(await page.getByRole('heading', { level: 2 }).allTextContents()).toContain('Clausole della convenzione');
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Tasti' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog', { name: 'Tasti' }).waitFor({ state: 'hidden' });
    await page.getByLabel('Che cosa si cerca').fill('');
    await page.getByLabel('Che cosa si cerca').press('?');
    expect(await page.getByLabel('Che cosa si cerca').inputValue()).toBe('?');
    await page.close();
  });

  it('[ISO-15] finds nothing of another association, takes any characters as they are', async () => {
    const words = async (cookie: string, q: string) =>
      (await fetch(`${server.url}/lecco/cerca?q=${encodeURIComponent(q)}`, { headers: { cookie } })).text();
    expect(await words(head, 'Pelago')).toContain('Nulla che si possa vedere');
    expect(await words(head, '%')).toContain('Servono almeno due');
    expect(await words(head, '<b>x</b>')).toContain('&lt;b>x&lt;/b>');
  });
});
