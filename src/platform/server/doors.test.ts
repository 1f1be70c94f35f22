import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { Refused } from '../../kernel/result.ts';
import { law } from '../../kernel/source.ts';
import { text } from '../../kernel/text.ts';
import { identityModule } from '../../modules/identity/module.ts';
import { startTestServer, testPassword } from '../../testing/server.ts';
import { defineAction } from '../action.ts';
import type { Module } from '../page.ts';

const notes: string[] = [];

const addNote = defineAction({
  name: 'agreement/add-note',
  title: text('aggiungere una nota', 'add a note'),
  permission: { capability: 'agreement', letter: 'w' },
  http: { method: 'POST', path: '/notes' },
  input: z.object({ words: z.string().min(1).max(20), year: z.number().int().min(2000) }),
  output: z.object({ count: z.number().int(), year: z.number().int() }),
  example: { words: 'prova', year: 2027 },
  run: async ({ input }) => {
    if (input.words === 'no') {
      throw new Refused({
        code: 'agreement/no-note',
        kind: 'rule',
        says: text('Questa nota non si può scrivere.', 'This note cannot be written.'),
        remedy: text('Scriverne un’altra.', 'Write another.'),
        source: law('art. 1'),
      });
    }
    if (input.words === 'guasto') throw new Error('secret inside');
    notes.push(input.words);
    return { count: notes.length, year: input.year };
  },
});

const readNote = defineAction({
  name: 'agreement/read-note',
  title: text('leggere le note', 'read the notes'),
  reads: true,
  permission: { capability: 'agreement', letter: 'r' },
  http: { method: 'GET', path: '/notes/:year' },
  input: z.object({ year: z.number().int(), only: z.array(z.string()).optional() }),
  output: z.object({ year: z.number().int(), only: z.array(z.string()).nullable(), reach: z.string() }),
  example: { year: 2027 },
  run: async ({ input, reach }) => ({ year: input.year, only: input.only ?? null, reach }),
});

const hidden = defineAction({
  name: 'cost-sharing/read-hidden',
  title: text('leggere i costi', 'read the costs'),
  reads: true,
  permission: { capability: 'cost-sharing', letter: 'r' },
  http: { method: 'GET', path: '/hidden' },
  input: z.object({}),
  output: z.object({}),
  example: {},
  run: async () => ({}),
});

const trial: Module = {
  name: 'trial',
  title: text('Prova', 'Trial'),
  actions: [addNote, readNote, hidden],
  pages: [
    {
      method: 'GET',
      path: '/:association/prova/dal-vivo',
      follows: true,
      answer: async () => ({ kind: 'events', async *parts() {} }),
    },
  ],
};

const server = await startTestServer({ modules: [identityModule, trial], associations: ['lecco', 'asti'] });
const api = `${server.url}/api/v1`;
const secretary = await server.signedIn({ role: 'SEC', association: 'lecco' });
const employee = await server.signedIn({ role: 'EMP', association: 'lecco', entity: 'c_e507' });

