import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { consoleIn } from '../../testing/actor.ts';
import { brokenPromises, noBrowser, openBrowser, picture } from '../../testing/browser.ts';
import { startTestServer } from '../../testing/server.ts';
import { startAssociation } from './actions/start-association.ts';
import { shippedAgreement } from './shipped.ts';

describe.skipIf(noBrowser)(`the pages of the agreement ${noBrowser}`, async () => {
  const server = await startTestServer({ associations: [] });
  for (const [id, agreement] of [
    ['vv', 'valdarno-valdisieve'],
    ['lecco', 'lecco'],
  ])
    await server.perform(startAssociation, { id, agreement }, consoleIn(null));
  const head = await server.signedIn({ role: 'RES', association: 'vv' }, { role: 'RES', association: 'lecco' });
  const { context } = await openBrowser({ url: server.url, cookie: head });
  const vv = `${server.url}/vv/convenzione`;
  const { written } = shippedAgreement('valdarno-valdisieve')!;

  it('keep their promises: accessible in light and dark, light, no sideways scroll at 320 px', async () => {
    const broken: string[] = [];
    for (const page of ['?parte=capo-4', '?cerca=piano']) broken.push(...(await brokenPromises(context, vv + page)));
    expect(broken).toEqual([]);
    expect(server.faults).toEqual([]);
  }, 180_000);

  it('[VV-0.2] every clause is in the contents, and a part is read in full', async () => {
    const page = await context.newPage();
    await page.goto(vv);
    const { document } = shippedAgreement('valdarno-valdisieve')!;
    expect(await page.locator('.contents li').count()).toBe(document.clauses.length);
    await picture(page, 'agreement-contents');
    await page.locator('.part-head a[href$="capo-4"]').click();
    await page.waitForURL(/parte=capo-4/);
    expect(await page.locator('article.clause').count()).toBe(
      document.clauses.filter(({ part }) => part === 'capo-4').length,
    );
    await page.goto(`${vv}?parte=tutto#general-split`);
    expect(await page.locator('#general-split:target').count()).toBe(1);
    await page.close();
  });

  it('[LC-4.quorum.1] answers which clause decides something, and finds words whatever their accents', async () => {
    const page = await context.newPage();
    await page.goto(`${server.url}/lecco/convenzione`);
    await page.getByLabel('Quale clausola decide').selectOption({ label: 'il numero legale' });
    await page.locator('main').getByRole('button', { name: 'Cerca' }).click();
    await page.waitForURL(/decide=quorum/);
    expect(await page.locator('article.clause h3').allTextContents()).toEqual([
      expect.stringContaining('art. 4 c. 6'),
      expect.stringContaining('non nel testo'),
    ]);
    await page.goto(`${server.url}/lecco/convenzione?cerca=REFERENTE`);
    expect(await page.locator('article.clause mark').count()).toBeGreaterThan(0);
    await page.goto(`${server.url}/lecco/convenzione?cerca=zzz`);
    expect(await page.locator('.empty-state').textContent()).toContain('Nessuna clausola');
    await page.close();
  });

  it('[VV-0.1] a text is imported, looked at and adopted without JavaScript; what was pasted is kept', async () => {
    const { context: plain } = await openBrowser({ url: server.url, cookie: head, javaScriptEnabled: false });
    const page = await plain.newPage();
    const amended = written.replace(/(cost_sharing\.lead_entity:[\s\S]*?chosen: )excluded/, '$1pc_only');
    expect(amended).not.toBe(written);
    await page.goto(`${vv}/testi/nuovo`);
    const short = 'format: 1\nid: sixth\nname: { it: "<b>Prova</b>", en: Trial }';
    await page.getByLabel('Oppure il testo incollato').fill(short);
    await page.getByRole('button', { name: 'Importa un testo' }).click();
    expect(await page.locator('.error-summary').textContent()).toContain('problemi da correggere');
    expect((await page.getByLabel('Oppure il testo incollato').inputValue()).replaceAll('\r', '')).toBe(short);
    const file = (content: string) => ({
      name: 'vv.yaml',
      mimeType: 'application/yaml',
      buffer: Buffer.from(content),
    });
    const wrong = amended.replace('kind: allocation', 'kind: allotment').replace('state: in-force', 'state: forever');
    await page.getByLabel('File del documento').setInputFiles(file(wrong));
    await page.getByRole('button', { name: 'Importa un testo' }).click();
    await page.waitForSelector('.data-table');
    await page.waitForLoadState();
    const rows = await page.locator('.data-table tbody tr').allTextContents();
    expect(rows.length).toBeGreaterThanOrEqual(2);
    expect(rows.join('\n')).toContain('general-split');
    await picture(page, 'agreement-import-problems');
    await page.getByLabel('File del documento').setInputFiles(file(amended));
    await page.getByRole('button', { name: 'Importa un testo' }).click();
    await page.waitForURL(/testi\/2$/);
    expect(await page.locator('.change').allTextContents()).toEqual([expect.stringContaining('art. 13 c. 1')]);
    await picture(page, 'agreement-draft');
    await page.getByRole('button', { name: 'Adotta questo testo' }).click();
    await page.locator('.error-summary li').nth(1).waitFor();
    expect(await page.locator('.error-summary li').count()).toBe(2);
    await page.getByLabel('Vale dal giorno').fill('2027-01-01');
    await page.getByLabel('Atto che lo adotta').fill('Delibera della Giunta n. 5 del 10/12/2026');
    await page.getByRole('button', { name: 'Adotta questo testo' }).click();
    await page.locator('main .notice', { hasText: 'Testo adottato' }).waitFor();
    expect(await page.locator('h1').textContent()).toContain('adottato, varrà');
    await page.goto(`${vv}/testi/confronto?da=1&a=2`);
    expect(await page.locator('.changes-table').textContent()).toContain('solo con le sue postazioni');
    await plain.close();
  }, 60_000);

  it('[VV-0.2] the text is given as tagged PDF and as the document itself', async () => {
    const cookie = { headers: { cookie: head } };
    const pdf = await fetch(`${server.url}/lecco/convenzione/testo.pdf`, cookie);
    expect(pdf.headers.get('content-type')).toBe('application/pdf');
    const bytes = Buffer.from(await pdf.arrayBuffer());
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(bytes.toString('latin1')).toContain('/StructTreeRoot');
    const yaml = await fetch(`${server.url}/lecco/convenzione/testo.yaml`, cookie);
    expect(await yaml.text()).toBe(readFileSync('agreements/lecco.yaml', 'utf8'));
  }, 30_000);

  it('[VV-0.1] anybody reads the adopted text; drafts and the dry run ask to sign in', async () => {
    const page = await fetch(`${server.url}/lecco/convenzione`);
    expect(page.status).toBe(200);
    for (const path of ['/prova', '/testi/nuovo']) {
      const asked = await fetch(`${server.url}/lecco/convenzione${path}`, { redirect: 'manual' });
      expect(asked.headers.get('location')).toContain('/accedi');
    }
    expect((await fetch(`${server.url}/lecco/convenzione/testi/9`, { redirect: 'manual' })).status).not.toBe(500);
    expect(server.faults).toEqual([]);
  });
});
