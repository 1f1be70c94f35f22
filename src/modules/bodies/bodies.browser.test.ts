import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadExampleBodies } from '../../app/example-bodies.ts';
import { paperOf } from '../../app/example-paper.ts';
import { loadExample } from '../../app/examples.ts';
import { modules } from '../../app/modules.ts';
import { brokenPromises, noBrowser, openBrowser, picture } from '../../testing/browser.ts';
import { startTestServer } from '../../testing/server.ts';

describe.skipIf(noBrowser)(`the pages of the bodies ${noBrowser}`, async () => {
  const server = await startTestServer({ associations: [] });
  const now = server.clock().instant;
  await loadExample({ perform: server.perform, modules, now }, 'lecco');
  const clerk = await server.signedIn({
    role: 'SEC',
    association: 'lecco',
    entity: 'p_lc',
    entityName: 'Provincia di Lecco',
  });
  const referent = await server.signedIn({
    role: 'REF',
    association: 'lecco',
    entity: 'c_e507',
    entityName: 'Lecco',
  });
  await server.signedIn({ role: 'ASS', association: 'lecco', entity: 'c_a112', entityName: 'Airuno' });
  await loadExampleBodies(server.perform, { association: 'lecco', lead: null, member: null, now });
  const { context } = await openBrowser({ url: server.url, cookie: clerk });
  const base = `${server.url}/lecco/organi`;
  const paper = {
    name: 'delega.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from(paperOf('Delega').content, 'base64'),
  };

  it('keep their promises: accessible in light and dark, light, no sideways scroll at 320 px', async () => {
    const broken: string[] = [];
    for (const page of [
      '',
      '/assembly',
      '/presidency',
      '/presidency/posti/fascia-piccola/nomina',
      '/assembly/posti/ente.c_a112/delega',
      '/nomine',
      '/nomine/nuova?carica=head',
      '/nuovo',
      '/scadenze',
      '/pubblica',
    ])
      broken.push(...(await brokenPromises(context, base + page)));
    expect(broken).toEqual([]);
    expect(server.faults).toEqual([]);
  }, 240_000);

  it('the endings say how many days ahead they look, also where nobody chose', async () => {
    const page = await context.newPage();
    await page.goto(`${base}/scadenze`);
    const chosen = page.getByLabel('Entro giorni').locator('option:checked');
    expect(await chosen.textContent()).toBe('90');
    expect(await page.locator('.chips').count()).toBe(0);
    await page.goto(`${base}/scadenze?giorni=180`);
    expect(await chosen.textContent()).toBe('180');
    await page.close();
  });

  it('[LC-5.comp] the secretariat appoints somebody to the vacant seat, offered only who has the requirements', async () => {
    const page = await context.newPage();
    await page.goto(`${base}/presidency`);
    await picture(page, 'bodies-presidency');
    await page
      .getByRole('row', { name: /sotto i 3\.000/ })
      .getByRole('link', { name: 'Nomina' })
      .click();
    await page.waitForURL(/nomina$/);
    const choice = page.getByLabel('Chi si nomina');
    const offered = await choice.locator('option').allTextContents();
    expect(offered.some((option) => option.includes('Airuno'))).toBe(true);
    expect(offered.some((option) => option.includes(', Lecco'))).toBe(false);
    await choice.selectOption({ label: offered.find((option) => option.includes('Airuno'))! });
    await page.getByLabel('Atto', { exact: true }).fill("delibera dell'Assemblea");
    await page.getByRole('button', { name: 'Registra' }).click();
    await page.waitForURL(/presidency$/);
    expect(await page.locator('main').textContent()).toContain('Nomina registrata');
    expect(await page.getByRole('row', { name: /sotto i 3\.000/ }).textContent()).not.toContain('vacante');
    await page.close();
  }, 60_000);

  it('[LC-4.comp] a delegation goes in with its signed document; without one the form says so and keeps what was typed', async () => {
    const page = await context.newPage();
    await page.goto(`${base}/assembly/posti/ente.c_a112/delega?persone=tutte`);
    const offered = await page.getByLabel('Persona delegata').locator('option').allTextContents();
    expect(offered.filter((one) => /segretario|ragioneria|referente|redattore|revisore/.test(one))).toEqual([]);
    const option = offered.find((one) => one.includes('assessore') && one.includes('Airuno'))!;
    await page.getByLabel('Persona delegata').selectOption({ label: option });
    await page.getByLabel('Data della firma').fill('2026-01-10');
    await page.getByLabel('Documento firmato').evaluate((input) => input.removeAttribute('required'));
    await page.getByRole('button', { name: 'Registra' }).click();
    await page.locator('.field-error').first().waitFor();
    expect(await page.getByLabel('Data della firma').inputValue()).toBe('2026-01-10');
    await page.getByLabel('Documento firmato').setInputFiles(paper);
    await page.getByRole('button', { name: 'Registra' }).click();
    await page.waitForURL(/assembly$/);
    expect(await page.locator('#deleghe').locator('..').textContent()).toContain('delega.pdf');
    await page.close();
  }, 60_000);

  it('[VV-8.1] the referent of another entity sees the delegation and not its document', async () => {
    const { context: other } = await openBrowser({ url: server.url, cookie: referent });
    const page = await other.newPage();
    await page.goto(`${base}/assembly`);
    const section = await page.locator('#deleghe').locator('..').textContent();
    expect(section).toContain('permanente');
    expect(section).not.toContain('.pdf');
    expect(await page.getByRole('link', { name: /^Delega/ }).count()).toBe(0);
  }, 60_000);

  it('[LC-4.comp] who sits in the presidency office without a seat of the own is offered no delegation of others', async () => {
    const cookie = await server.signedIn({ role: 'PRE', association: 'lecco', entity: 'c_e507', entityName: 'Lecco' });
    const pageFor = async (who: string) => (await fetch(`${base}/presidency`, { headers: { cookie: who } })).text();
    expect(await pageFor(clerk)).toContain('/delega"');
    expect(await pageFor(cookie)).toContain('fascia');
    expect(await pageFor(cookie)).not.toContain('/delega"');
  });

  it('[2.3] anybody reads the public page, as it was on a day, and takes its open data', async () => {
    const { context: anybody } = await openBrowser({ url: server.url });
    const page = await anybody.newPage();
    await page.goto(base);
    await picture(page, 'bodies-public');
    expect(await page.locator('h1').textContent()).toBe('Organi e cariche');
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Scarica CSV' }).click(),
    ]);
    const csv = readFileSync(await file.path(), 'utf8');
    expect(csv.split('\r\n')[0]).toBe('body,seat,entity,name,role,since,until');
    expect(csv).toContain('Ufficio di Presidenza');
    expect(csv).not.toContain('@');
    await page.goto(`${base}/pubblica?al=2019-01-01`);
    expect(await page.locator('main').textContent()).toContain('vacante');
    await page.goto(`${server.url}/lecco/organi/pubblica/dati?formato=json`).catch(() => {});
    expect(server.faults).toEqual([]);
  }, 60_000);
});
