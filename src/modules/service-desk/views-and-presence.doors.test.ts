import { describe, expect, it } from 'vitest';
import { codeOf, helpDesk } from '../../testing/help-desk.ts';
import { startTestServer } from '../../testing/server.ts';
import { solveTicket } from './actions/endings.ts';
import { bePresent, followQueue, followTicket } from './actions/follow.ts';
import { listTickets } from './actions/list-tickets.ts';
import { openTicket } from './actions/open-ticket.ts';
import { listSavedViews, removeView, saveView } from './actions/saved-views.ts';
import { commentTicket } from './actions/talk.ts';

const server = await startTestServer({ associations: [], now: '2026-11-23T08:00:00Z' });
const { perform, moveTo } = server;
const desk = await helpDesk(server);
const { pelago, londa, operator, somebody, cookieOf } = desk;
const teo = await somebody('L1');
const lia = await somebody('L2');
const ugo = await somebody('REF', pelago);
const head = await somebody('RES');
const rosa = await somebody('EMP', pelago);

const opened = async (entity: string, priority: 'normal' | 'urgent' = 'normal') =>
  perform(openTicket, { entity, requesterName: 'Anna', body: 'Non stampa', priority }, operator);
const first = await opened(pelago, 'urgent');
await opened(londa, 'urgent');
await opened(londa);

describe('saved views', () => {
  const viewsOf = async (who: typeof teo) =>
    (await perform(listSavedViews, {}, who)).items.map(({ name, count }) => `${name} ${count}`);

  it('[VV-2.3.f] are of a person or shared by the office, and count what their list has for whoever looks', async () => {
    const asked = { state: 'open', priority: 'urgent', order: 'due' } as const;
    await perform(saveView, { name: 'Urgenti', asked }, teo);
    const { id } = await perform(saveView, { name: 'Urgenti di tutti', shared: true, asked }, teo);
    await perform(saveView, { name: 'Le nostre', shared: true, asked }, ugo);
    expect((await perform(listTickets, asked, teo)).count).toBe(2);
    expect(await viewsOf(teo)).toEqual(['Urgenti 2', 'Urgenti di tutti 2']);
    expect(await viewsOf(lia)).toEqual(['Urgenti di tutti 2']);
    expect(await viewsOf(ugo), 'a referent shares nothing').toEqual(['Le nostre 1']);
    expect(await codeOf(perform(listSavedViews, {}, rosa))).toBe('platform/missing');
    expect(await codeOf(perform(removeView, { id }, lia))).toBe('service-desk/no-such-view');
    expect(await codeOf(perform(removeView, { id }, head))).toBe('done');
    expect(await viewsOf(lia)).toEqual([]);
  });

  it('[VV-2.3.f] one keeps twenty at most', async () => {
    for (let view = 0; view < 20; view += 1) await perform(saveView, { name: `Vista ${view}`, asked: {} }, lia);
    await expect(perform(saveView, { name: 'Ancora una', asked: {} }, lia)).rejects.toMatchObject({
      problems: [{ path: 'name' }],
    });
  });
});

describe('who follows', () => {
  it('[VV-2.3.f] the office sees who else looks and who writes, for a moment; the entity sees nobody', async () => {
    const ticket = first.number;
    await perform(bePresent, { ticket }, teo);
    const seenBy = async (who: typeof teo) => (await perform(followTicket, { ticket }, who)).present;
    expect(await seenBy(lia)).toEqual([{ name: teo.name, writing: false }]);
    expect(await seenBy(teo)).toEqual([]);
    await perform(bePresent, { ticket, writing: true }, teo);
    expect(await seenBy(lia)).toEqual([{ name: teo.name, writing: true }]);
    expect(await seenBy(ugo)).toEqual([]);
    expect(await codeOf(perform(bePresent, { ticket }, ugo))).toBe('platform/missing');
    moveTo('2026-11-23T08:00:30Z');
    expect(await seenBy(lia)).toEqual([{ name: teo.name, writing: false }]);
    moveTo('2026-11-23T08:01:00Z');
    expect(await seenBy(lia)).toEqual([]);
    await perform(bePresent, { ticket }, teo);
    await perform(bePresent, { ticket, leaves: true }, teo);
    expect(await seenBy(lia)).toEqual([]);
    const { rows } = await server.database.pool.query(
      "select count(*)::int as count from platform.audit_entries where action = 'service-desk/be-present' and outcome = 'done'",
    );
    expect(rows[0].count, 'nothing of it is recorded').toBe(0);
  });

  it('[VV-2.3.f] what happens to a request changes its mark, and that of the queue', async () => {
    const ticket = first.number;
    const before = [await perform(followTicket, { ticket }, teo), await perform(followQueue, {}, teo)] as const;
    moveTo('2026-11-23T08:02:00Z');
    await perform(commentTicket, { ticket, version: 1, body: 'Arriviamo' }, lia);
    expect((await perform(followTicket, { ticket }, teo)).version).toBe(before[0].version + 1);
    expect((await perform(followQueue, {}, teo)).changed).not.toBe(before[1].changed);
    expect(await codeOf(perform(followQueue, {}, rosa))).toBe('platform/missing');
  });
});

describe('many at once', () => {
  it('[VV-2.3.f] without JavaScript: what is chosen is changed, what cannot be is told by its number', async () => {
    const cookie = await cookieOf(teo);
    const page = (path: string, fields?: readonly (readonly [string, string])[]) =>
      fetch(`${server.url}/${desk.association}/assistenza${path}`, {
        redirect: 'manual',
        headers: { cookie, origin: server.url },
        ...(fields ? { method: 'POST', body: new URLSearchParams(fields.map(([name, value]) => [name, value])) } : {}),
      });
    const { number } = await opened(londa);
    const solved = await opened(londa);
    await perform(solveTicket, { ticket: solved.number, version: 1, body: 'Fatto' }, teo);
    const html = await (await page('')).text();
    expect(html).toContain(`value="${number}.1"`);
    const _csrf = /name="_csrf" value="([^"]+)"/.exec(html)![1]!;
    const sent = await page('/insieme', [
      ['_csrf', _csrf],
      ['tickets', `${number}.1`],
      ['tickets', `${solved.number}.2`],
      ['to', 'me'],
    ]);
    expect(sent.status).toBe(200);
    const told = await sent.text();
    expect(told).toContain('Fatto su una richiesta.');
    expect(told).toContain(solved.number);
    expect((await perform(listTickets, { assignee: 'me' }, teo)).items.map((one) => one.number)).toEqual([number]);
    const nothing = await page('/insieme', [['_csrf', _csrf]]);
    expect(nothing.status).toBe(303);
    expect(server.faults).toEqual([]);
  });
});

it('[VV-2.3.f] the queue is narrowed to an entity by a choice of its page, for who sees several', async () => {
  const pageOf = async (who: typeof teo, search: string) =>
    (
      await fetch(`${server.url}/${desk.association}/assistenza${search}`, { headers: { cookie: await cookieOf(who) } })
    ).text();
  const whole = await pageOf(teo, '?stato=open');
  expect(whole).toMatch(new RegExp(`<select[^>]*name="ente"[\\s\\S]*<option value="${londa}">Londa`));
  expect(await pageOf(teo, `?stato=open&ente=${londa}`)).not.toContain(', Pelago</span>');
  expect(await pageOf(ugo, '?stato=open')).not.toContain('name="ente"');
});
