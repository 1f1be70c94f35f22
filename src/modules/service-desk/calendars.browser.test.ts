import { describe, expect, it } from 'vitest';
import { loadExample } from '../../app/examples.ts';
import { modules } from '../../app/modules.ts';
import { personIn } from '../../testing/actor.ts';
import { brokenPromises, noBrowser, openBrowser, picture } from '../../testing/browser.ts';
import { startTestServer } from '../../testing/server.ts';
import { addSpecialDays } from './actions/add-special-days.ts';
import { addYearlyHoliday } from './actions/add-yearly-holiday.ts';
import { setTarget } from './actions/set-target.ts';
import { setWeeklyHours } from './actions/set-weekly-hours.ts';

const association = 'valdarno-valdisieve';

describe.skipIf(noBrowser)(`the pages of calendars and targets ${noBrowser}`, async () => {
  const server = await startTestServer({ associations: [] });
  const { perform } = server;
  await loadExample({ perform, modules, now: server.clock().instant }, association);
  const head = personIn(association, 'RES');
  const day = '8-13';
  const whole = '8-13, 14-17';
  const week = { since: '2026-01-01', monday: day, tuesday: whole, wednesday: day, thursday: whole, friday: day };
  await perform(setWeeklyHours, week, head);
  await perform(addYearlyHoliday, { entity: 'c_e668', monthDay: '12-08', name: 'Immacolata Concezione' }, head);
  await perform(addSpecialDays, { from: '2027-08-09', until: '2027-08-20', why: 'Chiusura estiva' }, head);
  await perform(setTarget, { since: '2026-01-01', firstAnswer: 240, solution: 1200 }, head);
  await perform(setTarget, { priority: 'urgent', since: '2026-01-01', firstAnswer: 30, solution: 270 }, head);
  const cookie = await server.signedIn({ role: 'RES', association });
  const { context } = await openBrowser({ url: server.url, cookie });
  const base = `${server.url}/${association}/assistenza`;

  it('keep their promises: accessible in light and dark, light, no sideways scroll at 320 px', async () => {
    const broken: string[] = [];
    const forms = [
      'calendario/orario',
      'calendario/festa',
      'calendario/giorni',
      'obiettivi/nuovo',
      'obiettivi/orologio',
    ];
    for (const page of ['calendario', 'calendario?ente=c_e668', 'obiettivi', ...forms])
      broken.push(...(await brokenPromises(context, `${base}/${page}`)));
    expect(broken).toEqual([]);
    expect(server.faults).toEqual([]);
  }, 240_000);

  it('[LC-2.f4] the head looks at the calendar of an entity and sets its hours, by keyboard', async () => {
    const page = await context.newPage();
    await page.goto(`${base}/obiettivi`);
    await picture(page, 'service-desk-targets');
    await page.goto(`${base}/obiettivi/orologio`);
    await picture(page, 'service-desk-clock-rules');
    await page.goto(`${base}/calendario`);
    await page.getByLabel('Calendario', { exact: true }).selectOption('c_e668');
    await page.getByRole('button', { name: 'Mostra' }).press('Enter');
    await page.waitForURL(/ente=c_e668/);
    await page.getByText('8 dicembre').waitFor();
    await picture(page, 'service-desk-calendar');
    await page.getByRole('link', { name: 'Stabilire un orario' }).press('Enter');
    await page.waitForURL(/orario\?ente=c_e668/);
    await page.getByLabel('Lunedì').fill('8-12');
    await picture(page, 'service-desk-weekly-hours');
    await page.getByRole('button', { name: 'Salva' }).press('Enter');
    await page.waitForURL(/calendario\?ente=c_e668/);
    await page.getByText('08:00\u201112:00').waitFor();
    await page.setViewportSize({ width: 360, height: 800 });
    await picture(page, 'service-desk-calendar-narrow');
    await page.close();
    expect(server.faults).toEqual([]);
  }, 90_000);
});
