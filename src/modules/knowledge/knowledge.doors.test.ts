import { beforeEach, describe, expect, it } from 'vitest';
import { loadExample } from '../../app/examples.ts';
import { modules } from '../../app/modules.ts';
import { Refused } from '../../kernel/result.ts';
import type { Actor } from '../../platform/action.ts';
import { BadInput } from '../../platform/problem.ts';
import type { Role } from '../../platform/role.ts';
import { personIn } from '../../testing/actor.ts';
import { startTestServer } from '../../testing/server.ts';
import { loadServices } from '../service-catalogue/index.ts';
import { solveTicket } from '../service-desk/actions/endings.ts';
import { openTicket } from '../service-desk/actions/open-ticket.ts';
import { showTicket } from '../service-desk/actions/show-ticket.ts';
import { announce, updateAnnouncement } from './actions/announce.ts';
import { linkAnnouncement, showLinks } from './actions/link-announcement.ts';
import { listArticles, readArticles } from './actions/list-articles.ts';
import { proposeArticle } from './actions/propose-article.ts';
import { publishArticle, withdrawArticle } from './actions/publish-article.ts';
import { rateArticle } from './actions/rate-article.ts';
import { readStatus } from './actions/read-status.ts';
import { readAnnouncement, showAnnouncement } from './actions/show-announcement.ts';
import { readArticle, showArticle } from './actions/show-article.ts';
import { suggestArticles } from './actions/suggest-articles.ts';
import { changeArticle, writeArticle } from './actions/write-article.ts';

const association = 'valdarno-valdisieve';
const server = await startTestServer({ associations: [] });
const { perform, moveTo, url } = server;
await loadExample({ perform, modules, now: server.clock().instant }, association);
const person = (role: Role, name: string, digit: string, entity: string | null = null): Actor => ({
  ...personIn(association, role, entity),
  name,
  person: `00000000-0000-4000-8000-00000000000${digit}`,
});
const technician = person('L1', 'Tea Tecnica', '1');
const support = person('ADM', 'Ugo Supporto', '2');
const head = person('RES', 'Rosa Responsabile', '3');
const employee = person('EMP', 'Anna Neri', '4', 'c_g420');
const colleague = person('EMP', 'Elio Verdi', '5', 'c_e668');
const mayor = person('MAY', 'Mara Sindaca', '6', 'c_e668');
const passerBy: Actor = { ...personIn(association, 'CIT'), kind: 'anonymous', person: null, role: null };
await perform(loadServices, { approves: true }, head);
const service = 'posta-pec-firme';

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

const written = (more: object = {}) => ({
  audience: 'employees' as const,
  title: 'Come si rinnova la firma digitale',
  body: 'Si apre *Firma* e si preme **Rinnova**.',
  words: 'certificato scaduto',
  ...more,
});
async function article(more: object = {}, by = technician) {
  const { id } = await perform(writeArticle, written(more), by);
  await perform(publishArticle, { article: id }, by);
  return id;
}

beforeEach(() => moveTo('2026-11-21T11:00:00Z'));

