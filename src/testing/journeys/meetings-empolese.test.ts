import { describe, expect, it } from 'vitest';
import { paperOf } from '../../app/example-paper.ts';
import { assignPost, registerPerson } from '../../modules/identity/index.ts';
import { closeSitting } from '../../modules/meetings/actions/close-sitting.ts';
import { conveneMeeting } from '../../modules/meetings/actions/convene-meeting.ts';
import { createMeeting } from '../../modules/meetings/actions/create-meeting.ts';
import { openSitting } from '../../modules/meetings/actions/open-sitting.ts';
import { addItem } from '../../modules/meetings/actions/set-agenda.ts';
import { addEntity } from '../../modules/membership/index.ts';
import { listActivations, loadServices } from '../../modules/service-catalogue/module.ts';
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

const towns = [
  ['c_b684', 'Capraia e Limite'],
  ['c_c101', 'Castelfiorentino'],
  ['c_c529', 'Cerreto Guidi'],
  ['c_c540', 'Certaldo'],
  ['c_d403', 'Empoli'],
  ['c_d815', 'Fucecchio'],
  ['c_d895', 'Gambassi Terme'],
  ['c_f398', 'Montaione'],
  ['c_f551', 'Montelupo Fiorentino'],
  ['c_f648', 'Montespertoli'],
  ['c_m059', 'Vinci'],
] as const;

