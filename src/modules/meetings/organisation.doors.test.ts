import { beforeAll, expect, it } from 'vitest';
import { traceLines } from '../../kernel/explain.ts';
import { Refused } from '../../kernel/result.ts';
import type { Actor } from '../../platform/action.ts';
import { BadInput } from '../../platform/problem.ts';
import { personIn } from '../../testing/actor.ts';
import { startAssembly } from '../../testing/assembly.ts';
import { startTestServer } from '../../testing/server.ts';
import {
  discardOrganisationText,
  listOrganisationTexts,
  proposeOrganisationText,
  recordOrganisationAct,
  recordOrganisationDecision,
  showOrganisationText,
} from '../bodies/actions/organisation.ts';
import { listDuties } from '../planning/actions/list-duties.ts';
import { remindDuties } from '../planning/actions/remind-duties.ts';
import { createBallot, startBallot, stopBallot } from './actions/ballots.ts';
import { recordVote } from './actions/cast-vote.ts';
import { conveneMeeting } from './actions/convene-meeting.ts';
import { createMeeting } from './actions/create-meeting.ts';
import { openSitting } from './actions/open-sitting.ts';
import { publishBallot } from './actions/publish-ballot.ts';
import { recordPassages } from './actions/record-passages.ts';
import { addItem } from './actions/set-agenda.ts';
import { showMeeting } from './actions/show-meeting.ts';

const association = 'organigramma';
const server = await startTestServer({ associations: [], now: '2027-04-01T09:00:00Z' });
const { perform } = server;
const clock = { moveTo: server.moveTo };
const head = personIn(association, 'RES');
const towns = ['c_b428', 'c_m100', 'c_f217'];
const seats = towns.map((code) => `sindaco.${code}`);
const pdf = (words: string) => ({
  name: `${words}.pdf`,
  content: Buffer.from(`%PDF-1.4\n% ${words}\n%%EOF\n`).toString('base64'),
});
let secretary: Actor;

beforeAll(async () => {
  const members = towns.map((code, place) => ({
    code,
    name: ['Caltagirone', 'Vizzini', 'Mineo'][place]!,
    kind: 'comune' as const,
    relation: place === 0 ? ('lead' as const) : ('member' as const),
    figures: { population: 10_000 },
  }));
  ({ secretary } = await startAssembly(perform, { id: association, agreement: 'calatino', members }));
});

const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error) => {
      if (error instanceof BadInput) return error.problems.map(({ path }) => path).join();
      if (error instanceof Refused) return error.refusals[0]!.code;
      throw error;
    },
  );
const states = async (on?: string) =>
  (await perform(listOrganisationTexts, on ? { on } : {}, head)).items.map(({ number, state }) => `${number} ${state}`);
const awaited = async () =>
  (await perform(listDuties, { year: 2027, limit: 500 }, head)).items
    .filter(({ requirement }) => requirement === 'CAL-5.3')
    .map(({ due, state }) => `${due} ${state}`);

/** The Assembly of a day decides on a text. */
async function decided(text: number, day: string): Promise<void> {
  clock.moveTo(`${day}T07:00:00Z`);
  const { number: meeting } = await perform(
    createMeeting,
    { body: 'assembly', kind: 'ordinary', place: 'Municipio', firstCall: `${day}T17:00` },
    secretary,
  );
  await perform(
    addItem,
    { meeting, kind: 'adoption', title: `Testo ${text}`, matter: 'organisation', subject: String(text) },
    secretary,
  );
  await perform(conveneMeeting, { meeting, way: 'pec' }, secretary);
  clock.moveTo(`${day}T15:00:00Z`);
  await perform(openSitting, { meeting }, secretary);
  await perform(recordPassages, { meeting, what: 'arrives', seats }, secretary);
  const { number: ballot } = await perform(createBallot, { meeting, item: 1 }, secretary);
  await perform(startBallot, { meeting, ballot }, secretary);
  for (const seat of seats) await perform(recordVote, { meeting, ballot, seat, choice: 'yes' }, secretary);
  await perform(stopBallot, { meeting, ballot }, secretary);
  await perform(publishBallot, { meeting, ballot }, secretary);
}

