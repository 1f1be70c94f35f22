import { describe, expect, it } from 'vitest';
import { activateService, loadServices } from '../../modules/service-catalogue/module.ts';
import { setTarget } from '../../modules/service-desk/actions/set-target.ts';
import { setWeeklyHours } from '../../modules/service-desk/actions/set-weekly-hours.ts';
import { consoleIn } from '../actor.ts';
import { ownBallotKeys } from '../ballot-keys.ts';
import { noBrowser, picture } from '../browser.ts';
import { paper, startLecco } from './lecco-year.ts';
import {
  addItems,
  arrive,
  convene,
  declareOutcome,
  fillSitting,
  newSitting,
  openHere,
  rowWords,
  startBallot,
  takeVotes,
  words,
} from './sitting-steps.ts';

ownBallotKeys();

describe.skipIf(noBrowser)(`Lecco, August to December 2027 ${noBrowser}`, async () => {
  const { server, base, sittings, duties, as, head, secretary, mayor, person, elected } =
    await startLecco('2027-08-10T08:00:00Z');
  let urgentSitting = '';

  it('[LC-2.app.1] [LC-2.app.3] [LC-2.sys.2] E2E-LC-13: every day a fault for the supplier, a mailbox and an address of the network', async () => {
    const hours = { monday: '8-18', tuesday: '8-18', wednesday: '8-18', thursday: '8-18', friday: '8-18' };
    const operator = consoleIn('lecco');
    await server.perform(setWeeklyHours, { since: '2020-01-01', ...hours }, operator);
    await server.perform(setTarget, { since: '2020-01-01', firstAnswer: 240, solution: 2400 }, operator);
    await server.perform(loadServices, { approves: true }, operator);
    const posta = { service: 'posta', entity: 'c_e507', from: '2027-01-01', units: 90, act: 'delibera di Giunta 4' };
    await server.perform(activateService, posta, operator);
    const desk = `${base}/assistenza`;
    const [technician, clerk, referent] = [
      await person('Tea Tecnica', 'L1', 'p_lc'),
      await person('Rosa Tributi', 'EMP', 'c_e507'),
      await person('Remo Referente', 'REF', 'c_e507'),
    ];
    const rosa = await as(clerk);
    await rosa.goto(desk);
    await rosa.getByLabel('Che cosa serve?').fill('Il programma dei tributi si blocca alla stampa');
    await rosa.getByRole('button', { name: 'Invia la richiesta' }).click();
    await rosa.waitForURL(/richieste\/2027-1$/);
    const remo = await as(referent);
    await remo.goto(`${desk}/nuova?servizio=posta`);
    await remo.getByLabel('Che cosa serve', { exact: true }).fill('Una casella per l’ufficio nuovo');
    await remo.getByLabel('Per chi è la casella?').fill('Ufficio cultura');
    await remo.getByLabel('Come si deve chiamare?').fill('cultura');
    await remo.getByLabel('Da quale giorno?').fill('2027-09-01');
    await remo.getByLabel('La usano in più persone?').selectOption({ index: 1 });
    await remo.getByRole('button', { name: 'Invia la richiesta' }).click();
    await remo.waitForURL(/richieste\/2027-2$/);
    await remo.goto(`${desk}/nuova?servizio=indirizzi-di-rete`);
    await remo.getByLabel('Che cosa serve', { exact: true }).fill('Tre indirizzi per i lettori dei badge');
    await remo.getByRole('button', { name: 'Invia la richiesta' }).click();
    await remo.waitForURL(/richieste\/2027-3$/);

    server.moveTo('2027-08-10T08:30:00Z');
    const tea = await as(technician);
    const solves = async (subject: string, how: string) => {
      await tea.goto(desk);
      await tea.getByRole('link', { name: subject }).click();
      await tea.getByRole('button', { name: 'Prendi in carico' }).click();
      await tea.getByText('ha preso in carico').waitFor();
      await tea.getByLabel('Risposta').fill(how);
      await tea.getByRole('button', { name: 'Rispondi e risolvi' }).click();
      await tea.locator('.ticket-line', { hasText: 'risolta' }).waitFor();
    };
    await solves('Una casella per l’ufficio nuovo', 'Pronta dal primo settembre.');
    expect(await words(tea, '.conversation')).toMatch(/Ufficio cultura.*cultura.*1º settembre 2027/);
    await solves('Tre indirizzi per i lettori dei badge', 'Da 10.20.4.31 a 10.20.4.33.');
    await tea.goto(desk);
    await tea.getByRole('link', { name: 'Il programma dei tributi si blocca alla stampa' }).click();
    await tea.getByRole('link', { name: 'Mettere in attesa' }).click();
    await tea.getByLabel('in attesa di un fornitore').check();
    await tea.getByLabel(/^Fornitore/).fill('Tributi Srl');
    await tea.getByLabel(/^Numero presso il fornitore/).fill('TS-4711');
    await tea.getByRole('button', { name: 'Conferma' }).click();
    await tea.locator('.ticket-line', { hasText: 'in attesa' }).waitFor();
    await tea.goto(`${desk}?q=TS-4711`);
    expect(await tea.locator('main tbody tr').count()).toBe(1);

    server.moveTo('2027-08-11T08:30:00Z');
    const next = await as(technician);
    await next.goto(desk);
    await next.getByRole('link', { name: /^In attesa di un fornitore/ }).click();
    await next.getByRole('link', { name: 'Il programma dei tributi si blocca alla stampa' }).click();
    expect(await words(next, '.ticket-facts')).toContain(
      'Tributi Srl, n. TS-4711 dal 10 agosto 2027, 10:30: si aspetta da 24 ore',
    );
    await next.getByRole('link', { name: 'Riprendere' }).click();
    await next.getByRole('button', { name: 'Conferma' }).click();
    await next.getByText('ha ripreso').waitFor();
    await next.getByLabel('Risposta').fill('Il fornitore ha corretto la stampa.');
    await next.getByRole('button', { name: 'Rispondi e risolvi' }).click();
    await next.locator('.ticket-facts', { hasText: 'risposta dopo 24 ore' }).waitFor();
    await picture(next, 'lc-13-supplier');
    const pleased = await as(clerk);
    await pleased.goto(`${desk}/richieste/2027-1`);
    await pleased.getByRole('button', { name: 'Bene', exact: true }).click();
    await pleased.getByText('ha detto come è andata: bene').waitFor();
    expect(server.faults).toEqual([]);
  }, 240_000);

  it('[LC-4.conv.3] E2E-LC-08: an urgent sitting has a reason and 24 hours', async () => {
    server.moveTo('2027-08-11T14:50:00Z');
    const office = await as(secretary);
    await office.goto(`${sittings}/nuova`);
    const urgent = {
      body: 'Assemblea degli Enti',
      kind: 'urgente',
      place: 'Sede della Provincia',
      firstCall: '2027-08-12T17:00',
    } as const;
    await fillSitting(office, urgent);
    await office.locator('.field-error').first().waitFor();
    expect(await office.getByLabel('Luogo').inputValue()).toBe('Sede della Provincia');
    await picture(office, 'lc-08-no-reason');
    await office.getByLabel('Motivo dell’urgenza').fill('Guasto della sala macchine');
    await office.getByRole('button', { name: 'Salva' }).click();
    await office.waitForURL(/sedute\/[0-9]+$/);
    const sitting = office.url();
    await addItems(office, [{ title: 'Spesa per il ripristino', kind: /^Decisione/ }]);
    expect(await words(office, 'section:has(#convocazione) dl')).toContain('11 agosto 2027, 17:00');
    server.moveTo('2027-08-11T15:01:00Z');
    await office.getByLabel('Come', { exact: true }).selectOption('pec');
    await office.getByRole('button', { name: 'Convocare' }).click();
    await office.getByText('L’avviso andava inviato entro').first().waitFor();
    await picture(office, 'lc-08-late');
    server.moveTo('2027-08-11T15:00:00Z');
    await office.goto(sitting);
    await convene(office);
    urgentSitting = sitting;
    expect(server.faults).toEqual([]);
  }, 240_000);

  it('[LC-4.mand] E2E-X-04: a new mayor on the day of a sitting: seat, delegation, vote and notice follow', async () => {
    server.moveTo('2027-08-11T15:00:00Z');
    await person('Ada Delegata', 'ASS', 'c_b639');
    const old = await as(mayor('c_b639'));
    await old.goto(`${base}/organi/assembly/posti/ente.c_b639/delega`);
    const people = await old.getByLabel('Persona delegata').locator('option').allTextContents();
    await old.getByLabel('Persona delegata').selectOption({ label: people.find((one) => one.includes('Ada'))! });
    await old.getByRole('radio', { name: 'Permanente' }).check();
    await old.getByLabel('Data della firma').fill('2027-08-11');
    await old.getByLabel('Documento firmato').setInputFiles(paper('delega'));
    await old.getByRole('button', { name: 'Registra' }).click();
    await old.waitForURL(/assembly$/);
    const office = await as(secretary);
    await elected(office, {
      entity: 'c_b639',
      name: 'Carlo Calolzio',
      from: '2027-08-12',
      replaces: 'Sindaco di Calolziocorte',
    });

    server.moveTo('2027-08-12T15:00:00Z');
    const elect = await as('carlo.calolzio@lecco.example');
    await elect.goto(`${base}`);
    await picture(elect, 'x-04-today');
    const desk = await as(secretary);
    await desk.goto(`${sittings}?stato=convened`);
    await desk.goto(urgentSitting);
    await openHere(desk);
    server.moveTo('2027-08-12T15:01:00Z');
    const entry = desk.locator('.roll > li', { hasText: 'Calolziocorte' });
    expect(((await entry.textContent()) ?? '').replace(/\s+/g, ' ')).toMatch(/Peso 4.*Carlo Calolzio/);
    await arrive(desk, ['Provincia di Lecco', 'Lecco', 'Oggiono', 'Calolziocorte', 'Bellano']);
    await startBallot(desk);
    await elect.goto(`${urgentSitting}/voto`);
    await elect.getByRole('button', { name: 'Favorevole' }).click();
    await elect.getByText('Voto registrato: Favorevole').waitFor();
    for (const gone of [mayor('c_b639'), 'ada.delegata@lecco.example']) {
      const page = await as(gone);
      await page.goto(`${urgentSitting}/voto`);
      expect(await page.getByRole('button', { name: 'Favorevole' }).count()).toBe(0);
      await picture(page, `x-04-gone-${gone.slice(0, 3)}`);
    }
    await takeVotes(desk, { Favorevole: ['Provincia di Lecco', 'Lecco', 'Oggiono'], Contrario: ['Bellano'] });
    const outcome = await declareOutcome(desk);
    expect(outcome).toContain('Favorevole 18 voti · 4 enti');
    expect(outcome).toContain('Servono: 14 su 20');
    await desk.getByRole('button', { name: 'Chiudi la seduta' }).click();
    await desk.getByText('Seduta chiusa.').waitFor();
    await elect.goto(`${urgentSitting}/convocazione`);
    expect(await elect.locator('main tbody tr').count()).toBe(1);
    expect(await rowWords(elect, /^Calolziocorte/)).toContain('11 agosto 2027');
    expect(server.faults).toEqual([]);
  }, 240_000);

  it('[R-LC-13] E2E-LC-10: proposal, notice, Assembly and sending of the plan, each by its day', async () => {
    server.moveTo('2027-09-20T08:00:00Z');
    const planner = await as(head);
    await planner.goto(`${duties}/evento?anno=2027`);
    await planner.getByLabel('Evento').selectOption({ label: 'approvazione del rendiconto' });
    await planner.getByLabel('Giorno').fill('2027-04-26');
    await planner.getByLabel('Atto o riferimento').fill('decisione dell’Assemblea n. 1/2027');
    await planner.getByRole('button', { name: 'Registra' }).click();
    await planner.getByText('Evento registrato').waitFor();
    await planner.goto(`${duties}?anno=2027`);
    expect(await rowWords(planner, /^2 ottobre 2027/)).toContain('art. 8');
    await planner.goto(`${duties}/catena?anno=2027`);
    for (const link of [
      /^Proposta pronta 17 ottobre 2027 da fare/,
      /^Avviso di convocazione .* 18 ottobre 2027 da fare/,
      /^Assemblea, prima convocazione 28 ottobre 2027 da fare/,
      /^Assemblea, seconda convocazione 29 ottobre 2027 da fare/,
      /^Piano approvato inviato agli enti 31 ottobre 2027 da fare/,
    ])
      expect(await planner.getByRole('row', { name: link }).count()).toBe(1);
    await picture(planner, 'lc-10-chain');
    server.moveTo('2027-10-15T08:00:00Z');
    const proposing = await as(head);
    await proposing.goto(`${duties}/catena?anno=2027`);
    await proposing.getByRole('link', { name: 'Registra', exact: true }).click();
    await proposing.getByLabel('Atto o riferimento').fill('verbale dell’Ufficio di Presidenza n. 7');
    await proposing.getByLabel(/^Documento/).setInputFiles(paper('proposta'));
    await proposing.getByRole('button', { name: 'Registra' }).click();
    await proposing.getByText('Adempimento registrato, in tempo.').waitFor();
    const office = await as(secretary);
    const sitting = await newSitting(office, `${sittings}/nuova`, {
      body: 'Assemblea degli Enti',
      place: 'Sede della Provincia',
      firstCall: '2027-10-28T17:00',
      secondCall: '2027-10-29T17:30',
    });
    await addItems(office, [
      { title: 'Piano delle attività 2028', kind: /^Decisione/, matter: 'piano delle attività' },
      { title: 'Previsione di spesa 2028', kind: /^Decisione/, matter: 'previsione di spesa' },
    ]);
    await office.getByText('Allegare un documento').first().click();
    await office.getByLabel('Documento', { exact: true }).setInputFiles(paper('proposta'));
    await office.getByRole('button', { name: 'Allegare un documento' }).click();
    await office.getByRole('link', { name: 'proposta.pdf' }).waitFor();
    expect(await words(office, 'section:has(#convocazione) dl')).toContain('18 ottobre 2027');
    await convene(office);
    await office.goto(`${duties}?anno=2027`);
    expect(await rowWords(office, /^31 dicembre 2027.*Assemblea annuale|^31 dicembre 2027.*[Aa]ssemblea/)).toContain(
      'previsione',
    );

    server.moveTo('2027-10-28T15:05:00Z');
    const desk = await as(secretary);
    await desk.goto(sitting);
    await openHere(desk);
    server.moveTo('2027-10-28T15:06:00Z');
    const present = ['Provincia di Lecco', 'Lecco', 'Oggiono', 'Calolziocorte', 'Bellano'];
    await arrive(desk, present);
    expect(await words(desk, '.quorum-count')).toMatch(/^5 presenti su 8, ne servono 5\. Peso presente 20 su/);
    for (const needed of ['Servono: 14 su 20', 'Servono: 14 su 20']) {
      await startBallot(desk);
      await takeVotes(desk, {
        Favorevole: ['Provincia di Lecco', 'Lecco', 'Oggiono'],
        Contrario: ['Calolziocorte', 'Bellano'],
      });
      const outcome = await declareOutcome(desk);
      expect(outcome).toContain('Approvata');
      expect(outcome).toContain(needed);
    }
    await desk.getByRole('button', { name: 'Chiudi la seduta' }).click();
    await desk.getByText('Seduta chiusa.').waitFor();
    server.moveTo('2027-10-30T09:00:00Z');
    const sending = await as(head);
    await sending.goto(`${duties}/catena?anno=2027`);
    await picture(sending, 'lc-10-chain-open');
    await sending.getByRole('link', { name: 'Registra', exact: true }).click();
    await sending.getByLabel('Atto o riferimento').fill('PEC prot. 1021');
    await sending.getByLabel('Collegamento').fill(sitting);
    await sending.getByRole('button', { name: 'Registra' }).click();
    await sending.getByText('Adempimento registrato, in tempo.').waitFor();
    await sending.goto(`${duties}/catena?anno=2027`);
    await sending.getByText('La catena è completa.').waitFor();
    await picture(sending, 'lc-10-chain-done');
    expect(server.faults).toEqual([]);
  }, 240_000);

  it('[LC-4.ord] [R-LC-20] E2E-LC-12: the year has its Assembly with account and forecast; the end of the agreement is told', async () => {
    server.moveTo('2027-12-31T10:00:00Z');
    const clerk = await as(head);
    await clerk.goto(`${duties}?anno=2027`);
    await picture(clerk, 'lc-12-duties');
    expect(await rowWords(clerk, /^15 ottobre 2027.*Proposta pronta/)).toMatch(/fatto ?15 ottobre 2027/);
    expect(await rowWords(clerk, /^31 dicembre 2027.*[Aa]ssemblea/)).toMatch(/fatto28 ottobre 2027/);
    await clerk.goto(base);
    expect(await words(clerk, 'main')).toContain('Scadenza: 31 dicembre 2022: è passata');
    expect(server.faults).toEqual([]);
  }, 240_000);
});