function post(path: string, body: unknown, headers: Record<string, string> = {}) {
  return fetch(`${api}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: secretary, 'sec-fetch-site': 'same-origin', ...headers },
    body: JSON.stringify(body),
  });
}

async function json(response: Response): Promise<Record<string, unknown>> {
  return (await response.json()) as Record<string, unknown>;
}

describe('the API', () => {
  test('reads path and query as the input means them', async () => {
    const answer = await fetch(`${api}/associations/lecco/notes/2027?only=a&only=b`, {
      headers: { cookie: secretary },
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await json(answer)).toEqual({ year: 2027, only: ['a', 'b'], reach: 'g' });
  });

  test('names every wrong input at its path, in the language asked for', async () => {
    const answer = await post('/associations/lecco/notes', { words: 'x'.repeat(21), year: 'duemila', more: 1 });
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    const problem = await json(answer);
    expect(problem.problems).toEqual([
      { path: 'words', says: 'Al massimo 20 caratteri.' },
      { path: 'year', says: 'Serve un numero.' },
    ]);
    const english = await post('/associations/lecco/notes', {}, { 'accept-language': 'en' });
    expect((await json(english)).problems).toEqual([
      { path: 'words', says: 'This is required.' },
      { path: 'year', says: 'This is required.' },
    ]);
  });

  test('answers a refusal with its code, article and remedy', async () => {
    const answer = await post('/associations/lecco/notes', { words: 'no', year: 2027 });
    expect(answer.status).toBe(422);
    const problem = await json(answer);
    expect(problem.type).toBe('urn:comunanza:refusal:agreement/no-note');
    expect(problem.refusals).toEqual([
      {
        code: 'agreement/no-note',
        says: 'Questa nota non si può scrivere.',
        remedy: 'Scriverne un’altra.',
        article: 'art. 1',
        clause: '',
      },
    ]);
  });

  test('tells a fault by its reference, and nothing of what is inside', async () => {
    const answer = await post('/associations/lecco/notes', { words: 'guasto', year: 2027 });
    expect(answer.status).toBe(500);
    const body = await answer.text();
    expect(body).not.toContain('secret inside');
    const { reference } = JSON.parse(body) as { reference: string };
    expect(server.faults.find((fault) => fault.reference === reference)?.error).toMatchObject({
      message: 'secret inside',
    });
  });

  test('gives the stored answer to a repeated key, and refuses it for another request', async () => {
    const key = { 'idempotency-key': 'k-1' };
    const first = await post('/associations/lecco/notes', { words: 'una', year: 2027 }, key);
    const said = await first.text();
    const again = await post('/associations/lecco/notes', { words: 'una', year: 2027 }, key);
    expect(await again.text()).toBe(said);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    const other = await post('/associations/lecco/notes', { words: 'due', year: 2027 }, key);
    expect(other.status).toBe(422);
    expect((await json(other)).type).toBe('urn:comunanza:refusal:platform/idempotency-key-reused');
    expect(notes.filter((note) => note === 'una' || note === 'due')).toEqual(['una']);
  });

  test('runs twice at once with one key only once', async () => {
    const key = { 'idempotency-key': 'k-2' };
    const answers = await Promise.all(
      [1, 2, 3].map(() => post('/associations/lecco/notes', { words: 'tre', year: 2027 }, key)),
    );
    expect(new Set(await Promise.all(answers.map((answer) => answer.text()))).size).toBe(1);
    expect(notes.filter((note) => note === 'tre')).toHaveLength(1);
  });

  test('[ISO-1] what one may see but not do is forbidden, what one may not see is missing', async () => {
    const write = await post('/associations/lecco/notes', { words: 'x', year: 2027 }, { cookie: employee });
    expect(write.status).toBe(403);
    const unseen = await fetch(`${api}/associations/lecco/hidden`, { headers: { cookie: employee } });
    expect(unseen.status).toBe(404);
  });

  test('[ISO-15] a post in one association opens nothing of another', async () => {
    const elsewhere = await fetch(`${api}/associations/asti/hidden`, { headers: { cookie: secretary } });
    expect(elsewhere.status).toBe(404);
    const publicPart = await fetch(`${api}/associations/asti/notes/2027`, { headers: { cookie: secretary } });
    expect(await json(publicPart)).toMatchObject({ reach: 'p' });
    const unknown = await fetch(`${api}/associations/nowhere/notes/2027`, { headers: { cookie: secretary } });
    expect(unknown.status).toBe(404);
  });

  test('asks whoever is not signed in to do so, or gives the public part', async () => {
    expect((await fetch(`${api}/associations/lecco/notes/2027`)).status).toBe(200);
    const closed = await fetch(`${api}/associations/lecco/hidden`);
    expect(closed.status).toBe(401);
    expect(closed.headers.get('www-authenticate')).toContain('Basic');
  });

  test('takes address and password of programs, and the post they name', async () => {
    const email = await server.registered(
      { role: 'SEC', association: 'lecco' },
      { role: 'CTR', association: 'lecco', entity: 'c_e507' },
    );
    const basic = (password: string) => `Basic ${Buffer.from(`${email}:${password}`).toString('base64')}`;
    const right = await fetch(`${api}/associations/lecco/posts`, { headers: { authorization: basic(testPassword) } });
    expect(right.status).toBe(200);
    const wrong = await fetch(`${api}/associations/lecco/posts`, { headers: { authorization: basic('another one') } });
    expect(wrong.status).toBe(401);
    const unknownPost = await fetch(`${api}/associations/lecco/posts`, {
      headers: { authorization: basic(testPassword), 'acting-post': '00000000-0000-4000-8000-000000000000' },
    });
    expect(unknownPost.status).toBe(403);
  });

  test('does not change anything for a page of another site', async () => {
    const forged = await post(
      '/associations/lecco/notes',
      { words: 'forged', year: 2027 },
      { 'sec-fetch-site': 'cross-site' },
    );
    expect(forged.status).toBe(403);
    const silent = await fetch(`${api}/associations/lecco/notes`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: secretary },
      body: JSON.stringify({ words: 'forged', year: 2027 }),
    });
    expect(silent.status).toBe(403);
    expect(notes).not.toContain('forged');
  });

  test('refuses what is no JSON object, and what is too large, without a fault', async () => {
    const before = server.faults.length;
    const broken = await fetch(`${api}/associations/lecco/notes`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: secretary, 'sec-fetch-site': 'same-origin' },
      body: '{"words":',
    });
    expect(broken.status).toBe(400);
    expect((await post('/associations/lecco/notes', [1, 2])).status).toBe(400);
    expect((await post('/associations/lecco/notes', { words: 'x'.repeat(30_000_000), year: 1 })).status).toBe(413);
    const prototype = await fetch(`${api}/associations/lecco/notes`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: secretary, 'sec-fetch-site': 'same-origin' },
      body: '{"__proto__":{"words":"x"},"year":2027}',
    });
    expect(prototype.status).toBe(400);
    const form = await fetch(`${api}/associations/lecco/notes`, {
      method: 'POST',
      headers: { cookie: secretary, 'content-type': 'text/csv', 'sec-fetch-site': 'same-origin' },
      body: 'a;b',
    });
    expect(form.status).toBe(415);
    expect(server.faults.length).toBe(before);
  });

  test('says the limits in every answer, and 404 for an address that is none', async () => {
    const answer = await fetch(`${api}/nowhere`);
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    const status = await fetch(`${server.url}/status`);
    expect(await json(status)).toMatchObject({ status: 'ok' });
    for (const name of ['ratelimit-limit', 'ratelimit-remaining', 'ratelimit-reset']) {
      expect(status.headers.has(name)).toBe(true);
    }
  });

  test('leaves an entry in the audit trail for every change, and none for reading', async () => {
    const count = async () => {
      const { rows } = await server.database.pool
        .query(
          "select set_config('app.backup', 'on', false); select action, role, via, origin, input_digest from platform.audit_entries where action = 'agreement/add-note'",
        )
        .then((results) => (results as unknown as { rows: Record<string, string>[] }[])[1]!);
      return rows;
    };
    const before = (await count()).length;
    await fetch(`${api}/associations/lecco/notes/2027`, { headers: { cookie: secretary } });
    await post('/associations/lecco/notes', { words: 'audit', year: 2027 });
    await post('/associations/lecco/notes', { words: 'no', year: 2027 });
    const after = await count();
    expect(after.length).toBe(before + 1);
    expect(after.at(-1)).toMatchObject({ role: 'SEC', via: 'api', origin: '127.0.0.1' });
    expect(after.at(-1)!.input_digest).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('pages', () => {
  test('come with a strict policy, compressed, and keep nothing of whoever is signed in', async () => {
    const open = await fetch(`${server.url}/`, { headers: { 'accept-encoding': 'gzip, br' } });
    expect(open.headers.get('content-security-policy')).toBe(
      "default-src 'none';script-src 'self';style-src 'self';img-src 'self' data:;font-src 'self';connect-src 'self';form-action 'self';manifest-src 'self';base-uri 'none';frame-ancestors 'none'",
    );
    expect(open.headers.get('content-encoding')).toBe('br');
    expect(open.headers.get('strict-transport-security')).toBeNull();
    const html = await open.text();
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|\sstyle="|\son[a-z]+="/);
    const again = await fetch(`${server.url}/`, { headers: { 'if-none-match': open.headers.get('etag')! } });
    expect(again.status).toBe(304);
    const own = await fetch(`${server.url}/lecco`, { headers: { cookie: secretary } });
    expect(own.headers.get('cache-control')).toBe('no-store');
  });

  test('speak both languages', async () => {
    const it = await (await fetch(`${server.url}/`)).text();
    expect(it).toContain('<html lang="it">');
    const switched = await fetch(`${server.url}/lingua/en?torna=/accedi`, { redirect: 'manual' });
    expect(switched.headers.get('location')).toBe('/accedi');
    const en = await (await fetch(`${server.url}/accedi`, { headers: { cookie: 'lingua=en' } })).text();
    expect(en).toContain('<html lang="en">');
    expect(en).toContain('E-mail address');
    const away = await fetch(`${server.url}/lingua/en?torna=//evil.example`, { redirect: 'manual' });
    expect(away.headers.get('location')).toBe('/');
  });

  test('of failures are pages too, with a reference for faults and no stack', async () => {
    const none = await fetch(`${server.url}/lecco/nulla`);
    expect(none.status).toBe(404);
    expect(await none.text()).toContain('Pagina non trovata');
    const nowhere = await fetch(`${server.url}/nowhere-association`);
    expect(nowhere.status).toBe(404);
  });
});

