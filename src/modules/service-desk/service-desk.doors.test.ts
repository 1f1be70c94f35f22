import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { Refused } from '../../kernel/result.ts';
import type { Actor, AnyAction } from '../../platform/action.ts';
import { inContext } from '../../platform/database/context.ts';
import type { BadInput } from '../../platform/problem.ts';
import type { Role } from '../../platform/role.ts';
import { consoleIn, personIn } from '../../testing/actor.ts';
import { startTestServer } from '../../testing/server.ts';
import { startAssociation } from '../agreement/index.ts';
import { recordContract } from '../contracts/actions/supply-contracts.ts';
import { assignPost, registerPerson } from '../identity/index.ts';
import { addEntity } from '../membership/index.ts';
import { changeTickets } from './actions/change-tickets.ts';
import { countViews, type QueueView, queueViews } from './actions/count-views.ts';
import { closeTicket, rateTicket, reopenTicket, solveTicket, withdrawTicket } from './actions/endings.ts';
import { assignTicket, changeTicket } from './actions/hand-over.ts';
import { listLevels, nameLevelHolders } from './actions/levels.ts';
import { listTickets } from './actions/list-tickets.ts';
import { lookUpCaller } from './actions/look-up-caller.ts';
import { openTicket } from './actions/open-ticket.ts';
import { listRefusalGrounds, refuseTicket } from './actions/refusal.ts';
import { linkTicket, mergeTicket, setParent, splitTicket, unmergeTicket } from './actions/relate.ts';
import { listSavedViews, saveView } from './actions/saved-views.ts';
import { setTarget } from './actions/set-target.ts';
import { setWeeklyHours } from './actions/set-weekly-hours.ts';
import { showTicket } from './actions/show-ticket.ts';
import { commentTicket, noteTicket } from './actions/talk.ts';
import { answerTaskAction, askTask, listTasks } from './actions/tasks.ts';
import { undoTicket } from './actions/undo-ticket.ts';
import { correctWait, holdTicket, resumeTicket } from './actions/waits.ts';
import { watchTicket } from './actions/watch-ticket.ts';
import { clockEvents, readTicketNumber, ticketOf } from './rules/index.ts';
import { eventsOf } from './storage/ticket-events.ts';
import { ticketById } from './storage/tickets.ts';
import { bookVisit, cancelVisit, listVisits } from './visits/actions.ts';
import { showOnSiteResponse } from './visits/show-on-site-response.ts';

const association = 'valdarno-valdisieve';
const server = await startTestServer({
  associations: [],
  now: '2026-11-23T08:00:00Z',
});
const { perform, database, moveTo } = server;
const operator = consoleIn(association);
const [pelago, londa] = ['c_g420', 'c_e668'];

const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error) => (error instanceof Refused ? error.refusals[0]!.code : Promise.reject(error)),
  );

let people = 0;
/** Somebody real, in a post. */
async function somebody(role: Role, entity: string | null = null): Promise<Actor & { readonly person: string }> {
  people += 1;
  const [email, name] = [`p${people}@prova.example`, `${role} ${people}`];
  const { person } = await perform(registerPerson, { email, name, password: 'torre ponte lago neve' }, operator);
  const post = { email, role, since: '2020-01-01', ...(entity ? { entity } : {}) };
  await perform(assignPost, post, operator);
  return { ...personIn(association, role, entity), person, name };
}

let rosa: Actor & { person: string };
let pia: Actor & { person: string };
let ugo: Actor & { person: string };
let other: Actor & { person: string };
let teo: Actor & { person: string };
let lia: Actor & { person: string };
let head: Actor & { person: string };
let mayor: Actor & { person: string };

beforeAll(async () => {
  await perform(startAssociation, { id: association, agreement: association }, consoleIn(null));
  for (const [entity, name] of [
    [pelago, 'Pelago'],
    [londa, 'Londa'],
  ] as const)
    await perform(
      addEntity,
      { code: entity, name, kind: 'comune', joined: '2019-01-01', signed: '2019-01-01' },
      operator,
    );
  rosa = await somebody('EMP', pelago);
  pia = await somebody('EMP', pelago);
  ugo = await somebody('REF', pelago);
  mayor = await somebody('MAY', pelago);
  other = await somebody('REF', londa);
  teo = await somebody('L1');
  lia = await somebody('L2');
  head = await somebody('RES');
});

const ask = (actor: Actor, input: object = {}) =>
  perform(openTicket, { body: 'La stampante del protocollo non stampa.', ...input } as never, actor);
const show = (ticket: string, actor: Actor = teo) => perform(showTicket, { ticket }, actor);
/** An act on the request as it stands. */
async function act(action: AnyAction, ticket: string, actor: Actor, more: object = {}) {
  const { version } = (await show(ticket, head)).ticket;
  return perform(action, { ticket, version, ...more }, actor);
}
const list = (actor: Actor, input: object = {}) => perform(listTickets, input as never, actor);
const numbers = async (actor: Actor, input: object = {}) =>
  (await list(actor, input)).items.map(({ number }) => number);
const kinds = (events: readonly { kind: string }[]) => events.map(({ kind }) => kind).join(' ');

describe('asking for help', () => {
  it('[VV-1.3, VV-5.3.a] one field is enough: who and for which entity are those of who writes; numbers follow one another', async () => {
    const first = await ask(rosa, { body: 'Il monitor è nero.\nLo è da ieri.' });
    const second = await ask(rosa);
    expect([first.state, first.version]).toEqual(['new', 1]);
    const [year, number] = first.number.split('/').map(Number);
    expect(second.number).toBe(`${year}/${number! + 1}`);
    const { ticket, events, party } = await show(first.number, rosa);
    expect(ticket).toMatchObject({
      entity: pelago,
      requester: rosa.person,
      subject: 'Il monitor è nero.',
      priority: 'normal',
      level: 'first',
    });
    expect(party).toBe('requester');
    expect(events[0]!.what).toMatchObject({ body: 'Il monitor è nero.\nLo è da ieri.', origin: 'portal' });
  });

  it('[VV-5.3.a] a referent asks for a colleague by name or account, never for another entity; nobody asks for a stranger', async () => {
    const forPia = await ask(ugo, { requester: pia.person });
    expect((await show(forPia.number, pia)).ticket.requesterName).toBe(pia.name);
    const byName = await ask(ugo, { requesterName: 'Anagrafe, sportello 2' });
    expect((await show(byName.number)).ticket).toMatchObject({
      requester: null,
      requesterName: 'Anagrafe, sportello 2',
    });
    expect(await code(ask(ugo, { entity: londa }))).toBe('service-desk/not-own-entity');
    expect(await code(ask(ugo, { requester: other.person }))).toBe('service-desk/no-such-requester');
    expect((await show((await ask(rosa, { requester: pia.person })).number)).ticket.requester).toBe(rosa.person);
    expect(await code(ask(mayor))).toBe('platform/forbidden');
  });

  it('[AT-U2, AT-P4] by phone, solved during the call: first level, in one step, with the minutes', async () => {
    const call = { entity: londa, requesterName: 'Sig.ra Neri', contact: '055 123', origin: 'phone' };
    const done = await ask(teo, { ...call, solution: 'Riavviato lo spooler.', minutes: 6 });
    expect(done.state).toBe('solved');
    const { ticket, events } = await show(done.number);
    expect(kinds(events)).toBe('opened assigned solved');
    expect(ticket).toMatchObject({ minutes: 6, level: 'first', assignee: teo.person, contact: '055 123' });
    expect(events[0]!.what.origin).toBe('phone');
    await expect(ask(teo, { entity: 'c_z999' })).rejects.toMatchObject({ problems: [{ path: 'entity' }] });
    await expect(ask(head)).rejects.toMatchObject({ problems: [{ path: 'entity' }] });
  });
});

