import ICAL from 'ical.js';
import { beforeAll, describe, expect, it } from 'vitest';
import { dayAt } from '../../kernel/day.ts';
import { Refused } from '../../kernel/result.ts';
import { inContext } from '../../platform/database/context.ts';
import type { Role } from '../../platform/role.ts';
import { consoleIn, personIn } from '../../testing/actor.ts';
import { startTestServer } from '../../testing/server.ts';
import { importDocument } from '../agreement/actions/import-document.ts';
import { adoptDocument, shippedAgreement, showAgreement, startAssociation } from '../agreement/index.ts';
import { createMeeting, updateMeeting } from '../meetings/index.ts';
import { addEntity } from '../membership/index.ts';
import { listDuties } from './actions/list-duties.ts';
import { recordEvent } from './actions/record-event.ts';
import { recordFulfilment } from './actions/record-fulfilment.ts';
import { remindDuties } from './actions/remind-duties.ts';
import { showChain } from './actions/show-chain.ts';
import { showDuty } from './actions/show-duty.ts';
import { undoFulfilment } from './actions/undo-fulfilment.ts';

const server = await startTestServer({
  associations: [],
  now: '2027-01-11T09:00:00Z',
});
const { perform, database } = server;
const operator = consoleIn('lecco');
const codes = { Lecco: 'c_e507', Airuno: 'c_a112' };
const at = (role: Role, entity: string | null = null) => ({
  ...personIn('lecco', role),
  ...(entity ? { entity: entity as never } : {}),
});
const head = at('RES');
const referent = at('REF', codes.Lecco);
const other = at('REF', codes.Airuno);
const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error) => (error instanceof Refused ? error.refusals[0]!.code : Promise.reject(error)),
  );
const pdf = { name: 'prova.pdf', content: Buffer.from('%PDF-1.4\n%%EOF\n').toString('base64') };

/** A sitting as if it had been convened and held: its journey is told by the tests of meetings. */
async function sitting(
  association: string,
  body: string,
  { day, convened, held }: { day: string; convened?: string; held?: boolean },
): Promise<number> {
  const draft = { body, kind: 'ordinary', title: `Seduta ${day}`, place: 'Sala', firstCall: `${day}T10:00` };
  const { number } = (await perform(createMeeting, draft as never, consoleIn(association))) as { number: number };
  const sent = convened ?? (held ? day : undefined);
  if (sent)
    await change(association, number, {
      state: 'convened',
      convened: new Date(`${sent}T06:00:00Z`),
      convened_by: 'prova',
    });
  if (held)
    await change(association, number, {
      state: 'closed',
      opened: new Date(`${day}T09:10:00Z`),
      opened_by: 'prova',
      call: 1,
      chair: 'Presidente',
      secretary: 'Segretario',
      frozen: '{}',
      frozen_sha256: '0'.repeat(64),
      closed: new Date(`${day}T11:00:00Z`),
    });
  return number;
}

async function change(association: string, number: number, fields: object) {
  if (Object.keys(fields).length === 0) return;
  const context = { association, actor: { person: null }, entities: 'all' as const };
  await inContext(database, context, (tx) =>
    updateMeeting(tx, association, number, ['draft', 'convened', 'open', 'closed'], fields),
  );
}

const dutiesIn = async (actor = head, input: object = { year: 2027 }) =>
  (await perform(listDuties, { limit: 500, ...input }, actor)).items;
const stateOf = async (start: string, actor = head) =>
  (await dutiesIn(actor))
    .filter(({ id }) => id.startsWith(start))
    .map(({ id, state }) => `${id.split(':').at(-1)} ${state}`);

