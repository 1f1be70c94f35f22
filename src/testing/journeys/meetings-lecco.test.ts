import { describe, expect, it } from 'vitest';
import { ownBallotKeys } from '../ballot-keys.ts';
import { noBrowser, picture, scrollsSideways } from '../browser.ts';
import { paper, startLecco } from './lecco-year.ts';
import {
  addItems,
  arrive,
  convene,
  declareOutcome,
  fillSitting,
  newSitting,
  openBallot,
  openHere,
  rowWords,
  startBallot,
  takeVotes,
  words,
} from './sitting-steps.ts';

ownBallotKeys();

describe.skipIf(noBrowser)(`Lecco, January to July 2027 ${noBrowser}`, async () => {
  const { server, base, sittings, duties, as, head, secretary, mayor, person, elected } =
    await startLecco('2026-10-01T08:00:00Z');

  it('[LC-3.1] [LC-8.4] E2E-LC-01: who gave notice is out on 1 January; who signs on 15 January has ten days for referent and candidates', async () => {
    const clerk = await as(head);
    await clerk.goto(`${base}/enti/c_l751`);
    await clerk.getByRole('link', { name: 'Registra l’uscita' }).click();
    await clerk.getByLabel('Primo giorno fuori').fill('2027-01-01');
    await clerk.getByLabel('Atto di uscita').fill('PEC prot. 88 del 1º ottobre 2026');
    await clerk.getByRole('button', { name: 'Registra' }).click();
    await clerk.getByText('Uscita registrata.').waitFor();
    await clerk.goto(`${base}/organi/assembly`);
    expect(await rowWords(clerk, /Vercurago/)).toContain('Sindaco di Vercurago');

    server.moveTo('2027-01-02T09:00:00Z');
    const again = await as(head);
    await again.goto(`${base}/organi/assembly`);
    expect(await again.getByRole('row', { name: /Vercurago/ }).count()).toBe(0);
    expect(await words(again, '.list-count')).toMatch(/^7 /);
    await again.goto(`${base}/enti/dati?al=2026-12-31`);
    expect(await rowWords(again, /^Lecco/)).toMatch(/47\.000.*110\.000,00/);
    expect(await rowWords(again, /^Totale/)).toContain('400.000,00');
    await picture(again, 'lc-01-figures');

    server.moveTo('2027-01-15T09:00:00Z');
    const office = await as(head);
    await office.goto(`${base}/enti/nuovo`);
    await office.getByLabel('Nome', { exact: true }).fill('Olginate');
    await office.getByLabel('Codice catastale').fill('G040');
    await office.getByLabel('Primo giorno di adesione').fill('2027-01-15');
    await office.getByLabel('Giorno della firma').fill('2027-01-15');
    await office.getByRole('button', { name: 'Salva' }).click();
    await office.waitForURL(/enti\/c_g040$/);
    for (const [register, value] of [
      ['Abitanti', '7.100'],
      ['Costi diretti', '0,00'],
    ] as const) {
      await office.goto(`${base}/enti/c_g040/dato`);
      await office.getByLabel('Dato', { exact: true }).selectOption({ label: register });
      await office.getByLabel('Giorno', { exact: true }).fill('2026-12-31');
      await office.getByLabel('Valore').fill(value);
      await office.getByLabel('Fonte').fill('ANPR');
      await office.getByRole('button', { name: 'Registra' }).click();
      await office.getByText('Dato registrato.').waitFor();
    }
    await person('Olga Olginate', 'MAY', 'c_g040');
    await office.goto(`${duties}?anno=2027&chi=enti`);
    for (const duty of [
      /Nomina del referente.*Olginate/,
      /Candidature per l’Ufficio.*Olginate|Candidature per l'Ufficio.*Olginate/,
    ])
      expect(await rowWords(office, duty)).toMatch(/^25 gennaio 2027.*da fare/);
    await picture(office, 'lc-01-duties');

    server.moveTo('2027-01-20T09:00:00Z');
    const olginate = await as(mayor('c_g040'));
    await olginate.goto(`${base}/organi/presidency/posti/fascia-media/candidatura`);
    const offered = await olginate.getByLabel('Persona').locator('option').allTextContents();
    expect(offered.filter((one) => one.includes('Sindaco di'))).toEqual([]);
    await olginate.getByLabel('Persona').selectOption({ label: offered.find((one) => one.includes('Olga'))! });
    await olginate.getByLabel('Atto', { exact: false }).first().fill('decreto del Sindaco');
    await olginate.getByLabel('Numero dell’atto').fill('3');
    await olginate.getByLabel('Data dell’atto').fill('2027-01-19');
    await olginate.getByRole('button', { name: 'Registra' }).click();
    await olginate.waitForURL(/presidency$/);
    expect(await rowWords(olginate, /Olga Olginate.*Olginate/)).toContain('20 gennaio 2027');
    await picture(olginate, 'lc-01-candidate');
    await olginate.goto(`${duties}?anno=2027`);
    const candidature = await rowWords(olginate, /Candidature.*Olginate/);
    expect(candidature).toMatch(/^25 gennaio 2027.*fatto.*20 gennaio 2027: candidatura di Olga Olginate \(/);
    expect(candidature).toMatch(/decreto del Sindaco n\. 3 del 19 gennaio 2027, registrata il 20 gennaio 2027/);
    expect(candidature).toContain('registrato da Olga Olginate');
    expect(await rowWords(olginate, /Nomina del referente.*Olginate/)).toContain('da fare');
    await picture(olginate, 'lc-01-referent');
    const referent = await person('Rocco Referente', 'REF', 'c_g040');
    server.moveTo('2027-01-26T09:00:00Z');
    const desk = await as(referent);
    await desk.goto(`${duties}?anno=2027&stato=done`);
    expect(await rowWords(desk, /Nomina del referente.*Olginate/)).toMatch(/^25 gennaio 2027.*fatto.*Rocco Referente/);
    expect(await rowWords(desk, /Candidature.*Olginate/)).toMatch(/^25 gennaio 2027.*fatto.*20 gennaio 2027/);
    expect(server.faults).toEqual([]);
  }, 240_000);

  it('[LC-5.meet] [R-LC-10] [R-LC-12] E2E-LC-02: the presidency meets on 12 February and decides a tie by its chair; its first quarter is done', async () => {
    server.moveTo('2027-02-01T09:00:00Z');
    const office = await as(secretary);
    await office.goto(`${base}/organi/presidency`);
    await office
      .getByRole('row', { name: /Olga Olginate/ })
      .getByRole('link', { name: /^Nomina/ })
      .click();
    await office.getByLabel('Atto', { exact: true }).fill('delibera dell’Assemblea n. 4');
    await office.getByRole('button', { name: 'Registra' }).click();
    await office.waitForURL(/presidency$/);
    await office.goto(`${base}/organi/presidency/posti/lecco/nomina`);
    const choices = await office.getByLabel('Chi si nomina').locator('option').allTextContents();
    expect(choices.filter((one) => one.includes('—')).every((one) => /Lecco/.test(one))).toBe(true);
    await office
      .getByLabel('Chi si nomina')
      .selectOption({ label: choices.find((one) => one.includes('Sindaco di Lecco'))! });
    await office.getByLabel('Atto', { exact: true }).fill('delibera dell’Assemblea n. 4');
    await office.getByRole('button', { name: 'Registra' }).click();
    await office.waitForURL(/presidency$/);
    expect(await rowWords(office, /Olginate.*2027/)).toContain('1º febbraio 2027');
    await picture(office, 'lc-02-presidency');
    const sitting = await newSitting(office, `${sittings}/nuova`, {
      body: 'Ufficio di Presidenza',
      place: 'Sede della Provincia',
      firstCall: '2027-02-12T10:00',
    });
    await addItems(office, [{ title: 'Priorità del 2027', kind: /^Decisione/ }]);
    await convene(office);
    await office.goto(`${duties}?anno=2027`);
    expect(await rowWords(office, /^31 marzo 2027.*[Pp]residenza/)).toContain('da fare');
    const calendar = await (await office.request.get(`${base}/calendari/sedute.ics`)).text();
    expect(calendar).toContain('DTSTART:20270212T090000Z');

    server.moveTo('2027-02-12T09:05:00Z');
    const desk = await as(secretary);
    await desk.goto(sitting);
    await desk.getByLabel('Presiede').fill('Sindaco di Provincia di Lecco');
    await openHere(desk);
    server.moveTo('2027-02-12T09:06:00Z');
    await arrive(desk, ['Provincia di Lecco', 'Lecco', 'Olginate']);
    expect(await words(desk, '.quorum-count')).toContain('3 presenti su 5, ne servono 3');
    await startBallot(desk);
    await takeVotes(desk, { Favorevole: ['Provincia di Lecco'], Contrario: ['Lecco'], Astenuto: ['Olginate'] });
    const outcome = await declareOutcome(desk);
    expect(outcome).toContain('Approvata');
    expect(outcome).toContain('Servono: 2 su 3. Parità: prevale il voto di chi presiede');
    await picture(desk, 'lc-02-desk');
    await desk.getByRole('button', { name: 'Chiudi la seduta' }).click();
    await desk.getByText('Seduta chiusa.').waitFor();
    await desk.goto(`${duties}?anno=2027`);
    expect(await rowWords(desk, /^31 marzo 2027.*[Pp]residenza/)).toMatch(/fatto.*12 febbraio 2027: seduta tenuta/);
    expect(await rowWords(desk, /^30 giugno 2027.*[Pp]residenza/)).toContain('da fare');
    expect(server.faults).toEqual([]);
  }, 240_000);

  it('[LC-4.quorum.1] [LC-4.quorum.2] [LC-4.maj] E2E-LC-04: first call deserted, second valid, the account approved by two thirds of the weight', async () => {
    server.moveTo('2027-04-08T08:00:00Z');
    const office = await as(secretary);
    const sitting = await newSitting(office, `${sittings}/nuova`, {
      body: 'Assemblea degli Enti',
      place: 'Sede della Provincia',
      firstCall: '2027-04-24T17:00',
      secondCall: '2027-04-26T17:30',
    });
    await addItems(office, [
      { title: 'Comunicazioni del Presidente', kind: /^Comunicazione/ },
      { title: 'Rendiconto di gestione 2026', kind: /^Decisione/, matter: 'rendiconto di gestione' },
    ]);
    expect(await words(office, '#convocazione + dl, section:has(#convocazione) dl')).toContain('14 aprile 2027');
    server.moveTo('2027-04-14T16:00:00Z');
    const sender = await as(secretary);
    await sender.goto(sitting);
    await convene(sender);
    expect(await words(sender, 'summary:has-text("Enti avvisati")')).toBe('Enti avvisati: 8');
    await picture(sender, 'lc-04-convened');

    server.moveTo('2027-04-24T15:10:00Z');
    const first = await as(secretary);
    await first.goto(sitting);
    expect(await first.getByLabel('prima', { exact: true }).isChecked()).toBe(true);
    await openHere(first);
    server.moveTo('2027-04-24T15:11:00Z');
    await arrive(first, ['Provincia di Lecco', 'Lecco', 'Oggiono', 'Merate']);
    expect(await words(first, '.quorum-count')).toBe(
      '4 presenti su 8, ne servono 5. Peso presente 18 su 29. In seconda convocazione ne bastano 2.',
    );
    await first.getByRole('button', { name: 'Prepara la votazione' }).click();
    await first.getByRole('button', { name: 'Apri la votazione' }).click();
    await first.getByText('Manca il numero legale: ne servono 5, sono presenti 4.').first().waitFor();
    await picture(first, 'lc-04-first-call');
    server.moveTo('2027-04-24T15:18:00Z');
    await first.getByRole('button', { name: 'Dichiara deserta la prima convocazione' }).click();
    await first.waitForURL(/sedute\/[0-9]+$/);
    expect(await words(first, 'main')).toContain(
      '24 aprile 2027, 17:10: presenti 4 su 8 (Lecco, Merate, Oggiono, Provincia di Lecco), ne servivano 5',
    );
    await picture(first, 'lc-04-deserted');

    server.moveTo('2027-04-25T08:00:00Z');
    const waiting = await as(mayor('c_b639'));
    await waiting.goto(base);
    expect(await words(waiting, 'main')).toContain('seconda convocazione, 26 aprile 2027, 17:30');

    server.moveTo('2027-04-26T15:30:00Z');
    const desk = await as(secretary);
    await desk.goto(sitting);
    await openHere(desk);
    server.moveTo('2027-04-26T15:31:00Z');
    await arrive(desk, ['Provincia di Lecco', 'Lecco', 'Bellano', 'Dervio']);
    expect(await words(desk, '.quorum-count')).toBe('4 presenti su 8, ne servono 2. Peso presente 15 su 29');
    // what was prepared in the first call is there still
    await openBallot(desk);
    const phone = await as(mayor('c_e507'), { viewport: { width: 360, height: 740 } });
    await phone.goto(`${sitting}/voto`);
    await phone.getByRole('button', { name: 'Favorevole' }).click();
    await phone.getByText('Voto registrato: Favorevole').waitFor();
    await picture(phone, 'lc-04-vote-360');
    expect(await scrollsSideways(phone)).toBe(false);
    const small = await as(mayor('c_a745'));
    await small.goto(`${sitting}/voto`);
    await small.getByRole('button', { name: 'Favorevole' }).click();
    await small.getByText('Voto registrato: Favorevole').waitFor();
    await takeVotes(desk, { Favorevole: ['Dervio'], Astenuto: ['Provincia di Lecco'] });
    await picture(desk, 'lc-04-ballot');
    const outcome = await declareOutcome(desk);
    expect(outcome).toContain('Approvata');
    expect(outcome).toContain('Favorevole 10 voti · 3 enti');
    expect(outcome).toContain('Servono: 10 su 15');
    await desk.getByRole('button', { name: 'Chiudi la seduta' }).click();
    await desk.getByText('Seduta chiusa.').waitFor();
    await desk.goto(`${sitting}/verbale`);
    await desk.getByRole('button', { name: 'Prepara il verbale' }).click();
    const minutes = await desk.getByLabel('Testo del verbale').inputValue();
    expect(minutes).toContain('dichiarata deserta alle 17:18: presenti 4 su 8');
    expect(minutes).toContain('base 15, ne servono 10, favorevoli 10');
    expect(minutes).toMatch(/Decisione n\. [0-9]+\/2027: Rendiconto di gestione 2026/);
    const accountant = await as(head);
    await accountant.goto(`${duties}?anno=2027&chi=enti`);
    await picture(accountant, 'lc-04-duties');
    expect(await rowWords(accountant, /^26 maggio 2027.*Bellano/)).toContain('art. 6 c. 5');
    expect(server.faults).toEqual([]);
  }, 240_000);

  it('[LC-4.extra] [LC-4.mand] E2E-LC-06: three of eight ask for a sitting; a mayor out of office leaves seat and delegation the same day', async () => {
    server.moveTo('2027-06-01T08:00:00Z');
    await person('Andrea Assessore', 'ASS', 'c_f133');
    const merate = await as(mayor('c_f133'));
    await merate.goto(`${base}/organi/assembly/posti/ente.c_f133/delega`);
    const people = await merate.getByLabel('Persona delegata').locator('option').allTextContents();
    await merate.getByLabel('Persona delegata').selectOption({ label: people.find((one) => one.includes('Andrea'))! });
    await merate.getByRole('radio', { name: 'Permanente' }).check();
    await merate.getByLabel('Data della firma').fill('2027-06-01');
    await merate.getByLabel('Documento firmato').setInputFiles(paper('delega'));
    await merate.getByRole('button', { name: 'Registra' }).click();
    await merate.waitForURL(/assembly$/);
    expect(await rowWords(merate, /Sindaco di Merate, Merate/)).toContain('in vigore');

    const accountant = await as(head);
    await accountant.goto(`${duties}?anno=2027&chi=enti&stato=open`);
    expect(await accountant.getByRole('row', { name: /^30 giugno 2027.*art\. 6 c\. 5/ }).count()).toBe(7);

    const requests = `${base}/organi/richieste`;
    const asking = await as(mayor('c_e507'));
    await asking.goto(requests);
    await asking.getByLabel('Motivo della richiesta').fill('Aumento dei canoni di connettività');
    await asking.getByLabel('Punti da trattare').fill('Variazione del piano economico-finanziario 2027');
    await asking.getByRole('button', { name: 'Chiedere una seduta' }).click();
    await asking.getByText('1 sostenitore su 3 che servono').waitFor();
    const second = await as(mayor('c_a745'));
    await second.goto(requests);
    await second.getByRole('button', { name: 'Sostieni la richiesta' }).click();
    await second.getByText('2 sostenitori su 3 che servono').waitFor();
    const office = await as(secretary);
    await office.goto(requests);
    expect(await office.getByRole('link', { name: 'Prepara la seduta richiesta' }).count()).toBe(0);
    const third = await as(mayor('c_d398'));
    await third.goto(requests);
    await third.getByRole('button', { name: 'Sostieni la richiesta' }).click();
    await third.getByText('3 sostenitori su 3 che servono').waitFor();
    await office.reload();
    await office.getByRole('link', { name: 'Prepara la seduta richiesta' }).waitFor();
    await picture(office, 'lc-06-request');

    await elected(office, { entity: 'c_f133', name: 'Nadia Nuova', from: '2027-06-10', replaces: 'Sindaco di Merate' });
    server.moveTo('2027-06-09T08:00:00Z');
    const last = await as(secretary);
    await last.goto(`${base}/organi/assembly?q=merate`);
    expect(await rowWords(last, /^Merate/)).toMatch(/Sindaco di Merate.*Andrea Assessore \(permanente\)/);
    server.moveTo('2027-06-10T08:00:00Z');
    const next = await as(secretary);
    await next.goto(`${base}/organi/assembly?q=merate`);
    const seat = await rowWords(next, /^Merate/);
    expect(seat).toContain('Nadia Nuova');
    expect(seat).not.toContain('Andrea');
    expect(await rowWords(next, /Andrea Assessore/)).toContain('non in vigore');
    await picture(next, 'lc-06-seat');
    expect(server.faults).toEqual([]);
  }, 240_000);

  it('[LC-4.conv.2] [LC-6.var] E2E-LC-07: the sitting they asked for, five days before; the variation passes with 13 votes of 19', async () => {
    server.moveTo('2027-07-15T08:00:00Z');
    const office = await as(secretary);
    await office.goto(`${base}/organi/richieste`);
    await office.getByRole('link', { name: 'Prepara la seduta richiesta' }).click();
    await fillSitting(office, {
      body: 'Assemblea degli Enti',
      kind: 'straordinaria',
      place: 'Sede della Provincia',
      firstCall: '2027-07-20T17:00',
      secondCall: '2027-07-21T17:30',
    });
    await office.waitForURL(/sedute\/[0-9]+$/);
    const sitting = office.url();
    await office.locator('.agenda-title', { hasText: 'Variazione del piano economico-finanziario 2027' }).waitFor();
    expect(await words(office, 'section:has(#convocazione) dl')).toContain('15 luglio 2027');
    await convene(office);
    await office.goto(`${base}/organi/richieste`);
    await office.getByRole('link', { name: /^Seduta n\./ }).waitFor();

    server.moveTo('2027-07-20T15:00:00Z');
    const desk = await as(secretary);
    await desk.goto(sitting);
    await openHere(desk);
    server.moveTo('2027-07-20T15:01:00Z');
    await arrive(desk, ['Provincia di Lecco', 'Lecco', 'Merate', 'Bellano', 'Dervio']);
    expect(await words(desk, '.quorum-count')).toMatch(/^5 presenti su 8, ne servono 5\. Peso presente 19 su/);
    await startBallot(desk);
    const elect = await as('nadia.nuova@lecco.example');
    await elect.goto(`${sitting}/voto`);
    await elect.getByRole('button', { name: 'Contrario' }).click();
    await elect.getByText('Voto registrato: Contrario').waitFor();
    await takeVotes(desk, { Favorevole: ['Provincia di Lecco', 'Lecco', 'Bellano'], Contrario: ['Dervio'] });
    const outcome = await declareOutcome(desk);
    expect(outcome).toContain('Approvata');
    expect(outcome).toContain('Favorevole 13 voti · 3 enti');
    expect(outcome).toContain('Contrario 6 voti · 2 enti');
    expect(outcome).toContain('Servono: 13 su 19');
    await desk.getByRole('button', { name: 'Chiudi la seduta' }).click();
    await desk.getByText('Seduta chiusa.').waitFor();
    await desk.goto(`${base}/organi/decisioni`);
    expect(await rowWords(desk, /Variazione del piano/)).toContain('/2027');
    await picture(desk, 'lc-07-decisions');
    expect(server.faults).toEqual([]);
  }, 240_000);
});
