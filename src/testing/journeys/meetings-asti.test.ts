import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { addSeat, fillSeat, listPeople } from '../../modules/bodies/module.ts';
import { endRepresentation } from '../../modules/membership/actions/end-representation.ts';
import { leaveAssociation } from '../../modules/membership/actions/leave-association.ts';
import { setRepresentation } from '../../modules/membership/actions/set-representation.ts';
import { addEntity, joinAssociation } from '../../modules/membership/index.ts';
import { loadServices } from '../../modules/service-catalogue/module.ts';
import { setTarget } from '../../modules/service-desk/actions/set-target.ts';
import { setWeeklyHours } from '../../modules/service-desk/actions/set-weekly-hours.ts';
import { takeInLetters } from '../../modules/service-desk/mail/fetch-letters.ts';
import { storeLetter } from '../../modules/service-desk/storage/letters.ts';
import { inContext } from '../../platform/database/context.ts';
import { inAssociation } from '../../platform/jobs/installation-context.ts';
import type { Role } from '../../platform/role.ts';
import { consoleIn } from '../actor.ts';
import { registered, startAssembly } from '../assembly.ts';
import { ownBallotKeys } from '../ballot-keys.ts';
import { noBrowser, picture, scrollsSideways } from '../browser.ts';
import type { TestMember } from '../cost-sharing.ts';
import { send } from '../send.ts';
import { startTestServer } from '../server.ts';
import { openWindows } from '../windows.ts';
import {
  addItems,
  arrive,
  convene,
  declareOutcome,
  newSitting,
  openHere,
  rowWords,
  startBallot,
  takeVotes,
  words,
} from './sitting-steps.ts';

ownBallotKeys();

const towns: readonly TestMember[] = (
  [
    ['p_at', 'Provincia di Asti', 'provincia', 'lead'],
    ['c_b594', 'Canelli', 'comune', 'member'],
    ['c_a072', 'Agliano Terme', 'comune', 'member'],
    ['c_f902', 'Nizza Monferrato', 'comune', 'member'],
    ['c_h811', 'San Damiano d’Asti', 'comune', 'member'],
  ] as const
).map(([code, name, kind, relation]) => ({ code, name, kind, relation, figures: {} }));