beforeAll(async () => {
  for (const id of ['lecco', 'empolese-valdelsa'])
    await perform(startAssociation, { id, agreement: id }, consoleIn(null));
  for (const [name, entity] of Object.entries(codes))
    await perform(
      addEntity,
      { code: entity, name, kind: 'comune', joined: '2019-01-01', signed: '2019-01-01' },
      consoleIn('lecco'),
    );
  for (const [town, entity] of Object.entries(codes))
    await server.registered({ role: 'REF', association: 'lecco', entity, entityName: town });
  await server.registered({ role: 'PRE', association: 'lecco', entity: codes.Lecco, entityName: 'Lecco' });
  await server.registered({ role: 'RES', association: 'lecco' });
  await server.registered({ role: 'RES', association: 'empolese-valdelsa' });
});

describe('the calendar of obligations, kept', () => {
  it('[R-LC-12] a quarter with a meeting of the presidency is done by itself, one without is overdue from the day after', async () => {
    for (const day of ['2027-02-12', '2027-05-20']) await sitting('lecco', 'presidency', { day, held: true });
    server.moveTo('2027-09-30T10:00:00Z');
    expect(await stateOf('presidency-meeting')).toEqual(
      ['31 done', '30 done', '30 open', '31 open'].map((s, i) => `2027-${['03', '06', '09', '12'][i]}-${s}`),
    );
    server.moveTo('2027-10-01T10:00:00Z');
    expect((await stateOf('presidency-meeting'))[2]).toBe('2027-09-30 overdue');
    const overdue = await perform(listDuties, { year: 2027, state: 'overdue' }, head);
    expect(overdue.count).toBe(overdue.states.overdue);
    expect(overdue.items.every(({ due }) => due < dayAt(Date.parse('2027-10-01T10:00:00Z')))).toBe(true);
  });

  it('[R-LC-13] the chain of October is counted backwards, and a missed link makes the next impossible', async () => {
    server.moveTo('2027-10-14T10:00:00Z');
    const { chain } = await perform(showChain, { year: 2027 }, head);
    expect(chain!.links.map(({ link, by, state }) => `${link} ${by} ${state}`)).toEqual([
      'proposal 2027-10-17 open',
      'notice 2027-10-18 open',
      'first-call 2027-10-28 open',
      'second-call 2027-10-29 open',
      'transmission 2027-10-31 open',
    ]);
    expect(chain!.next).toBe('proposal');
    server.moveTo('2027-10-19T10:00:00Z');
    const late = (await perform(showChain, { year: 2027 }, head)).chain!;
    expect(late.links.map(({ state, blockedBy }) => `${state} ${blockedBy}`)).toEqual([
      'missed null',
      'missed null',
      'open notice',
      'open notice',
      'open notice',
    ]);
  });

  it('[R-LC-13] [E2E-LC-10] proposal, notice, sitting and sending in time complete it', async () => {
    server.moveTo('2027-10-15T10:00:00Z');
    const proposal = { year: 2027, obligation: 'proposal-to-assembly:2027-10-31', on: '2027-10-15' };
    await perform(recordFulfilment, { ...proposal, act: 'verbale 7', document: pdf }, head);
    await sitting('lecco', 'assembly', { day: '2027-10-28', convened: '2027-10-16', held: true });
    server.moveTo('2027-10-30T10:00:00Z');
    const { id, onTime } = await perform(
      recordFulfilment,
      { year: 2027, obligation: 'plan-transmission:2027-10-31', on: '2027-10-30', act: 'PEC 1021', document: pdf },
      head,
    );
    expect(onTime).toBe(true);
    const { chain } = await perform(showChain, { year: 2027 }, head);
    expect(chain!.links.map(({ state }) => state)).toEqual(['done', 'done', 'done', 'spared', 'done']);
    expect(chain!.next).toBe(null);
    expect(
      (await stateOf('convening')).concat(await stateOf('ordinary-notice')).every((one) => one.endsWith('done')),
    ).toBe(true);
    await perform(undoFulfilment, { fulfilment: id, reason: 'ricevuta sbagliata' }, head);
    expect((await perform(showChain, { year: 2027 }, head)).chain!.next).toBe('transmission');
  });

  it('[R-LC-20] [E2E-LC-12] the yearly assembly stays open and says which item is missing', async () => {
    await perform(recordEvent, { event: 'account-approved', on: '2027-04-26', act: 'delibera 2' }, head);
    server.moveTo('2028-01-01T10:00:00Z');
    const yearly = { year: 2027, obligation: 'yearly-assembly:2027-12-31' };
    const missing = await perform(showDuty, yearly, head);
    expect(missing.state).toBe('overdue');
    expect(missing.lacking.map(({ it }) => it)).toEqual(['previsione']);
    await perform(recordEvent, { event: 'forecast-approved', on: '2027-10-28', act: 'delibera 9' }, head);
    expect(await perform(showDuty, yearly, head)).toMatchObject({
      state: 'done',
      done: { on: '2027-10-28', how: 'register' },
    });
    const unknown = { event: 'meeting:assembly', on: '2027-10-28', act: 'x' };
    expect(await code(perform(recordEvent, unknown, head))).toBe('planning/unknown-event');
  });

  it('[R-EV-1] [E2E-EV-03] the authority that met on 14 January is expected by 14 March, softly', async () => {
    const association = 'empolese-valdelsa';
    server.moveTo('2027-01-20T10:00:00Z');
    await sitting(association, 'authority', { day: '2027-01-14', held: true });
    const due = async () => (await perform(listDuties, { year: 2027 }, personIn(association, 'RES'))).items;
    expect(await due()).toMatchObject([{ due: '2027-03-14', hard: false, kind: 'cadence', state: 'open' }]);
    server.moveTo('2027-03-15T10:00:00Z');
    expect((await due())[0]).toMatchObject({ state: 'overdue', sittingOf: 'authority' });
    const cookie = await server.signedIn({ role: 'RES', association });
    const bodies = async () => (await fetch(`${server.url}/${association}/organi`, { headers: { cookie } })).text();
    expect(await bodies()).toMatch(/Riunione dell&#39;authority tecnica|Riunione dell'authority tecnica/);
    expect(await bodies()).toContain('di norma, senza violazione');
    await sitting(association, 'authority', { day: '2027-03-15', held: true });
    expect(await bodies()).not.toContain('di norma, senza violazione');
    expect((await due()).map(({ state }) => state)).toEqual(['late', 'open']);
  });
});

describe('proof of what was done', () => {
  it('a referent records what his entity owes, and nobody else’s', async () => {
    server.moveTo('2027-07-05T10:00:00Z');
    const all = await dutiesIn(at('RES'), { year: 2027, entity: codes.Lecco });
    const duty = all.find(({ id, bearer }) => bearer?.code === codes.Lecco && id.includes(':1:'));
    expect(duty, 'the first payment of Lecco').toBeDefined();
    const done = { year: 2027, obligation: duty!.id, on: '2027-07-02', act: 'mandato 88', document: pdf };
    expect(await code(perform(recordFulfilment, { ...done, entity: codes.Lecco }, other))).toBe(
      'planning/unknown-obligation',
    );
    expect(
      await code(
        perform(
          recordFulfilment,
          { year: 2027, obligation: 'plan-transmission:2027-10-31', on: '2027-07-01', act: 'x', document: pdf },
          referent,
        ),
      ),
    ).toBe('planning/not-own-duty');
    const { onTime } = await perform(recordFulfilment, { ...done, entity: codes.Lecco }, referent);
    expect(onTime).toBe(false);
    expect(await code(perform(recordFulfilment, { ...done, entity: codes.Lecco }, head))).toBe(
      'planning/already-fulfilled',
    );
    const seen = (await dutiesIn(other)).filter(({ bearer }) => bearer !== null);
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.every(({ bearer }) => bearer!.code === codes.Airuno)).toBe(true);
    expect((await dutiesIn()).find(({ id, bearer }) => id === duty!.id && bearer?.code === codes.Lecco)).toMatchObject({
      state: 'late',
      done: { what: 'mandato 88', document: { name: 'prova.pdf' } },
    });
  });

  it('without a document or a link to something here it is refused, and a link elsewhere is told at its field', async () => {
    const done = { year: 2027, obligation: 'proposal-formulated:2027-10-15', on: '2027-07-01', act: 'x' };
    expect(await code(perform(recordFulfilment, done, head))).toBe('planning/no-proof');
    const elsewhere = perform(
      recordFulfilment,
      { ...done, link: 'https://elsewhere.example/x', on: '2027-12-01' },
      head,
    );
    await expect(elsewhere).rejects.toMatchObject({ problems: [{ path: 'on' }, { path: 'link' }] });
  });
});

