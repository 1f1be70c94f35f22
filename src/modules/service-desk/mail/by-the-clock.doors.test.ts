import { describe, expect, it } from 'vitest';
import { inContext } from '../../../platform/database/context.ts';
import { inAssociation } from '../../../platform/jobs/installation-context.ts';
import { BadInput } from '../../../platform/problem.ts';
import { codeOf, helpDesk } from '../../../testing/help-desk.ts';
import { startTestServer } from '../../../testing/server.ts';
import { closeSolved, setDeskRules, showDeskRules, warnOfTicket } from '../actions/by-the-clock.ts';
import { closeTicket, reopenTicket, solveTicket } from '../actions/endings.ts';
import { openTicket } from '../actions/open-ticket.ts';
import { listReadyAnswers, removeReady, storeReady } from '../actions/ready-answers.ts';
import { setTarget } from '../actions/set-target.ts';
import { setWeeklyHours } from '../actions/set-weekly-hours.ts';
import { showTicket } from '../actions/show-ticket.ts';
import { commentTicket } from '../actions/talk.ts';
import { holdTicket } from '../actions/waits.ts';
import { readyText } from '../rules/index.ts';
import { closeSolvedRequests, warnOfRequests } from './by-the-clock.ts';

const server = await startTestServer({ associations: [], now: '2026-11-23T08:00:00Z' });
const { perform, database, clock } = server;
const desk = await helpDesk(server);
const { association, pelago } = desk;
const rosa = await desk.somebody('EMP', pelago);
const teo = await desk.somebody('L1');
const head = await desk.somebody('RES');
const job = () => ({ database, perform, clock, now: clock(), stopping: new AbortController().signal });
const open = async () => (await perform(openTicket, { body: 'Il monitor è nero.' }, rosa)).number;
const show = (ticket: string, actor = teo) => perform(showTicket, { ticket }, actor);
const kinds = async (ticket: string) => (await show(ticket)).events.map(({ kind }) => kind).join(' ');
const days = (many: number) => server.moveTo(new Date(clock().instant.getTime() + many * 86_400_000).toISOString());

describe('[LC-2.f4] what is solved is closed by itself', () => {
  it('after the days that the association says, by the program, once; what is opened again is not', async () => {
    expect(await perform(showDeskRules, {}, teo)).toEqual({ closeAfter: 7, atWarning: 'tell' });
    const [first, again, late] = [await open(), await open(), await open()];
    for (const ticket of [first, again]) await perform(solveTicket, { ticket, version: 1, body: 'Fatto' }, teo);
    await perform(reopenTicket, { ticket: again, version: 2 }, rosa);
    days(4);
    await perform(solveTicket, { ticket: late, version: 1, body: 'Fatto' }, teo);
    await closeSolvedRequests.run(job());
    expect([await kinds(first), await kinds(late)]).toEqual(['opened solved', 'opened solved']);
    expect(await codeOf(perform(closeSolved, { ticket: first }, desk.operator))).toBe('service-desk/not-in-this-state');
    days(3);
    await Promise.all([closeSolvedRequests.run(job()), closeSolvedRequests.run(job())]);
    expect([await kinds(first), await kinds(again), await kinds(late)]).toEqual([
      'opened solved closed',
      'opened solved reopened',
      'opened solved',
    ]);
    expect((await show(first, rosa)).events.at(-1)).toMatchObject({
      name: expect.stringMatching(/Comunanza/),
      person: null,
    });
    expect(await codeOf(perform(closeTicket, { ticket: first, version: 3 }, teo))).toBe(
      'service-desk/not-in-this-state',
    );
  });

  it('never, where the association says so; only its head and administrator say it', async () => {
    expect(await perform(setDeskRules, { closeAfter: '' as never, atWarning: 'tell' }, head)).toEqual({
      closeAfter: null,
      atWarning: 'tell',
    });
    const ticket = await open();
    await perform(solveTicket, { ticket, version: 1, body: 'Fatto' }, teo);
    days(300);
    await closeSolvedRequests.run(job());
    expect(await kinds(ticket)).toBe('opened solved');
    for (const actor of [teo, rosa])
      expect(await codeOf(perform(setDeskRules, { atWarning: 'tell' }, actor))).not.toBe('done');
    for (const action of [closeSolved, warnOfTicket] as const)
      expect(await codeOf(perform(action as typeof closeSolved, { ticket }, head))).not.toBe('done');
  });
});

