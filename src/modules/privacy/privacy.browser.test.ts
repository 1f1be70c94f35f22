import { describe, expect, test } from 'vitest';
import { consoleIn } from '../../testing/actor.ts';
import { brokenPromises, noBrowser, openBrowser, picture } from '../../testing/browser.ts';
import { calatino, calatinoPassword, caltagirone, mineo, startCalatino, vizzini } from '../../testing/calatino.ts';
import { startTestServer } from '../../testing/server.ts';
import { signIn } from '../identity/index.ts';

describe.skipIf(noBrowser)(`access to data in a browser ${noBrowser}`, async () => {
  if (noBrowser) return;
  const server = await startTestServer({ associations: [], now: '2027-03-10T09:00:00Z' });
  const { actor } = await startCalatino(server);
  const people = {
    delegate: await actor('Delia Vizzini', 'CTR', vizzini),
    ofMineo: await actor('Marta Mineo', 'CTR', mineo),
    technician: await actor('Teo Tecnico', 'L2', caltagirone),
    administrator: await actor('Ada Sistemi', 'SYS', caltagirone),
    processor: await actor('Piero Processi', 'PRC', caltagirone),
  };
  const base = `${server.url}/${calatino}/sicurezza/dati`;
  const browserOf = async (who: keyof typeof people) => {
    const email = people[who].email;
    const entered = await server.perform(signIn, { email, password: calatinoPassword }, consoleIn(null));
    if (entered.outcome !== 'in') throw new Error('not signed in');
    return (await openBrowser({ url: server.url, cookie: `sessione=${entered.token}` })).context;
  };
  const given = (name: string, words: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(words) });

  test('[CAL-9.7, CAL-9.3, ISO-16] from the act of the town hall to the document that is opened, and its line in the log', async () => {
    const delegates = await browserOf('delegate');
    const delegate = await delegates.newPage();
    await delegate.goto(`${base}/nuovo`);
    await delegate.getByLabel('Nome', { exact: true }).fill('Anagrafe');
    await delegate.getByLabel('Che cosa contiene').fill('Schede dei residenti');
    await delegate.getByLabel('Per quali finalità').fill('Servizi demografici');
    await delegate.getByLabel('Dove si trova').fill('Centro dati di Caltagirone');
    await delegate.getByRole('button', { name: 'Salva' }).click();
    await delegate.getByText('Nessuno è nominato da un atto').waitFor();
    const dataSet = delegate.url();

    await delegate.getByRole('link', { name: 'Inserisci un atto' }).click();
    await delegate.getByLabel('Numero').fill('12');
    await delegate.getByRole('button', { name: 'Inserisci un atto' }).click();
    await delegate.locator('.error-summary').waitFor();
    expect(await delegate.locator('.error-summary li').count()).toBe(5);
    expect(await delegate.getByLabel('Numero').inputValue()).toBe('12');
    await picture(delegate, 'dati-atto-errori-1280');
    await delegate.getByLabel('Data dell’atto').fill('2027-03-01');
    await delegate.getByLabel('Firmato da').fill('il Sindaco');
    const named = delegate.locator('#f-person option', { hasText: 'Teo Tecnico' });
    await delegate.getByLabel('Persona', { exact: true }).selectOption((await named.getAttribute('value'))!);
    await delegate.getByLabel('Anagrafe').check();
    await delegate.getByLabel('Consultare').check();
    await delegate.getByLabel('Modificare').check();
    await delegate.getByLabel('Documento').setInputFiles(given('atto-12.txt', 'Atto n. 12'));
    await delegate.getByRole('button', { name: 'Inserisci un atto' }).click();
    await delegate.getByRole('heading', { name: 'Atto n. 12' }).waitFor();
    await picture(delegate, 'dati-atto-1280');

    const technicians = await browserOf('technician');
    const technician = await technicians.newPage();
    await technician.goto(`${base}/miei`);
    await technician.getByText('Perché no').first().click();
    await technician.getByText('manca la misura tecnica per Teo Tecnico').first().waitFor();
    await picture(technician, 'dati-miei-no-1280');

    const processors = await browserOf('processor');
    const processor = await processors.newPage();
    await processor.goto(`${base}/autorizzazioni/nuova`);
    await processor.getByLabel('Altra persona').fill(people.technician.email);
    await processor.getByLabel('Autorizza', { exact: true }).fill('il Responsabile del trattamento');
    await processor.getByLabel('Istruzioni').setInputFiles(given('istruzioni.txt', 'Istruzioni'));
    await processor.getByRole('button', { name: 'Autorizza una persona' }).click();
    await processor.getByText('istruzioni da leggere').waitFor();

    const administrators = await browserOf('administrator');
    const administrator = await administrators.newPage();
    await administrator.goto(`${base}/misure`);
    await picture(administrator, 'dati-misure-1280');
    await administrator.getByLabel('Che cosa si è fatto').fill('aggiunto al gruppo');
    await administrator.keyboard.press('Enter');
    await administrator.getByText('Nessuna misura tecnica da fare').waitFor();
    expect((await administrator.goto(dataSet))!.status()).toBe(404);

    await technician.goto(`${base}/miei`);
    await technician.getByRole('button', { name: 'Confermo di averle lette' }).click();
    await technician.getByText('Lettura delle istruzioni registrata').waitFor();
    await technician.getByRole('link', { name: 'Apri il contenuto' }).click();
    await technician.getByLabel('Per che cosa si accede?').first().fill('boh');
    await technician.getByRole('button', { name: 'Apri', exact: true }).click();
    await technician.getByText('Servono alcune parole').first().waitFor();
    expect(await technician.getByLabel('Per che cosa si accede?').first().inputValue()).toBe('boh');
    await technician.getByLabel('Per che cosa si accede?').first().fill('pratica n. 7');
    await technician.getByRole('button', { name: 'Apri', exact: true }).click();
    await technician.getByText('Non contiene ancora documenti').waitFor();
    expect(technician.url()).not.toContain('pratica');
    await technician.getByLabel('File').setInputFiles(given('residenti.csv', 'nome;via\n'));
    await technician.getByRole('button', { name: 'Metti il documento' }).click();
    const [download] = await Promise.all([
      technician.waitForEvent('download'),
      technician.getByRole('link', { name: 'residenti.csv' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('residenti.csv');
    await picture(technician, 'dati-documenti-1280');
    expect(await technician.getByRole('link', { name: 'Trasmettere a terzi' }).count()).toBe(0);

    for (const page of [delegate, processor]) {
      await page.goto(`${base}/miei`);
      const links = await page
        .locator('main .tabs a')
        .evaluateAll((all) => all.map((one) => (one as HTMLAnchorElement).href));
      for (const link of links) expect((await page.goto(link))!.status(), link).toBe(200);
    }

    await delegate.goto(dataSet);
    await delegate.locator('details.explained summary').first().click();
    await delegate.getByText('Atto n. 12 di Vizzini').waitFor();
    await picture(delegate, 'dati-scheda-1280');
    await delegate.goto(`${base}/accessi?operazione=consult`);
    await delegate.locator('tbody').getByText('residenti.csv').waitFor();
    await picture(delegate, 'dati-accessi-1280');
    const csv = await delegate.request.get(`${base}/accessi/esporta?formato=csv&operazione=modify`);
    const text = await csv.text();
    expect(text).toContain('residenti.csv');
    expect(text.trim().split('\n').length).toBe(2); // the header and the one document put in
    const ofMineo = await browserOf('ofMineo');
    const foreign = await ofMineo.newPage();
    expect((await foreign.goto(dataSet))!.status()).toBe(404);
    await foreign.goto(`${base}/accessi`);
    await foreign.getByText('Nessun accesso con questi filtri').waitFor();

    const act = await delegate.goto(`${base}/atti`).then(() => delegate.getByRole('link', { name: '12', exact: true }));
    await act.click();
    await delegate.getByRole('button', { name: 'Conferma l’atto' }).click();
    await delegate.getByText('Atto confermato').waitFor();
    const actAddress = delegate.url();
    await delegate.getByLabel('Perché', { exact: true }).fill('ha cambiato ufficio');
    await delegate.getByRole('button', { name: 'Fai cessare l’atto' }).click();
    await delegate.getByText('cessato').first().waitFor();
    const closed = await technician.goto(`${dataSet}/documenti`);
    expect(closed!.status()).toBe(403);
    await technician.getByText('l’ente lo ha fatto cessare').first().waitFor();
    await picture(technician, 'dati-chiuso-1280');

    for (const [context, page, name, address] of [
      [delegates, delegate, 'registro', base],
      [delegates, delegate, 'scheda', dataSet],
      [delegates, delegate, 'atti', `${base}/atti`],
      [delegates, delegate, 'atto', actAddress],
      [delegates, delegate, 'modifica', `${dataSet}/modifica`],
      [delegates, delegate, 'accessi', `${base}/accessi`],
      [delegates, delegate, 'autorizzazioni', `${base}/autorizzazioni`],
      [technicians, technician, 'miei', `${base}/miei`],
      [administrators, administrator, 'misure', `${base}/misure`],
      [administrators, administrator, 'misure-fatte', `${base}/misure?stato=fatte`],
      [administrators, administrator, 'emergenza', `${dataSet}/emergenza`],
    ] as const) {
      expect(await brokenPromises(context, address), name).toEqual([]);
      await page.setViewportSize({ width: 360, height: 800 });
      await page.goto(address);
      await picture(page, `dati-${name}-360`);
    }
    expect(server.faults).toEqual([]);
  }, 240_000);
});