describe('reminders', () => {
  it('go 30, 15, 7 and 1 days before, once each, and none once it is done', async () => {
    const sent: string[] = [];
    const obligation = 'yearly-assembly:2028-12-31';
    for (const day of ['2028-11-30', '2028-12-01', '2028-12-02', '2028-12-16', '2028-12-24', '2028-12-30']) {
      server.moveTo(`${day}T06:00:00Z`);
      for (let run = 0; run < 2; run++) {
        const { reminders } = await perform(remindDuties, {}, operator);
        if (run === 1) expect(reminders).toBe(0);
      }
      const duty = await perform(showDuty, { year: 2028, obligation }, head);
      sent.push(`${day} ${duty.reminders.map(({ daysBefore }) => daysBefore).join(',')}`);
      if (day === '2028-12-24') {
        expect(duty.reminders.every(({ recipients }) => recipients > 0)).toBe(true);
        await perform(
          recordFulfilment,
          { year: 2028, obligation, on: '2028-12-20', act: 'verbale', link: 'organi/sedute' },
          head,
        );
      }
    }
    expect(sent).toEqual([
      '2028-11-30 ',
      '2028-12-01 30',
      '2028-12-02 30',
      '2028-12-16 30,15',
      '2028-12-24 30,15,7',
      '2028-12-30 30,15,7',
    ]);
  });
});

