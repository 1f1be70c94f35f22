import { beforeAll, describe, expect, it } from 'vitest';
import { loadExample } from '../../app/examples.ts';
import { modules } from '../../app/modules.ts';
import { personIn } from '../../testing/actor.ts';
import { startTestServer } from '../../testing/server.ts';
import { listTargets } from './actions/set-target.ts';
import { showCalendar } from './actions/show-calendar.ts';

const association = 'valdarno-valdisieve';
const server = await startTestServer({ associations: [] });
const { perform } = server;
const head = personIn(association, 'RES');
let cookies: { head: string; referent: string; technician: string };

beforeAll(async () => {
  await loadExample({ perform, modules, now: server.clock().instant }, association);
  cookies = {
    head: await server.signedIn({ role: 'RES', association }),
    referent: await server.signedIn({ role: 'REF', association, entity: 'c_e668' }),
    technician: await server.signedIn({ role: 'L1', association }),
  };
});

const address = (below: string) => `${server.url}/${association}/assistenza/${below}`;
async function page(cookie: string, below: string) {
  const answer = await fetch(address(below), { headers: { cookie }, redirect: 'manual' });
  return { status: answer.status, html: await answer.text() };
}
/** Sends a form of a page as a browser would, with the token that the page carries. */
async function send(cookie: string, below: string, fields: Record<string, string>) {
  const { html } = await page(cookie, below);
  const hidden = [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].slice(0, 1);
  const body = new URLSearchParams([...hidden.map(([, name, value]): [string, string] => [name!, value!])]);
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  const answer = await fetch(address(below), { method: 'POST', headers: { cookie }, body, redirect: 'manual' });
  return { status: answer.status, to: answer.headers.get('location'), html: await answer.text() };
}

describe('pages of calendars and targets', () => {
  it('[LC-2.f4] the head sets hours, a closure and a target by forms, and sees them in the lists', async () => {
    const week = await send(cookies.head, 'calendario/orario', { since: '2027-01-01', monday: '8-13, 14.30-17' });
    expect(week).toMatchObject({ status: 303, to: `/${association}/assistenza/calendario` });
    const days = { from: '2027-08-09', until: '2027-08-20', why: 'Chiusura estiva' };
    expect((await send(cookies.head, 'calendario/giorni', days)).status).toBe(303);
    const { status, html } = await page(cookies.head, 'calendario');
    expect(status).toBe(200);
    expect(html).toContain('08:00\u201113:00</div><div>14:30\u201117:00');
    expect(html).toContain('Chiusura estiva');
    const target = {
      priority: 'urgent',
      since: '2027-01-01',
      firstAnswer: '30',
      solution: '270',
      service: '',
      clause: '',
    };
    expect((await send(cookies.head, 'obiettivi/nuovo', target)).status).toBe(303);
    expect((await page(cookies.head, 'obiettivi')).html).toContain('4 h 30 min');
  });

  it('[LC-2.f4] what is wrong comes back at its field, with what was typed', async () => {
    const week = await send(cookies.head, 'calendario/orario', { since: '2027-01-01', monday: '13-8' });
    expect(week.status).toBe(422);
    expect(week.html).toContain('value="13-8"');
    expect(week.html).toContain('href="#f-monday"');
    const saint = await send(cookies.head, 'calendario/festa', { name: 'San Prova', day: '31', month: '02' });
    expect(saint.status).toBe(422);
    expect(saint.html).toContain('href="#f-day"');
  });

  it('[VV-9.2.a] what stops the clock is changed with the clause that says so, and taken back', async () => {
    const rules = { 'stop-material': 'true', 'clause-material': 'referent-materials', escalations: '80, 50' };
    expect((await send(cookies.head, 'obiettivi/orologio', rules)).status).toBe(303);
    const { stops, escalations } = await perform(showCalendar, {}, head);
    expect(stops).toEqual([{ reason: 'material', clause: 'referent-materials' }]);
    expect(escalations).toEqual([50, 80]);
    const form = (await page(cookies.head, 'obiettivi/orologio')).html;
    expect(form).toContain('value="referent-materials"');
    const wrong = await send(cookies.head, 'obiettivi/orologio', { ...rules, escalations: '120' });
    expect(wrong.status).toBe(422);
    expect(wrong.html).toContain('href="#f-escalations"');
  });

  it('[LC-2.f4] a line is taken out again', async () => {
    const removal = { service: '', priority: 'urgent', since: '2027-01-01' };
    expect((await send(cookies.head, 'obiettivi', removal)).status).toBe(303);
    expect((await perform(listTargets, {}, head)).items).toEqual([]);
    expect((await send(cookies.head, 'calendario', { week: '2027-01-01' })).status).toBe(303);
    expect((await perform(showCalendar, {}, head)).weeks).toEqual([]);
  });

  it('[ISO-1] a referent changes the own entity only; a technician looks and changes nothing', async () => {
    expect(
      (await send(cookies.referent, 'calendario/festa', { name: 'San Prova', day: '6', month: '12' })).status,
    ).toBe(303);
    const seen = (await page(cookies.referent, 'calendario')).html;
    expect(seen).toContain('6 dicembre');
    expect(seen).toContain('Togli: San Prova');
    const other = (await page(cookies.technician, 'calendario')).html;
    expect(other).not.toContain('San Prova');
    expect(other).not.toContain('calendario/orario');
    expect((await page(cookies.technician, 'calendario/orario')).status).toBeGreaterThanOrEqual(403);
    expect((await page(cookies.referent, 'obiettivi/nuovo')).status).toBeGreaterThanOrEqual(403);
  });

  it('[LC-2.f4] the pages are there in English too, and nothing was a fault', async () => {
    const chosen = await fetch(`${server.url}/lingua/en?torna=/`, { redirect: 'manual' });
    const cookie = [cookies.head, ...chosen.headers.getSetCookie().map((each) => each.split(';')[0])].join('; ');
    expect((await page(cookie, 'calendario')).html).toContain('Calendar of the service desk');
    expect((await page(cookie, 'obiettivi')).html).toContain('What stops the clock');
    expect(server.faults).toEqual([]);
  });
});