describe('who is on the telephone', () => {
  it('[AT-P4, ISO-1] is found by part of the name with the entity, by the office anywhere, by a referent at home', async () => {
    const found = async (actor: Actor, q: string) =>
      (await perform(lookUpCaller, { q }, actor)).people.map(({ name, entityName }) => `${name} ${entityName}`);
    expect(await found(teo, pia.name)).toEqual([`${pia.name} Pelago`]);
    expect(await found(ugo, pia.name)).toEqual([`${pia.name} Pelago`]);
    expect(await found(other, pia.name)).toEqual([]);
    expect((await perform(lookUpCaller, {}, other)).entities).toEqual([{ code: londa, name: 'Londa' }]);
    expect((await perform(lookUpCaller, {}, teo)).entities.map(({ name }) => name)).toEqual(['Londa', 'Pelago']);
    expect(await code(perform(lookUpCaller, {}, rosa))).toBe('platform/missing');
  });

  it('[AT-P4, AT-U2] who called before is found by name, number or address, misspelled too, with entity, contact and machine', async () => {
    const call = { entity: londa, requesterName: 'Ermenegilda Corsini', contact: '+39 055 83.60.123', asset: 'PC-77' };
    await ask(teo, { ...call, origin: 'phone' });
    await ask(teo, { ...call, contact: '', asset: '' });
    await ask(teo, { ...call, requesterName: 'Zeno Altri', contact: 'zeno@londa.example', asset: '' });
    const found = async (q: string, actor = teo) => (await perform(lookUpCaller, { q }, actor)).people;
    const known = { id: null, name: 'Ermenegilda Corsini', ...{ entity: londa, entityName: 'Londa' } };
    const whole = { ...known, contact: '+39 055 83.60.123', asset: 'PC-77' };
    for (const q of ['corsini erm', '0558360123', '+390558360123', 'Ermenegilda Corsni', '360123'])
      expect((await found(q))[0]).toEqual(whole);
    expect((await found('zeno@lon')).map(({ name }) => name)).toEqual(['Zeno Altri']);
    expect(await found('corsini', ugo)).toEqual([]);
    expect((await found('corsini', other))[0]).toEqual(whole);
    expect(await found('Sconosciuto Qualunque')).toEqual([]);
  });
});

describe('interventions', () => {
  it('[AT-U3] are booked on somebody’s calendar, who is nowhere else meanwhile, and said in the request; who stands in can come', async () => {
    const { number } = await ask(pia);
    const of = { ticket: number, starts: '2027-03-10T09:00', minutes: 90, place: 'Sala consiliare' };
    const { visit } = await perform(bookVisit, { ...of, person: lia.person }, teo);
    const other = await ask(teo, { entity: londa, requesterName: 'Sig. Bo' });
    const overlapping = { ...of, ticket: other.number, starts: '2027-03-10T10:00', minutes: 30 };
    expect(await code(perform(bookVisit, { ...overlapping, person: lia.person }, teo))).toBe(
      'service-desk/visit-overlaps',
    );
    await perform(bookVisit, { ...overlapping, person: teo.person }, lia);
    await perform(bookVisit, { ...overlapping, starts: '2027-03-10T10:30', person: lia.person }, teo);
    expect(await code(perform(bookVisit, { ...of, person: pia.person }, teo))).toBe('service-desk/no-such-assignee');
    await expect(
      perform(bookVisit, { ...of, starts: '2020-01-01T09:00', person: lia.person }, teo),
    ).rejects.toMatchObject({
      problems: [{ path: 'starts' }],
    });
    const seen = async (actor: Actor, more: object = {}) =>
      (await perform(listVisits, { from: '2027-03-10', to: '2027-03-10', ...more }, actor)).items.map(
        ({ personName, entityName, minutes }) => `${personName} ${entityName} ${minutes}`,
      );
    expect(await seen(teo)).toEqual([`${lia.name} Pelago 90`, `${teo.name} Londa 30`, `${lia.name} Londa 30`]);
    expect(await seen(lia, { person: 'me' })).toEqual([`${lia.name} Pelago 90`, `${lia.name} Londa 30`]);
    expect(await seen(ugo)).toEqual([`${lia.name} Pelago 90`]);
    expect(await code(perform(listVisits, {}, pia))).toBe('platform/missing');
    expect(await code(perform(cancelVisit, { visit }, ugo))).toBe('platform/missing');
    await perform(cancelVisit, { visit }, lia);
    expect(await code(perform(cancelVisit, { visit }, lia))).toBe('service-desk/visit-over');
    expect(await seen(ugo)).toEqual([]);
    const { events } = await show(number, pia);
    expect(events.filter(({ kind }) => kind === 'commented').map(({ what }) => what.body)).toEqual([
      `Intervento fissato: ${lia.name}, 10 marzo 2027, 09:00, Sala consiliare (90 minuti).`,
      `Intervento annullato: ${lia.name}, 10 marzo 2027, 09:00.`,
    ]);
  });
});

describe('response on site', () => {
  it('[VV-7.7, VV-5.3.b] the mean of visits made and of tasks done is told to the head, and to a referent of the own entity alone', async () => {
    const responses = async (actor: Actor) =>
      (await perform(showOnSiteResponse, { from: '2028-03-01', to: '2028-03-31' }, actor)).items;
    moveTo('2028-03-06T08:00:00Z');
    const [one, two, three] = [await ask(pia), await ask(pia), await ask(pia)];
    const visit = (number: string, starts: string) =>
      perform(bookVisit, { ticket: number, person: lia.person, minutes: 30, starts, anyway: true }, teo);
    await visit(one.number, '2028-03-06T11:00'); // two hours after
    await visit(one.number, '2028-03-09T11:00'); // only the first visit of a request counts
    await visit(two.number, '2028-03-20T11:00'); // still to come
    const asked = { kind: 'hands-on', instructions: 'Riaccendere lo switch.' };
    await act(askTask, three.number, teo, asked);
    moveTo('2028-03-06T13:01:00Z');
    const { tasks } = await show(three.number);
    await act(answerTaskAction, three.number, ugo, { task: tasks[0]!.task, done: true, result: 'Fatto' });
    moveTo('2028-03-10T08:00:00Z');
    const all = await responses(head);
    expect(all.map(({ entity }) => entity)).toEqual([londa, pelago]);
    expect(all[0]).toMatchObject({ visits: 0, tasks: 0, elapsed: null });
    // (120 + 301) / 2 = 210.5, half up
    expect(all[1]).toMatchObject({ visits: 1, tasks: 1, elapsed: 211 });
    expect(JSON.stringify(all[1]!.trace)).toContain(one.number);
    expect((await responses(ugo)).map(({ entity, elapsed }) => `${entity} ${elapsed}`)).toEqual([`${pelago} 211`]);
    expect((await responses(other)).map(({ entity }) => entity)).toEqual([londa]);
    expect(await code(perform(showOnSiteResponse, {}, pia))).toBe('platform/missing');
    moveTo('2026-11-23T08:00:00Z');
  });
});

describe('interventions out of hours', () => {
  it('[AT-U3, VV-7.7] a Sunday, a holiday and an hour the office is closed are said with the reason, and booked when confirmed', async () => {
    const { number } = await ask(pia);
    const of = { ticket: number, person: lia.person, minutes: 60 };
    const says = async (starts: string) => {
      try {
        await perform(bookVisit, { ...of, starts }, teo);
        return 'booked';
      } catch (error) {
        return (error as Refused).refusals.map(({ code, says }) => `${code} ${says.it}`).join();
      }
    };
    const because = (why: string) => `service-desk/visit-unusual A quell’ora nessuno è atteso: ${why}.`;
    expect(await says('2027-03-14T03:00')).toBe(because('è domenica'));
    expect(await says('2027-06-02T09:00')).toBe(because('è un giorno festivo'));
    const two = await ask(pia);
    await perform(bookVisit, { ...of, starts: '2027-03-14T03:00', anyway: true }, teo);
    await act(mergeTicket, number, teo, { into: two.number });
    const ofTwo = await perform(listVisits, { ticket: two.number, from: '2027-03-01' }, teo);
    expect(ofTwo.items.map(({ ticket }) => ticket)).toEqual([two.number]);
    const { events } = await show(two.number, pia);
    expect(events.map(({ what }) => String(what.body))).toContain(
      `Dalla richiesta ${number} passano a questa gli interventi fissati: ${lia.name}, 14 marzo 2027, 03:00.`,
    );
  });
});

