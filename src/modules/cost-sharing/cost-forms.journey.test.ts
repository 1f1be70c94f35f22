import { describe, expect, it } from 'vitest';
import { accessibilityViolations, noBrowser, openBrowser, picture, scrollsSideways } from '../../testing/browser.ts';
import { startSharing } from '../../testing/cost-sharing.ts';
import { startTestServer } from '../../testing/server.ts';

describe.skipIf(noBrowser)(`costs of every kind, written in a browser ${noBrowser}`, async () => {
  const server = await startTestServer({ associations: [], now: '2027-09-28T10:00:00+02:00' });
  const { perform } = server;
  const named = (codes: readonly (readonly [string, string])[], figures: Record<string, number>) =>
    codes.map(([code, name]) => ({ code, name, figures }));
  await startSharing(perform, {
    id: 'lc',
    agreement: 'lecco',
    on: '2021-12-31',
    members: named(
      [
        ['c_e507', 'Lecco'],
        ['c_f133', 'Merate'],
        ['c_g456', 'Perledo'],
      ],
      { population: 1000, workstations: 20, 'units:mailboxes': 5 },
    ),
  });
  await startSharing(perform, {
    id: 'cal',
    agreement: 'calatino',
    members: named(
      [
        ['c_b428', 'Caltagirone'],
        ['c_m088', 'Vizzini'],
        ['c_h836', 'San Cono'],
      ],
      { population: 3000, workstations: 30 },
    ),
  });
  const cookie = await server.signedIn({ role: 'RES', association: 'lc' }, { role: 'RES', association: 'cal' });
  const { context } = await openBrowser({ cookie, url: server.url });
  const page = await context.newPage();
  const start = async (association: string, year: string) => {
    await page.goto(`${server.url}/${association}/riparto/nuovo`);
    await page.getByLabel('Anno').fill(year);
    await page.getByRole('button', { name: 'Aprire il riparto' }).click();
    await page.getByText('Il riparto non ha ancora spese').waitFor();
  };
  const clean = async (name: string) => {
    await picture(page, name);
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 800 });
    expect(await scrollsSideways(page)).toBe(false);
    await page.setViewportSize({ width: 1280, height: 900 });
  };

  it('[LC-6.2.a] direct costs are pasted from a spreadsheet, wrong lines told at their field, the amount summed', async () => {
    await start('lc', '2022');
    await page.getByRole('link', { name: 'Aggiungere la prima spesa' }).click();
    await clean('voci-lecco');
    await page.getByLabel('Connettività dell’ente').or(page.getByLabel("Connettività dell'ente")).check();
    await page.getByRole('button', { name: 'Avanti' }).click();
    await page.getByLabel('Oppure incollare').fill('Lecco\t4.200,00\nMandello 10');
    await page.getByRole('button', { name: 'Salvare la spesa' }).click();
    await page.locator('#errori').waitFor();
    expect(await page.locator('#errori').textContent()).toContain('«Mandello 10»');
    await clean('costi-diretti');
    await page.getByLabel('Oppure incollare').fill('Lecco\t4.200,00\nmerate; 1000');
    await page.getByRole('button', { name: 'Salvare la spesa' }).click();
    await page.getByText('La tabella chiude').waitFor();
    const table = (await page.locator('.split-table').textContent()) ?? '';
    expect(table).toContain('4.200,00');
    expect(table).toContain('5.200,00');
    await clean('tabella-lecco');
  });

  it('[LC-6.2.a] the same form comes back filled, and a corrected amount that no longer sums is told', async () => {
    await page.getByRole('link', { name: 'Spese', exact: true }).click();
    await page.waitForURL(/\/spese$/);
    await page
      .getByRole('link', { name: /connettività/i })
      .first()
      .click();
    expect(await page.locator('#f-direct-c_e507').inputValue()).toBe('4.200,00');
    await page.locator('#f-direct-c_e507').fill('4.300,00');
    await page.getByRole('button', { name: 'Salvare la spesa' }).click();
    await page.locator('#errori').waitFor();
    expect(await page.locator('#errori').textContent()).toContain('5.300,00');
    expect(await page.locator('#f-direct-c_e507').inputValue()).toBe('4.300,00');
  });

  it('[CAL-8.1] a cost of the Calatino names its key, with weights where nothing is counted', async () => {
    await start('cal', '2027');
    await page.getByRole('link', { name: 'Aggiungere la prima spesa' }).click();
    await page.getByLabel('Pesi indicati per ogni ente').check();
    await clean('chiavi-calatino');
    await page.getByRole('button', { name: 'Avanti' }).click();
    await page.getByLabel('Descrizione').fill('Assistenza');
    await page.getByLabel('Importo lordo').fill('1000');
    await page.locator('#f-weights-c_b428').fill('3');
    await page.locator('#f-weights-c_m088').fill('uno');
    await page.getByRole('button', { name: 'Salvare la spesa' }).click();
    await page.locator('#errori').waitFor();
    expect(await page.locator('#f-weights-c_m088').inputValue()).toBe('uno');
    await clean('pesi');
    await page.locator('#f-weights-c_m088').fill('1');
    await page.getByRole('button', { name: 'Salvare la spesa' }).click();
    await page.getByText('La tabella chiude').waitFor();
    expect(await page.locator('.split-table').textContent()).toContain('750,00');
  });

  it('[CAL-2.ext] [E2E-CAL-10] a special project names who asked and the day of the authorisation', async () => {
    await page.getByRole('link', { name: 'Aggiungere una spesa' }).click();
    await page.getByLabel('Progetto speciale').check();
    await page.getByRole('button', { name: 'Avanti' }).click();
    await page.getByLabel('Descrizione').fill('Sito di San Cono');
    await page.getByLabel('Importo lordo').fill('5.400,00');
    await page.getByRole('button', { name: 'Salvare la spesa' }).click();
    await page.locator('#errori').waitFor();
    await page.getByLabel('San Cono').check();
    await page.getByLabel('Giorno dell’autorizzazione').fill('2027-10-01');
    await clean('progetto');
    await page.getByRole('button', { name: 'Salvare la spesa' }).click();
    await page.getByText('La tabella chiude').waitFor();
    expect(await page.locator('.split-table').textContent()).toContain('5.400,00');
    await clean('tabella-calatino');
    expect(server.faults).toEqual([]);
  });
});
