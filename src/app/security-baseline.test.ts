import { connect as connectSocket } from 'node:net';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { text } from '../kernel/text.ts';
import { defineAction } from '../platform/action.ts';
import { apiActions } from '../platform/api/api-actions.ts';
import type { Module } from '../platform/page.ts';
import { wayBack } from '../platform/pages/address.ts';
import { sitePages } from '../platform/pages/site/site-pages.tsx';
import { createServer } from '../platform/server/create-server.ts';
import { formToken } from '../platform/server/forged-request.ts';
import { consoleIn } from '../testing/actor.ts';
import { altered } from '../testing/altered.ts';
import { startTestServer, testPassword } from '../testing/server.ts';
import { assembleServer } from './assemble.ts';
import { modules } from './modules.ts';

const broken = defineAction({
  name: 'agreement/break-down',
  title: text('guastarsi', 'break down'),
  reads: true,
  scope: 'installation',
  permission: 'public',
  http: { method: 'GET', path: '/break-down' },
  input: z.object({}),
  output: z.object({}),
  example: {},
  run: async () => {
    throw new Error('SELECT secret FROM inside');
  },
});

const trial: Module = {
  name: 'trial',
  title: text('Prova', 'Trial'),
  actions: [broken],
  pages: [{ method: 'GET', path: '/guasto', open: true, answer: ({ perform }) => perform(broken, {}) as never }],
};

const all = [...modules, trial];
const server = await startTestServer({ modules: all, associations: [] });
const start = modules
  .flatMap((module) => module.actions)
  .find((action) => action.name === 'agreement/start-association')!;
await server.perform(start, { id: 'lecco', agreement: 'lecco' }, consoleIn(null));
const cookie = await server.signedIn({ role: 'RES', association: 'lecco' });
const session = cookie.slice('sessione='.length);
const pages = [...sitePages({ modules: all } as never), ...all.flatMap((module) => module.pages)];
const posts = pages.filter((route) => route.method === 'POST');
const behindProxy = await createServer({
  ...assembleServer(server.database, { clock: server.clock, modules: all }),
  behindProxy: true,
  // long enough for whoever sends at once, on a busy machine too
  requestTimeout: 6000,
  longestLag: 0,
});
const stylesheet = /href="(\/assets\/[^"]+\.css)"/.exec(await (await fetch(server.url)).text())![1]!;
const https = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'comunanza.example' };

function plainAddress(path: string): string {
  return path.replace(':association', 'lecco').replace(/:\w+/g, '1');
}