describe('signing in', () => {
  async function form(path: string, cookie = '') {
    const page = await fetch(`${server.url}${path}`, { headers: { cookie } });
    const visitor = page.headers
      .getSetCookie()
      .map((set) => set.split(';')[0])
      .join('; ');
    const token = /name="_csrf" value="([^"]+)"/.exec(await page.text())?.[1] ?? '';
    return { visitor: cookie || visitor, token };
  }
  const send = (path: string, fields: Record<string, string>, cookie: string, headers = {}) =>
    fetch(`${server.url}${path}`, {
      method: 'POST',
      body: new URLSearchParams(fields),
      redirect: 'manual',
      headers: { cookie, ...headers },
    });

  test('takes the right password, keeps the session from scripts, and comes back to where one was', async () => {
    const email = await server.registered({ role: 'RES', association: 'lecco' });
    const { visitor, token } = await form('/accedi?torna=/lecco');
    const entered = await send(
      '/accedi',
      { email: ` ${email.toUpperCase()} `, password: testPassword, torna: '/lecco', _csrf: token },
      visitor,
    );
    expect(entered.status).toBe(303);
    expect(entered.headers.get('location')).toBe('/lecco');
    const session = entered.headers.getSetCookie().find((set) => set.startsWith('sessione='))!;
    expect(session).toMatch(/HttpOnly/);
    expect(session).toMatch(/SameSite=Lax/);
    const cookie = session.split(';')[0]!;
    const page = await (await fetch(`${server.url}/lecco`, { headers: { cookie } })).text();
    expect(page).toContain('Responsabile del servizio');
    const out = await form('/lecco', cookie);
    const left = await send('/esci', { _csrf: out.token }, cookie);
    expect(left.status).toBe(303);
    const after = await (await fetch(`${server.url}/lecco`, { headers: { cookie } })).text();
    expect(after).not.toContain('Responsabile del servizio');
  });

  test('gives one answer to a wrong address and a wrong password, and keeps what was typed but the password', async () => {
    const email = await server.registered({ role: 'RES', association: 'lecco' });
    const { visitor, token } = await form('/accedi');
    for (const typed of [email, 'nobody@prova.example']) {
      const answer = await send('/accedi', { email: typed, password: 'not this one', _csrf: token }, visitor);
      expect(answer.status).toBe(422);
      const html = await answer.text();
      expect(html).toContain('L’indirizzo o la password non sono quelli giusti.');
      expect(html).toContain(`value="${typed}"`);
      expect(html).not.toContain('not this one');
    }
  });

  test('refuses a form without its token, or from another site', async () => {
    const { visitor, token } = await form('/accedi');
    expect((await send('/accedi', { email: 'a@b.it', password: 'x' }, visitor)).status).toBe(403);
    expect((await send('/accedi', { email: 'a@b.it', password: 'x', _csrf: token }, 'visita=another')).status).toBe(
      403,
    );
    const elsewhere = await send('/accedi', { email: 'a@b.it', password: 'x', _csrf: token }, visitor, {
      origin: 'https://evil.example',
    });
    expect(elsewhere.status).toBe(403);
  });

  test('[ISO-14] lets a person with two posts switch, and acts from the one chosen', async () => {
    const cookie = await server.signedIn(
      { role: 'REF', association: 'lecco', entity: 'c_e507', entityName: 'Comune di Lecco' },
      { role: 'SEC', association: 'lecco' },
    );
    const page = await (await fetch(`${server.url}/lecco`, { headers: { cookie } })).text();
    const post = /value="([0-9a-f-]{36})"[^>]*>[^<]*Referente/.exec(page) ?? /value="([0-9a-f-]{36})"/.exec(page);
    const token = /name="_csrf" value="([^"]+)"/.exec(page)![1]!;
    const others = [...page.matchAll(/name="incarico" value="([0-9a-f-]{36})"( aria-current)?/g)];
    expect(others).toHaveLength(2);
    expect(post).not.toBeNull();
    const other = others.find((match) => !match[2])![1]!;
    await send('/incarico', { incarico: other, torna: '/lecco', _csrf: token }, cookie);
    const after = await (await fetch(`${server.url}/lecco`, { headers: { cookie } })).text();
    expect(after).toMatch(new RegExp(`value="${other}" aria-current`));
    const stranger = await send(
      '/incarico',
      { incarico: '00000000-0000-4000-8000-000000000000', torna: '/lecco', _csrf: token },
      cookie,
    );
    expect(stranger.status).toBe(303);
    expect(await (await fetch(`${server.url}/lecco`, { headers: { cookie } })).text()).toMatch(
      new RegExp(`value="${other}" aria-current`),
    );
  });

  test('sends whoever is not signed in from a closed page to the sign-in and back', async () => {
    const answer = await fetch(`${server.url}/profilo`, { redirect: 'manual' });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe('/accedi?torna=%2Fprofilo');
    const part = { 'hx-request': 'true', 'hx-current-url': 'https://elsewhere.example/profilo/accessi?a=1' };
    const redirect = await fetch(`${server.url}/profilo`, { headers: part });
    expect(redirect.headers.get('hx-redirect')).toBe('/accedi?torna=%2Fprofilo%2Faccessi%3Fa%3D1');
    // a stream only ends: whoever writes on that page stays there
    const live = { ...part, accept: 'text/html, text/event-stream' };
    const stream = await fetch(`${server.url}/lecco/prova/dal-vivo`, { headers: live });
    expect([stream.status, stream.headers.get('hx-redirect')]).toEqual([204, null]);
    // what is pressed on that page says of itself that it could take events, too
    const pressed = await fetch(`${server.url}/profilo`, { headers: live });
    expect(pressed.headers.get('hx-redirect')).toMatch(/^\/accedi\?/);
  });

  test('leads whoever was going nowhere to the own association, with several to the choice', async () => {
    const enter = async (email: string, torna?: string) => {
      const { visitor, token } = await form('/accedi');
      const fields = { email, password: testPassword, _csrf: token, ...(torna ? { torna } : {}) };
      const entered = await send('/accedi', fields, visitor);
      const to = entered.headers.get('location')!;
      const session = entered.headers.getSetCookie().find((set) => set.startsWith('sessione='))!;
      const cookie = session.split(';')[0]!;
      const at = await fetch(`${server.url}${to}`, { headers: { cookie }, redirect: 'manual' });
      return at.headers.get('location') ?? to;
    };
    const one = await server.registered({ role: 'RES', association: 'lecco' });
    expect([await enter(one), await enter(one, '/'), await enter(one, '/profilo')]).toEqual([
      '/lecco',
      '/lecco',
      '/profilo',
    ]);
    const two = await server.registered({ role: 'RES', association: 'lecco' }, { role: 'RES', association: 'asti' });
    expect(await enter(two)).toBe('/');
    expect(await enter(await server.registered())).toBe('/');
    const nobody = await fetch(`${server.url}/oggi`, { redirect: 'manual' });
    expect(nobody.headers.get('location')).toBe('/');
  });

  test('[VV-2.3.c] says at the form when to try again, with 429, and refuses nobody else at the same address', async () => {
    const { visitor, token } = await form('/accedi');
    const email = await server.registered({ role: 'RES', association: 'lecco' });
    const enter = (password: string, cookie = visitor, address = email) =>
      send('/accedi', { email: address, password, _csrf: token, torna: '/lecco' }, cookie);
    const known = (await enter(testPassword)).headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0]!)
      .find((cookie) => cookie.startsWith('dispositivo='))!;
    const answers = [];
    for (let i = 0; i < 30; i++) answers.push(await enter('sbagliata-sbagliata'));
    expect(answers.slice(0, 5).map(({ status }) => status)).toEqual([422, 422, 422, 422, 422]);
    expect(new Set(answers.slice(5).map(({ status }) => status))).toEqual(new Set([429]));
    const refused = answers.at(-1)!;
    expect(Number(refused.headers.get('retry-after'))).toBe(30);
    const page = await refused.text();
    expect(page).toContain('si può riprovare fra 30 secondi');
    expect(page).toContain(`value="${email}"`);
    expect(page).toContain('name="torna" value="/lecco"');
    expect(page).not.toContain('sbagliata-sbagliata');
    expect((await enter(testPassword)).status).toBe(429);
    expect((await enter(testPassword, `${visitor}; ${known}`)).status).toBe(303);
    const other = await server.registered({ role: 'RES', association: 'lecco' });
    expect((await enter(testPassword, visitor, other)).status).toBe(303);
  });
});
