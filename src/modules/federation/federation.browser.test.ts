import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { modules } from '../../app/modules.ts';
import { consoleIn } from '../../testing/actor.ts';
import { brokenPromises, noBrowser, openBrowser, picture } from '../../testing/browser.ts';
import { startTestServer, testPassword } from '../../testing/server.ts';
import { startSpidProvider } from '../../testing/spid-provider.ts';
import { signIn } from '../identity/index.ts';
import { createFirstAdministrator } from '../identity/module.ts';

process.env.COMUNANZA_DATA = mkdtempSync(join(tmpdir(), 'comunanza-federation-'));

test('[AT-S7] only signed messages of other sites come in without the token of a form', () => {
  const routes = modules.flatMap((module) => module.pages).filter((route) => route.arrivesFromElsewhere);
  expect(routes.map((route) => `${route.method} ${route.path}`).sort()).toEqual([
    'POST /accedi/oidc/:provider/uscita',
    'POST /accedi/spid/risposta',
  ]);
});

describe.skipIf(noBrowser)(`identity providers, in a browser ${noBrowser}`, async () => {
  if (noBrowser) return;
  const server = await startTestServer();
  const idp = await startSpidProvider(() => server.clock().instant);
  const admin = { code: 'x', name: 'Ada Neri', email: 'ada@prova.example', password: testPassword };
  await server.perform(createFirstAdministrator, admin, consoleIn(null));
  const entered = await server.perform(signIn, { email: admin.email, password: testPassword }, consoleIn(null));
  const { context } = await openBrowser({
    url: server.url,
    cookie: entered.outcome === 'in' ? `sessione=${entered.token}` : '',
  });
  const { context: visitor } = await openBrowser({ url: server.url });
  const settings = `${server.url}/fornitori-di-identita`;

  test('[CAL-9.3] the administrator sets up a provider of staff, whose mistakes are shown at their fields', async () => {
    const page = await context.newPage();
    await page.goto(server.url);
    await page.getByRole('link', { name: 'Fornitori di identità' }).click();
    await page.getByRole('link', { name: 'Aggiungi un fornitore' }).click();
    await page.getByLabel('Nome sul pulsante').fill('Comune di Lecco');
    await page.getByLabel('Codice', { exact: true }).fill('Comune Lecco');
    await page.getByLabel('Indirizzo del fornitore (issuer)').fill('http://accessi.lecco.example');
    await page.getByLabel('Identificativo di questo servizio').fill('comunanza');
    await page.getByLabel('Segreto').fill('un segreto');
    await page.getByLabel('Gli indirizzi li dà l’organizzazione').check();
    await page.getByRole('button', { name: 'Salva' }).click();
    await page.getByText('Serve un indirizzo https').first().waitFor();
    expect(await page.getByLabel('Nome sul pulsante').inputValue()).toBe('Comune di Lecco');
    expect(await page.getByText('come comune-lecco').count()).toBeGreaterThan(0);
    await picture(page, 'federation-staff-problems');
    await page.getByLabel('Codice', { exact: true }).fill('comune-lecco');
    await page.getByLabel('Indirizzo del fornitore (issuer)').fill('https://accessi.lecco.example');
    await page.getByLabel('Segreto').fill('un segreto');
    await page.getByRole('button', { name: 'Salva' }).click();
    await page.getByText('vanno indicati i domini').first().waitFor();
    await page.getByLabel('Domini degli indirizzi').fill('comune.lecco.it lecco.example');
    await page.getByLabel('Segreto').fill('un segreto');
    await page.getByRole('button', { name: 'Salva' }).click();
    await page.waitForURL(settings);
    await page.getByRole('link', { name: 'Comune di Lecco' }).click();
    await page.getByText(`${server.url}/accedi/oidc/comune-lecco/ritorno`).waitFor();
    expect(await page.getByLabel('Domini degli indirizzi').inputValue()).toBe('comune.lecco.it lecco.example');
    await picture(page, 'federation-staff-provider');
    await page.close();
  }, 60_000);

  test('[AT-S7] sets up SPID with its providers, and the buttons appear', async () => {
    const page = await context.newPage();
    await page.goto(`${settings}/spid`);
    await page.getByLabel('Nome dell’ente').fill('Unione di Comuni Valdarno e Valdisieve');
    await page.getByLabel('Nome breve').fill('Valdarno e Valdisieve');
    await page.getByLabel('Sito dell’ente').fill('https://www.ucvv.example');
    await page.getByLabel('Comune della sede').fill('Rufina');
    await page.getByLabel('Codice IPA').fill('ucvv');
    await page.getByLabel('E-mail del referente').fill('ced@ucvv.example');
    await page.getByLabel('Anche identità per uso professionale').check();
    await page.getByLabel('Mostra il pulsante').check();
    await page.getByRole('button', { name: 'Salva' }).click();
    await page.getByText('Salvato.').waitFor();
    await page.getByLabel('Metadati del fornitore').fill('<a/>');
    await page.getByRole('button', { name: 'Aggiungi' }).click();
    await page.getByText('non sono i metadati').first().waitFor();
    await page.getByLabel('Metadati del fornitore').fill(idp.metadata());
    await page.getByRole('button', { name: 'Aggiungi' }).click();
    await page.getByRole('button', { name: 'Togli — Identità di prova' }).waitFor();
    await picture(page, 'federation-spid-settings');
    await page.close();
    const outside = await visitor.newPage();
    await outside.goto(`${server.url}/accedi`);
    await outside.getByRole('link', { name: 'Entra con Comune di Lecco' }).waitFor();
    await picture(outside, 'federation-sign-in');
    await outside.setViewportSize({ width: 360, height: 800 });
    await picture(outside, 'federation-sign-in-360');
    await outside.getByRole('link', { name: 'Entra con SPID' }).click();
    await outside.getByRole('link', { name: 'Identità di prova' }).waitFor();
    await picture(outside, 'federation-spid-360');
    await outside.close();
  }, 60_000);

  test('[AT-S7] sets up CIE', async () => {
    const page = await context.newPage();
    await page.goto(`${settings}/cie`);
    await page.getByLabel('Nome dell’ente').fill('Unione di Comuni Valdarno e Valdisieve');
    await page.getByLabel('Sito dell’ente').fill('https://www.ucvv.example');
    await page.getByLabel('Informativa').fill('https://www.ucvv.example/privacy');
    await page.getByLabel('PEC dell’ente').fill('pec@ucvv.example');
    await page.getByLabel('Indirizzo del fornitore CIE').fill('https://cie.example');
    await page.getByLabel('Indirizzo della federazione').fill('https://federazione.example');
    await page
      .getByLabel('Chiavi della federazione')
      .fill('{"keys":[{"kty":"RSA","kid":"a","n":"AQAB","e":"AQAB","d":"x"}]}');
    await page.getByLabel('Mostra il pulsante').check();
    await page.getByRole('button', { name: 'Salva' }).click();
    await page.getByText('chiavi private').first().waitFor();
    await page.getByLabel('Chiavi della federazione').fill('{"keys":[{"kty":"RSA","kid":"a","n":"AQAB","e":"AQAB"}]}');
    await page.getByRole('button', { name: 'Salva' }).click();
    await page.waitForURL(settings);
    await picture(page, 'federation-settings');
    await page.close();
    expect((await fetch(`${server.url}/accedi/cie/.well-known/openid-federation`)).status).toBe(200);
  }, 60_000);

  test('every page of the administrator, and those of whoever signs in, keep their promises', async () => {
    for (const path of ['', '/personale?fornitore=comune-lecco', '/spid', '/cie'])
      expect(await brokenPromises(context, `${settings}${path}`)).toEqual([]);
    for (const path of ['/accedi', '/accedi/spid', '/accedi/spid?per=impresa'])
      expect(await brokenPromises(visitor, `${server.url}${path}`)).toEqual([]);
  }, 120_000);

  test('[CAL-9.3] is for the administrator of the installation alone', async () => {
    const cookie = await server.signedIn({ role: 'SYS', association: 'lecco' });
    expect((await fetch(settings, { headers: { cookie } })).status).toBe(404);
    expect((await fetch(settings, { redirect: 'manual' })).headers.get('location')).toContain('/accedi');
  });
});