describe('articles on how things are done', () => {
  it('[2.12] a draft is of the office; published it is read by whom it is for, in every entity', async () => {
    const { id } = await perform(writeArticle, written({ title: 'Scheda riservata ai sistemisti' }), support);
    const seen = async (who: Actor) => (await perform(listArticles, { q: 'sistemisti' }, who)).count;
    expect([await seen(technician), await seen(employee)]).toEqual([1, 0]);
    expect(await no(perform(showArticle, { article: id }, employee))).toBe('knowledge/no-such-article');
    await perform(publishArticle, { article: id }, support);
    expect([await seen(technician), await seen(employee), await seen(colleague), await seen(mayor)]).toEqual([
      1, 1, 1, 1,
    ]);
    expect((await perform(readArticles, { q: 'sistemisti' }, passerBy)).count).toBe(0);
    expect(await no(perform(readArticle, { article: id }, passerBy))).toBe('knowledge/no-such-article');
    await perform(
      changeArticle,
      { article: id, latest: 1, ...written({ audience: 'office', title: 'Scheda sistemisti' }) },
      head,
    );
    expect(await perform(showArticle, { article: id }, employee)).toMatchObject({
      number: 1,
      versions: [],
      helpful: null,
    });
    await perform(publishArticle, { article: id }, head);
    expect([await seen(technician), await seen(employee)]).toEqual([1, 0]);
    expect(await no(perform(writeArticle, written(), employee))).toBe('platform/missing');
  });

  it('[2.12] a word written wrongly finds what is written much like it, of what one may read', async () => {
    await article({ title: 'Come si accoppia il videoproiettore portatile', words: 'schermo' });
    await perform(writeArticle, written({ title: 'Riservato: chiavi del tabernacolo', audience: 'office' }), support);
    const found = async (q: string, who: Actor) =>
      (await perform(listArticles, { q }, who)).items.map(({ title }) => title);
    expect(await found('portatle videoproietore', employee)).toEqual(['Come si accoppia il videoproiettore portatile']);
    expect(await found('videoproietore tabernacolo', employee)).toEqual([]);
    expect(await found('tabernaccolo', technician)).toEqual(['Riservato: chiavi del tabernacolo']);
    expect(await found('tabernaccolo', employee)).toEqual([]);
    expect(await found('xyzzyx', technician)).toEqual([]);
  });

  it('[2.12] versions are kept, two who write never overwrite, what is withdrawn is read no more', async () => {
    const id = await article({ audience: 'public', title: 'Come si prenota una sala' });
    const change = { article: id, latest: 1, ...written({ title: 'Prenotare una sala', body: 'Nuovo modo.' }) };
    await perform(changeArticle, change, technician);
    expect(await no(perform(changeArticle, change, head))).toBe('knowledge/changed-meanwhile');
    const shown = await perform(showArticle, { article: id }, head);
    expect(shown).toMatchObject({ number: 1, latest: 2, published: 1, title: 'Come si prenota una sala' });
    expect(shown.versions.map(({ number, writtenBy }) => [number, writtenBy])).toEqual([
      [2, 'Tea Tecnica'],
      [1, 'Tea Tecnica'],
    ]);
    expect(await perform(showArticle, { article: id, version: 2 }, head)).toMatchObject({ body: 'Nuovo modo.' });
    expect(await perform(showArticle, { article: id, version: 2 }, employee)).toMatchObject({ number: 1 });
    expect(await perform(readArticle, { article: id }, passerBy)).toMatchObject({ number: 1 });
    await perform(publishArticle, { article: id }, head);
    expect(await no(perform(publishArticle, { article: id }, head))).toBe('knowledge/already-read');
    await perform(withdrawArticle, { article: id }, head);
    expect(await no(perform(withdrawArticle, { article: id }, head))).toBe('knowledge/not-read');
    expect(await no(perform(showArticle, { article: id }, employee))).toBe('knowledge/no-such-article');
    expect((await perform(listArticles, { q: 'sala', state: 'withdrawn' }, head)).count).toBe(1);
  });

  it('[2.12] is found by Italian words in any form, in English too, and suggested by words of its title', async () => {
    const id = await article({
      title: 'Se la stampante non stampa',
      titleEn: 'When a printer does not print',
      bodyEn: 'Switch it off and on.',
      body: 'Spegnere, attendere, riaccendere. Il toner si cambia così.',
      words: 'carta inceppata',
    });
    const found = async (q: string) =>
      (await perform(listArticles, { q }, employee)).items.some((one) => one.id === id);
    expect([await found('stampanti'), await found('toner'), await found('printers'), await found('incepp')]).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(await found('stampante fax')).toBe(false);
    const suggested = async (words: string) => (await perform(suggestArticles, { words }, employee)).items;
    expect(await suggested('Da stamattina le stampanti dell’ufficio sono ferme')).toMatchObject([{ id }]);
    expect(await suggested('Devo riaccendere il telefono')).toEqual([]);
    expect(await suggested('la il di')).toEqual([]);
    expect(await no(perform(suggestArticles, { words: 'stampante' }, passerBy))).toBe('platform/missing');
  });

  it('[2.12] says at once all that is wrong: a service that is not in the catalogue, English by half', async () => {
    expect(await no(perform(writeArticle, written({ service: 'teletrasporto', titleEn: 'Only this' }), head))).toBe(
      'service,bodyEn',
    );
    expect(await no(perform(writeArticle, written({ title: '', body: ' ' }), head))).toBe('title,body');
    const { id } = await perform(writeArticle, written({ service }), head);
    expect((await perform(showArticle, { article: id }, head)).serviceName?.it).toMatch(/\S/);
  });

  it('[2.12] whether it was of use is said in one click, once for each person, and counted for the office', async () => {
    const id = await article();
    for (const [who, helpful] of [
      [employee, true],
      [employee, false],
      [colleague, true],
    ] as const)
      await perform(rateArticle, { article: id, helpful }, who);
    expect(await perform(showArticle, { article: id }, employee)).toMatchObject({ own: false, helpful: null });
    expect(await perform(showArticle, { article: id }, head)).toMatchObject({ helpful: { yes: 1, no: 1 } });
    const draft = await perform(writeArticle, written(), head);
    expect(await no(perform(rateArticle, { article: draft.id, helpful: true }, employee))).toBe(
      'knowledge/no-such-article',
    );
  });

  it('[2.12] a solved request becomes an article without whom it was done for; an open one has nothing to tell', async () => {
    const asked = await perform(openTicket, { body: 'Anna Neri non firma più', asset: 'PC-042' }, employee);
    expect(await no(perform(proposeArticle, { ticket: asked.number }, technician))).toBe('knowledge/nothing-to-tell');
    const body = 'Da Neri (anna.neri@comune.pelago.fi.it): certificato rinnovato su PC-042.';
    await perform(solveTicket, { ticket: asked.number, version: 1, body, minutes: 5 }, technician);
    expect(await perform(proposeArticle, { ticket: asked.number }, support)).toEqual({
      title: '[…] non firma più',
      body: 'Da […] ([…]): certificato rinnovato su […].',
      service: null,
    });
    expect(await no(perform(proposeArticle, { ticket: asked.number }, employee))).toBe('platform/missing');
  });
});