describe.skipIf(noBrowser)(`the centre of Asti ${noBrowser}`, async () => {
  const id = 'asti';
  const server = await startTestServer({ associations: [], now: '2027-04-02T08:00:00Z' });
  const { perform } = server;
  const assembly = await startAssembly(perform, { id, agreement: id, members: towns });
  const secretary = assembly.secretaryEmail;
  const person = async (name: string, role: 'RES' | 'ADM') => {
    const email = `${name.toLowerCase().replace(/ /g, '.')}@asti.example`;
    await registered(perform, { association: id, email, name, role, entity: 'p_at' });
    return email;
  };
  const head = await person('Rita Responsabile', 'RES');
  const support = await person('Dario Amministrativo', 'ADM');
  const as = await openWindows(server);
  const base = `${server.url}/${id}`;
  const sittings = `${base}/organi/sedute`;
  const duties = `${base}/convenzione/adempimenti`;

  it('[AT-S5] [R-AT-7] E2E-AT-05: rates of the first quarter, with the small offices merged, for anybody', async () => {
    const office = await as(support);
    const rates = `${base}/trasparenza/assenze`;
    const people = (name: string, absences: readonly number[]) => absences.map((days) => `${name};21;${days}`);
    const sheet = [
      'Ufficio;Giorni lavorativi;Giorni di assenza',
      ...people('Anagrafe', [3, 3, 3, 3, 3, 3, 3, 3, 3, 0]),
      ...people('Tributi', [1, 1, 1, 1, 1, 1]),
      ...people('Messi', [0, 9]),
      ...people('Biblioteca', [0, 12, 0]),
    ].join('\r\n');
    await office.goto(rates);
    await office.getByLabel('Ente', { exact: true }).selectOption({ label: 'Canelli' });
    await office.getByLabel('Periodo').fill('2027-T1');
    await office
      .getByLabel('Foglio dei giorni')
      .setInputFiles({ name: 'assenze.csv', mimeType: 'text/csv', buffer: Buffer.from(sheet) });
    await office.getByRole('button', { name: 'Importa e controlla' }).click();
    await office.getByRole('button', { name: 'Pubblica', exact: true }).click();
    await office.getByText('Pubblicati 3 uffici.').waitFor();
    const anybody = await as('anybody');
    await anybody.goto(rates);
    expect(await rowWords(anybody, /Anagrafe/)).toMatch(/Canelli.*12,86.*87,14$/);
    expect(await rowWords(anybody, /Tributi/)).toMatch(/4,76.*95,24$/);
    expect(await rowWords(anybody, /Biblioteca/)).toMatch(/Messi.*20,00.*80,00$|20,00.*80,00$/);
    expect(await anybody.locator('main tbody tr').count()).toBe(3);
    await picture(anybody, 'at-05-rates');
    await anybody.setViewportSize({ width: 360, height: 740 });
    await picture(anybody, 'at-05-rates-360');
    expect(await scrollsSideways(anybody)).toBe(false);
    const [file] = await Promise.all([
      anybody.waitForEvent('download'),
      anybody.getByRole('link', { name: 'Dati aperti (CSV)' }).click(),
    ]);
    expect(readFileSync(await file.path(), 'utf8')).toContain('12.86');
    expect(server.faults).toEqual([]);
  }, 240_000);

  it('[AT-A1] [R-AT-3] E2E-AT-01: signed on 12 November, the plan is approved by Monday 13 December', async () => {
    server.moveTo('2027-11-12T08:00:00Z');
    const office = await as(support);
    await office.goto(`${base}/enti/nuovo`);
    await office.getByLabel('Nome', { exact: true }).fill('Asti');
    await office.getByLabel(/^Codice catastale/).fill('A479');
    await office.getByLabel('Primo giorno di adesione').fill('2027-11-12');
    await office.getByLabel('Giorno della firma').fill('2027-11-12');
    await office.getByRole('button', { name: 'Salva' }).click();
    await office.waitForURL(/enti\/c_a479$/);
    const plans = await as(head);
    await plans.goto(`${duties}?anno=2027&chi=tutti`);
    expect(await rowWords(plans, /^13 dicembre 2027/)).toMatch(/Approvazione o modifica del piano.*da fare/);

    const decree = { act: 'decreto del Presidente della Provincia', actNumber: '21', actDay: '2027-11-12' };
    const { items } = await perform(listPeople, {}, consoleIn(id));
    for (const { code, name } of towns) {
      const { seat } = await perform(
        addSeat,
        { body: 'cta', title: name, titleEnglish: name, since: '2027-11-12', ...decree } as never,
        consoleIn(id),
      );
      const { post } = items.find(({ role, entity }) => role === 'MAY' && entity?.code === code)!;
      await perform(fillSeat, { body: 'cta', seat, post, since: '2027-11-12', ...decree } as never, consoleIn(id));
    }
    const clerk = await as(secretary);
    const sitting = await newSitting(clerk, `${sittings}/nuova`, {
      body: 'C.T.A.',
      place: 'Sede della Provincia',
      firstCall: '2027-12-10T10:00',
    });
    await addItems(clerk, [
      { title: 'Piano di attività, con le modifiche proposte', kind: /^Decisione/, matter: 'piano delle attività' },
    ]);
    await convene(clerk);
    server.moveTo('2027-12-10T09:00:00Z');
    const desk = await as(secretary);
    await desk.goto(sitting);
    await openHere(desk);
    server.moveTo('2027-12-10T09:01:00Z');
    await arrive(desk, ['Provincia di Asti', 'Canelli', 'Agliano Terme']);
    expect(await words(desk, '.quorum-count')).toContain('3 presenti su 5, ne servono 3');
    await startBallot(desk);
    await takeVotes(desk, { Favorevole: ['Provincia di Asti', 'Canelli'], Contrario: ['Agliano Terme'] });
    const outcome = await declareOutcome(desk);
    expect(outcome).toContain('Approvata');
    expect(outcome).toContain('Servono: 2 su 3');
    await desk.getByRole('button', { name: 'Chiudi la seduta' }).click();
    await desk.getByText('Seduta chiusa.').waitFor();
    await desk.goto(`${base}/organi/decisioni`);
    expect(await rowWords(desk, /Piano di attività/)).toContain('n. 1/2027');

    const recording = await as(head);
    await recording.goto(`${duties}?anno=2027&chi=tutti`);
    await recording
      .getByRole('row', { name: /^13 dicembre 2027/ })
      .getByRole('link', { name: /^Registra/ })
      .click();
    await recording.getByLabel('Atto o riferimento').fill('decisione del C.T.A. n. 1/2027');
    await recording.getByLabel('Collegamento').fill(`${base}/organi/decisioni/cta/2027/1`);
    await recording.getByRole('button', { name: 'Registra' }).click();
    await recording.getByText('Adempimento registrato, in tempo.').waitFor();
    await recording.goto(`${duties}?anno=2027&chi=tutti`);
    expect(await rowWords(recording, /^13 dicembre 2027/)).toMatch(
      /fatto ?10 dicembre 2027: decisione del C\.T\.A\. n\. 1\/2027/,
    );
    await picture(recording, 'at-01-duties');
    expect(server.faults).toEqual([]);
  }, 240_000);

  it('[AT-U2] [AT-P4] [AT-U3] E2E-AT-03: a call solved at once, a letter that goes to the project manager and to a facilitator', async () => {
    server.moveTo('2028-02-07T08:00:00Z'); // a Monday, nine o'clock
    const week = { monday: '8-17', tuesday: '8-17', wednesday: '8-17', thursday: '8-17', friday: '8-17' };
    await perform(setWeeklyHours, { since: '2020-01-01', ...week }, consoleIn(id));
    await perform(setTarget, { since: '2020-01-01', firstAnswer: 240, solution: 2400 }, consoleIn(id));
    const there = { association: id, entity: 'p_at' } as const;
    const somebody = async (name: string, role: Role, entity: string) => {
      const email = `${name.toLowerCase().replace(/ /g, '.')}@asti.example`;
      await registered(perform, { ...there, email, name, role, entity });
      return email;
    };
    const technician = await somebody('Tea Tecnica', 'L1', 'p_at');
    const manager = await somebody('Enrico Boano', 'L2', 'p_at');
    const facilitator = await somebody('Fabio Facilitatore', 'L1', 'p_at');
    const clerk = await somebody('Nina Nicese', 'EMP', 'c_f902');
    const desk = `${base}/assistenza`;

    const phone = await as(technician);
    await phone.goto(desk);
    await phone.keyboard.press('n');
    await phone.waitForURL(/nuova$/);
    await phone.locator('[name="requesterName"]:focus').pressSequentially('nicese');
    await phone.getByRole('option', { name: /Nina Nicese Nizza/ }).waitFor();
    await phone.keyboard.press('Enter');
    expect(await phone.getByLabel('Ente', { exact: true }).inputValue()).toBe('c_f902');
    await phone.getByLabel('Dove richiamare').fill('0141 720511');
    await phone.getByLabel('Che cosa serve').fill('Non entra nella piattaforma');
    await phone.getByText('Risolta durante la chiamata').click();
    await phone.getByLabel('Già risolta: che cosa si è fatto').fill('Rinnovata la password insieme.');
    await phone.getByLabel('Minuti di lavoro').fill('6');
    await phone.keyboard.press('Control+Enter');
    await phone.waitForURL(/richieste\/2028-1$/);
    expect(await words(phone, '.ticket-facts')).toMatch(/telefono, risolta durante la chiamata.*Minuti di lavoro ?6/);
    await picture(phone, 'at-03-call');

    server.moveTo('2028-02-07T09:00:00Z');
    const raw = Buffer.from(
      [
        `From: Nina Nicese <${clerk}>`,
        'To: assistenza.comuni@provincia.asti.it',
        'Subject: Pagine del sito da rifare',
        'Message-ID: <sito@nizza.example>',
        'Content-Type: text/plain; charset=utf-8',
        '',
        'Vorremmo rifare le pagine dei tributi: c’è qualcuno che ci mostra come si fa?',
      ].join('\r\n'),
    );
    await inContext(server.database, inAssociation(id), (tx) =>
      storeLetter(tx, id, { uidValidity: '1', uid: 1, came: server.clock().instant, raw }),
    );
    const { database, clock } = server;
    await takeInLetters({ database, perform, clock, stopping: new AbortController().signal }, id);
    const first = await as(technician);
    await first.goto(desk);
    await first.getByRole('link', { name: 'Pagine del sito da rifare' }).click();
    await send(first, 'Prendi in carico');
    await first.getByText('ha preso in carico').waitFor();
    const ticket = first.url().split('#')[0]!;
    expect(await words(first, '.ticket-facts')).toMatch(/Nina Nicese.*Nizza Monferrato/);
    /** Hands a request on to somebody of another level. */
    const handOn = async (page: Page, to: string, level: string, why: string) => {
      await page.getByRole('link', { name: 'Passare a un altro livello' }).click();
      await page.getByLabel('A chi passarla').selectOption({ label: `${level}: ${to}` });
      await page.getByLabel('Nota').fill(why);
      await page.getByRole('button', { name: 'Conferma' }).click();
      await page.locator('blockquote', { hasText: why }).waitFor();
    };
    server.moveTo('2028-02-07T09:40:00Z');
    const tea = await as(technician);
    await tea.goto(ticket);
    await handOn(tea, 'Enrico Boano', 'Responsabile del progetto', 'È della piattaforma «Comuni in rete».');
    server.moveTo('2028-02-07T14:40:00Z');
    const enrico = await as(manager);
    await enrico.goto(`${desk}?incarico=me`);
    await enrico.getByRole('link', { name: 'Pagine del sito da rifare' }).click();
    await enrico.getByLabel('Risposta').fill('Viene Fabio mercoledì mattina.');
    await send(enrico, 'Invia la risposta');
    await enrico.locator('blockquote', { hasText: 'Viene Fabio' }).waitFor();
    await enrico.getByRole('link', { name: 'Fissa un intervento' }).click();
    await enrico.getByLabel('Chi interviene').selectOption({ label: 'Fabio Facilitatore' });
    await enrico.getByLabel('Quando').fill('2028-02-09T10:00');
    await enrico.getByLabel('Minuti').fill('100');
    await enrico.getByLabel('Dove').fill('Ufficio tributi di Nizza');
    await enrico.getByRole('button', { name: 'Fissa', exact: true }).click();
    await enrico
      .locator('blockquote', { hasText: 'Intervento fissato: Fabio Facilitatore, 9 febbraio 2028, 10:00' })
      .waitFor();
    await handOn(enrico, 'Fabio Facilitatore', 'Facilitatore', 'In sede a Nizza, mercoledì.');
    server.moveTo('2028-02-09T10:40:00Z');
    const fabio = await as(facilitator);
    await fabio.goto(`${desk}/interventi?chi=me`);
    expect(await rowWords(fabio, /^9 febbraio 2028/)).toMatch(/10:00.*100.*Nizza Monferrato.*Ufficio tributi di Nizza/);
    await picture(fabio, 'at-03-visits');
    await fabio.goto(ticket);
    await fabio.getByLabel('Risposta').fill('Rifatte insieme: da qui in poi da soli.');
    await fabio.getByText('Allegati e minuti di lavoro').click();
    await fabio.getByLabel('Minuti di lavoro').fill('90');
    await send(fabio, 'Rispondi e risolvi');
    await fabio.locator('.ticket-line', { hasText: 'risolta' }).waitFor();
    const facts = await words(fabio, '.ticket-facts');
    expect(facts).toMatch(/primo livello: 40 min.*responsabile del progetto: 5 ore.*facilitatore: 44 ore/);
    await picture(fabio, 'at-03-hops');
    const nina = await as(clerk);
    await nina.goto(ticket);
    await send(nina, 'Bene');
    await nina.getByText('ha detto come è andata: bene').waitFor();
    expect(server.faults).toEqual([]);
  }, 240_000);

  it('[AT-U0] E2E-AT-12: a municipality that its Union represented joins singly, with no day without the services', async () => {
    server.moveTo('2028-11-06T08:00:00Z');
    const operator = consoleIn(id);
    await perform(loadServices, { approves: true }, operator);
    const union = { code: 'unione-colline', name: 'Unione Colline del Monferrato', kind: 'unione' } as const;
    await perform(addEntity, { ...union, joined: '2020-01-01', signed: '2020-01-01' }, operator);
    const town = { code: 'c_f336', name: 'Mombercelli', kind: 'comune' } as const;
    await perform(addEntity, { ...town, joined: '2020-01-01', way: 'represented' }, operator);
    const represented = { entity: town.code, representative: union.code };
    await perform(setRepresentation, { ...represented, since: '2020-01-01', act: 'statuto dell’Unione' }, operator);
    const email = 'referente@mombercelli.example';
    await registered(perform, { association: id, email, name: 'Mara Mombercelli', role: 'REF', entity: town.code });
    const referent = await as(email);
    /** What the catalogue says of the services to the municipality. */
    const services = async () => {
      await referent.goto(`${base}/assistenza/catalogo?stato=active`);
      return rowWords(referent, /Assistenza per telefono/);
    };
    expect(await services()).toContain('lo ha di diritto');
    const office = await as(support);
    await office.goto(`${base}/enti/${town.code}`);
    expect(await words(office, 'main')).toContain(union.name);

    // its council joins from the 15th; until the day before the Union speaks for it
    await perform(endRepresentation, { entity: town.code, until: '2028-11-14' }, operator);
    await perform(leaveAssociation, { entity: town.code, left: '2028-11-15', act: 'delibera 31/2028' }, operator);
    await perform(
      joinAssociation,
      { entity: town.code, joined: '2028-11-15', signed: '2028-11-10', way: 'single', act: 'delibera 31/2028' },
      operator,
    );
    for (const day of ['14', '15']) {
      server.moveTo(`2028-11-${day}T08:00:00Z`);
      const there = await as(email);
      expect(await services()).toContain('lo ha di diritto');
      await there.goto(`${base}/assistenza/nuova`);
      await there.getByLabel('Che cosa serve').fill(`Prova del ${day} novembre`);
      await there.getByRole('button', { name: 'Invia la richiesta' }).click();
      await there.waitForURL(/richieste\/2028-\d+$/);
    }
    const registry = await as(support);
    await registry.goto(`${base}/enti/${town.code}`);
    expect(await words(registry, 'main')).toMatch(/Adesione singola/);
    await picture(registry, 'at-12-single');
    expect(server.faults).toEqual([]);
  }, 120_000);
});