describe('[AT-U2] warnings before promises end', () => {
  const at = (instant: string) => server.moveTo(instant);
  const warn = () => warnOfRequests.run(job());
  const warned = async (ticket: string) =>
    (await show(ticket)).events.flatMap(({ kind, what }) => (kind === 'warned' ? [`${what.of} ${what.percent}`] : []));

  it('come once for each part of the time, by the calendar, and not while it stands still', async () => {
    const nine = '8-13, 14-17';
    at('2027-10-18T05:00:00Z');
    await perform(
      setWeeklyHours,
      { since: '2020-01-01', monday: nine, tuesday: nine, wednesday: nine, thursday: nine, friday: nine },
      head,
    );
    await perform(setTarget, { since: '2020-01-01', firstAnswer: 120, solution: 480 }, head);
    at('2027-10-18T06:00:00Z'); // eight o’clock in Rome, a Monday
    const ticket = await open();
    await warn();
    expect(await warned(ticket)).toEqual([]);
    at('2027-10-18T07:31:00Z'); // an hour and a half of two
    await warn();
    await warn();
    expect(await warned(ticket)).toEqual(['firstAnswer 75']);
    expect((await show(ticket, rosa)).events.some(({ kind }) => kind === 'warned')).toBe(false);
    await perform(commentTicket, { ticket, version: 2, body: 'Guardo.' }, teo);
    at('2027-10-18T07:50:00Z');
    await warn();
    expect(await warned(ticket)).toEqual(['firstAnswer 75']);
    await perform(holdTicket, { ticket, version: 3, reason: 'person' }, teo);
    at('2027-10-20T10:00:00Z');
    await warn();
    expect(await warned(ticket)).toEqual(['firstAnswer 75']);
    await perform(commentTicket, { ticket, version: 4, body: 'Ecco.' }, rosa);
    at('2027-10-21T15:00:00Z'); // the whole time and more
    await warn();
    expect(await warned(ticket)).toEqual(['firstAnswer 75', 'solution 90']);
    expect((await show(ticket)).ticket.level).toBe('first');
  });

  it('hand the request on to the second level where the association says so, with the reason; nothing where it says nothing', async () => {
    await perform(setDeskRules, { closeAfter: 7, atWarning: 'raise' }, head);
    at('2027-10-25T06:00:00Z');
    const ticket = await open();
    at('2027-10-25T07:31:00Z');
    await warn();
    const { events, ticket: now } = await show(ticket);
    expect(now.level).toBe('second');
    expect(events.at(-1)).toMatchObject({
      kind: 'level-changed',
      what: { level: 'second', percent: 75, why: '' },
    });
    await perform(setDeskRules, { closeAfter: 7, atWarning: 'nothing' }, head);
    const other = await open();
    at('2027-10-25T14:00:00Z');
    await warn();
    expect(await kinds(other)).toBe('opened');
  });

  it('a job that stops in between warns of the rest afterwards, and of nothing twice', async () => {
    await perform(setDeskRules, { closeAfter: 7, atWarning: 'tell' }, head);
    at('2027-10-26T06:00:00Z');
    const all = [await open(), await open(), await open()];
    at('2027-10-26T07:31:00Z');
    const stopping = new AbortController();
    const once: typeof perform = Object.assign(
      async (...given: Parameters<typeof perform>) => {
        stopping.abort();
        return perform(...given);
      },
      { once: perform.once, limited: perform.limited, may: perform.may },
    ) as never;
    await warnOfRequests.run({ ...job(), perform: once, stopping: stopping.signal });
    expect((await Promise.all(all.map(warned))).flat()).toHaveLength(1);
    await Promise.all([warn(), warn()]);
    expect((await Promise.all(all.map(warned))).map(String)).toEqual(Array(3).fill('firstAnswer 75'));
    const left = await inContext(database, inAssociation(association), (tx) =>
      tx
        .withTables<{ 'service_desk.tickets': { warn_at: Date | null } }>()
        .selectFrom('service_desk.tickets')
        .select('warn_at')
        .where('warn_at', '<=', clock().instant)
        .execute(),
    );
    expect(left).toEqual([]);
  });
});

describe('[LC-2.f4] ready answers', () => {
  it('are the office’s: written, changed, removed; two do not have one title', async () => {
    const { id } = await perform(storeReady, { title: 'Password', body: 'Gentile {richiedente}' }, teo);
    await perform(storeReady, { answer: id, title: 'Password scaduta', body: 'Ciao {numero}' }, teo);
    await expect(perform(storeReady, { title: 'PASSWORD SCADUTA', body: 'x' }, teo)).rejects.toThrow(BadInput);
    expect((await perform(listReadyAnswers, {}, teo)).items).toEqual([
      { id, title: 'Password scaduta', body: 'Ciao {numero}' },
    ]);
    for (const action of [listReadyAnswers, storeReady])
      expect(await codeOf(perform(action as typeof storeReady, { title: 'x', body: 'y' }, rosa))).not.toBe('done');
    await perform(removeReady, { answer: id }, teo);
    expect(await codeOf(perform(removeReady, { answer: id }, teo))).toBe('service-desk/no-such-ready-answer');
    expect(await codeOf(perform(storeReady, { answer: id, title: 'x', body: 'y' }, teo))).toBe(
      'service-desk/no-such-ready-answer',
    );
  });

  it('speak of the request; what they do not know stays as it is written', () => {
    const values = {
      richiedente: 'Rosa $& {numero}',
      numero: '2026/1',
      oggetto: 'Monitor',
      ente: 'Pelago',
      operatore: 'Teo',
    };
    expect(readyText('{richiedente}, {numero} {oggetto} {ente} {operatore} {altro} {}', values)).toBe(
      'Rosa $& {numero}, 2026/1 Monitor Pelago Teo {altro} {}',
    );
  });
});