describe('the state of the services', () => {
  const problem = {
    kind: 'problem',
    title: 'Posta ferma',
    services: [service],
    impact: 'down',
    body: 'Si cerca.',
  } as const;

  it('[2.12] a known problem is read by anybody, with the state of its service, until it is solved', async () => {
    const { id } = await perform(announce, problem, technician);
    const status = await perform(readStatus, {}, passerBy);
    expect(status.now).toMatchObject([{ id, updates: [{ stage: 'found', body: 'Si cerca.', by: null }] }]);
    expect(status.services.find(({ code }) => code === service)?.state).toBe('down');
    expect(status.services.filter(({ state }) => state !== 'works')).toHaveLength(1);
    const watched = { announcement: id, stage: 'watched', body: 'Riparte.', impact: 'slow' } as const;
    await perform(updateAnnouncement, watched, head);
    expect((await perform(readStatus, {}, passerBy)).services.find(({ code }) => code === service)?.state).toBe('slow');
    expect((await perform(showAnnouncement, { announcement: id }, head)).updates.map(({ by }) => by)).toEqual([
      'Tea Tecnica',
      'Rosa Responsabile',
    ]);
    const solved = { announcement: id, stage: 'solved', body: 'Risolto.' } as const;
    expect(await perform(updateAnnouncement, solved, head)).toEqual({ outcome: 'solved', told: 0 });
    expect(await no(perform(updateAnnouncement, solved, head))).toBe('knowledge/announcement-closed');
    expect(await perform(readStatus, {}, passerBy)).toMatchObject({ now: [], past: [{ id, outcome: 'solved' }] });
    expect((await perform(readAnnouncement, { announcement: id }, passerBy)).updates).toHaveLength(3);
    expect(await no(perform(announce, problem, employee))).toBe('platform/missing');
  });

  it('[2.12] planned work is announced before, goes on, and is over with its time', async () => {
    const planned = { kind: 'planned', title: 'Lavori alla rete', impact: 'slow', body: 'Dalle 22.' } as const;
    expect(await no(perform(announce, planned, head))).toBe('ends');
    expect(
      await no(
        perform(announce, { ...planned, services: ['x'], starts: '2026-11-21T22:00', ends: '2026-11-21T21:00' }, head),
      ),
    ).toBe('services,ends');
    const { id } = await perform(announce, { ...planned, starts: '2026-11-21T22:00', ends: '2026-11-21T23:00' }, head);
    const status = () => perform(readStatus, {}, passerBy);
    expect(await status()).toMatchObject({ now: [], coming: [{ id, services: [] }] });
    moveTo('2026-11-21T21:30:00Z');
    const during = await status();
    expect(during.now).toMatchObject([{ id }]);
    expect(during.services.every(({ state }) => state === 'maintenance')).toBe(true);
    moveTo('2026-11-21T22:00:00Z');
    expect((await status()).now).toEqual([]);
    const feed = await fetch(`${url}/${association}/stato/stato.atom`);
    expect(feed.headers.get('content-type')).toContain('application/atom+xml');
    expect(await feed.text()).toContain('Lavori alla rete');
  });

  it('[2.12] requests are linked to a problem and counted; closing it tells those that are open', async () => {
    const { id } = await perform(announce, problem, technician);
    const open = await perform(openTicket, { body: 'Non ricevo posta' }, employee);
    const done = await perform(openTicket, { body: 'La posta non va' }, colleague);
    for (const { number } of [open, done])
      await perform(linkAnnouncement, { announcement: id, ticket: number }, technician);
    expect(await perform(showLinks, { ticket: open.number }, technician)).toMatchObject({
      linked: [{ id }],
      others: [],
      solved: false,
    });
    const again = { announcement: id, ticket: done.number, linked: false };
    expect(await perform(linkAnnouncement, again, technician)).toEqual({ requests: 1 });
    const end = { announcement: id, stage: 'solved', body: 'La posta è tornata.', tells: true } as const;
    expect(await perform(updateAnnouncement, end, technician)).toEqual({ outcome: 'solved', told: 1 });
    const words = async (number: string, who: Actor) =>
      (await perform(showTicket, { ticket: number }, who)).events.map(({ what }) => what.body);
    expect(await words(open.number, employee)).toContain('La posta è tornata.');
    expect(await words(done.number, colleague)).not.toContain('La posta è tornata.');
    expect(await no(perform(linkAnnouncement, { announcement: id, ticket: open.number }, head))).toBe(
      'knowledge/announcement-closed',
    );
  });
});