describe('headers', () => {
  const kinds: Readonly<
    Record<string, { method?: string; url: string; cookie?: string; body?: string; type?: string }>
  > = {
    'an open page': { url: '/' },
    'a page of somebody signed in': { url: '/lecco', cookie },
    'a page that is none': { url: '/lecco/nulla/di/nulla' },
    'an address that cannot be read': { url: '/%' },
    'a redirect to the sign-in': { url: '/profilo' },
    'a change of language': { url: '/lingua/en' },
    'a file': { url: '/lecco/convenzione/testo.yaml' },
    'a PDF': { url: '/lecco/convenzione/testo.pdf' },
    'an asset': { url: stylesheet },
    'an asset that is none': { url: '/assets/none.css' },
    'an answer of the API': { url: '/api/v1/associations' },
    'a problem of the API': { url: '/api/v1/nowhere' },
    'the API asking who it is': { url: '/api/v1/associations/lecco/audit-chain' },
    'the OpenAPI document': { url: '/api/v1/openapi.json' },
    'the status': { url: '/status' },
    'a fault on a page': { url: '/guasto' },
    'a fault of the API': { url: '/api/v1/break-down' },
    'a method that is none': { method: 'PUT', url: '/' },
    'a method nobody asked for': { method: 'OPTIONS', url: '/api/v1/associations' },
    'a forged form': { method: 'POST', url: '/accedi', body: 'a=b', type: 'application/x-www-form-urlencoded' },
    'a form in a format that is none': { method: 'POST', url: '/accedi', body: '<a/>', type: 'text/xml' },
    'a body that is too large': {
      method: 'POST',
      url: '/accedi',
      body: 'a'.repeat(1_100_000),
      type: 'application/x-www-form-urlencoded',
    },
  };

  test.each(Object.keys(kinds))('are strict with %s', async (kind) => {
    const { method = 'GET', url, body, type, cookie: of } = kinds[kind]!;
    const headers = { ...(of ? { cookie: of } : {}), ...(type ? { 'content-type': type } : {}) };
    const answer = await server.server.inject({
      method: method as 'GET',
      url,
      headers,
      ...(body ? { payload: body } : {}),
    });
    const said = answer.headers;
    expect(said['x-content-type-options']).toBe('nosniff');
    expect(said['content-security-policy']).toMatch(/^default-src 'none';.*base-uri 'none';frame-ancestors 'none'$/);
    expect(said['content-security-policy']).not.toMatch(/unsafe|\*|http:/);
    expect(said['x-frame-options']).toBe('DENY');
    expect(said['referrer-policy']).toBe('same-origin');
    expect(said['cross-origin-opener-policy']).toBe('same-origin');
    expect(said['cross-origin-resource-policy']).toBe('same-origin');
    expect(said['permissions-policy']).toContain('geolocation=()');
    expect(said['access-control-allow-origin']).toBeUndefined();
    expect(said['strict-transport-security']).toBeUndefined();
    expect(said.server ?? said['x-powered-by'] ?? said.via).toBeUndefined();
    if (answer.statusCode !== 204)
      expect(said['content-type'] ?? String(answer.payload.length)).toMatch(
        /charset=utf-8|^0$|application\/|font|image/,
      );
    if (!url.startsWith('/assets/'))
      expect(said['cache-control'], 'kept by nobody').toMatch(/no-store|no-cache|max-age=300/);
    if (of) expect(said['cache-control']).toBe('no-store');
  });

  test('say over https that nothing else is to be used', async () => {
    for (const url of ['/', '/nulla', '/api/v1/associations', '/assets/none', '/lingua/it', '/%']) {
      const answer = await behindProxy.inject({ url, headers: https });
      expect(answer.headers['strict-transport-security'], url).toBe('max-age=31536000; includeSubDomains');
    }
  });

  test('do not name what the server runs on, nor its version', async () => {
    const answer = await fetch(`${server.url}/nulla`);
    expect([...answer.headers.entries()].map(String).join('\n')).not.toMatch(/fastify|node|comunanza\/|express/i);
    expect(await answer.text()).not.toMatch(/fastify|node\.js/i);
  });
});