it('[CAL-5.3] the chart holds only once the Giunta of the lead has adopted the very text that the Assembly decided', async () => {
  const { number } = await perform(
    proposeOrganisationText,
    { kind: 'chart', title: 'Organigramma 2027', document: pdf('organigramma') },
    secretary,
  );
  const byHand = { number, act: "delibera dell'Assemblea", actNumber: '4', actDay: '2027-03-30' };
  expect(await code(perform(recordOrganisationDecision, byHand, secretary))).toBe('meetings/body-decides');
  const giunta = {
    number,
    act: 'delibera della Giunta',
    actNumber: '31',
    actDay: '2027-05-12',
    document: pdf('organigramma'),
  };
  expect(await code(perform(recordOrganisationAct, giunta, secretary))).toBe('bodies/organisation-step');

  await decided(number, '2027-04-26');
  expect(await states()).toEqual(['1 half-way']);
  expect(await awaited()).toEqual(['2027-05-26 open']);
  clock.moveTo('2027-05-11T06:00:00Z');
  expect(
    (await perform(remindDuties, {}, { ...head, kind: 'console', role: null } as never)).reminders,
  ).toBeGreaterThan(0);

  clock.moveTo('2027-05-12T16:00:00Z');
  expect(await code(perform(recordOrganisationAct, { ...giunta, actDay: '2027-04-25' }, secretary))).toBe(
    'bodies/organisation-before-first',
  );
  expect(await code(perform(recordOrganisationAct, { ...giunta, actDay: '2027-06-01' }, secretary))).toBe('actDay');
  const other = perform(recordOrganisationAct, { ...giunta, document: pdf('altro testo') }, secretary);
  expect(await code(other)).toBe('bodies/organisation-texts-differ');
  expect(await states()).toEqual(['1 half-way']);
  const noMayor = perform(recordOrganisationAct, giunta, personIn(association, 'MAY', 'c_m100'));
  expect(await code(noMayor)).toBe('platform/missing');

  await perform(recordOrganisationAct, { ...giunta, since: '2027-06-01' }, secretary);
  expect(await states()).toEqual(['1 to-come']);
  expect(await states('2027-06-01')).toEqual(['1 in-force']);
  expect(await awaited()).toEqual(['2027-05-26 done']);
  const { trace, first, second, sha256 } = await perform(showOrganisationText, { number, on: '2027-06-02' }, head);
  expect(first!.act).toMatchObject({ day: '2027-04-26' });
  expect(first!.act.act).toMatch(/^Assemblea dei sindaci, decisione n\. 1\/2027$/i);
  expect([first!.sha256, second!.sha256]).toEqual([sha256, sha256]);
  const why = traceLines(trace, 'it').join('\n');
  expect(why).toContain('art. 5');
  expect(why).toContain('Giunta del comune capofila');
  expect(why).toContain(sha256);
});

it('[CAL-5.3] a later text takes the place of the one before, which stays; what is given up holds nothing', async () => {
  clock.moveTo('2027-08-30T07:00:00Z');
  const propose = (title: string) =>
    perform(proposeOrganisationText, { kind: 'chart', title, document: pdf(title) }, secretary);
  const { number: given } = await propose('Prova');
  await perform(discardOrganisationText, { number: given, reason: 'La Giunta non è d’accordo.' }, secretary);
  const { number } = await propose('Organigramma 2028');
  await decided(number, '2027-09-13');
  expect(await code(perform(discardOrganisationText, { number: 1, reason: 'x' }, secretary))).toBe(
    'bodies/organisation-step',
  );
  const giunta = { number, act: 'delibera della Giunta', actDay: '2027-09-13', document: pdf('Organigramma 2028') };
  await perform(recordOrganisationAct, giunta, secretary);
  expect(await states()).toEqual(['3 in-force', '2 discarded', '1 past']);
  expect(await states('2027-09-12')).toEqual(['3 to-come', '2 discarded', '1 in-force']);
});

it('[CAL-5.3] where the agreement asks for no two steps, nothing is proposed', async () => {
  const { secretary: lecco } = await startAssembly(perform, { id: 'senza-passi' });
  const text = { kind: 'chart' as const, title: 'Organigramma', document: pdf('x') };
  expect(await code(perform(proposeOrganisationText, text, lecco))).toBe('bodies/organisation-not-foreseen');
});

it('[CAL-5.3] a text goes from its page to the agenda of a chosen sitting; once decided, its forms show what was decided', async () => {
  clock.moveTo('2027-10-01T07:00:00Z');
  const text = { kind: 'chart' as const, title: 'Organigramma 2029', document: pdf('2029') };
  const { number } = await perform(proposeOrganisationText, text, secretary);
  const draft = { body: 'assembly', kind: 'ordinary' as const, place: 'Municipio', firstCall: '2027-10-20T17:00' };
  const { number: meeting } = await perform(createMeeting, draft, secretary);
  const entered = () => server.signedIn({ role: 'SEC', association, entity: 'c_b428' });
  let cookie = await entered();
  const page = async (path: string) => (await fetch(`${server.url}${path}`, { headers: { cookie } })).text();
  const at = `/${association}/organi/organizzazione/${number}`;
  const href = /href="([^"]*sedute\/punto[^"]*)"/.exec(await page(at))![1]!.replaceAll('&amp;', '&');
  const form = await page(href);
  expect(form).toContain(`testo n. ${number}, Organigramma 2029`);
  expect(form).toMatch(new RegExp(`<option value="${meeting}" selected`));
  const given = {
    _csrf: /name="_csrf" value="([^"]+)"/.exec(form)![1]!,
    meeting: String(meeting),
    title: 'Nuovo organigramma',
    kind: 'adoption',
    what: `organisation#${number}`,
  };
  const sent = await fetch(`${server.url}${href}`, {
    method: 'POST',
    headers: { cookie },
    body: new URLSearchParams(given),
    redirect: 'manual',
  });
  expect(sent.headers.get('location')).toBe(`/${association}/organi/sedute/${meeting}#punto-1`);
  expect((await perform(showMeeting, { meeting }, secretary)).items).toMatchObject([
    { title: 'Nuovo organigramma', subjectTitle: { it: `testo n. ${number}, Organigramma 2029` } },
  ]);
  expect(await page(`${at}/delibera`)).toContain('name="actNumber"');

  await decided(number, '2027-10-25');
  cookie = await entered();
  const after = await page(`${at}/delibera`);
  expect(after).toMatch(/decisione n\. \d+\/2027/);
  expect(after).not.toContain('name="actNumber"');
  expect(await page(`${at}/atto`)).toContain('name="actNumber"');
  expect(await page(href)).toContain('non aspetta una decisione');
});
