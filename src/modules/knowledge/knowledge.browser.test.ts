import { describe, expect, it } from 'vitest';
import { consoleIn } from '../../testing/actor.ts';
import { brokenPromises, noBrowser, openBrowser } from '../../testing/browser.ts';
import { startTestServer } from '../../testing/server.ts';
import { startAssociation } from '../agreement/index.ts';
import { announce } from './actions/announce.ts';
import { publishArticle } from './actions/publish-article.ts';
import { writeArticle } from './actions/write-article.ts';

describe.skipIf(noBrowser)(`what the office makes known, in a browser ${noBrowser}`, async () => {
  const association = 'valdarno-valdisieve';
  const server = await startTestServer({ associations: [] });
  const { perform } = server;
  const operator = consoleIn(association);
  await perform(startAssociation, { id: association, agreement: association }, consoleIn(null));
  const article = {
    audience: 'employees',
    title: 'Se la stampante non stampa',
    body: '1. Spegnere.\n\n    net stop',
  } as const;
  const { id } = await perform(writeArticle, article, operator);
  await perform(publishArticle, { article: id }, operator);
  const problem = { kind: 'problem', title: 'Posta ferma', impact: 'down', body: 'Si cerca la causa.' } as const;
  const { id: known } = await perform(announce, problem, operator);
  const employee = await server.signedIn({ role: 'EMP', association, entity: 'c_g420', entityName: 'Pelago' });
  const { context } = await openBrowser({ url: server.url, cookie: employee });
  const base = `${server.url}/${association}`;

  it('[2.12] an article is suggested as one types, opened by keyboard, and said to be of use in one press', async () => {
    const page = await context.newPage();
    await page.goto(`${base}/assistenza/nuova`);
    await page.getByText('Posta ferma').waitFor();
    await page.getByLabel('Che cosa serve').focus();
    await page.keyboard.type('Le stampanti sono ferme');
    const suggested = page.getByRole('link', { name: article.title });
    await suggested.waitFor();
    expect(await page.getByLabel('Che cosa serve').inputValue()).toBe('Le stampanti sono ferme');
    await page.goto(`${base}/assistenza/articoli/${id}`);
    await page.getByRole('button', { name: 'Sì' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Detto utile.').waitFor();
    await page.close();
    for (const path of [`assistenza/articoli/${id}`, `stato/${known}`])
      expect(await brokenPromises(context, `${base}/${path}`)).toEqual([]);
  });
});
