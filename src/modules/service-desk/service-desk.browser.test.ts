import { describe, expect, it } from 'vitest';
import { consoleIn } from '../../testing/actor.ts';
import { brokenPromises, noBrowser, openBrowser, picture } from '../../testing/browser.ts';
import { startTestServer } from '../../testing/server.ts';
import { startAssociation } from '../agreement/index.ts';
import { addEntity } from '../membership/index.ts';
import { openTicket } from './actions/open-ticket.ts';
import { setTarget } from './actions/set-target.ts';
import { setWeeklyHours } from './actions/set-weekly-hours.ts';

describe.skipIf(noBrowser)(`the pages of requests for help ${noBrowser}`, async () => {
  const association = 'valdarno-valdisieve';
  const server = await startTestServer({
    associations: [],
    now: '2026-11-23T08:00:00Z',
  });
  const { perform } = server;
  const operator = consoleIn(association);
  await perform(startAssociation, { id: association, agreement: association }, consoleIn(null));
  const pelago = {
    code: 'c_g420',
    name: 'Pelago',
    kind: 'comune',
    joined: '2019-01-01',
    signed: '2019-01-01',
  } as const;
  await perform(addEntity, pelago, operator);
  const week = { monday: '8-14', tuesday: '8-14', wednesday: '8-14', thursday: '8-14', friday: '8-14' };
  await perform(setWeeklyHours, { since: '2020-01-01', ...week }, operator);
  await perform(setTarget, { since: '2020-01-01', firstAnswer: 60, solution: 480 }, operator);
  for (const body of ['La stampante del protocollo non stampa', 'Posta certificata ferma da ieri', 'Serve un monitor'])
    await perform(openTicket, { entity: pelago.code, requesterName: 'Anna Neri', origin: 'phone', body }, operator);
  const technician = await server.signedIn({ role: 'L1', association });
  const { context } = await openBrowser({ url: server.url, cookie: technician });
  const base = `${server.url}/${association}/assistenza`;

  it('[VV-2.3.f] the queue is worked with the keyboard: a request is opened, taken and answered', async () => {
    const page = await context.newPage();
    await page.goto(base);
    await picture(page, 'service-desk-queue');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.waitForURL(/richieste\/2026-1$/);
    await page.getByRole('button', { name: 'Prendi in carico' }).click();
    await page.getByText('ha assegnato la richiesta').waitFor();
    await page.getByLabel('Risposta').fill('Passo alle undici.');
    await page.getByRole('button', { name: 'Invia la risposta' }).click();
    await page.locator('blockquote', { hasText: 'Passo alle undici.' }).waitFor();
    await picture(page, 'service-desk-ticket');
    await page.setViewportSize({ width: 360, height: 800 });
    await picture(page, 'service-desk-ticket-narrow');
    await page.goto(base);
    await picture(page, 'service-desk-queue-narrow');
    await page.goto(`${base}/nuova`);
    await picture(page, 'service-desk-new-narrow');
    expect(server.faults).toEqual([]);
  }, 240_000);

  it('[VV-2.3.f] they keep their promises: accessible in light and dark, light, no sideways scroll at 320 px', async () => {
    const broken: string[] = [];
    for (const path of ['', '/nuova', '/richieste/2026-1', '/richieste/2026-2/compito', '/richieste/2026-2/cambia'])
      broken.push(...(await brokenPromises(context, base + path)));
    expect(broken).toEqual([]);
  }, 400_000);
});
