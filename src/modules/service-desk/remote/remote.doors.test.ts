import { beforeEach, describe, expect, it } from 'vitest';
import { loadExample } from '../../../app/examples.ts';
import { modules } from '../../../app/modules.ts';
import { Refused } from '../../../kernel/result.ts';
import type { Actor } from '../../../platform/action.ts';
import { BadInput } from '../../../platform/problem.ts';
import type { Role } from '../../../platform/role.ts';
import { personIn } from '../../../testing/actor.ts';
import { startTestServer } from '../../../testing/server.ts';
import { solveTicket } from '../actions/endings.ts';
import { openTicket } from '../actions/open-ticket.ts';
import { showTicket } from '../actions/show-ticket.ts';
import { listRemoteSessions } from './actions/list-remote-sessions.ts';
import {
  answerRemoteSession,
  askRemoteSession,
  beginRemoteSession,
  endRemoteSession,
  recordSpokenConsent,
} from './actions/remote-sessions.ts';
import { setRemoteTool } from './actions/remote-tool.ts';

const association = 'valdarno-valdisieve';
const server = await startTestServer({ associations: [] });
const { perform, moveTo } = server;
await loadExample({ perform, modules, now: server.clock().instant }, association);
const person = (role: Role, name: string, digit: string, entity: string | null = null): Actor => ({
  ...personIn(association, role, entity),
  name,
  person: `00000000-0000-4000-8000-00000000000${digit}`,
});
const technician = person('L1', 'Tea Tecnica', '1');
const another = person('L2', 'Ugo Altro', '2');
const head = person('RES', 'Rosa Responsabile', '3');
const anna = person('EMP', 'Anna Neri', '4', 'c_g420');
const beside = person('EMP', 'Bice Rossi', '5', 'c_g420');
const pelago = person('REF', 'Rita Referente', '6', 'c_g420');
const londa = person('REF', 'Leo Referente', '7', 'c_e668');

async function no(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'done';
  } catch (error) {
    if (error instanceof Refused) return error.refusals.map(({ code }) => code).join();
    if (error instanceof BadInput) return error.problems.map(({ path }) => path).join();
    throw error;
  }
}

const open = async (by = anna, more: object = {}) =>
  (await perform(openTicket, { body: 'Non stampa', ...more }, by)).number;
const ask = (ticket: string, by = technician) =>
  perform(askRemoteSession, { ticket, machine: 'PC-042', code: '987 654', reason: 'Guardo la stampante' }, by);

beforeEach(() => moveTo('2026-11-21T11:00:00Z'));