describe('a request while it is being written', () => {
  it('[2.12] articles are suggested in a small part of the page, and before sending where they were not seen, to be passed over', async () => {
    const id = await article({ title: 'Casella di posta piena', words: 'quota superata' });
    const signed = await server.signedIn({ role: 'EMP', association, entity: 'c_g420' });
    const form = await fetch(`${url}/${association}/assistenza/nuova`, { headers: { cookie: signed } });
    const csrf = /name="_csrf" value="([^"]*)"/.exec(await form.text())?.[1] ?? '';
    const visitor = form.headers.getSetCookie().map((one) => one.split(';')[0]);
    const cookie = [signed, ...visitor].join('; ');
    const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
      fetch(`${url}/${association}/assistenza/${path}`, {
        method: 'POST',
        redirect: 'manual',
        headers: { cookie, origin: url, ...headers },
        body: new URLSearchParams({ _csrf: csrf, ...fields }),
      });
    const body = 'Non ricevo più posta, la casella è piena';
    const part = await post('articoli/suggeriti', { body }, { 'hx-request': 'true' });
    const words = await part.text();
    expect(words).toContain(`/articoli/${id}`);
    expect(words).toContain('name="suggested"');
    expect(words.length).toBeLessThan(2048);
    expect(
      await (await post('articoli/suggeriti', { body: 'Buongiorno' }, { 'hx-request': 'true' })).text(),
    ).not.toContain('articoli/');

    const first = await post('nuova', { body });
    expect(first.status).toBe(200);
    const asked = await first.text();
    expect(asked).toContain('Casella di posta piena');
    expect(asked).toContain('Invia comunque');
    expect(asked).toContain(body);
    expect((await post('nuova', { body, suggested: 'true' })).headers.get('location')).toMatch(/richieste\/2026-\d+$/);
    expect((await post('nuova', { body: 'Serve un mouse' })).status).toBe(303);
  });
});