describe('who sees which requests', () => {
  it('[ISO-1, VV-5.3.a] the own ones, those of the entity, all; what is not one’s own does not exist', async () => {
    const { number } = await ask(rosa, { body: 'Riservata a chi la vede' });
    for (const actor of [rosa, ugo, mayor, teo, head]) expect((await show(number, actor)).ticket.number).toBe(number);
    for (const actor of [pia, other]) {
      expect(await code(show(number, actor))).toBe('service-desk/no-such-ticket');
      expect(await code(act(commentTicket, number, actor, { body: 'x' }))).toBe('service-desk/no-such-ticket');
      expect(await numbers(actor)).not.toContain(number);
      expect((await list(actor, { q: 'riservata' })).count).toBe(0);
      expect((await list(actor, { entity: pelago, requester: rosa.person })).count).toBe(0);
    }
    for (const actor of [rosa, ugo, mayor, teo]) expect(await numbers(actor, { q: 'riservata' })).toEqual([number]);
    expect(await code(act(commentTicket, number, mayor, { body: 'x' }))).toBe('platform/forbidden');
  });

  it('[ISO-1] a count is of what the list shows, for each post', async () => {
    for (const actor of [rosa, pia, ugo, other, teo]) {
      const { count, items } = await list(actor, { limit: 1000 });
      expect(count).toBe(items.length);
      expect((await list(actor, { limit: 1 })).count).toBe(count);
    }
  });

  it('[ISO-1] an internal note is for who works on requests: not read, not found, and not shown by the database itself', async () => {
    const { number } = await ask(rosa);
    await act(noteTicket, number, teo, { body: 'Attenzione alla scadenza della garanzia' });
    expect(kinds((await show(number, teo)).events)).toBe('opened noted');
    for (const actor of [rosa, ugo, mayor]) {
      expect(kinds((await show(number, actor)).events)).toBe('opened');
      expect((await list(actor, { q: 'garanzia' })).count).toBe(0);
    }
    expect(await numbers(teo, { q: 'garanzia' })).toEqual([number]);
    const seen = await inContext(database, { association, actor: ugo, entities: [pelago as never] }, (tx) =>
      eventsOf(tx, association, readTicketNumber(number)!),
    );
    expect(kinds(seen)).toBe('opened');
    expect(await code(act(noteTicket, number, rosa, { body: 'x' }))).toBe('service-desk/not-for-this-post');
  });
});

describe('working on a request', () => {
  it('[AT-U2] taken, handed to the second level, solved, rated, closed, opened again', async () => {
    const { number } = await ask(rosa);
    expect((await act(assignTicket, number, teo, { to: 'me' })).state).toBe('assigned');
    await act(changeTicket, number, teo, {
      level: 'second',
      priority: 'urgent',
      service: 'stampa',
      why: 'Serve il server',
    });
    expect((await show(number)).ticket.assignee).toBe(lia.person);
    await act(linkTicket, number, lia, { asset: 'Stampante protocollo 2' });
    expect((await act(solveTicket, number, lia, { body: 'Sostituita la scheda.', minutes: 40 })).state).toBe('solved');
    await act(rateTicket, number, rosa, { rating: 'satisfied' });
    expect((await act(closeTicket, number, rosa)).state).toBe('closed');
    expect((await act(reopenTicket, number, rosa, { why: 'Di nuovo' })).state).toBe('assigned');
    const { ticket, events } = await show(number);
    expect(kinds(events)).toBe(
      'opened assigned priority-changed service-changed level-changed linked solved rated closed reopened',
    );
    expect(ticket).toMatchObject({ assignee: lia.person, assigneeName: lia.name, rating: 'satisfied', minutes: 40 });
    expect(await code(act(assignTicket, number, teo, { to: rosa.person }))).toBe('service-desk/no-such-assignee');
    expect(await code(act(solveTicket, number, rosa, { body: 'x' }))).toBe('service-desk/not-for-this-post');
    expect(await code(act(closeTicket, number, teo))).toBe('service-desk/not-in-this-state');
  });

  it('[VV-1.3] who asked withdraws it; the thirty-first day it does not open again', async () => {
    const { number } = await ask(rosa);
    expect((await act(withdrawTicket, number, rosa, { why: 'Risolto da sé' })).state).toBe('closed');
    moveTo('2026-12-24T08:00:01Z');
    expect(await code(act(reopenTicket, number, rosa))).toBe('service-desk/closed-too-long');
    moveTo('2026-11-23T08:00:00Z');
  });

  it('[VV-5.3.b] hands on site are waited for as such: words of who asked leave it so until the referent says it is done', async () => {
    const { number } = await ask(rosa);
    await act(askTask, number, teo, { kind: 'hands-on', instructions: 'Staccare e riattaccare la presa' });
    expect((await act(commentTicket, number, rosa, { body: 'Sono al piano terra' })).state).toBe('waiting');
    expect((await show(number)).ticket.wait).toBe('referent');
    expect(await code(act(resumeTicket, number, rosa))).toBe('service-desk/not-for-this-post');
    expect((await list(teo, { wait: 'referent' })).items.map((one) => one.number)).toContain(number);
    expect((await act(answerTaskAction, number, ugo, { task: 2, done: true })).state).toBe('new');
  });

  it('[VV-9.2.a, VV-5.3.b] the referent is asked for material and hands; the clock is told of the wait and of its end', async () => {
    const { number } = await ask(rosa);
    const past = { kind: 'material', instructions: 'Un cavo', due: '2020-01-01' };
    await expect(act(askTask, number, teo, past)).rejects.toMatchObject({ problems: [{ path: 'due' }] });
    const asked = await act(askTask, number, teo, {
      kind: 'material',
      instructions: 'Un cavo di rete',
      due: '2026-11-25',
    });
    expect(asked.state).toBe('waiting');
    expect((await show(number)).ticket.wait).toBe('material');
    const mine = (await perform(listTasks, {}, ugo)).items.find(({ ticket }) => ticket === number);
    expect(mine).toMatchObject({ kind: 'material', due: '2026-11-25' });
    expect((await perform(listTasks, {}, other)).items.map(({ ticket }) => ticket)).not.toContain(number);
    expect(await code(act(answerTaskAction, number, rosa, { task: 2, done: true }))).toBe(
      'service-desk/not-for-this-post',
    );
    moveTo('2026-11-24T09:30:00Z');
    const answered = await act(answerTaskAction, number, ugo, { task: 2, done: true, result: 'Consegnato' });
    expect(answered.state).toBe('new');
    expect(await code(act(answerTaskAction, number, ugo, { task: 2, done: true }))).toBe('service-desk/no-such-task');
    await act(correctWait, number, teo, { wait: 2, from: '2026-11-23T09:00:00Z', until: '2026-11-24T07:00:00Z' });
    const events = await inContext(database, { association, actor: teo, entities: 'all' }, (tx) =>
      eventsOf(tx, association, readTicketNumber(number)!),
    );
    expect(clockEvents(events).map(({ kind, at }) => `${kind} ${new Date(at).toISOString().slice(8, 16)}`)).toEqual([
      'opened 23T08:00',
      'paused 23T08:00',
      'resumed 24T09:30',
      'corrected 24T09:30',
    ]);
    expect(await code(act(correctWait, number, teo, { wait: 1 }))).toBe('service-desk/no-such-wait');
    const future = { wait: 2, from: '2026-11-30T09:00:00Z' };
    expect(await code(act(correctWait, number, teo, future))).toBe('service-desk/wait-in-the-future');
    moveTo('2026-11-23T08:00:00Z');
  });

  it('[VV-9.2.a] a running wait corrected to an end that is past is over: the queue and the clock follow', async () => {
    const { number } = await ask(rosa);
    await act(holdTicket, number, teo, { reason: 'material' });
    const waiting = async () => (await list(teo, { state: 'waiting' })).items.map((one) => one.number);
    const { ticket: before } = await show(number);
    expect([before.state, await waiting()]).toEqual(['waiting', expect.arrayContaining([number])]);
    moveTo('2026-11-24T09:30:00Z');
    const past = { wait: 2, from: '2026-11-23T09:00:00Z', until: '2026-11-24T07:00:00Z' };
    expect((await act(correctWait, number, teo, past)).state).toBe('new');
    expect((await show(number)).ticket).toMatchObject({ state: 'new', wait: null });
    expect(await waiting()).not.toContain(number);
    expect((await act(correctWait, number, teo, { ...past, until: undefined })).state).toBe('waiting');
    expect((await act(correctWait, number, teo, { wait: 2 })).state).toBe('new');
    moveTo('2026-11-23T08:00:00Z');
  });

  it('[VV-9.2.a] what waits for the person goes on when the person answers; what is suspended by agreement does not', async () => {
    const { number } = await ask(rosa);
    await act(holdTicket, number, teo, { reason: 'person', why: 'Che modello è?' });
    expect((await act(commentTicket, number, rosa, { body: 'È la grande' })).state).toBe('new');
    await act(holdTicket, number, teo, { reason: 'agreed', why: 'Dopo il bilancio' });
    expect((await act(commentTicket, number, rosa, { body: 'D’accordo' })).state).toBe('waiting');
    expect(await code(act(resumeTicket, number, rosa))).toBe('service-desk/not-for-this-post');
    expect((await act(resumeTicket, number, head)).state).toBe('new');
  });

  it('[R-VV-8, VV-3.2.11] toner is turned down with the article, and who to ask; what is for the office is not', async () => {
    const { number } = await ask(rosa, { body: 'Servono due toner' });
    const said = { body: 'I toner li compra l’ente.', ask: 'Economato' };
    expect(await code(act(refuseTicket, number, teo, { ...said, category: 'pc' }))).toBe('service-desk/in-scope');
    expect((await act(refuseTicket, number, teo, { ...said, category: 'consumable' })).state).toBe('refused');
    const refused = (await show(number, rosa)).events.at(-1)!;
    expect(refused.what).toMatchObject({ ask: 'Economato', article: expect.stringMatching(/art\. 3/) });
  });

  it('[R-VV-8, VV-3.3.a] by the agreement the answer says what the clause says and names the referent; a text alone is for any other reason', async () => {
    const { number } = await ask(rosa, { body: 'Servono due toner' });
    const grounds = await perform(listRefusalGrounds, { ticket: number }, teo);
    expect([grounds.hasTable, grounds.ground, grounds.ask]).toEqual([true, null, `${ugo.name} (referente dell’ente)`]);
    const problems = (more: object) =>
      act(refuseTicket, number, teo, more).catch((error) => (error as BadInput).problems.map(({ path }) => path));
    expect(await problems({ body: 'I toner li compra l’ente.' })).toEqual(['category']);
    expect(await problems({ because: 'other' })).toEqual(['body']);
    expect(await problems({ clause: 'non-c-e' })).toEqual(['clause']);
    await act(refuseTicket, number, teo, { category: 'consumable' });
    expect((await show(number, rosa)).events.at(-1)!.what).toMatchObject({
      ...{ body: expect.stringContaining('consumabili'), clause: 'scope', ask: `${ugo.name} (referente dell’ente)` },
    });
    const aside = (await ask(rosa, { body: 'Grazie!' })).number;
    await act(refuseTicket, aside, teo, { because: 'other', body: 'Non è una richiesta.' });
    expect((await show(aside, rosa)).events.at(-1)!.what).toMatchObject({ clause: null, ask: '' });
  });
});

