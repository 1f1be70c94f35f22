import { describe, expect, it } from 'vitest';
import { paperOf } from '../../app/example-paper.ts';
import { shippedAgreement } from '../../modules/agreement/index.ts';
import { endPostings } from '../../modules/publication/actions/end-postings.ts';
import { jobActor } from '../../platform/jobs/job-actor.ts';
import { registered, startAssembly } from '../assembly.ts';
import { ownBallotKeys } from '../ballot-keys.ts';
import { noBrowser, picture, scrollsSideways } from '../browser.ts';
import type { TestMember } from '../cost-sharing.ts';
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
    ['c_b428', 'Caltagirone', 'lead'],
    ['c_e133', 'Grammichele', 'member'],
    ['c_e578', 'Licodia Eubea', 'member'],
    ['c_f217', 'Mineo', 'member'],
    ['c_f231', 'Mirabella Imbaccari', 'member'],
    ['c_h805', 'San Cono', 'member'],
    ['c_i035', 'San Michele di Ganzaria', 'member'],
    ['c_m100', 'Vizzini', 'member'],
  ] as const
).map(([code, name, relation]) => ({ code, name, relation, figures: {} }));

/** The eight mayors: five make a sitting valid, and more than half of those present decide. */
describe.skipIf(noBrowser)(`a year of the Calatino ${noBrowser}`, async () => {
  const id = 'calatino';
  const server = await startTestServer({ associations: [], now: '2027-03-01T08:00:00Z' });
  const { perform } = server;
  const assembly = await startAssembly(perform, { id, agreement: id, members: towns });
  const secretary = assembly.secretaryEmail;
  const head = 'responsabile@calatino.example';
  await registered(perform, { association: id, email: head, name: 'Rosa Responsabile', role: 'RES', entity: 'c_b428' });
  const as = await openWindows(server);
  const base = `${server.url}/${id}`;
  const sittings = `${base}/organi/sedute`;
  const duties = `${base}/convenzione/adempimenti`;
  const five = ['Caltagirone', 'Grammichele', 'Mineo', 'San Cono', 'Vizzini'];

  it('[CAL-10.2] E2E-CAL-03: a new regulation, approved, executive, fifteen days on the board, in force the day after', async () => {
    const office = await as(secretary);
    const written = shippedAgreement(id)!.written.replace('state: in-force', 'state: in-force\n# testo del 2027');
    await office.goto(`${base}/convenzione/testi/nuovo`);
    await office
      .getByLabel('File del documento')
      .setInputFiles({ name: 'regolamento.yaml', mimeType: 'application/yaml', buffer: Buffer.from(written) });
    await office.getByRole('button', { name: 'Importa un testo' }).click();
    await office.waitForURL(/testi\/2$/);
    const sitting = await newSitting(office, `${sittings}/nuova`, {
      body: 'Assemblea dei Sindaci',
      place: 'Municipio di Caltagirone',
      firstCall: '2027-03-08T16:00',
    });
    await addItems(office, [{ title: 'Nuovo testo del regolamento', kind: /^Decisione/ }]);
    await convene(office);

    server.moveTo('2027-03-08T15:00:00Z');
    const desk = await as(secretary);
    await desk.goto(sitting);
    await openHere(desk);
    server.moveTo('2027-03-08T15:01:00Z');
    await arrive(desk, five);
    expect(await words(desk, '.quorum-count')).toBe('5 presenti su 8, ne servono 5');
    await startBallot(desk);
    await takeVotes(desk, { Favorevole: five.slice(0, 3), Astenuto: five.slice(3) });
    const outcome = await declareOutcome(desk);
    expect(outcome).toContain('Approvata');
    expect(outcome).toContain('Servono: 3 su 5');
    await desk.getByRole('button', { name: 'Chiudi la seduta' }).click();
    await desk.getByText('Seduta chiusa.').waitFor();

    server.moveTo('2027-03-15T08:00:00Z');
    const clerk = await as(secretary);
    await clerk.goto(`${base}/albo/nuovo`);
    await clerk.getByLabel('Oggetto').fill('Regolamento del servizio informatico associato');
    await clerk.getByLabel(/^Tipo/).selectOption({ label: 'regolamento' });
    await clerk.getByLabel('Chi lo ha emesso').fill('Assemblea dei Sindaci');
    await clerk.getByLabel(/^Atto/).fill('decisione n. 1/2027');
    await clerk.getByLabel('Data dell’atto').fill('2027-03-08');
    await clerk.getByLabel('Esecutivo dal').fill('2027-03-16');
    await clerk.getByLabel('Testo della convenzione che entra in vigore').fill('2');
    await clerk.getByLabel(/^Documento/).setInputFiles({
      name: 'regolamento.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('Regolamento per la gestione associata dei servizi informatici.'),
    });
    await clerk.getByRole('button', { name: 'Salvare la bozza' }).click();
    await clerk.getByText('Bozza salvata.').waitFor();
    const notice = clerk.url();
    await clerk.getByRole('link', { name: 'Pubblicare' }).click();
    await clerk.getByLabel('No, o sono oscurati').check();
    await clerk.getByRole('button', { name: 'Pubblicare' }).click();
    await picture(clerk, 'cal-03-too-early');
    expect(await words(clerk, '.notice-error, .error-summary')).toContain('16 marzo 2027');
    await clerk.goto(`${notice}/modifica`);
    await clerk.getByLabel('Esecutivo dal').fill('2027-03-15');
    await clerk.getByRole('button', { name: 'Salvare la bozza' }).click();
    await clerk.getByText('Bozza salvata.').waitFor();
    await clerk.getByRole('link', { name: 'Pubblicare' }).click();
    await clerk.getByLabel('No, o sono oscurati').check();
    await clerk.getByRole('button', { name: 'Pubblicare' }).click();
    await clerk.getByText('Pubblicato.').waitFor();
    const facts = await words(clerk, 'main');
    expect(facts).toContain('dal 15 marzo 2027 al 30 marzo 2027 compreso');
    expect(facts).toContain('31 marzo 2027');
    await picture(clerk, 'cal-03-posted');

    server.moveTo('2027-03-30T20:00:00Z');
    const anybody = await as('anybody', { viewport: { width: 360, height: 740 } });
    await anybody.goto(`${base}/albo`);
    await anybody.getByRole('link', { name: /Regolamento del servizio/ }).waitFor();
    await picture(anybody, 'cal-03-board-360');
    expect(await scrollsSideways(anybody)).toBe(false);
    await anybody.goto(`${base}/convenzione/testi`);
    server.moveTo('2027-03-31T01:00:00Z');
    await perform(endPostings, {}, jobActor(id));
    await anybody.goto(`${base}/albo`);
    expect(await anybody.getByRole('link', { name: /Regolamento del servizio/ }).count()).toBe(0);
    const after = await as(secretary);
    await after.goto(notice);
    await after.getByRole('link', { name: 'Certificato di pubblicazione (PDF)' }).waitFor();
    await after.goto(`${base}/convenzione/testi`);
    await picture(after, 'cal-03-texts');
    expect(await words(after, 'main')).toContain('31 marzo 2027');
    expect(server.faults).toEqual([]);
  }, 240_000);

  it('[CAL-6.5] [R-CAL-4] E2E-CAL-06: the head informs the Assembly by 30 June, and by 31 December again', async () => {
    server.moveTo('2027-06-21T08:00:00Z');
    const office = await as(head);
    await office.goto(`${duties}?anno=2027`);
    const halves = async () => [
      await rowWords(office, /^30 giugno 2027.*Relazione semestrale/),
      await rowWords(office, /^31 dicembre 2027.*Relazione semestrale/),
    ];
    expect((await halves()).map((row) => /da fare/.test(row))).toEqual([true, true]);
    await office
      .getByRole('row', { name: /^30 giugno 2027.*Relazione semestrale/ })
      .getByRole('link', { name: /^Registra/ })
      .click();
    await office.getByLabel('Atto o riferimento').fill('nota prot. 512, letta in Assemblea');
    await office.getByLabel(/^Documento/).setInputFiles({
      name: 'relazione.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from(paperOf('Relazione semestrale').content, 'base64'),
    });
    await office.getByRole('button', { name: 'Registra' }).click();
    await office.getByText('Adempimento registrato, in tempo.').waitFor();
    const [first, second] = await halves();
    expect(first).toMatch(/fatto ?21 giugno 2027: nota prot. 512/);
    expect(first).toContain('relazione.pdf');
    expect(second).toContain('da fare');
    await picture(office, 'cal-06-duties');
    server.moveTo('2028-01-01T08:00:00Z');
    const late = await as(head);
    await late.goto(`${duties}?anno=2027&stato=overdue`);
    expect(await rowWords(late, /Relazione semestrale/)).toContain('in ritardo da 1 giorno');
    server.moveTo('2027-07-01T08:00:00Z');
    expect(server.faults).toEqual([]);
  }, 240_000);

  it('[CAL-6.2] [CAL-5.3] E2E-CAL-11: the Assembly approves action plan and organisation chart, then the lead’s Giunta publishes its act', async () => {
    server.moveTo('2027-11-05T08:00:00Z');
    const office = await as(secretary);
    const sitting = await newSitting(office, `${sittings}/nuova`, {
      body: 'Assemblea dei Sindaci',
      place: 'Municipio di Caltagirone',
      firstCall: '2027-11-15T16:00',
    });
    await addItems(office, [
      { title: 'Piano di azione 2028', kind: /^Decisione/, matter: 'piano delle attività' },
      { title: 'Organizzazione dell’ufficio unico', kind: /^Decisione/ },
    ]);
    await convene(office);
    server.moveTo('2027-11-15T15:00:00Z');
    const desk = await as(secretary);
    await desk.goto(sitting);
    await openHere(desk);
    server.moveTo('2027-11-15T15:01:00Z');
    await arrive(desk, [...five, 'Licodia Eubea']);
    for (const [yes, no] of [
      [4, 2],
      [6, 0],
    ] as const) {
      await startBallot(desk);
      const all = [...five, 'Licodia Eubea'];
      await takeVotes(desk, { Favorevole: all.slice(0, yes), Contrario: all.slice(yes) });
      const outcome = await declareOutcome(desk);
      expect(outcome).toContain('Approvata');
      expect(outcome).toContain('Servono: 4 su 6');
      expect(outcome).toContain(`Favorevole ${yes} enti`);
      if (no > 0) expect(outcome).toContain(`Contrario ${no} enti`);
    }
    await desk.getByRole('button', { name: 'Chiudi la seduta' }).click();
    await desk.getByText('Seduta chiusa.').waitFor();
    await desk.goto(`${base}/organi/decisioni?anno=2027`);
    const decided = await rowWords(desk, /Organizzazione dell’ufficio unico/);
    const number = /n\. [0-9]+\/2027/.exec(decided)?.[0];
    expect(number).toBeDefined();
    expect(await rowWords(desk, /Piano di azione 2028/)).toContain('15 novembre 2027');
    await picture(desk, 'cal-11-decisions');

    server.moveTo('2027-11-22T08:00:00Z');
    const clerk = await as(secretary);
    await clerk.goto(`${base}/albo/nuovo`);
    await clerk
      .getByLabel('Oggetto')
      .fill(`Struttura dell’ufficio unico, conforme alla decisione dell’Assemblea ${number}`);
    await clerk.getByLabel(/^Tipo/).selectOption({ label: 'delibera' });
    await clerk.getByLabel('Chi lo ha emesso').fill('Giunta di Caltagirone');
    await clerk.getByLabel(/^Atto/).fill('delibera di Giunta 140/2027');
    await clerk.getByLabel('Data dell’atto').fill('2027-11-19');
    await clerk.getByLabel(/^Documento/).setInputFiles({
      name: 'delibera.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('La Giunta approva la struttura dell’ufficio unico.'),
    });
    await clerk.getByRole('button', { name: 'Salvare la bozza' }).click();
    await clerk.getByRole('link', { name: 'Pubblicare' }).click();
    await clerk.getByLabel('No, o sono oscurati').check();
    await clerk.getByRole('button', { name: 'Pubblicare' }).click();
    await clerk.getByText('Pubblicato.').waitFor();
    const anybody = await as('anybody');
    await anybody.goto(`${base}/albo`);
    expect(await rowWords(anybody, /Struttura dell’ufficio unico/)).toContain('22 novembre 2027 – 7 dicembre 2027');
    await anybody.getByRole('link', { name: /Struttura dell’ufficio unico/ }).click();
    await anybody.getByText('delibera di Giunta 140/2027').waitFor();
    expect(server.faults).toEqual([]);
  }, 240_000);
});
