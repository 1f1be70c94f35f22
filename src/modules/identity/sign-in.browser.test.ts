import { sql } from 'kysely';
import type { CDPSession, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { inContext } from '../../platform/database/context.ts';
import { brokenPromises, noBrowser, openBrowser, picture } from '../../testing/browser.ts';
import { startTestServer, testPassword } from '../../testing/server.ts';

const everything = { association: null, actor: { person: null }, entities: 'all', installation: true } as const;

describe.skipIf(noBrowser)(`signing in, in a browser ${noBrowser}`, async () => {
  if (noBrowser) return;
  const server = await startTestServer();
  // A passkey is bound to a name, never to a numeric address.
  const url = server.url.replace('127.0.0.1', 'localhost');

  test('[VV-11.1.c] a passkey is registered, opens by itself as two factors, proves again, and is removed', async () => {
    const email = await server.registered({ role: 'EDI', association: 'lecco', entity: 'c_e507' });
    const { context, close } = await openBrowser({ url });
    const page = await context.newPage();
    const devtools = await virtualAuthenticator(page);
    await enter(page, email);
    await page.goto(`${url}/profilo/passkey`);
    await page.getByRole('button', { name: 'Registra una passkey' }).click();
    await page.getByLabel('Nome della passkey').fill('Chiave di prova');
    await picture(page, 'passkey-nuova');
    await usePasskey(page, 'Registra');
    await page.getByRole('heading', { name: 'Codici di recupero' }).waitFor();
    expect(await page.locator('.recovery-codes li').count()).toBe(10);
    await picture(page, 'codici-di-recupero');
    await page.getByRole('link', { name: 'Continua' }).click();
    await page.getByRole('rowheader', { name: 'Chiave di prova' }).waitFor();
    await picture(page, 'profilo-passkey');
    await signOut(page);

    await page.goto(`${url}/accedi?torna=/profilo/accessi`);
    await picture(page, 'accedi');
    await page.getByRole('button', { name: 'Entra con una passkey' }).click();
    await picture(page, 'accedi-passkey');
    const sent = page.waitForRequest(/accedi\/passkey\/risposta$/);
    await usePasskey(page);
    await page.waitForURL(`${url}/profilo/accessi`); // only now is the answer used up
    const { cookie, origin } = await (await sent).allHeaders();
    const replayed = await fetch(`${url}/accedi/passkey/risposta`, {
      method: 'POST',
      headers: { cookie: cookie!, origin: origin!, 'content-type': 'application/x-www-form-urlencoded' },
      body: (await sent).postData()!,
      redirect: 'manual',
    });
    expect(replayed.status).toBe(422);
    expect(replayed.headers.getSetCookie().some((one) => one.startsWith('sessione='))).toBe(false);
    expect(await page.locator('main').textContent()).toContain('passkey');
    await picture(page, 'profilo-accessi');
    const { rows } = await inContext(server.database, everything, (tx) =>
      sql<{ method: string; level: number; counter: string }>`
        select s.method, s.level, k.counter::text from identity.sessions s join identity.passkeys k on k.person = s.person where s.method <> 'password'`.execute(
        tx,
      ),
    );
    expect(rows).toMatchObject([{ method: 'passkey', level: 2 }]);
    expect(Number(rows[0]!.counter)).toBeGreaterThan(0);
    await signOut(page);

    // With the password, the same passkey is the second step.
    await enter(page, email);
    await page.getByRole('heading', { name: 'Secondo passaggio' }).waitFor();
    await picture(page, 'secondo-passo');
    await usePasskey(page);
    await page.waitForURL(`${url}/lecco`);

    // An old proof does not do: five minutes later the passkey proves again.
    await inContext(server.database, everything, (tx) =>
      sql`update identity.sessions set created = created - interval '6 minutes'`.execute(tx),
    );
    await page.goto(`${url}/profilo/passkey`);
    await page.getByRole('button', { name: /^Togli/ }).click();
    await page.getByRole('heading', { name: 'Conferma dell’identità' }).waitFor();
    await picture(page, 'conferma');
    await page.getByRole('button', { name: 'Usa la passkey' }).click();
    await usePasskey(page);
    await page.waitForURL(`${url}/profilo/passkey`);
    await page.getByRole('button', { name: /^Togli/ }).click();
    await page.getByText('Passkey tolta.').waitFor();
    await signOut(page);

    await page.goto(`${url}/accedi`);
    await page.getByRole('button', { name: 'Entra con una passkey' }).click();
    await usePasskey(page);
    await page.getByText('La passkey non è stata riconosciuta').first().waitFor();
    await devtools.detach();
    await close();
  }, 120_000);

  test('a passkey of a device that does not verify its holder is refused', async () => {
    const email = await server.registered();
    const { context, close } = await openBrowser({ url });
    const page = await context.newPage();
    await virtualAuthenticator(page, false);
    await enter(page, email);
    await page.goto(`${url}/profilo/passkey`);
    await page.getByRole('button', { name: 'Registra una passkey' }).click();
    await usePasskey(page, 'Registra');
    await page.getByText('La passkey non è arrivata').waitFor();
    await close();
  }, 60_000);

  test('all but passkeys works without JavaScript, and passkeys say plainly that they need it', async () => {
    const email = await server.registered({ role: 'REF', association: 'lecco', entity: 'c_e507' });
    const { context, close } = await openBrowser({ url, javaScriptEnabled: false });
    const page = await context.newPage();
    await enter(page, email);
    await page.goto(`${url}/profilo/secondo-passaggio`);
    await picture(page, 'profilo-secondo-passaggio');
    await page.getByRole('link', { name: 'Attiva un’app di codici' }).click();
    await picture(page, 'attiva');
    await page.locator('svg.qr-code').waitFor();
    await page.getByRole('button', { name: 'Registra una passkey' }).click();
    await expect.poll(() => page.content()).toMatch(/<noscript>.*solo con JavaScript attivo/s);
    await page.getByRole('button', { name: 'Registra', exact: true }).click();
    await page.locator('#errori').getByText('solo con JavaScript attivo').waitFor();
    await page.goto(`${url}/profilo/lingua`);
    await page.getByLabel('English').check();
    await page.getByRole('button', { name: 'Salva' }).click();
    await page.getByText('Language saved.').waitFor();
    await page.goto(`${url}/profilo/accessi`);
    await page.getByRole('button', { name: 'End' }).first().click();
    await page.waitForURL(/accedi/);
    await page.goto(`${url}/accesso/password-dimenticata`);
    await page.locator('input[name=email]').fill(email);
    await page.getByRole('button', { name: /Send|Manda/ }).click();
    await page
      .getByText(/Look at your mail|Controllare la posta/)
      .first()
      .waitFor();
    const { rows } = await inContext(server.database, everything, (tx) =>
      sql<{
        body: string;
      }>`select body from mail.outbox where recipient = ${email} and kind = 'identity/password-reset'`.execute(tx),
    );
    const link = /^http\S+$/m.exec(rows[0]!.body)![0];
    await page.goto(link);
    expect(page.url()).toBe(`${url}/accesso/password`);
    await picture(page, 'scegli-password');
    await page.locator('input[name=password]').fill('password1234');
    await page.locator('form button[type=submit]').last().click();
    await page
      .getByText(/tra le password che si provano|among the first passwords/)
      .first()
      .waitFor();
    await page.locator('input[name=password]').fill('lanterna verde sopra il molo');
    await page.locator('form button[type=submit]').last().click();
    await page.waitForURL(/accedi/);
    expect((await context.cookies()).find(({ name }) => name === 'dispositivo')).toMatchObject({ httpOnly: true });
    await enter(page, email, 'lanterna verde sopra il molo');
    await page.goto(`${url}/profilo/accessi`);
    expect(await page.locator('h1').textContent()).toContain('Persona');
    await close();
  }, 60_000);

  test('the pages weigh little, are accessible in light and dark, and fit 320 px', async () => {
    const email = await server.registered({ role: 'RES', association: 'lecco' });
    const { context, close } = await openBrowser({ url });
    const page = await context.newPage();
    for (const address of ['/accedi', '/accesso/password-dimenticata'])
      expect(await brokenPromises(context, `${url}${address}`), address).toEqual([]);
    await enter(page, email, 'wrong');
    await page.getByText('non sono quelli giusti').first().waitFor();
    await enter(page, email);
    for (const address of [
      '/profilo',
      '/profilo/passkey',
      '/profilo/accessi',
      '/profilo/conferma',
      '/accesso/secondo-fattore',
      '/lecco/sicurezza/accessi',
      '/lecco/sicurezza/accessi?vista=tentativi',
    ])
      expect(await brokenPromises(context, `${url}${address}`), address).toEqual([]);
    await page.goto(`${url}/lecco/sicurezza/registro`);
    await page.getByRole('navigation').getByRole('link', { name: 'Sessioni', exact: true }).click();
    await page.waitForURL(/sicurezza\/accessi$/);
    await page.getByRole('link', { name: 'Tentativi non riusciti' }).click();
    await page.getByText('password', { exact: true }).first().waitFor();
    await page.goto(`${url}/lecco/sicurezza/accessi?vista=tentativi&chi=nessuno-cos%C3%AC`);
    await page.getByText('Nessun tentativo non riuscito con questi filtri').waitFor();
    await page.goto(`${url}/lecco/sicurezza/accessi`);
    await picture(page, 'sicurezza-accessi');
    await page.setViewportSize({ width: 360, height: 800 });
    for (const [name, address] of [
      ['sicurezza-accessi-360', '/lecco/sicurezza/accessi'],
      ['profilo-accessi-360', '/profilo/accessi'],
      ['attiva-360', '/accesso/secondo-fattore'],
      ['profilo-360', '/profilo'],
    ] as const) {
      await page.goto(`${url}${address}`);
      await picture(page, name);
    }
    await close();
  }, 180_000);

  test('what was written while the session ended is there again after signing in, for nobody else', async () => {
    const first = await server.registered({ role: 'EMP', association: 'lecco', entity: 'c_e507' });
    const second = await server.registered({ role: 'EMP', association: 'lecco', entity: 'c_e507' });
    const { context, close } = await openBrowser({ url });
    const page = await context.newPage();
    const text = page.getByLabel('Che cosa serve');
    await enter(page, first);
    for (const [hour, who, found] of [
      ['15', first, 'La rete è ferma\nda stamattina'],
      ['18', second, ''],
    ] as const) {
      await page.goto(`${url}/lecco/assistenza/nuova`);
      server.moveTo(`2026-11-21T${hour}:00:00Z`);
      const suggested = page.waitForResponse(/\/suggeriti$/);
      await text.fill('La rete è ferma\nda stamattina');
      // what is asked for while one types takes nobody away from it
      expect((await suggested).status()).toBe(204);
      await page.getByRole('button', { name: 'Invia la richiesta' }).click();
      await page.waitForURL(/\/accedi\?torna=%2Flecco%2Fassistenza%2Fnuova$/);
      await enter(page, who);
      await page.waitForURL(/assistenza\/nuova$/);
      await expect.poll(() => text.inputValue()).toBe(found);
    }
    // on a page that follows what others do as well
    await text.fill('Il monitor è nero');
    await page.getByRole('button', { name: 'Invia la richiesta' }).click();
    await page.waitForURL(/richieste\/2026-1$/);
    await page.getByLabel('Risposta').fill('Ora è acceso');
    server.moveTo('2026-11-21T21:00:00Z');
    await page.getByRole('button', { name: 'Invia la risposta' }).click();
    await page.waitForURL(/\/accedi\?torna=%2Flecco%2Fassistenza%2Frichieste%2F2026-1$/);
    await enter(page, second);
    await page.waitForURL(/richieste\/2026-1$/);
    await expect.poll(() => page.getByLabel('Risposta').inputValue()).toBe('Ora è acceso');
    await close();
  }, 60_000);

  async function enter(page: Page, email: string, password = testPassword): Promise<void> {
    if (!page.url().includes('/accedi')) await page.goto(`${url}/accedi`);
    await page.locator('input[name=email]').fill(email);
    await page.locator('input[name=password]').fill(password);
    const before = page.url();
    await page.locator('form[action="/accedi"] button[type=submit]').click();
    if (password === 'wrong') return;
    await page.waitForURL((now) => now.toString() !== before);
  }

  async function usePasskey(page: Page, button = 'Usa la passkey'): Promise<void> {
    await page.locator('[data-passkey][data-ready]').waitFor();
    await page.getByRole('button', { name: button, exact: true }).click();
  }

  async function signOut(page: Page): Promise<void> {
    await page.context().clearCookies({ name: 'sessione' });
  }
});

/** An authenticator inside the browser, which answers at once: discoverable keys, the holder verified or not. */
async function virtualAuthenticator(page: Page, verifies = true): Promise<CDPSession> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: verifies,
      isUserVerified: verifies,
      automaticPresenceSimulation: true,
    },
  });
  return devtools;
}