/** The eleven municipalities: six make a sitting valid, and more than half of those present decide. */
describe.skipIf(noBrowser)(`a year of the Empolese Valdelsa ${noBrowser}`, async () => {
  const id = 'empolese-valdelsa';
  const server = await startTestServer({ associations: [], now: '2027-01-07T08:00:00Z' });
  const { perform } = server;
  const members: readonly TestMember[] = [
    { code: 'circondario', name: 'Circondario Empolese Valdelsa', kind: 'unione', relation: 'lead', figures: {} },
    ...towns.map(([code, name]) => ({ code, name, figures: {} })),
  ];
  const assembly = await startAssembly(perform, { id, agreement: id, members, vacant: ['circondario'] });
  const secretary = assembly.secretaryEmail;
  const head = 'responsabile@empolese.example';
  await registered(perform, {
    association: id,
    email: head,
    name: 'Rita Responsabile',
    role: 'RES',
    entity: 'circondario',
  });
  const referent = async (code: string, name: string) => {
    const email = `referente.${code}@empolese.example`;
    await perform(registerPerson, { email, name: `Referente di ${name}` }, consoleIn(id));
    await perform(assignPost, { email, role: 'REF', entity: code, since: '2026-01-01' }, consoleIn(id));
  };
  for (const [code, name] of towns) if (name !== 'Montaione') await referent(code, name);
  const as = await openWindows(server);
  let januaryHeld = false;
  /** What the first journey leaves for the next: all the referents, and the authority met on 14 January. */
  const january = async () => {
    if (januaryHeld) return;
    await referent('c_f398', 'Montaione');
    const given = { body: 'authority', kind: 'ordinary' as const, place: 'Sede', firstCall: '2027-01-14T10:00' };
    const { number: meeting } = await perform(createMeeting, given, assembly.secretary);
    await perform(addItem, { meeting, title: 'Stato della rete', kind: 'information' }, assembly.secretary);
    await perform(conveneMeeting, { meeting, way: 'pec' }, assembly.secretary);
    server.moveTo('2027-01-14T09:00:00Z');
    await perform(openSitting, { meeting }, assembly.secretary);
    await perform(closeSitting, { meeting }, assembly.secretary);
  };
  const base = `${server.url}/${id}`;
  const sittings = `${base}/organi/sedute`;
  const duties = `${base}/convenzione/adempimenti`;

  it('[EV-org.3] [EV-org.5] E2E-EV-01: ten referents of eleven, then all; the authority meets on 14 January and is expected by 14 March', async () => {
    const office = await as(head);
    await office.goto(`${base}/organi`);
    const authority = await rowWords(office, /Authority tecnica/);
    expect(authority).toContain('10 su 11');
    expect(authority).toContain('Montaione');
    await office.goto(`${base}/organi/authority?stato=vacanti`);
    expect(await office.locator('main tbody').first().locator('tr').count()).toBe(1);
    expect(await rowWords(office, /^Montaione/)).toContain('vacante');
    await office.goto(`${base}/organi/nomine?carica=referent`);
    expect(await words(office, 'main')).toMatch(/Referente comunale: manca(no)? Montaione\./);
    expect(await rowWords(office, /Referente comunale.*Empoli/)).toContain('Referente di Empoli');
    await picture(office, 'ev-01-appointments');
    await referent('c_f398', 'Montaione');
    await office.goto(`${base}/organi`);
    expect(await rowWords(office, /Authority tecnica/)).toContain('11 su 11');
    expect(await rowWords(office, /Giunta esecutiva/)).toContain('11 su 11');
    await office.goto(`${base}/organi/nomine`);
    expect(await words(office, 'main')).not.toContain('Referente comunale: manca');
    await office.goto(`${base}/organi`);
    await picture(office, 'ev-01-bodies');
    const sitting = await newSitting(office, `${sittings}/nuova`, {
      body: 'Authority tecnica',
      place: 'Sede del Circondario',
      firstCall: '2027-01-14T10:00',
    });
    await addItems(office, [{ title: 'Stato della rete', kind: /^Comunicazione/ }]);
    await convene(office);
    server.moveTo('2027-01-14T09:00:00Z');
    const desk = await as(head);
    await desk.goto(sitting);
    await openHere(desk);
    server.moveTo('2027-01-14T09:01:00Z');
    await send(desk, 'Entrano tutti gli altri');
    await desk.locator('.quorum-count', { hasText: '11 presenti su 11, ne servono 6' }).waitFor();
    await desk.getByRole('button', { name: 'Chiudi la seduta' }).click();
    await desk.getByText('Seduta chiusa.').waitFor();
    await desk.goto(`${duties}?anno=2027`);
    expect(await rowWords(desk, /^14 marzo 2027/)).toMatch(/di norma.*da fare/);
    januaryHeld = true;
    expect(server.faults).toEqual([]);
  }, 240_000);

  it('[EV-org.4] [EV-org.5] E2E-EV-03: the authority of March with Prefecture and health authority, who do not count', async () => {
    await january();
    server.moveTo('2027-03-01T08:00:00Z');
    const office = await as(head);
    for (const [name, group] of [
      ['Prefettura di Firenze', 'Prefettura'],
      ['Azienda USL Toscana Centro', 'Azienda sanitaria locale'],
    ] as const) {
      await office.goto(`${base}/organi/authority/invitati`);
      await office.getByLabel('Persona o ente invitato').fill(name);
      await office.getByLabel(/^Gruppo/).selectOption({ label: group });
      await office.getByRole('button', { name: 'Registra' }).click();
      await office.waitForURL(/authority$/);
    }
    expect(await rowWords(office, /^Azienda USL Toscana Centro/)).toContain('Azienda sanitaria locale');
    const sitting = await newSitting(office, `${sittings}/nuova`, {
      body: 'Authority tecnica',
      place: 'Sede del Circondario',
      firstCall: '2027-03-12T10:00',
    });
    await addItems(office, [
      { title: 'Collegamenti con gli uffici', kind: /^Parere/ },
      { title: 'Comunicazioni', kind: /^Comunicazione/ },
    ]);
    expect(await office.getByLabel(/^Approvazione/).count()).toBe(0);
    await office.getByRole('link', { name: /Collegamenti con gli uffici$/ }).click();
    await office.getByLabel('Punto', { exact: true }).fill('Collegamenti con gli uffici statali');
    await office.getByLabel('Testo o proposta').fill('Relazione del nucleo operativo.');
    await office.getByLabel(/^Posto nell’ordine/).fill('2');
    await picture(office, 'ev-03-item');
    await office.getByRole('button', { name: 'Salva' }).click();
    await office.getByText('Relazione del nucleo operativo.').waitFor();
    const agenda = await office.locator('.agenda-title').allTextContents();
    expect(agenda).toEqual(['Comunicazioni', 'Collegamenti con gli uffici statali']);
    await convene(office);
    server.moveTo('2027-03-12T09:00:00Z');
    const desk = await as(head);
    await desk.goto(sitting);
    await openHere(desk);
    server.moveTo('2027-03-12T09:01:00Z');
    const there = ['Certaldo', 'Empoli', 'Fucecchio', 'Montaione', 'Vinci', 'Montespertoli'];
    await arrive(desk, there.slice(0, 5));
    for (const [before, [name, quality]] of [
      ['Anna Viceprefetta', 'Prefettura di Firenze'],
      ['Ugo Medico', 'Azienda USL Toscana Centro'],
    ].entries()) {
      if (!(await desk.getByLabel('Nome', { exact: true }).isVisible()))
        await desk.locator('summary', { hasText: 'Invitati' }).click();
      await desk.getByLabel('Nome', { exact: true }).fill(name!);
      await desk.getByLabel(/^Qualifica/).fill(quality!);
      await send(desk, 'Aggiungere un invitato');
      await desk.locator('summary', { hasText: `Invitati (${before + 1})` }).waitFor();
    }
    expect(await words(desk, '.quorum-count')).toContain('5 presenti su 11, ne servono 6');
    await arrive(desk, there.slice(5));
    expect(await words(desk, '.quorum-count')).toContain('6 presenti su 11, ne servono 6');
    await startBallot(desk);
    await takeVotes(desk, { Favorevole: there.slice(0, 4), Astenuto: there.slice(4) });
    const opinion = await declareOutcome(desk);
    expect(opinion).toContain('Servono: 4 su 6');
    expect(opinion).toContain('Parere favorevole');
    expect(opinion).not.toContain('Approvata');
    expect(await words(desk, '.agenda')).toContain('parere favorevole n. 1/2027');
    await picture(desk, 'ev-03-desk');
    await desk.getByRole('button', { name: 'Chiudi la seduta' }).click();
    await desk.getByText('Seduta chiusa.').waitFor();
    await desk.goto(`${sitting}/verbale`);
    await desk.getByRole('button', { name: 'Prepara il verbale' }).click();
    const minutes = await desk.getByLabel('Testo del verbale').inputValue();
    expect(minutes).toContain('Parere favorevole n. 1/2027: Collegamenti con gli uffici statali.');
    expect(minutes).not.toMatch(/[Aa]pprovat/);
    expect(minutes).toContain('- Anna Viceprefetta, Prefettura di Firenze');
    expect(minutes).toContain('componenti 11, presenti 6, ne servono 6: raggiunto');
    await desk.goto(`${duties}?anno=2027`);
    expect(await rowWords(desk, /^14 marzo 2027/)).toMatch(/fatto ?12 marzo 2027: seduta tenuta/);
    expect(await rowWords(desk, /^12 maggio 2027/)).toMatch(/di norma.*da fare/);
    await desk.setViewportSize({ width: 360, height: 740 });
    await picture(desk, 'ev-03-duties-360');
    expect(await scrollsSideways(desk)).toBe(false);
    await desk.setViewportSize({ width: 1280, height: 900 });
    expect(server.faults).toEqual([]);
  }, 240_000);

  it('[EV-org.1] [EV-org.11] E2E-EV-04: the board of eleven mayors decides the priorities, and names the delegated mayor', async () => {
    server.moveTo('2027-04-12T08:00:00Z');
    const office = await as(secretary);
    const sitting = await newSitting(office, `${sittings}/nuova`, {
      body: 'Giunta esecutiva',
      place: 'Sede del Circondario, Empoli',
      firstCall: '2027-04-20T15:00',
    });
    await addItems(office, [
      { title: 'Priorità del 2027', kind: /^Decisione/, matter: 'piano delle attività' },
      { title: 'Delega all’innovazione', kind: /^Decisione/, matter: 'nomina' },
    ]);
    await convene(office);
    server.moveTo('2027-04-20T13:00:00Z');
    const desk = await as(secretary);
    await desk.goto(sitting);
    await openHere(desk);
    server.moveTo('2027-04-20T13:01:00Z');
    await send(desk, 'Entrano tutti gli altri');
    await desk.locator('.quorum-count', { hasText: '11 presenti su 11, ne servono 6' }).waitFor();
    const all = towns.map(([, name]) => name);
    await startBallot(desk);
    await takeVotes(desk, { Favorevole: all.slice(0, 6), Contrario: all.slice(6, 8) });
    const first = await declareOutcome(desk);
    expect(first).toContain('Approvata');
    expect(first).toContain('Servono: 6 su 11');
    expect(first).toContain('3 presenti non hanno votato');
    await startBallot(desk);
    await takeVotes(desk, { Favorevole: all.slice(0, 5) });
    const second = await declareOutcome(desk);
    expect(second).toContain('Respinta');
    await desk.getByRole('button', { name: 'Chiudi la seduta' }).click();
    await desk.getByText('Seduta chiusa.').waitFor();
    await desk.goto(`${base}/organi/decisioni?anno=2027`);
    expect(await rowWords(desk, /Priorità del 2027/)).toContain('20 aprile 2027');
    expect(await desk.getByRole('row', { name: /Delega all’innovazione/ }).count()).toBe(0);
    await desk.goto(`${base}/organi/nomine/nuova?carica=delegated-mayor`);
    const people = await desk.getByLabel('Persona').locator('option').allTextContents();
    await desk
      .getByLabel('Persona')
      .selectOption({ label: people.find((one) => one.includes('Sindaco di Certaldo'))! });
    await desk.getByLabel('Primo giorno').fill('2027-04-20');
    await desk.getByLabel('Atto', { exact: true }).fill('delibera della Giunta esecutiva');
    await desk.getByLabel('Numero dell’atto').fill('12');
    await desk.getByLabel('Data dell’atto').fill('2027-04-20');
    await desk
      .getByLabel(/^Documento/)
      .first()
      .setInputFiles({
        name: 'delega.pdf',
        mimeType: 'application/pdf',
        buffer: Buffer.from(paperOf('Delega').content, 'base64'),
      });
    await desk.getByRole('button', { name: 'Registra' }).click();
    await desk.waitForURL(/nomine$/);
    expect(await rowWords(desk, /Sindaco delegato all['’]innovazione/)).toContain('Sindaco di Certaldo');
    await picture(desk, 'ev-04-appointments');
    expect(server.faults).toEqual([]);
  }, 240_000);

  it('[EV-fun.11] E2E-EV-08: another associated management asks for help as an internal customer: it has the service by an act, and neither votes nor pays', async () => {
    server.moveTo('2027-08-03T07:00:00Z');
    await perform(loadServices, { approves: true }, consoleIn(id));
    const police = { code: 'polizia-circondario', name: 'Polizia locale associata' };
    await perform(addEntity, { ...police, kind: 'other', relation: 'partner', joined: '2027-08-01' }, consoleIn(id));
    const commander = 'comando@polizia.example';
    const held = { association: id, name: 'Carla Comandante', role: 'REF', entity: police.code } as const;
    await registered(perform, { ...held, email: commander });
    const office = await as(head);
    await office.goto(`${base}/organi`);
    expect(await rowWords(office, /Giunta esecutiva/)).toContain('11 su 11');

    const desk = `${base}/assistenza`;
    const customer = await as(commander);
    await customer.goto(`${desk}/nuova?servizio=altre-gestioni`);
    expect(await words(customer, 'form')).not.toContain('Aiuto alle altre gestioni associate');
    await office.goto(`${desk}/catalogo/attivazioni/nuova?servizio=altre-gestioni`);
    await office.getByLabel('Ente', { exact: true }).selectOption({ label: police.name });
    await office.getByLabel('Atto').fill('accordo 3/2027');
    await office.getByRole('button', { name: 'Salva' }).click();
    await office.getByRole('heading', { name: `Aiuto alle altre gestioni associate, ${police.name}` }).waitFor();

    await customer.reload();
    await customer.getByText('Aiuto alle altre gestioni associate').waitFor();
    await customer.getByLabel('Che cosa serve').fill('Il gestionale dei verbali non si apre in comando.');
    await customer.getByRole('button', { name: 'Invia la richiesta' }).click();
    await customer.waitForURL(/richieste\/2027-1$/);
    server.moveTo('2027-08-03T07:05:00Z');
    await office.goto(`${desk}/richieste/2027-1`);
    expect(await words(office, '.ticket-facts')).toMatch(
      /Carla Comandante.*Polizia locale associata.*Linea di azione ?tecnica/,
    );
    await office.getByLabel('Risposta').fill('Riavviato il servizio dei verbali.');
    await office.getByText('Allegati e minuti di lavoro').click();
    await office.getByLabel('Minuti di lavoro').fill('25');
    await send(office, 'Rispondi e risolvi');
    await office.locator('.ticket-line', { hasText: 'risolta' }).waitFor();
    await customer.goto(`${desk}/richieste/2027-1`);
    await customer.getByText('Riavviato il servizio dei verbali.').waitFor();
    await picture(customer, 'ev-08-customer');
    const { entities } = await perform(listActivations, {}, consoleIn(id));
    expect(entities.map(({ name }) => name)).not.toContain(police.name);
    expect(server.faults).toEqual([]);
  }, 120_000);
});
