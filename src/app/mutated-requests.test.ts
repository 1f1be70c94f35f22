import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createFirstAdministrator } from '../modules/identity/module.ts';
import { apiActions } from '../platform/api/api-actions.ts';
import { sitePages } from '../platform/pages/site/site-pages.tsx';
import { formToken } from '../platform/server/forged-request.ts';
import { consoleIn } from '../testing/actor.ts';
import { startTestServer, testPassword } from '../testing/server.ts';
import { askInside } from '../testing/walk/ask-inside.ts';
import { buildWalk } from '../testing/walk/build-walk.ts';
import { chance, mutated } from '../testing/walk/mutate.ts';
import { type Asked, apiRequests, pageAddress } from '../testing/walk/request.ts';
import { modules } from './modules.ts';

/** The same requests at every run; another number tries others. */
const seed = Number(process.env.COMUNANZA_SEED ?? 20261122);
const requests = 10_000;
const overSockets = 1000;

const server = await startTestServer({ associations: [] });
const first = { code: 'console', name: 'Ada', email: 'ada@walk.example', password: testPassword };
const administrator = await server.perform(createFirstAdministrator, first, consoleIn(null));
const { home, calls } = await buildWalk(server, modules, administrator.person);
const place = { association: home.association, entity: home.lead, entityName: 'Capofila' };
const callers = await Promise.all((['RES', 'SYS', 'REF'] as const).map((role) => server.signedIn({ role, ...place })));
const requestOf = apiRequests(modules);
const known = new Set(apiActions(modules).map(({ action }) => action.name));

/** Streams of events that were met, with the headers of who asked. */
const streams = new Map<string, Readonly<Record<string, string>>>();

/** What would sign the callers out in the middle. */
const ends = new Set(['identity/sign-out', 'identity/change-password']);

/** Valid requests of every door: each action as it was done, each page, each form with the fields of what it is for. */
const valid: readonly Asked[] = [
  ...calls
    .filter(({ action, place: where }) => where === home && known.has(action.name) && !ends.has(action.name))
    .map(({ action, input }) => requestOf(action, home.association, input)!),
  ...[...sitePages({ modules } as never), ...modules.flatMap((module) => module.pages)]
    .filter((route) => route.path !== '/esci')
    .flatMap((route) => {
      const url = pageAddress(route, home);
      if (url === undefined) return [];
      return route.method === 'GET' ? [{ method: 'GET' as const, url }] : formsOf(url);
    }),
  { method: 'GET', url: '/lingua/it?torna=/lecco' },
  { method: 'GET', url: '/status' },
  { method: 'GET', url: '/api/v1/openapi.json' },
  { method: 'GET', url: '/assets/manifest.json' },
];

test(`[ISO-1] ${requests} requests made wrong on purpose, at every door, meet no fault (seed ${seed})`, {
  timeout: 300_000,
}, async () => {
  const dice = chance(seed);
  const statuses: Record<number, number> = {};
  const one = async (index: number) => {
    const caller = callers[index % (callers.length + 1)];
    const request = mutated(withToken(dice.of(valid), caller), dice);
    const headers = { ...(caller ? { cookie: caller } : {}), ...request.headers };
    const status = index < overSockets ? await overSocket(request, headers) : await inside(request, headers);
    statuses[status] = (statuses[status] ?? 0) + 1;
  };
  for (let index = 0; index < requests; index += 4)
    await Promise.all([one(index), one(index + 1), one(index + 2), one(index + 3)]);
  const faults = server.faults.map(
    ({ method, path, error }) => `${method} ${path}: ${(error as Error).stack?.slice(0, 600)}`,
  );
  expect([...new Set(faults)].slice(0, 10)).toEqual([]);
  expect(statuses[500]).toBeUndefined();
  expect(streams.size, 'some were streams of events').toBeGreaterThan(0);
  // over a socket Node itself refuses headers that are too large
  for (const [url, headers] of streams) expect([200, 431]).toContain(await overSocket({ method: 'GET', url }, headers));
  // the last of them may still be on its way; what is never given up goes on asking
  await expect
    .poll(() => questionsOf(server.database, 1500), { message: 'questions for streams that nobody reads any more' })
    .toBe(0);
  expect(statuses[200], 'some are still right').toBeGreaterThan(100);
  expect((statuses[400] ?? 0) + (statuses[404] ?? 0), 'and many are not').toBeGreaterThan(1000);
});

/** The fields of a form are those of the actions, by the names of both: many are right by chance, the others are wrong. */
function formsOf(url: string): Asked[] {
  const written = calls
    .filter(
      ({ action, place: where }) => where === home && !action.reads && url.includes(`/${action.name.split('/')[0]}`),
    )
    .map(({ input }) => input);
  const inputs = [{}, ...written].slice(0, 3);
  return inputs.map((input) => {
    const fields = Object.entries(input).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]);
    return {
      method: 'POST' as const,
      url,
      payload: new URLSearchParams(fields as [string, string][]).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
    };
  });
}

/** A form with the token of who sends it, so that it is read at all. */
function withToken(request: Asked, caller: string | undefined): Asked {
  if (request.headers?.['content-type'] !== 'application/x-www-form-urlencoded') return request;
  const secret = caller ? caller.slice('sessione='.length) : 'visitor';
  const token = `_csrf=${encodeURIComponent(formToken(secret))}`;
  const headers = caller ? request.headers : { ...request.headers, cookie: 'visita=visitor' };
  return { ...request, headers, payload: request.payload ? `${request.payload}&${token}` : token };
}

async function inside(request: Asked, headers: Readonly<Record<string, string>>): Promise<number> {
  const { statusCode, goesOn } = await askInside(server.server, request, headers);
  if (goesOn && request.method === 'GET') streams.set(request.url, headers);
  return statusCode;
}

/** How often the server asks its database by itself, in so many milliseconds. */
async function questionsOf({ pool }: typeof server.database, milliseconds: number): Promise<number> {
  let asked = 0;
  const count = () => {
    asked += 1;
  };
  pool.on('acquire', count);
  await setTimeout(milliseconds);
  pool.off('acquire', count);
  return asked;
}

/** What no client library would send is refused before it leaves: it counts as refused. */
async function overSocket(request: Asked, headers: Readonly<Record<string, string>>): Promise<number> {
  try {
    const answer = await fetch(new URL(request.url, server.url), {
      method: request.method,
      headers,
      redirect: 'manual',
      ...(request.payload === undefined || request.method === 'GET' ? {} : { body: request.payload }),
    });
    if (answer.headers.get('content-type')?.startsWith('text/event-stream')) await answer.body?.cancel();
    else await answer.arrayBuffer();
    return answer.status;
  } catch {
    return 400;
  }
}