describe('what is promised', () => {
  it('[VV-9.2.a] the nearest moment due is kept, by the calendar and the targets; it stands still while the entity is waited for', async () => {
    const day = { monday: '08:00-14:00', tuesday: '08:00-14:00', wednesday: '08:00-14:00' };
    await perform(setWeeklyHours, { since: '2020-01-01', ...day }, head);
    await perform(setTarget, { since: '2020-01-01', firstAnswer: 60, solution: 480 }, head);
    const { number } = await ask(rosa); // Monday, 9 in Rome
    expect((await show(number)).ticket.dueAt).toBe('2026-11-23T09:00:00.000Z');
    expect((await show(number)).clock).toMatchObject({ firstAnswer: { state: 'running', target: 60 } });
    moveTo('2026-11-23T08:30:00Z');
    await act(commentTicket, number, teo, { body: 'Visto' });
    expect((await show(number)).ticket.dueAt).toBe('2026-11-24T10:00:00.000Z');
    await act(askTask, number, teo, { kind: 'material', instructions: 'Un cavo' });
    expect((await show(number)).ticket.dueAt).toBeNull();
    moveTo('2026-11-23T08:31:00Z');
    expect((await show(number)).clock?.solution.state).toBe('waiting');
    moveTo('2026-11-23T10:30:00Z');
    await act(answerTaskAction, number, ugo, { task: 3, done: true });
    expect((await show(number)).ticket.dueAt).toBe('2026-11-24T12:00:00.000Z');
    const later = await ask(rosa);
    const queue = await list(teo, { state: 'open', order: 'due', limit: 1000 });
    const dues = queue.items.map(({ dueAt }) => dueAt ?? '9');
    expect(dues).toEqual(dues.toSorted());
    const both = queue.items.map((item) => item.number).filter((one) => one === number || one === later.number);
    expect(both).toEqual([later.number, number]);
    const walked: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await list(teo, { state: 'open', order: 'due', limit: 2, ...(cursor ? { cursor } : {}) });
      walked.push(...page.items.map((item) => item.number));
      cursor = page.next;
    }
    expect(walked).toEqual(queue.items.map((item) => item.number));
    await act(solveTicket, number, teo, { body: 'Fatto' });
    expect((await show(number)).clock?.solution.state).toBe('met');
    expect((await show(number)).ticket.dueAt).toBeNull();
    moveTo('2026-11-23T08:00:00Z');
  });
});

describe('two technicians at one request', () => {
  it('[VV-2.3.f] the second is told what the first did, and nothing is written over; what does not meet goes through', async () => {
    const { number, version } = await ask(rosa);
    await perform(commentTicket, { ticket: number, version, body: 'Arrivo' }, teo);
    const late = perform(commentTicket, { ticket: number, version, body: 'Vado io' }, lia);
    const refused = await late.catch((error: Refused) => error.refusals[0]!);
    expect(refused).toMatchObject({ code: 'service-desk/changed-meanwhile', kind: 'conflict' });
    expect((refused as { says: { it: string } }).says.it).toContain(`${teo.name} ha scritto`);
    await perform(changeTicket, { ticket: number, version, priority: 'high' }, lia);
    expect(await code(perform(changeTicket, { ticket: number, version, priority: 'low' }, teo))).toBe(
      'service-desk/changed-meanwhile',
    );
    const { ticket, events } = await show(number);
    expect([ticket.priority, kinds(events)]).toEqual(['high', 'opened commented priority-changed']);
  });

  it('[VV-2.3.f] taken by two at the same moment, it is one’s, and the other knows whose', async () => {
    const { number, version } = await ask(rosa);
    const take = (actor: Actor) => code(perform(assignTicket, { ticket: number, version, to: 'me' }, actor));
    const answers = await Promise.all([take(teo), take(lia)]);
    expect(answers.toSorted()).toEqual(['done', 'service-desk/changed-meanwhile']);
    expect(kinds((await show(number)).events)).toBe('opened assigned');
  });

  it('[VV-2.3.f] the last act is undone by who did it, within minutes', async () => {
    const { number } = await ask(rosa);
    await act(assignTicket, number, teo, { to: 'me' });
    await act(changeTicket, number, teo, { priority: 'low' });
    expect(await code(act(undoTicket, number, lia))).toBe('service-desk/nothing-to-undo');
    await act(undoTicket, number, teo);
    expect((await show(number)).ticket).toMatchObject({ priority: 'normal', state: 'assigned' });
    expect(await code(act(undoTicket, number, teo))).toBe('service-desk/nothing-to-undo');
    await act(commentTicket, number, teo, { body: 'Detto' });
    expect(await code(act(undoTicket, number, teo))).toBe('service-desk/cannot-be-undone');
  });

  it('[VV-2.3.f] undoing is offered where it works, and nowhere else', async () => {
    const offered = async (number: string, actor: Actor) => (await show(number, actor)).acts.includes('undo');
    const { number } = await ask(rosa);
    expect(await offered(number, teo)).toBe(false);
    await act(assignTicket, number, teo, { to: 'me' });
    expect([await offered(number, teo), await offered(number, lia)]).toEqual([true, false]);
    const twin = await ask(rosa);
    await act(splitTicket, number, teo, { subject: 'Altro', body: 'Altro' });
    expect(await offered(number, teo)).toBe(false);
    await act(mergeTicket, twin.number, teo, { into: number });
    for (const one of [number, twin.number]) expect(await offered(one, teo)).toBe(false);
  });
});