describe('the end of the agreement', () => {
  const association = 'convenzione-a-termine';
  const written = shippedAgreement('lecco')!.written.replace(
    'chosen: { from: 2018-01-01, to: 2022-12-31 }',
    'chosen: { from: 2018-01-01, to: 2029-06-30 }',
  );
  const renewed = written.replace('to: 2029-06-30 }', 'to: 2034-06-30 }');
  const inIt = (role: Role) => personIn(association, role);
  const page = async (cookie: string) =>
    (await fetch(`${server.url}/${association}/convenzione`, { headers: { cookie } })).text();

  it('[LC-7.1] [M-11] is announced 365, 180 and 90 days before, on the page and by letter, until a text that goes on is adopted', async () => {
    server.moveTo('2028-06-20T06:00:00Z');
    const act = 'Delibera 1';
    await perform(
      startAssociation,
      { id: association, written, act, name: 'A termine', shortName: 'A termine' },
      consoleIn(null),
    );
    const who = { role: 'RES', association } as const;
    await server.registered(who);
    const mine = async () =>
      (await perform(listDuties, { year: 2029, limit: 500 }, inIt('RES'))).items.find(
        ({ requirement }) => requirement === 'LC-7.1',
      )!;
    const days: string[] = [];
    for (const [day, alert] of [
      ['2028-06-29', null],
      ['2028-06-30', 365],
      ['2029-01-01', 180],
      ['2029-04-01', 90],
    ] as const) {
      server.moveTo(`${day}T06:00:00Z`);
      for (let run = 0; run < 2; run++) await perform(remindDuties, {}, consoleIn(association));
      const { expiry, ends } = await perform(showAgreement, {}, inIt('RES'));
      expect([ends, expiry!.alert]).toEqual(['2029-06-30', alert]);
      days.push((await mine()).reminders.map(({ daysBefore }) => daysBefore).join(','));
    }
    expect(days).toEqual(['', '365', '365,180', '365,180,90']);
    expect((await mine()).reminders.every(({ recipients }) => recipients > 0)).toBe(true);
    const cookie = await server.signedIn(who);
    const shown = await page(cookie);
    expect(shown).toContain('La convenzione sta per scadere');
    expect(shown).toContain('fra 90 giorni');

    const { number } = await perform(importDocument, { written: renewed }, consoleIn(association));
    expect((await mine()).state).toBe('open');
    await perform(adoptDocument, { number, since: '2029-06-01', act: 'Proroga, delibera 8' }, consoleIn(association));
    expect(await mine()).toMatchObject({ state: 'done', due: '2029-06-30' });
    server.moveTo('2029-06-02T06:00:00Z');
    expect(await page(await server.signedIn(who))).not.toContain('sta per scadere');
  });

  it('[LC-7.1] past the last day the page says that it has ended', async () => {
    server.moveTo('2034-07-02T06:00:00Z');
    const shown = await page(await server.signedIn({ role: 'RES', association }));
    expect(shown).toContain('La convenzione è scaduta');
    expect(shown).toContain('da 2 giorni');
    server.moveTo('2027-06-01T10:00:00Z');
  });
});

