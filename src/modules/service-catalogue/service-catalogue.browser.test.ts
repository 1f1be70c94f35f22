import { describe, expect, it } from 'vitest';
import { consoleIn } from '../../testing/actor.ts';
import { noBrowser, openBrowser, picture } from '../../testing/browser.ts';
import { startTestServer } from '../../testing/server.ts';
import { startAssociation } from '../agreement/index.ts';
import { addEntity } from '../membership/index.ts';
import { loadServices } from './index.ts';

describe.skipIf(noBrowser)(`what the office does, buys and supports ${noBrowser}`, async () => {
  const server = await startTestServer({ associations: [], now: '2026-11-23T08:00:00Z' });
  const { perform, url } = server;

  /** An association with one entity and its catalogue, and a way to sit at the screen as somebody there. */
  async function place(association: string, entity: { readonly code: string; readonly name: string }) {
    await perform(startAssociation, { id: association, agreement: association }, consoleIn(null));
    await perform(addEntity, { ...entity, kind: 'comune', relation: 'member' }, consoleIn(association));
    await perform(loadServices, { approves: true }, consoleIn(association));
    const base = `${url}/${association}/assistenza`;
    const sitsDown = async (role: 'EMP' | 'REF' | 'RES') => {
      const own = role === 'RES' ? {} : { entity: entity.code };
      const { context } = await openBrowser({ url, cookie: await server.signedIn({ role, association, ...own }) });
      return context.newPage();
    };
    return { base, sitsDown };
  }

  it('[E2E-VV-03] [VV-3.2.11, VV-3.3.a, VV-10.5.a] toner is refused with the clause, a computer is asked for by its form', async () => {
    const { base, sitsDown } = await place('valdarno-valdisieve', { code: 'c_e668', name: 'Londa' });
    const employee = await sitsDown('EMP');
    await employee.goto(`${base}/catalogo/che-cosa-serve`);
    await employee.getByLabel('La cosa che serve').selectOption('consumable');
    await employee.getByRole('button', { name: 'Vedi la risposta' }).press('Enter');
    await employee.getByRole('heading', { name: 'Non se ne occupa l’ufficio' }).waitFor();
    await employee.getByRole('link', { name: 'art. 10 c. 5 e art. 3 c. 3' }).first().waitFor();
    await picture(employee, 'service-catalogue-scope');
    // asked for all the same, the office answers with the same clause
    await employee.goto(`${base}/nuova`);
    await employee.getByLabel('Che cosa serve').fill('Servono due toner per la stampante.');
    await employee.getByRole('button', { name: 'Invia la richiesta' }).click();
    await employee.waitForURL(/richieste\/2026-1$/);
    const head = await sitsDown('RES');
    await head.goto(`${base}/richieste/2026-1/non-accogliere`);
    await head.getByLabel('Testo').fill('I toner li compra l’ente.');
    await head.getByLabel('Cosa chiesta').selectOption('consumable');
    await head.getByRole('button', { name: 'Conferma' }).click();
    await head.waitForURL(/richieste\/2026-1$/);
    await employee.reload();
    await employee.getByText('art. 10 c. 5 e art. 3 c. 3').waitFor();

    const referent = await sitsDown('REF');
    await referent.goto(`${base}/catalogo/che-cosa-serve?cosa=pc`);
    await referent.getByRole('heading', { name: 'Se ne occupa l’ufficio' }).waitFor();
    await referent.getByRole('link', { name: 'Acquisti di hardware' }).click();
    await referent.getByRole('link', { name: 'Chiedi assistenza' }).click();
    await referent.getByLabel('Che cosa serve').fill('Un computer per la nuova collega dei tributi.');
    await referent.getByRole('button', { name: 'Invia la richiesta' }).click();
    const unanswered = referent.getByRole('link', { name: /\? Manca una risposta\.$/ });
    await unanswered.first().waitFor();
    expect(await unanswered.allTextContents()).toEqual([
      'Quale macchina serve? Manca una risposta.',
      'Quante? Manca una risposta.',
      'A chi servono e per che cosa? Manca una risposta.',
    ]);
    await referent.getByLabel('Quale macchina serve?').fill('PC con due schermi');
    await referent.getByLabel('Quante?').fill('1');
    await referent.getByLabel('A chi servono e per che cosa?').fill('Anna Neri, sportello tributi.');
    await picture(referent, 'service-catalogue-request-form');
    await referent.getByRole('button', { name: 'Invia la richiesta' }).click();
    await referent.waitForURL(/richieste\/2026-2$/);
    await head.goto(`${base}/richieste/2026-2`);
    await head.getByText('PC con due schermi').waitFor();
    expect(server.faults).toEqual([]);
  }, 240_000);

  it('[E2E-CAL-07] [CAL-2.std.2, CAL-2.m] what is bought outside the standards is unsupported, with the clause; the one authorised is not', async () => {
    const { base, sitsDown } = await place('calatino', { code: 'c_b428', name: 'Caltagirone' });
    const systems = `${base}/catalogo/sistemi`;
    const referent = await sitsDown('REF');
    const head = await sitsDown('RES');
    const declares = async (name: string) => {
      await referent.goto(`${systems}/nuovo`);
      await referent.getByLabel('Nome').fill(name);
      await referent.getByLabel('La cosa che serve').selectOption('server');
      await referent.getByRole('button', { name: 'Salva' }).click();
      await referent.waitForURL(/sistemi\/[0-9a-f-]{36}$/);
      return referent.url();
    };
    const buys = async (system: string, by: 'office' | 'entity') => {
      await referent.goto(`${system}/acquisto`);
      await referent.getByLabel('Acquistato il').fill('2026-11-20');
      await referent.getByLabel('Acquistato da').selectOption(by);
      await referent.getByRole('button', { name: 'Conferma' }).click();
      await referent.waitForURL(system);
    };

    const outside = await declares('NAS anagrafe');
    await head.goto(`${outside}/verifica`);
    await head.getByRole('button', { name: 'Conferma' }).click();
    await head.getByText('non rispetta lo standard').waitFor();
    await head.goto(`${outside}/autorizza`);
    await head.getByRole('button', { name: 'Conferma' }).click();
    await head.getByText('non si può autorizzare').waitFor();
    await head.goto(`${outside}/nega`);
    await head.getByLabel('Perché').fill('Non cifra i dati.');
    await head.getByRole('button', { name: 'Conferma' }).click();
    await head.waitForURL(outside);
    await buys(outside, 'entity');
    await referent.getByText('non assistito', { exact: true }).first().waitFor();
    await referent
      .getByRole('link', { name: /art\. 2, capoverso dopo la lett\. j, effetti/ })
      .first()
      .waitFor();
    await picture(referent, 'service-catalogue-unsupported');
    await referent.goto(`${base}/nuova`);
    await referent.getByLabel('Che cosa serve').fill('Il NAS non si accende.');
    await referent.getByLabel('Macchina o programma').fill('NAS anagrafe');
    await referent.getByRole('button', { name: 'Invia la richiesta' }).click();
    await referent.getByText('«NAS anagrafe» non è assistito').first().waitFor();

    const joint = await declares('Archivio comune');
    await head.goto(`${joint}/verifica`);
    for (const box of await head.getByRole('checkbox', { name: 'Rispettato' }).all()) await box.check();
    await head.getByRole('button', { name: 'Conferma' }).click();
    await head.waitForURL(joint);
    await head.goto(`${joint}/autorizza`);
    await head.getByLabel('Atto').fill('prot. 220/2026');
    await head.getByRole('button', { name: 'Conferma' }).click();
    await head.waitForURL(joint);
    await buys(joint, 'office');
    await referent.getByText('assistito', { exact: true }).first().waitFor();
    expect(server.faults).toEqual([]);
  }, 240_000);
});