describe('remote assistance', () => {
  it('[VV-2.3.f] before a tool is chosen nobody connects; a link that runs something is refused', async () => {
    expect(await no(ask(await open()))).toBe('service-desk/no-remote-tool');
    expect(await no(perform(setRemoteTool, { tool: 'other', template: 'javascript:{codice}' }, head))).toBe('template');
    expect(await no(perform(setRemoteTool, { tool: 'anydesk', template: 'anydesk:{codice}' }, technician))).toBe(
      'platform/missing',
    );
    await perform(setRemoteTool, { tool: 'anydesk', template: 'anydesk:{codice}', minutes: 30 }, head);
    const ticket = await open();
    expect(await no(perform(askRemoteSession, { ticket, machine: 'PC-042' }, technician))).toBe('code');
  });

  it('[VV-2.3.f] [E2E-VV-13] with the person’s consent it begins, ends and is in the register: who, machine, when, how long', async () => {
    const ticket = await open();
    const { session } = await ask(ticket);
    expect(await no(ask(ticket, another))).toBe('service-desk/session-going');
    expect(await no(perform(beginRemoteSession, { session }, technician))).toBe('service-desk/no-consent');
    expect(await no(perform(answerRemoteSession, { session, grants: true }, technician))).toBe(
      'service-desk/consent-of-another',
    );
    expect(await no(perform(answerRemoteSession, { session, grants: true }, beside))).toBe(
      'service-desk/no-such-session',
    );
    expect(await no(perform(answerRemoteSession, { session, grants: true }, londa))).toBe(
      'service-desk/no-such-session',
    );
    expect(await no(perform(answerRemoteSession, { session, grants: true }, pelago))).toBe(
      'service-desk/consent-of-another',
    );
    await perform(answerRemoteSession, { session, grants: true }, anna);
    expect(await no(perform(beginRemoteSession, { session }, another))).toBe('service-desk/not-the-technician');
    moveTo('2026-11-21T11:29:00Z');
    expect((await perform(beginRemoteSession, { session }, technician)).link).toBe('anydesk:987%20654');
    const seen = (who: Actor) => perform(listRemoteSessions, { ticket }, who);
    expect((await seen(technician)).items[0]).toMatchObject({ link: 'anydesk:987%20654', state: 'running' });
    expect((await seen(head)).items[0]).toMatchObject({ link: null });
    moveTo('2026-11-21T11:41:30Z');
    await perform(endRemoteSession, { session }, anna);
    expect((await seen(pelago)).items).toMatchObject([
      {
        machine: 'PC-042',
        technicianName: 'Tea Tecnica',
        requesterName: 'Anna Neri',
        granted: true,
        began: '2026-11-21T11:29:00.000Z',
        ended: '2026-11-21T11:41:30.000Z',
        endedBy: 'Anna Neri',
        minutes: 13,
        state: 'ended',
      },
    ]);
    expect([(await seen(londa)).count, (await seen(beside)).count, (await seen(anna)).count]).toEqual([0, 0, 1]);
    expect(await no(perform(endRemoteSession, { session }, technician))).toBe('service-desk/session-over');
    const { events } = await perform(showTicket, { ticket }, anna);
    expect(events.map(({ what }) => String(what.body))).toContainEqual(expect.stringContaining('PC-042'));
  });

  it('[VV-2.3.f] a refused consent, one not answered in time and one not used in time let nobody in', async () => {
    const refused = await ask(await open());
    await perform(answerRemoteSession, { session: refused.session, grants: false }, anna);
    expect(await no(perform(beginRemoteSession, { session: refused.session }, technician))).toBe(
      'service-desk/no-consent',
    );
    const unanswered = await ask(await open());
    const unused = await ask(await open());
    await perform(answerRemoteSession, { session: unused.session, grants: true }, anna);
    moveTo('2026-11-21T11:30:00Z');
    const late = { session: unanswered.session, grants: true };
    expect(await no(perform(answerRemoteSession, late, anna))).toBe('service-desk/consent-too-late');
    expect(await no(perform(beginRemoteSession, { session: unused.session }, technician))).toBe(
      'service-desk/no-consent',
    );
    const byPhone = await open(technician, { entity: 'c_g420', requesterName: 'Al telefono', origin: 'phone' });
    expect(await no(ask(byPhone))).toBe('service-desk/nobody-to-ask');
  });

  it('[VV-2.3.f] once the request is solved nobody asks, consents or begins; what goes on can still be ended', async () => {
    const solve = async (ticket: string) => {
      const { version } = (await perform(showTicket, { ticket }, technician)).ticket;
      await perform(solveTicket, { ticket, version, body: 'Fatto' }, technician);
    };
    const [asked, granted, running] = [await open(), await open(), await open()];
    const first = await ask(asked);
    const second = await ask(granted);
    const third = await ask(running);
    for (const { session } of [second, third]) await perform(answerRemoteSession, { session, grants: true }, anna);
    await perform(beginRemoteSession, { session: third.session }, technician);
    for (const ticket of [asked, granted, running]) await solve(ticket);
    const over = 'service-desk/request-over';
    expect(await no(perform(answerRemoteSession, { session: first.session, grants: true }, anna))).toBe(over);
    expect(await no(perform(beginRemoteSession, { session: second.session }, technician))).toBe(over);
    expect(await no(ask(asked))).toBe(over);
    await perform(endRemoteSession, { session: third.session }, technician);
  });

  it('[VV-2.3.f] [AT-U2] who called and has no account consents by voice: who, when and how recognised stay in the register', async () => {
    const ticket = await open(technician, { entity: 'c_g420', requesterName: 'Al telefono', origin: 'phone' });
    const said = {
      ticket,
      machine: 'PC-042',
      code: '987 654',
      name: 'Elio Verdi',
      recognised: 'Richiamato al centralino',
    };
    const record = (more: object, by = technician) => perform(recordSpokenConsent, { ...said, ...more }, by);
    expect(await no(record({}))).toBe('agreed');
    expect(await no(record({ agreed: true, name: ' ', recognised: '' }))).toBe('name,recognised');
    expect(await no(record({ agreed: true, ticket: await open() }))).toBe('service-desk/person-can-answer');
    expect(await no(record({ agreed: true }, pelago))).toBe('platform/missing');
    moveTo('2026-11-21T11:05:00Z');
    const { session } = await record({ agreed: true });
    expect(await no(record({ agreed: true }, another))).toBe('service-desk/session-going');
    expect(await no(perform(beginRemoteSession, { session }, another))).toBe('service-desk/not-the-technician');
    expect((await perform(beginRemoteSession, { session }, technician)).link).toBe('anydesk:987%20654');
    expect(await no(perform(endRemoteSession, { session }, pelago))).toBe('service-desk/not-the-technician');
    moveTo('2026-11-21T11:15:00Z');
    await perform(endRemoteSession, { session }, technician);
    expect((await perform(listRemoteSessions, { ticket }, pelago)).items).toMatchObject([
      {
        ...{ requesterName: 'Elio Verdi', recognised: 'Richiamato al centralino', technicianName: 'Tea Tecnica' },
        ...{ granted: true, answered: '2026-11-21T11:05:00.000Z', state: 'ended', minutes: 10 },
      },
    ]);
    expect((await perform(listRemoteSessions, { ticket }, londa)).count).toBe(0);
    const { events } = await perform(showTicket, { ticket }, pelago);
    expect(events.map(({ what }) => String(what.body))).toContainEqual(expect.stringContaining('a voce, alle 12:05'));
  });
});