describe('requests that belong together', () => {
  it('[VV-1.3] two about one thing become one, of the same entity only; what was asked is found in the other', async () => {
    const one = await ask(rosa, { body: 'Posta ferma' });
    const two = await ask(pia, { body: 'Non ricevo più le pergamene' });
    const foreign = await ask(other, { body: 'Posta ferma a Londa' });
    expect(await code(act(mergeTicket, foreign.number, teo, { into: one.number }))).toBe('service-desk/other-entity');
    expect(await code(act(mergeTicket, one.number, teo, { into: one.number }))).toBe('service-desk/same-ticket');
    expect((await act(mergeTicket, two.number, teo, { into: one.number })).state).toBe('merged');
    expect((await show(two.number)).ticket.mergedInto).toBe(one.number);
    expect((await numbers(teo, { q: 'pergamene' })).toSorted()).toEqual([one.number, two.number].toSorted());
    expect(await code(act(commentTicket, two.number, pia, { body: 'x' }))).toBe('service-desk/not-in-this-state');
  });

  it('[VV-1.3, VV-2.3.f] a wrong merge is taken back: the request is as it was, what was said meanwhile stays where it was said', async () => {
    const [one, two] = [await ask(rosa, { body: 'Posta lenta' }), await ask(rosa, { body: 'Lo zaino è rotto' })];
    await act(assignTicket, two.number, lia, { to: 'me' });
    await act(holdTicket, two.number, lia, { reason: 'supplier' });
    const visit = { starts: '2027-04-12T09:00', minutes: 30, place: 'Atrio', person: lia.person };
    await perform(bookVisit, { ticket: two.number, ...visit }, teo);
    const before = await show(two.number);
    await act(mergeTicket, two.number, teo, { into: one.number });
    await act(commentTicket, one.number, teo, { body: 'Guardo la posta' });
    expect(await code(act(unmergeTicket, two.number, rosa))).toBe('service-desk/not-for-this-post');
    expect(await code(act(unmergeTicket, two.number, other))).toBe('service-desk/no-such-ticket');
    expect((await act(unmergeTicket, two.number, teo)).state).toBe('waiting');
    const after = await show(two.number);
    expect(after.ticket).toEqual({ ...before.ticket, version: 7, changedAt: after.ticket.changedAt });
    expect(kinds(after.events)).toBe('opened assigned waited commented merged unmerged commented');
    const visits = await perform(listVisits, { from: '2027-04-12', to: '2027-04-12' }, lia);
    expect(visits.items.map(({ ticket }) => ticket)).toEqual([two.number]);
    expect(kinds((await show(one.number)).events)).toBe('opened absorbed commented commented separated');
    expect(await code(act(unmergeTicket, two.number, teo))).toBe('service-desk/not-in-this-state');
    expect((await act(commentTicket, two.number, rosa, { body: 'Proprio rotto' })).state).toBe('waiting');
  });

  it('[ISO-1] many entities tell of one outage: a main request in two levels, and each entity sees its own', async () => {
    const main = await ask(teo, { entity: londa, body: 'Linea interrotta' });
    const child = await ask(rosa, { body: 'Niente internet' });
    await act(setParent, child.number, teo, { parent: main.number });
    expect((await show(main.number)).children.map(({ number }) => number)).toEqual([child.number]);
    expect((await show(child.number)).parent?.number).toBe(main.number);
    expect((await show(child.number, rosa)).parent).toBeNull();
    expect((await show(main.number, other)).children).toEqual([]);
    const third = await ask(rosa, { body: 'Ancora niente' });
    expect(await code(act(setParent, third.number, teo, { parent: child.number }))).toBe(
      'service-desk/not-a-main-ticket',
    );
    expect(await code(act(setParent, main.number, teo, { parent: third.number }))).toBe(
      'service-desk/not-a-main-ticket',
    );
    await act(setParent, child.number, teo);
    expect((await show(child.number)).parent).toBeNull();
  });

  it('[VV-1.3] a second wish becomes a request of its own, for the same person', async () => {
    const { number } = await ask(rosa);
    const made = await act(splitTicket, number, teo, { subject: 'Lo scanner', body: 'Anche lo scanner.' });
    expect((await show(made.number, rosa)).ticket).toMatchObject({ subject: 'Lo scanner', requester: rosa.person });
    expect(kinds((await show(number)).events)).toBe('opened split');
  });
});