describe('calendars to subscribe to', () => {
  const read = async (path: string) => {
    const answer = await fetch(`${server.url}${path}`);
    return { status: answer.status, type: answer.headers.get('content-type'), body: await answer.text() };
  };
  const eventsIn = (body: string) =>
    new ICAL.Component(ICAL.parse(body)).getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));
  const api = async (cookie: string, of: 'me' | 'entity') => {
    const page = await fetch(`${server.url}/lecco/convenzione/adempimenti/calendari`, { headers: { cookie } });
    const token = /name="_csrf" value="([^"]+)"/.exec(await page.text())?.[1] ?? '';
    const answer = await fetch(`${server.url}/lecco/convenzione/adempimenti/calendari`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ _csrf: token, of }),
    });
    return /\/lecco\/calendari\/[A-Za-z0-9_-]{43}\/calendario\.ics/.exec(await answer.text())?.[0] ?? '';
  };

  it('are read without a session, hold what is due for that person, and close when made anew', async () => {
    server.moveTo('2027-06-01T10:00:00Z');
    const cookie = await server.signedIn({ role: 'PRE', association: 'lecco', entity: codes.Lecco });
    const first = await api(cookie, 'me');
    expect(first).not.toBe('');
    const calendar = await read(first);
    expect(calendar.status).toBe(200);
    expect(calendar.type).toContain('text/calendar');
    const events = eventsIn(calendar.body);
    const presidency = events.filter(({ summary }) => summary.includes('Riunione trimestrale'));
    expect(presidency.map(({ startDate }) => startDate.toString())).toContain('2027-06-30');
    expect(new Set(events.map(({ uid }) => uid)).size).toBe(events.length);
    expect(events.some(({ summary }) => summary.includes('Invio agli enti'))).toBe(false);
    const second = await api(cookie, 'me');
    expect((await read(first)).status).toBe(404);
    expect((await read(second)).status).toBe(200);
    const entity = await api(cookie, 'entity');
    const ofEntity = eventsIn((await read(entity)).body);
    expect(ofEntity.length).toBeGreaterThan(0);
    expect(ofEntity.every(({ summary }) => !summary.includes('Airuno'))).toBe(true);
    expect((await read(entity.replace('/lecco/', '/empolese-valdelsa/'))).status).toBe(404);
    const open = await read('/lecco/calendari/sedute.ics');
    expect(open.status).toBe(200);
    expect(eventsIn(open.body)).toEqual([]);
    const offered = await fetch(`${server.url}/lecco/convenzione/adempimenti/calendari`, { headers: { cookie } });
    expect(await offered.text()).not.toContain('sedute.ics');
    const visited = (await read('/lecco/organi/sedute')).body;
    expect(visited).toContain('Qui compaiono le sedute con il verbale pubblicato');
    expect(visited).not.toMatch(/organi\/(?:richieste|consultazioni|decisioni)"/);
    expect(server.faults).toEqual([]);
  });
});