describe('cookies', () => {
  test('belong over https to this host alone, hidden from scripts and from other sites', async () => {
    const page = await behindProxy.inject({ url: '/accedi', headers: https });
    const [set] = [page.headers['set-cookie']].flat();
    expect(set).toMatch(/^__Host-visita=[\w-]{32}; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    const visitor = set!.split(';')[0]!;
    const email = await server.registered({ role: 'SEC', association: 'lecco' });
    const token = formToken(visitor.split('=')[1]!);
    const entered = await behindProxy.inject({
      method: 'POST',
      url: '/accedi',
      headers: { ...https, cookie: visitor, 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ email, password: testPassword, _csrf: token }).toString(),
    });
    expect(entered.statusCode).toBe(303);
    const cookies = [entered.headers['set-cookie']].flat().map(String);
    const own = cookies.find((one) => one.startsWith('__Host-sessione='))!;
    expect(own).toMatch(/; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    for (const one of cookies) expect(one).toMatch(/^__Host-/);
    const inside = await behindProxy.inject({ url: '/profilo', headers: { ...https, cookie: own.split(';')[0]! } });
    expect(inside.statusCode).toBe(200);
    const planted = own.split(';')[0]!.replace('__Host-', '');
    const outside = await behindProxy.inject({ url: '/profilo', headers: { ...https, cookie: planted } });
    expect(outside.statusCode, 'a cookie without the prefix may come from a neighbour').toBe(303);
  });

  test('of a session are new at every sign-in, long, and worth nothing once it has ended', async () => {
    const email = await server.registered({ role: 'SEC', association: 'lecco' });
    const enter = async (present: string) => {
      const secret = present.split('=')[1]!;
      const answer = await server.server.inject({
        method: 'POST',
        url: '/accedi',
        headers: { cookie: present, 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams({ email, password: testPassword, _csrf: formToken(secret) }).toString(),
      });
      return [answer.headers['set-cookie']]
        .flat()
        .map(String)
        .find((one) => one.startsWith('sessione='))!
        .split(';')[0]!;
    };
    const first = await enter('visita=chosen-by-somebody-else');
    expect(first.split('=')[1]!.length).toBeGreaterThanOrEqual(43);
    const second = await enter(first);
    expect(second).not.toBe(first);
    const open = (of: string) => server.server.inject({ url: '/profilo', headers: { cookie: of } });
    expect((await open(first)).statusCode).toBe(303);
    expect((await open(second)).statusCode).toBe(200);
    await server.server.inject({
      method: 'POST',
      url: '/esci',
      headers: { cookie: second, 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ _csrf: formToken(second.split('=')[1]!) }).toString(),
    });
    expect((await open(second)).statusCode).toBe(303);
  });
});

test('whoever signs out leaves nothing of the pages in the browser', async () => {
  const leaving = (await server.signedIn({ role: 'RES', association: 'lecco' })).slice('sessione='.length);
  const answer = await server.server.inject({
    method: 'POST',
    url: '/esci',
    headers: { cookie: `sessione=${leaving}`, 'content-type': 'application/x-www-form-urlencoded' },
    payload: `_csrf=${formToken(leaving)}`,
  });
  expect(answer.statusCode).toBe(303);
  expect(answer.headers['clear-site-data']).toBe('"cache", "storage"');
  expect(String(answer.headers['set-cookie'])).toMatch(/sessione=;/);
});

describe('forged requests', () => {
  let sent = 0;
  /** Each for another account: guarded forms are tried only a few times for one. */
  const send = (url: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    server.server.inject({
      method: 'POST',
      url,
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded', ...headers },
      payload: new URLSearchParams({ email: `${sent++}@x.example`, ...fields }).toString(),
    });
  const forms = posts.filter((route) => !route.arrivesFromElsewhere);
  const asksByItself = new Set(forms.filter((route) => route.follows).map((route) => route.path));

  test.each(forms.map((route) => route.path))('are refused by the form %s', async (path) => {
    const url = plainAddress(path);
    const right = formToken(session);
    const wrong = {
      'no token': send(url, {}),
      'an empty token': send(url, { _csrf: '' }),
      'a token of somebody else': send(url, { _csrf: formToken('another session') }),
      'a token with another seal': send(url, { _csrf: altered(right) }),
      'a token of nothing': send(url, { _csrf: '.' }),
      'another site': send(url, { _csrf: right }, { 'sec-fetch-site': 'cross-site' }),
      'a neighbour': send(url, { _csrf: right }, { 'sec-fetch-site': 'same-site' }),
      'another origin': send(url, { _csrf: right }, { origin: 'https://evil.example' }),
      'a sandbox': send(url, { _csrf: right }, { origin: 'null' }),
      'no cookie': send(url, { _csrf: right }, { cookie: '' }),
    };
    for (const [how, answer] of Object.entries(wrong)) {
      const { statusCode, headers } = await answer;
      const toSignIn = statusCode === 303 && String(headers.location).startsWith('/accedi');
      const ends = asksByItself.has(path) && statusCode === 204;
      expect(how === 'no cookie' && (toSignIn || ends) ? 403 : statusCode, how).toBe(403);
    }
  });

  test('are refused by every action that changes something, from a browser that is signed in', async () => {
    for (const { action, url } of apiActions(all)) {
      if (action.http.method === 'GET') continue;
      const address = plainAddress(url);
      for (const headers of [
        {},
        { 'sec-fetch-site': 'cross-site' },
        { 'sec-fetch-site': 'same-site' },
        { origin: 'https://evil.example' },
      ]) {
        const answer = await server.server.inject({
          method: action.http.method,
          url: address,
          headers: { cookie, 'content-type': 'application/json', ...headers },
          payload: '{}',
        });
        expect(answer.statusCode, `${action.name} ${JSON.stringify(headers)}`).toBe(403);
      }
    }
  });

  test('that change nothing are all that GET does', () => {
    const writing = apiActions(all).filter(({ action }) => action.http.method === 'GET' && !action.reads);
    expect(writing.map(({ action }) => action.name)).toEqual([]);
  });
});

describe('redirects', () => {
  const away = [
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/.//evil.example',
    '/..//evil.example',
    '/a/..//evil.example',
    '/%2e//evil.example',
    '/\t/evil.example',
    '\t//evil.example',
    '/\n/evil.example',
    'https://evil.example',
    'https:evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
    '/@evil.example//../..//evil.example',
    'evil.example',
    '?torna=//evil.example',
    '/.\\/evil.example',
    '/;//evil.example/..//evil.example',
  ];

  test('lead nowhere else, whatever is asked for', () => {
    for (const asked of away) {
      const to = wayBack(asked);
      expect(new URL(to, 'https://comunanza.example').host, asked).toBe('comunanza.example');
      expect(to, asked).toMatch(/^\/(?![/\\])/);
    }
    expect(wayBack('/lecco/enti?q=a#b')).toBe('/lecco/enti?q=a#b');
  });

  test('stay here on every page that takes a way back, before and after', async () => {
    for (const name of ['torna', 'next', 'url', 'redirect', 'return', 'RelayState', 'redirect_uri']) {
      for (const asked of away) {
        const query = new URLSearchParams({ [name]: asked }).toString();
        const answers = [
          server.server.inject({ url: `/lingua/it?${query}` }),
          server.server.inject({ url: `/accedi?${query}`, headers: { cookie } }),
          server.server.inject({
            method: 'POST',
            url: `/incarico?${query}`,
            headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
            payload: new URLSearchParams({ [name]: asked, _csrf: formToken(session) }).toString(),
          }),
        ];
        for (const answer of await Promise.all(answers)) {
          const { location } = answer.headers;
          if (location !== undefined)
            expect(new URL(String(location), 'http://here.example').host, `${name}=${asked}`).toBe('here.example');
        }
      }
    }
  });

  test('do not believe the name of the host that the caller sends', async () => {
    for (const headers of [
      { host: 'evil.example' },
      { 'x-forwarded-host': 'evil.example' },
      { forwarded: 'host=evil.example' },
    ]) {
      const answer = await server.server.inject({ url: '/profilo', headers });
      expect(answer.headers.location).toMatch(/^\/accedi/);
      expect((await server.server.inject({ url: '/', headers })).payload).not.toContain('evil.example');
    }
  });
});

describe('fields that nobody asked for', () => {
  const extra = {
    association: 'asti',
    id: 'smuggled',
    role: 'SYS',
    person: 'smuggled',
    actor: { kind: 'console' },
    reach: 'g',
    state: 'adopted',
    adopted: true,
    created_by: 'smuggled',
    isAdmin: true,
    ['__proto__']: { role: 'SYS' },
    constructor: { prototype: { role: 'SYS' } },
  };

  test('are dropped or refused by the input of every action', () => {
    for (const action of modules.flatMap((module) => module.actions)) {
      const declared = new Set(fieldsOf(action.input));
      const plain = action.input.safeParse(action.example);
      const smuggled = action.input.safeParse({ ...extra, ...action.example });
      if (!smuggled.success || !plain.success) continue;
      for (const name of Object.keys(smuggled.data as object)) {
        if (name in (plain.data as object) || declared.has(name)) continue;
        expect.fail(`${action.name} takes the field ${name}`);
      }
    }
    expect(({} as Record<string, unknown>).role).toBeUndefined();
  });
});

describe('sizes and times', () => {
  test('whoever asks too often is told so on a page in their language, and by the API', async () => {
    const strict = await createServer({
      ...assembleServer(server.database, { clock: server.clock, modules: all }),
      requestsPerMinute: 2,
    });
    const ask = (url: string) => strict.inject({ method: 'GET', url, headers: { cookie: 'lingua=en' } });
    expect([(await ask('/accedi')).statusCode, (await ask('/accedi')).statusCode]).toEqual([200, 200]);
    const page = await ask('/accedi');
    expect([page.statusCode, page.headers['content-type']]).toEqual([429, 'text/html; charset=utf-8']);
    expect(page.body).toContain('<html lang="en"');
    const problem = await ask('/api/v1/associations');
    expect([problem.statusCode, problem.json().status]).toEqual([429, 429]);
    await strict.close();
  });

  test('a request that is too large is refused with a sentence, at every door', async () => {
    const big = 'a'.repeat(1_200_000);
    const form = await server.server.inject({
      method: 'POST',
      url: '/accedi',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: `email=${big}`,
    });
    expect(form.statusCode).toBe(413);
    expect(form.payload).toContain('troppo grande');
    const json = await server.server.inject({
      method: 'POST',
      url: '/api/v1/associations/lecco/agreement/checks',
      headers: { cookie, 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
      payload: JSON.stringify({ written: 'a'.repeat(30_000_000) }),
    });
    expect(json.statusCode).toBe(413);
    const body = new FormData();
    body.append('_csrf', formToken(session));
    body.append('file', new Blob([new Uint8Array(21 * 1024 * 1024)]), 'grande.csv');
    const upload = await fetch(`${server.url}/lecco/enti/importa`, { method: 'POST', headers: { cookie }, body });
    expect(upload.status).toBe(413);
    const many = new FormData();
    for (let i = 0; i < 3000; i++) many.append(`f${i}`, '1');
    expect(
      (await fetch(`${server.url}/lecco/enti/importa`, { method: 'POST', headers: { cookie }, body: many })).status,
    ).toBe(413);
  });

  test('what no archive can hold, or names no place, is refused without a fault', async () => {
    const api = `${server.url}/api/v1/associations/lecco`;
    const headers = { cookie, 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' };
    const asked = await fetch(`${api}/audit-entries?action=a%00b`, { headers });
    expect([asked.status, await asked.text()]).toEqual([400, expect.stringContaining('carattere nullo')]);
    const half = await fetch(`${api}/tickets`, { method: 'POST', headers, body: '{"body":"x","asset":"\\ud800"}' });
    expect([half.status, await half.text()]).toEqual([400, expect.stringContaining('mezzo carattere')]);
    const sent = await fetch(`${api}/agreement/trials`, {
      method: 'POST',
      headers: { ...headers, 'idempotency-key': 'una-chiave' },
      body: '{}',
    });
    expect(sent.status).toBeLessThan(500);
    const seat = await fetch(`${server.url}/lecco/organi/presidency/posti//delega`, { headers: { cookie } });
    expect(seat.status).toBe(404);
    const two = await server.server.inject({ method: 'GET', url: '//', headers: { cookie } });
    expect(two.statusCode).toBeLessThan(400);
  });

  test('what is nested very deep is refused without a fault', async () => {
    for (const payload of [
      `${'['.repeat(200_000)}${']'.repeat(200_000)}`,
      `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`,
      `{"written":${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}}`,
    ]) {
      const answer = await server.server.inject({
        method: 'POST',
        url: '/api/v1/associations/lecco/agreement/checks',
        headers: { cookie, 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
        payload,
      });
      expect(answer.statusCode).toBe(400);
    }
    const fields = new URLSearchParams({
      _csrf: formToken(session),
      [`a${'[0]'.repeat(5000)}`]: 'x',
      [`a${'.b'.repeat(5000)}`]: 'x',
    });
    const form = await server.server.inject({
      method: 'POST',
      url: '/lecco/enti/nuovo',
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
      payload: fields.toString(),
    });
    expect(form.statusCode).toBeLessThan(500);
  });

  test('whoever sends slowly is cut off, and keeps nobody else waiting', async () => {
    await behindProxy.listen({ port: 0, host: '127.0.0.1' });
    const { port } = behindProxy.server.address() as { port: number };
    const slow = Array.from({ length: 60 }, (_, index) =>
      raw(
        port,
        index % 2 === 0
          ? 'GET / HTTP/1.1\r\nHost: x\r\nX-Slow: '
          : 'POST /accedi HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\nemail=',
        { drip: 'a' },
      ),
    );
    const others = await Promise.all(Array.from({ length: 5 }, () => fetch(`http://127.0.0.1:${port}/status`)));
    expect(others.map((answer) => answer.status)).toEqual([200, 200, 200, 200, 200]);
    for (const said of await Promise.all(slow)) expect(said === '' || said.startsWith('HTTP/1.1 408')).toBe(true);
    await behindProxy.close();
  });
});

describe('requests that can be read in two ways', () => {
  const port = Number(new URL(server.url).port);
  const first = (said: string) => said.split('\r\n')[0];
  const inner = 'GET /api/v1/smuggled HTTP/1.1\r\nHost: x\r\n\r\n';

  test.each([
    [
      'a length and chunks',
      `POST /accedi HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${inner}`,
    ],
    [
      'chunks and a length',
      `POST /accedi HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 6\r\n\r\n0\r\n\r\n${inner}`,
    ],
    ['two lengths', `POST /accedi HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nContent-Length: 44\r\n\r\n${inner}`],
    ['a length with a sign', `POST /accedi HTTP/1.1\r\nHost: x\r\nContent-Length: +0\r\n\r\n${inner}`],
    ['a length with a comma', `POST /accedi HTTP/1.1\r\nHost: x\r\nContent-Length: 0, 44\r\n\r\n${inner}`],
    [
      'chunks by another name',
      `POST /accedi HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n${inner}`,
    ],
    [
      'chunks that are not last',
      `POST /accedi HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n${inner}`,
    ],
    [
      'a blank before the colon',
      `POST /accedi HTTP/1.1\r\nHost: x\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n${inner}`,
    ],
    ['a header in two lines', `GET / HTTP/1.1\r\nHost: x\r\nX-A: b\r\n Transfer-Encoding: chunked\r\n\r\n${inner}`],
    ['a line ended by half', `GET / HTTP/1.1\nHost: x\n\n${inner}`],
    ['a null in a header', `GET / HTTP/1.1\r\nHost: x\r\nX-A: b\0c\r\n\r\n${inner}`],
    ['a return in a header', `GET / HTTP/1.1\r\nHost: x\r\nX-A: b\rX-B: c\r\n\r\n${inner}`],
    ['a null in the address', `GET /\0 HTTP/1.1\r\nHost: x\r\n\r\n${inner}`],
    [
      'a size of a chunk that is none',
      `POST /accedi HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0x2\r\nab\r\n0\r\n\r\n${inner}`,
    ],
    [
      'a chunk longer than it says',
      `POST /accedi HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabcd\r\n0\r\n\r\n${inner}`,
    ],
    ['no host', `GET / HTTP/1.1\r\n\r\n${inner}`],
    ['a version that is none', `GET / HTTP/9.9\r\nHost: x\r\n\r\n${inner}`],
    ['headers without end', `GET / HTTP/1.1\r\nHost: x\r\n${'X-A: b\r\n'.repeat(4000)}\r\n${inner}`],
    ['a header that is huge', `GET / HTTP/1.1\r\nHost: x\r\nX-A: ${'a'.repeat(40_000)}\r\n\r\n${inner}`],
    ['an address that is huge', `GET /${'a'.repeat(40_000)} HTTP/1.1\r\nHost: x\r\n\r\n${inner}`],
  ])('are refused, and the connection ends: %s', async (_, request) => {
    const said = await raw(port, request);
    expect(first(said)).toMatch(/^HTTP\/1\.1 4\d\d/);
    expect(said, 'what was hidden in it is not answered').not.toMatch(/HTTP\/1\.1 (?:[23]\d\d|404)/);
    expect(said).not.toMatch(/node_modules|\bat \w+ \(|Parse Error/);
  });

  test('a request is not sent back as it came', async () => {
    const said = await raw(port, 'TRACE / HTTP/1.1\r\nHost: x\r\nX-Secret: mirrored\r\nConnection: close\r\n\r\n');
    expect(first(said)).toMatch(/^HTTP\/1\.1 4\d\d/);
    expect(said).not.toContain('mirrored');
  });

  test('a path never leads out of the folder of assets, nor to a fault', async () => {
    const paths = [
      '/assets/../package.json',
      '/assets/..%2f..%2fpackage.json',
      '/assets/%2e%2e/%2e%2e/package.json',
      '/assets/..%5c..%5cpackage.json',
      '/assets/%252e%252e/package.json',
      '/assets/....//....//package.json',
      '/assets/%c0%ae%c0%ae/package.json',
      '/assets//etc/passwd',
      '/assets/manifest.json',
      '/assets/%00.css',
      '/%00',
      '/lecco%00/enti',
      '/lecco/enti/%00',
      '/%ff',
      '/%zz',
      '/%E0%A4%A',
      '/lecco/%2e%2e/%2e%2e/etc/passwd',
      '/.git/config',
      '/.env',
      '//evil.example/%2f..',
      `/${'a/'.repeat(2000)}`,
      '/lecco/enti/'.concat('%F0%9F%98%80'.repeat(50)),
    ];
    for (const path of paths) {
      const said = await raw(port, `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
      expect(first(said), path).toMatch(/^HTTP\/1\.1 (4\d\d|30\d)/);
      expect(said, path).not.toMatch(/"devDependencies"|root:x:/);
    }
    expect(server.faults.filter(({ path }) => path !== '/guasto' && !path.endsWith('break-down'))).toEqual([]);
  });
});

describe('faults', () => {
  test('tell a reference, and nothing of what is inside', async () => {
    for (const url of ['/guasto', '/api/v1/break-down']) {
      const answer = await server.server.inject({ url, headers: { cookie } });
      expect(answer.statusCode).toBe(500);
      expect(answer.payload).toMatch(/[0-9A-F]{10}/);
      expect(answer.payload).not.toMatch(/SELECT|secret|\.ts:|node_modules|\bat \w|Error:/);
    }
  });
});

/** What a raw connection is answered until it ends; `drip` is sent again and again meanwhile. */
function raw(port: number, sent: string, { drip }: { drip?: string } = {}): Promise<string> {
  return new Promise((resolve) => {
    let said = '';
    const socket = connectSocket({ port, host: '127.0.0.1' });
    const dripping = drip === undefined ? undefined : setInterval(() => socket.write(drip), 100);
    socket.setTimeout(10_000, () => socket.destroy());
    socket.on('connect', () => socket.write(Buffer.from(sent, 'latin1')));
    socket.on('data', (chunk) => {
      said += chunk.toString('latin1');
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      clearInterval(dripping);
      resolve(said);
    });
  });
}

/** The names of the fields that an action's input declares, at its first level. */
function fieldsOf(schema: z.ZodType): string[] {
  const written = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', cycles: 'ref' }) as {
    properties?: object;
    anyOf?: { properties?: object }[];
  };
  return [written, ...(written.anyOf ?? [])].flatMap((one) => Object.keys(one.properties ?? {}));
}