describe('the queue', () => {
  it('[VV-2.3.f] filters leave what they say, pages by cursor leave nothing out and nothing twice', async () => {
    const all = await numbers(teo, { limit: 1000 });
    const walked: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await list(teo, { limit: 3, ...(cursor ? { cursor } : {}) });
      walked.push(...page.items.map(({ number }) => number));
      cursor = page.next;
    }
    expect(walked).toEqual(all);
    expect(new Set(all).size).toBe(all.length);
    await act(holdTicket, (await ask(rosa)).number, teo, { reason: 'supplier' });
    const open = (await list(teo, { state: 'open', order: 'due', limit: 1000 })).items;
    expect(new Set(open.map(({ state }) => state))).toEqual(new Set(['new', 'assigned', 'waiting']));
    for (const [filter, field] of [
      [{ entity: londa }, 'entity'],
      [{ priority: 'high' }, 'priority'],
      [{ level: 'second' }, 'level'],
      [{ service: 'stampa' }, 'service'],
      [{ state: 'solved' }, 'state'],
      [{ wait: 'supplier' }, 'wait'],
    ] as const) {
      const found = (await list(teo, { ...filter, limit: 1000 })).items;
      expect(found.length).toBeGreaterThan(0);
      expect(new Set(found.map((item) => item[field]))).toEqual(new Set(Object.values(filter)));
    }
    const mine = (await list(lia, { assignee: 'me' })).items;
    expect(mine.length).toBeGreaterThan(0);
    expect(mine.every(({ assignee }) => assignee === lia.person)).toBe(true);
    expect((await list(teo, { assignee: 'nobody' })).items.every(({ assignee }) => assignee === null)).toBe(true);
  });

  it('[VV-2.3.f] words are found as Italian bends them, as they begin, in answers too, and with a typing error', async () => {
    const { number } = await ask(rosa, { body: 'Le fotocopiatrici dell’anagrafe si inceppano' });
    await act(commentTicket, number, teo, { body: 'Ordinato un rullo nuovo' });
    for (const q of ['fotocopiatrice', 'fotocop', 'fotocopiatrici anagrafe', 'rullo anagrafe', 'fotocopatrici', number])
      expect(await numbers(teo, { q }), q).toEqual([number]);
    expect(await numbers(teo, { q: 'fotocopiatrici garanzia' })).toEqual([]);
    expect(await numbers(teo, { q: "') | x & !" })).toEqual([]);
    expect(await numbers(other, { q: 'fotocopatrici' })).toEqual([]);
  });

  it('[VV-2.3.f, ISO-1] who asked is found by name, with an account or without, misspelled too; the entity by its name', async () => {
    const asked = { entity: londa, body: 'Il lettore non legge' };
    const one = await ask(teo, { ...asked, requesterName: 'Ermelinda Vannucchi' });
    const two = await ask(rosa, { body: 'Avvisare Ermelinda Vannucchi di Londa' });
    for (const requester of ['Vannucchi', 'ermelinda vann', 'Vannuchi Ermelinda'])
      expect(await numbers(teo, { requester }), requester).toEqual([one.number]);
    expect(await numbers(teo, { requester: 'vannucchi', q: 'lettore', entity: londa, state: 'open' })).toEqual([
      one.number,
    ]);
    for (const none of [
      { requester: 'vannucchi', q: 'stampante' },
      { requester: 'vannucchi', entity: pelago },
      { requester: '%' },
    ])
      expect(await numbers(teo, none)).toEqual([]);
    expect(await numbers(ugo, { requester: 'vannucchi' })).toEqual([]);
    expect(await numbers(teo, { requester: rosa.name })).toContain(two.number);
    expect((await list(rosa, { requester: rosa.name })).count).toBe((await list(rosa)).count);
    for (const q of ['londa lettore', 'Londda lettore', 'vannucchi londa'])
      expect(await numbers(teo, { q })).toContain(one.number);
    expect(await numbers(other, { q: 'londa lettore' })).toEqual([one.number]);
    const view = await perform(saveView, { name: 'Sue', asked: { requester: 'vannucchi', order: 'newest' } }, teo);
    const saved = (await perform(listSavedViews, {}, teo)).items.find(({ id }) => id === view.id);
    expect(saved).toMatchObject({ count: 1, asked: { requester: 'vannucchi' } });
  });

  it('[VV-2.3.f] a slip in a short name is forgiven where nobody is called so, in the filter and in the search; others of the surname stay out', async () => {
    const gino = await ask(teo, { entity: londa, body: 'Il tablet è lento', requesterName: 'Gino Sartini' });
    await ask(teo, { entity: londa, body: 'Il computer di Gino è lento', requesterName: 'Mario Sartini' });
    const text = await ask(rosa, { body: 'Spostare la presa' });
    await act(commentTicket, text.number, teo, { body: 'Gimo' });
    for (const requester of ['Gimo Sartini', 'Gino Sartni', 'Gimo', 'gimo sartni', 'Gino Sartini'])
      expect(await numbers(teo, { requester }), requester).toEqual([gino.number]);
    expect(await numbers(teo, { q: 'Gina Sartini tablet' })).toEqual([gino.number]);
    expect(await numbers(teo, { requester: 'Zoilo Sartini' })).toEqual([]);
    expect(await numbers(ugo, { requester: 'Gimo Sartini' })).toEqual([]);
  });

  it('[VV-2.3.f] many at once: what cannot be done to one is told, and done to the others; a view counts what its list shows', async () => {
    const [one, two, three] = [await ask(rosa), await ask(rosa), await ask(rosa)];
    await act(withdrawTicket, two.number, rosa);
    const tickets = [one, two, three].map(({ number }) => ({ ticket: number, version: 1 }));
    const { done, refused } = await perform(changeTickets, { tickets, to: 'me', priority: 'high' }, teo);
    expect(done).toEqual([one.number, three.number]);
    expect(refused.map(({ ticket, says }) => `${ticket} ${says.it}`)).toEqual([expect.stringContaining(two.number)]);
    expect((await show(one.number)).ticket).toMatchObject({ assignee: teo.person, priority: 'high' });
    expect(kinds((await show(two.number)).events)).toBe('opened withdrawn');
    for (const actor of [teo, ugo, rosa]) {
      const { views } = await perform(countViews, {}, actor);
      for (const view of Object.keys(queueViews) as QueueView[])
        expect([view, views[view]]).toEqual([
          view,
          (await list(actor, { ...queueViews[view], limit: 1000 })).items.length,
        ]);
    }
  });

  it('[VV-2.3.f] somebody follows a request without having it in hand', async () => {
    const { number } = await ask(rosa);
    await perform(watchTicket, { ticket: number }, ugo);
    expect(await numbers(ugo, { watched: true })).toEqual([number]);
    expect((await show(number, ugo)).follows).toBe(true);
    expect(await code(perform(watchTicket, { ticket: number }, other))).toBe('service-desk/no-such-ticket');
    await perform(watchTicket, { ticket: number, follows: false }, ugo);
    expect(await numbers(ugo, { watched: true })).toEqual([]);
  });
});

describe('the levels of help', () => {
  it('[AT-U2, AT-C1] who is named receives what is handed to the level; without a name all of the level; only levels that the agreement has', async () => {
    const second = await somebody('L2');
    const hand = (number: string, more: object) => act(changeTicket, number, teo, { level: 'second', ...more });
    const toAll = (await ask(rosa)).number;
    await act(assignTicket, toAll, teo, { to: 'me' });
    expect((await hand(toAll, {})).state).toBe('new');
    expect((await show(toAll)).ticket).toMatchObject({ level: 'second', assignee: null });
    expect(await numbers(second, { level: 'second', assignee: 'nobody' })).toContain(toAll);
    await perform(nameLevelHolders, { level: 'second', people: [second.person, lia.person] }, head);
    expect(await code(perform(nameLevelHolders, { level: 'second', people: [rosa.person] }, head))).toBe(
      'service-desk/no-such-assignee',
    );
    const toNamed = (await ask(rosa)).number;
    await hand(toNamed, {});
    expect((await show(toNamed)).ticket).toMatchObject({ state: 'assigned', assignee: second.person });
    await act(undoTicket, toNamed, teo);
    expect((await show(toNamed)).ticket).toMatchObject({ state: 'new', level: 'first', assignee: null });
    await hand(toNamed, { to: lia.person });
    expect((await show(toNamed)).ticket.assignee).toBe(lia.person);
    expect(await code(hand(toNamed, { to: teo.person }))).toBe('service-desk/not-of-this-level');
    expect(await code(hand(toNamed, { level: 'facilitator' }))).toBe('service-desk/no-such-level');
    const many = { tickets: [{ ticket: toAll, version: 1000 }], level: 'second', to: lia.person } as const;
    expect((await perform(changeTickets, many, head)).refused).toEqual([]);
    expect((await show(toAll)).ticket).toMatchObject({ level: 'second', assignee: lia.person });
    const levels = (await show(toNamed)).levels.map(({ level, article }) => [level, article]);
    expect(levels).toEqual([
      ['first', null],
      ['second', null],
      ['supplier', null],
    ]);
    expect((await show(toNamed, rosa)).levels).toEqual([]);
    expect(await code(perform(listLevels, {}, rosa))).toBe('platform/missing');
    await perform(nameLevelHolders, { level: 'second', people: [] }, head);
  });

  it('[LC-2.app.3, LC-2.app.4, ISO-1] a supplier sees and answers what was handed to him, the database shows him nothing else, and it is due as before', async () => {
    const sup = await somebody('SUP');
    const colleague = await somebody('SUP');
    await perform(setWeeklyHours, { entity: pelago, since: '2020-01-01', monday: '8-10' }, head);
    await perform(setWeeklyHours, { since: '2020-01-01', monday: '8-14', tuesday: '8-14' }, head);
    await perform(setTarget, { since: '2020-01-01', firstAnswer: 60, solution: 480 }, head);
    const [{ number }, another] = [await ask(rosa), await ask(rosa)];
    const visit = { person: sup.person, minutes: 30, starts: '2027-03-15T09:00' };
    expect(await code(perform(bookVisit, { ticket: another.number, ...visit }, teo))).toBe(
      'service-desk/visit-not-in-hand',
    );
    await act(noteTicket, number, teo, { body: 'Fra noi' });
    expect([await numbers(sup), await code(show(number, sup))]).toEqual([[], 'service-desk/no-such-ticket']);
    expect(await code(act(changeTicket, number, teo, { level: 'supplier' }))).toBe('service-desk/which-supplier');
    await act(changeTicket, number, teo, { level: 'supplier', to: sup.person });
    expect([await numbers(sup), await numbers(colleague)]).toEqual([[number], []]);
    const seen = await show(number, sup);
    expect([seen.party, kinds(seen.events)]).toEqual(['supplier', 'opened level-changed']);
    expect(await code(show(number, colleague))).toBe('service-desk/no-such-ticket');
    expect(await code(show(another.number, sup))).toBe('service-desk/no-such-ticket');
    const stored = await inContext(database, { association, actor: sup, entities: [] }, async (tx) => ({
      own: kinds(await eventsOf(tx, association, readTicketNumber(number)!)),
      others: await eventsOf(tx, association, readTicketNumber(another.number)!),
    }));
    expect(stored).toEqual({ own: 'opened level-changed', others: [] });
    await act(commentTicket, number, sup, { body: 'Il pezzo arriva domani.' });
    const { dueAt } = (await show(number)).ticket;
    expect(dueAt).not.toBeNull();
    await act(commentTicket, number, teo, { body: 'Grazie' });
    expect((await show(number)).ticket.dueAt).toBe(dueAt);
    await perform(watchTicket, { ticket: number, follows: true }, sup);
    expect(await code(act(assignTicket, number, sup, { to: 'nobody' }))).toBe('service-desk/not-for-this-post');
    expect((await act(solveTicket, number, sup, { body: 'Cambiato il pezzo.' })).state).toBe('solved');
    expect(await numbers(teo, { q: 'pezzo' })).toContain(number);
    await act(reopenTicket, number, rosa, { why: 'Di nuovo' });
    await act(assignTicket, number, teo, { to: 'me' });
    expect([await numbers(sup), await code(show(number, sup))]).toEqual([[], 'service-desk/no-such-ticket']);
  });
});

