import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { addSeat, fillSeat, listPeople } from '../../modules/bodies/module.ts';
import { consoleIn } from '../actor.ts';
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
    await office.getByRole('button', { name: 'Importare e pubblicare' }).click();
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
});
