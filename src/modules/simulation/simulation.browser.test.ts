import { describe, expect, it } from 'vitest';
import { personIn } from '../../testing/actor.ts';
import { brokenPromises, noBrowser, openBrowser, picture, scrollsSideways } from '../../testing/browser.ts';
import { startSharing, valdarno, valdarnoUnion } from '../../testing/cost-sharing.ts';
import { startTestServer } from '../../testing/server.ts';
import { adoptAllocation, setCost, startAllocation } from '../cost-sharing/index.ts';

describe.skipIf(noBrowser)(`the page of a clause, the dry run and the calendar ${noBrowser}`, async () => {
  const server = await startTestServer({ associations: [], now: '2027-03-01T09:00:00Z' });
  const { perform } = server;
  await startSharing(perform, { id: 'vv', agreement: 'valdarno-valdisieve', members: [...valdarno, valdarnoUnion] });
  await startSharing(perform, { id: 'lecco', agreement: 'lecco', members: valdarno });
  const { number } = await perform(startAllocation, { year: 2027 }, personIn('vv', 'RES'));
  await perform(
    setCost,
    { allocation: number, id: 'service', item: 'service', description: 'Servizio ICT', amount: '215000.00' },
    personIn('vv', 'RES'),
  );
  await perform(adoptAllocation, { allocation: number, act: 'Delibera 1' }, personIn('vv', 'FIN'));
  const head = await server.signedIn({ role: 'RES', association: 'vv' }, { role: 'RES', association: 'lecco' });
  const { context } = await openBrowser({ url: server.url, cookie: head });
  const vv = `${server.url}/vv/convenzione`;
  const lecco = `${server.url}/lecco/convenzione`;

  it('keep their promises: accessible in light and dark, light, no sideways scroll at 320 px', async () => {
    const broken: string[] = [];
    for (const page of [
      `${vv}/general-split`,
      `${lecco}/vote-weights`,
      `${vv}/prova?l:cost_sharing.lead_entity=pc_only&clausola=general-split`,
      `${lecco}/calendario`,
      `${server.url}/lecco`,
    ])
      broken.push(...(await brokenPromises(context, page)));
    expect(broken).toEqual([]);
    expect(server.faults).toEqual([]);
  }, 180_000);

  it('[VV-13.1.a] a clause shows what it gives today, and every amount opens its explanation', async () => {
    const page = await context.newPage();
    await page.goto(`${vv}/general-split`);
    await picture(page, 'clause-general-split');
    const row = page.locator('.clause-today tbody tr', { hasText: 'Pontassieve' });
    expect((await row.textContent())?.replaceAll('\u00a0', ' ')).toContain('70.815,93 €');
    await row.locator('summary').focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector('.explained-body .trace');
    expect(await row.locator('.trace').textContent()).toContain('art. 13 c. 1');
    const reading = page
      .locator('.reading', { hasText: 'L’Unione' })
      .or(page.locator('[id="lettura-cost_sharing.lead_entity"]'));
    expect((await reading.first().textContent())?.replaceAll('\u00a0', ' ')).toContain(
      '68.071,69 € invece di 70.815,93 €',
    );
    expect(await page.getByRole('link', { name: 'Riparto 2027' }).getAttribute('href')).toBe('/vv/riparto/1');
    await page.setViewportSize({ width: 360, height: 800 });
    await picture(page, 'clause-general-split-360');
    expect(await scrollsSideways(page)).toBe(false);
    await page.close();
  }, 30_000);

  it('[LC-4.quorum.1] says that the quorum would be five instead of four', async () => {
    const page = await context.newPage();
    await page.goto(`${lecco}/quorum`);
    expect(await page.locator('.clause-today .figure-large').first().textContent()).toBe('4');
    expect(await page.locator('[id="lettura-quorum.first_call_odd"]').textContent()).toContain(
      'Numero legale 5 invece di 4',
    );
    await page.close();
  });

  it('[VV-13.1.a] an amendment is tried without JavaScript, and its address holds only what changes', async () => {
    const { context: plain } = await openBrowser({ url: server.url, cookie: head, javaScriptEnabled: false });
    const page = await plain.newPage();
    await page.goto(`${vv}/prova`);
    await page.getByLabel("L'Unione, che ha PC ma non abitanti").selectOption('pc_only');
    await page.getByRole('button', { name: 'Calcola che cosa cambia' }).click();
    await page.waitForURL(/pc_only/);
    expect(new URL(page.url()).search).toBe('?l%3Acost_sharing.lead_entity=pc_only');
    const results = (await page.locator('.trial-results').textContent())?.replaceAll('\u00a0', ' ');
    expect(results).toContain('1 ente paga di più, 7 enti pagano di meno');
    expect(results).toContain('-2.744,24 €');
    expect(await page.locator('tfoot').textContent()).toContain('0,00');
    await picture(page, 'trial');
    await page.goto(`${vv}/prova?l:cost_sharing.weights=metà`);
    expect(await page.locator('.error-summary').count()).toBe(1);
    expect(await page.getByLabel('Quanto pesano i PC').inputValue()).toBe('metà');
    await plain.close();
  }, 60_000);

  it('[LC-5.meet] the calendar marks what comes next and is given as iCalendar', async () => {
    const page = await context.newPage();
    await page.goto(`${lecco}/calendario`);
    expect(await page.locator('.obligation-next').count()).toBeGreaterThan(0);
    await picture(page, 'calendar');
    await page.locator('.obligation-next summary').first().click();
    await page.waitForSelector('.obligation-next .trace');
    const ics = await fetch(`${lecco}/calendario/calendario.ics?anno=2027`);
    expect(ics.headers.get('content-type')).toContain('text/calendar');
    const lines = (await ics.text()).split('\r\n');
    expect(lines[0]).toBe('BEGIN:VCALENDAR');
    expect(lines).toContain('DTSTART;VALUE=DATE:20270331');
    expect(lines.every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
    const other = await fetch(`${lecco}/calendario?anno=quando`, { headers: { cookie: head } });
    expect(other.status).toBe(400);
    expect(server.faults).toEqual([]);
    await page.close();
  }, 30_000);
});