describe('what a supplier finds', () => {
  it('[LC-2.app.3, ISO-1] words of the requests given to him, with a typing error too, and none of what he may not see', async () => {
    const [sup, colleague] = [await somebody('SUP'), await somebody('SUP')];
    const [mine, theirs] = [
      await ask(rosa, { body: 'Il plotter stinge i cartigli', requesterName: rosa.name }),
      await ask(rosa, { body: 'Il plotter stride e il rotolo svirgola' }),
    ];
    await perform(
      recordContract,
      { code: 'PLT-9', supplier: 'Zincotecnica', subject: 'Manutenzione', from: '2026-01-01' },
      head,
    );
    await act(linkTicket, mine.number, teo, { asset: 'Plotter 7', contract: 'PLT-9' });
    await act(noteTicket, mine.number, teo, { body: 'Sospetto un sabotaggio' });
    await act(commentTicket, mine.number, teo, { body: 'Serve una testina nuova' });
    await act(changeTicket, mine.number, teo, { level: 'supplier', to: sup.person });
    await act(changeTicket, theirs.number, teo, { level: 'supplier', to: colleague.person });
    for (const q of ['plotter', 'cartiglio', 'testina plotter', 'cartgli', 'PLT-9', 'Pelago', mine.number])
      expect([q, await numbers(sup, { q })]).toEqual([q, [mine.number]]);
    for (const q of ['svirgola', 'sabotaggio', 'sabotagio', 'zincotecnica', theirs.number])
      expect([q, await numbers(sup, { q })]).toEqual([q, []]);
    expect(await numbers(teo, { q: 'zincotecnica' })).toEqual([mine.number]);
    expect(await numbers(sup, { requester: rosa.name, q: 'plotter' })).toEqual([mine.number]);
    const { count, items } = await list(sup, { q: 'plotter', limit: 1 });
    expect([count, items.length]).toEqual([1, 1]);
    const words = await inContext(database, { association, actor: sup, entities: [] }, async (tx) => {
      await sql`select set_config('app.words', 'plotter | sabotagg', true), set_config('app.like', 'plotter', true)`.execute(
        tx,
      );
      const { rows } = await sql`
        select word as seen from service_desk.vocabulary union all select ticket::text from service_desk.ticket_words`.execute(
        tx,
      );
      return rows;
    });
    expect(words).toEqual([]);
    await act(assignTicket, mine.number, teo, { to: 'me' });
    expect(await numbers(sup, { q: 'plotter' })).toEqual([]);
  });
});

describe('a request that was merged', () => {
  it('[LC-2.app.3, VV-1.3] leads a supplier to the other where it is his too, and otherwise says that it was merged', async () => {
    const [into, merged] = [
      await ask(rosa, { body: 'Il plotter è fermo' }),
      await ask(rosa, { body: 'Fermo il plotter' }),
    ];
    const known = new Set((await show(into.number)).assignees.map(({ id }) => id));
    const cookie = await server.signedIn({ role: 'SUP', association });
    const supplier = (await show(into.number)).assignees.find(({ id }) => !known.has(id))!;
    const page = async ({ number }: { number: string }) => {
      const path = `/${association}/assistenza/richieste/${number.replace('/', '-')}`;
      return (await fetch(server.url + path, { headers: { cookie } })).text();
    };
    const link = `href="/${association}/assistenza/richieste/${into.number.replace('/', '-')}"`;
    await act(changeTicket, merged.number, teo, { level: 'supplier', to: supplier.id });
    await act(mergeTicket, merged.number, teo, { into: into.number });
    const unseen = await page(merged);
    expect(unseen).toContain(`Questa richiesta è stata unita alla ${into.number}`);
    expect([unseen.includes('da questo incarico non si vede'), unseen.includes(link)]).toEqual([true, false]);
    await act(changeTicket, into.number, teo, { level: 'supplier', to: supplier.id });
    expect(await page(merged)).toContain(`${link}>Il lavoro continua nella richiesta ${into.number}.</a>`);
    expect((await show(merged.number, teo)).within).toEqual([into.number]);
    const told = (await show(into.number, rosa)).events.find(({ kind }) => kind === 'absorbed');
    expect([told?.kind, (await show(into.number, rosa)).within]).toEqual(['absorbed', [merged.number]]);
  });
});

describe('through the API', () => {
  it('[VV-2.3.f] a request is opened and found; bad input says all at once; what is not one’s own is missing', async () => {
    const post = { role: 'REF', association, entity: pelago } as const;
    const cookie = await server.signedIn(post);
    const at = `${server.url}/api/v1/associations/${association}/tickets`;
    const send = (path: string, method: string, body?: object) =>
      fetch(`${at}${path}`, {
        method,
        headers: { cookie, 'content-type': 'application/json', origin: server.url },
        ...(body ? { body: JSON.stringify(body) } : {}),
      });
    const opened = await send('', 'POST', { body: 'Il badge non apre la sala macchine' });
    expect(opened.status).toBe(200);
    const { number } = (await opened.json()) as { number: string };
    const path = `/${number.replace('/', '-')}`;
    expect(((await (await send(path, 'GET')).json()) as { ticket: object }).ticket).toMatchObject({ number });
    const found = (await (await send('?q=badge+sala', 'GET')).json()) as { items: { number: string }[] };
    expect(found.items.map((item) => item.number)).toEqual([number]);
    const wrong = await send(`${path}/comments`, 'POST', { version: 0 });
    expect(wrong.status).toBe(400);
    expect(JSON.stringify(await wrong.json())).toMatch(/body.*version|version.*body/);
    expect((await send('/2026-9999999', 'GET')).status).toBe(404);
    const stale = { version: 1, body: 'Io' };
    await perform(commentTicket, { ticket: number, version: 1, body: 'Prima io' }, teo);
    expect((await send(`${path}/comments`, 'POST', stale)).status).toBe(409);
    expect(server.faults).toEqual([]);
  });
});

describe('the pages', () => {
  const page = (cookie: string, path: string, form?: Record<string, string>) =>
    fetch(`${server.url}/${association}/assistenza${path}`, {
      redirect: 'manual',
      headers: { cookie, origin: server.url },
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    });
  const csrfOf = (html: string) => /name="_csrf" value="([^"]+)"/.exec(html)![1]!;

  it('[VV-5.3.a] without JavaScript: asked in one field, seen in the list, answered; what another said meanwhile is told and the words stay', async () => {
    const cookie = await server.signedIn({ role: 'EMP', association, entity: pelago });
    const form = await (await page(cookie, '/nuova')).text();
    expect((await page(cookie, '/nuova', { _csrf: csrfOf(form), body: ' ' })).status).toBe(422);
    const sent = await page(cookie, '/nuova', { _csrf: csrfOf(form), body: 'Il badge è smagnetizzato' });
    expect(sent.status).toBe(303);
    const path = new URL(sent.headers.get('location')!, server.url).pathname.split('/assistenza')[1]!;
    const number = path.split('/').at(-1)!;
    const html = await (await page(cookie, path)).text();
    expect(html).toContain('Il badge è smagnetizzato');
    expect(html).not.toContain('/assegna');
    expect(await (await page(cookie, '')).text()).toContain(number.replace('-', '/'));
    await perform(commentTicket, { ticket: number, version: 1, body: 'Passo alle undici' }, teo);
    const late = await page(cookie, path, { _csrf: csrfOf(html), version: '1', body: 'Quando passate?' });
    expect(late.status).toBe(422);
    const told = await late.text();
    for (const words of ['Nel frattempo la richiesta è cambiata', 'Passo alle undici', 'Quando passate?'])
      expect(told).toContain(words);
    const again = await page(cookie, path, { _csrf: csrfOf(told), version: '2', body: 'Quando passate?' });
    expect(again.status).toBe(303);
    expect((await show(number)).ticket.version).toBe(3);
    const stranger = await server.signedIn({ role: 'EMP', association, entity: pelago });
    expect((await page(stranger, path)).status).toBe(404);
  });

  it('[VV-5.3.a] a referent asks for somebody of his entity on the page: found by name there, told and following; the entity is his', async () => {
    const cookie = await server.signedIn({ role: 'REF', association, entity: londa });
    const nina = await somebody('EMP', londa);
    const html = await (await page(cookie, '/nuova')).text();
    expect(html).toContain('name="requesterName"');
    expect(html).not.toContain('name="entity"');
    const send = async (form: Record<string, string>) => {
      const sent = await page(cookie, '/nuova', {
        _csrf: csrfOf(html),
        body: 'Il fax tace',
        suggested: 'true',
        ...form,
      });
      return {
        status: sent.status,
        ticket: sent.headers.get('location')?.split('/richieste/')[1],
        text: await sent.text(),
      };
    };
    const asked = await send({ requesterName: nina.name, cerca: 'true' });
    expect(asked.text).toContain(`value="[&quot;${nina.person}`);
    const chosen = JSON.stringify([nina.person, londa, nina.name, '', '']);
    const ways: Record<string, string>[] = [{ caller: chosen }, { requesterName: nina.name.toUpperCase() }];
    for (const form of ways) expect((await show((await send(form)).ticket!, nina)).ticket.requester).toBe(nina.person);
    const stranger = JSON.stringify([rosa.person, pelago, rosa.name, '', '']);
    expect((await send({ caller: stranger })).status).toBe(422);
    const named = await show((await send({ requesterName: 'Sportello', contact: 'sp@londa.example' })).ticket!);
    expect(named.ticket).toMatchObject({ entity: londa, requester: null, contact: 'sp@londa.example' });
    expect(
      await (await page(await server.signedIn({ role: 'EMP', association, entity: londa }), '/nuova')).text(),
    ).not.toContain('name="requesterName"');
  });

  it('[AT-P4, AT-U2] the form of the telephone says all at once what is missing; the conversation says who called', async () => {
    const cookie = await server.signedIn({ role: 'L1', association });
    const _csrf = csrfOf(await (await page(cookie, '/nuova')).text());
    const empty = await page(cookie, '/nuova', { _csrf, requesterName: 'Gino Lapi', entity: '', body: '' });
    expect(empty.status).toBe(422);
    const said = await empty.text();
    for (const field of ['entity', 'body']) expect(said).toContain(`href="#f-${field}"`);
    const tooLong = await page(cookie, '/nuova', {
      _csrf,
      requesterName: 'G'.repeat(201),
      entity: londa,
      body: 'Tace',
    });
    expect(await tooLong.text()).toMatch(/<a href="#f-requesterName">Chi chiama: [^<]+<\/a>/);
    // who answers the telephone in a town hall does not file the call of another under it
    const ofPelago = await server.signedIn({ role: 'L1', association, entity: pelago });
    const token = csrfOf(await (await page(ofPelago, '/nuova')).text());
    const call = { _csrf: token, requesterName: 'Gino Lapi', entity: '', body: 'Rete ferma' };
    const unsaid = await page(ofPelago, '/nuova', call);
    expect([unsaid.status, /href="#f-entity"/.test(await unsaid.text())]).toEqual([422, true]);
    const sent = await page(cookie, '/nuova', {
      _csrf,
      requesterName: 'Gino Lapi',
      entity: londa,
      origin: 'phone',
      body: 'Tace',
    });
    const path = new URL(sent.headers.get('location')!, server.url).pathname.split('/assistenza')[1]!;
    expect(await (await page(cookie, path)).text()).toContain('al telefono con Gino Lapi');
    const smile = await ask(rosa, { body: `${'a'.repeat(119)}😀😀` });
    expect((await show(smile.number)).ticket.subject).toBe(`${'a'.repeat(119)}…`);
    // what the form asks for by itself takes nobody away from it whose session has ended
    for (const asked of ['/chi-chiama', '/assistita'])
      expect((await page('', asked, { requesterName: 'Gino', _csrf })).status).toBe(204);
    // pressed twice, at once or soon after: one request; another form with the same words is another
    const again = { requesterName: 'Gino Lapi', entity: londa, body: 'Tace ancora' };
    const whither = async (_csrf: string) =>
      (await page(cookie, '/nuova', { ...again, _csrf })).headers.get('location');
    const twice = await Promise.all([whither(_csrf), whither(_csrf)]);
    expect(new Set([...twice, await whither(_csrf)]).size).toBe(1);
    expect(await whither(csrfOf(await (await page(cookie, '/nuova')).text()))).not.toBe(twice[0]);
  });

  it('[VV-2.3.f] the office takes, answers and solves from the page; what is filtered is what is exported', async () => {
    const { number } = await ask(rosa, { body: 'La rubrica non si apre' });
    const path = `/richieste/${number.replace('/', '-')}`;
    const cookie = await server.signedIn({ role: 'L1', association });
    const html = await (await page(cookie, path)).text();
    const [, acts] = html.split('class="ticket-acts"');
    for (const slug of ['assegna', 'cambia', 'attesa', 'risolvi', 'compito', 'unisci', 'non-accogliere']) {
      expect(acts).toContain(`${path}/${slug}`);
      expect((await page(cookie, `${path}/${slug}`)).status, slug).toBe(200);
    }
    expect((await page(cookie, `${path}/nulla`)).status).toBe(404);
    const _csrf = csrfOf(html);
    expect((await page(cookie, `${path}/assegna`, { _csrf, version: '1', to: 'me' })).status).toBe(303);
    expect((await page(cookie, `${path}/risolvi`, { _csrf, version: '2', body: '' })).status).toBe(422);
    expect((await page(cookie, `${path}/risolvi`, { _csrf, version: '2', body: 'Fatto', minutes: '5' })).status).toBe(
      303,
    );
    expect((await show(number)).ticket).toMatchObject({ state: 'solved', minutes: 5 });
    const csv = await (await page(cookie, '/esporta?q=rubrica&formato=csv')).text();
    expect(
      csv
        .trim()
        .split('\n')
        .filter((line) => /20\d\d\/\d+/.test(line)),
    ).toHaveLength(1);
    expect(csv).toContain(number);
    expect(server.faults).toEqual([]);
  });
});

describe('what is stored', () => {
  it('[VV-2.3.f] every request is exactly what its events add up to', async () => {
    const all = await numbers(teo, { limit: 1000 });
    expect(all.length).toBeGreaterThan(20);
    await inContext(database, { association, actor: teo, entities: 'all' }, async (tx) => {
      for (const number of all) {
        const id = readTicketNumber(number)!;
        expect(ticketOf(await eventsOf(tx, association, id), id)).toEqual(await ticketById(tx, association, id));
      }
    });
  });

  it('[LC-2.role] what happened is added to, never changed nor taken away, even with the role of the application', async () => {
    for (const statement of [
      "update service_desk.ticket_events set name = 'x'",
      'delete from service_desk.ticket_events',
      'delete from service_desk.tickets',
      'delete from service_desk.ticket_words',
    ])
      await expect(
        inContext(database, { association, actor: head, entities: 'all' }, async (tx) => {
          const { sql } = await import('kysely');
          await sql.raw(statement).execute(tx);
        }),
      ).rejects.toMatchObject({ code: '42501' });
  });
});
