import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { modules } from '../../app/modules.ts';
import { Refused } from '../../kernel/result.ts';
import type { Actor } from '../../platform/action.ts';
import { stoppedClock } from '../../platform/clock.ts';
import { inContext } from '../../platform/database/context.ts';
import { inAssociation, wholeInstallation } from '../../platform/jobs/installation-context.ts';
import type { MailTables } from '../../platform/mail/tables.ts';
import { BadInput } from '../../platform/problem.ts';
import { consoleIn, personIn } from '../../testing/actor.ts';
import { startTestServer } from '../../testing/server.ts';
import type { endPost } from '../identity/actions/end-post.ts';
import { type changeWebhook as changeOf, removeWebhook, switchWebhook } from './actions/change-webhook.ts';
import type { listWebhooks as listOf } from './actions/list-webhooks.ts';
import type { registerWebhook as registerOf } from './actions/register-webhook.ts';
import { rotateKey } from './actions/rotate-key.ts';
import { sendAgain, tryWebhook } from './actions/send-again.ts';
import { showWebhook } from './actions/show-webhook.ts';
import { call } from './call.ts';
import { deliverWebhooks, forgetOldDeliveries } from './deliver.ts';
import { idsOf } from './rules/event-body.ts';
import type { WebhookTables } from './storage/tables.ts';
import { allowedNetworks, mayBeCalled, targetOf } from './target.ts';

const server = await startTestServer({ associations: ['lecco', 'asti'] });
const { perform, database } = server;
const named = <A>(name: string) => modules.flatMap((module) => module.actions).find((one) => one.name === name) as A;
const registerWebhook = named<ReturnType<typeof registerOf>>('webhooks/register-webhook');
const changeWebhook = named<ReturnType<typeof changeOf>>('webhooks/change-webhook');
const listWebhooks = named<ReturnType<typeof listOf>>('webhooks/list-webhooks');
const endPostNow = named<typeof endPost>('identity/end-post');

type Heard = { readonly headers: IncomingMessage['headers']; readonly body: string; readonly path: string };
const heard: Heard[] = [];
let answer: (request: IncomingMessage, response: ServerResponse) => void;
const receiver = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    heard.push({ headers: request.headers, body: Buffer.concat(chunks).toString(), path: request.url ?? '' });
    answer(request, response);
  });
});
await new Promise<void>((listening) => {
  receiver.listen(0, '127.0.0.1', listening);
});
const port = (receiver.address() as AddressInfo).port;
const address = `http://127.0.0.1:${port}/avvisi`;
afterAll(() => {
  receiver.closeAllConnections();
  receiver.close();
});

const keeper = personIn('lecco', 'SYS');
const began = Date.parse('2026-11-21T11:00:00Z');
const clockAt = (minutes: number) => stoppedClock(new Date(began + minutes * 60_000));
const run = (minutes = 0, job = deliverWebhooks) => {
  const clock = clockAt(minutes);
  return job.run({ database, perform, clock, now: clock(), stopping: new AbortController().signal });
};
const codes = (work: Promise<unknown>) =>
  work.then(
    () => [],
    (error) =>
      error instanceof Refused
        ? error.refusals.map((refusal) => refusal.code)
        : error instanceof BadInput
          ? error.problems.map((problem) => problem.path)
          : [String(error)],
  );

beforeAll(() => vi.stubEnv('COMUNANZA_WEBHOOK_NETWORKS', '127.0.0.0/8'));
beforeEach(async () => {
  heard.length = 0;
  answer = (_request, response) => response.end();
  await inContext(database, wholeInstallation, async (tx) => {
    await tx.withTables<WebhookTables>().deleteFrom('webhooks.endpoints').execute();
    await tx.withTables<MailTables>().deleteFrom('mail.outbox').execute();
  });
});

const register = (more: object = {}, actor: Actor = keeper) =>
  perform(registerWebhook, { name: 'protocollo', address, events: ['identity/end-post'], ...more } as never, actor);

/** An act of which a webhook can be told: a post ended. */
async function act(association = 'lecco'): Promise<string> {
  const email = await server.registered({ role: 'EMP', association, entity: 'c_e507' });
  const list = named<{ name: string }>('identity/list-posts') as never;
  const { items } = (await perform(list, {}, consoleIn(association))) as { items: { post: string; email: string }[] };
  const post = items.find((item) => item.email === email)!.post;
  await perform(endPostNow, { post, until: '2027-01-31' } as never, consoleIn(association));
  return post;
}

const show = (webhook: string, actor: Actor = keeper) => perform(showWebhook, { webhook }, actor);

test('a program is told of an act, signed, with the ids and nothing about people', async () => {
  const { id, key, secret } = await register();
  const post = await act();
  await run();
  expect(heard).toHaveLength(1);
  const { body, headers, path } = heard[0]!;
  const told = JSON.parse(body);
  expect(told).toEqual({
    id: headers['comunanza-delivery'],
    event: 'identity/end-post',
    at: '2026-11-21T11:00:00.000Z',
    association: 'lecco',
    entity: null,
    role: null,
    ids: { post },
  });
  expect([path, headers['comunanza-event'], headers['content-type']]).toEqual([
    '/avvisi',
    'identity/end-post',
    'application/json',
  ]);
  const [, seconds, signed] = /^t=(\d+),v1\.k1=([0-9a-f]{64})$/.exec(String(headers['comunanza-signature']))!;
  expect(key).toBe('k1');
  expect(signed).toBe(createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex'));
  const { webhook, items } = await show(id);
  expect(webhook).toMatchObject({ state: 'on', failures: 0, succeeded: '2026-11-21T11:00:00.000Z', waiting: 0 });
  expect(items).toMatchObject([{ state: 'delivered', tries: [{ number: 1, status: 200, error: null, ended: true }] }]);
  await run();
  expect(heard).toHaveLength(1);
});

test('an act that is undone is not told', async () => {
  await register();
  await perform(
    endPostNow,
    { post: '00000000-0000-4000-8000-000000000000', until: '2027-01-31' } as never,
    consoleIn('lecco'),
  ).catch(() => {});
  await run();
  expect(heard).toEqual([]);
});

test('[ISO-1] acts of another association are not told, nor are its webhooks seen', async () => {
  const { id } = await register();
  await act('asti');
  await run();
  expect(heard).toEqual([]);
  const elsewhere = personIn('asti', 'SYS');
  expect((await perform(listWebhooks, {}, elsewhere)).items).toEqual([]);
  expect(await codes(show(id, elsewhere))).toEqual(['webhooks/no-such-webhook']);
  expect(await codes(perform(removeWebhook, { webhook: id }, elsewhere))).toEqual(['webhooks/no-such-webhook']);
});

describe('what a webhook may know', () => {
  test('is what its role may read: nothing of shared costs for who keeps the systems', async () => {
    const costs = modules
      .flatMap((module) => module.actions)
      .find(
        (action) =>
          !action.reads && typeof action.permission === 'object' && action.permission.capability === 'cost-sharing',
      )!;
    expect(
      await codes(register({ events: [costs.name, 'identity/end-post', 'boh', 'identity/change-password'] })),
    ).toEqual(['events[0]', 'events[2]', 'events[3]']);
    expect(await codes(register({ events: [costs.name] }, personIn('lecco', 'RES')))).toEqual([]);
    const { events } = await perform(listWebhooks, {}, keeper);
    expect(events).toContain('identity/end-post');
    expect(events).not.toContain(costs.name);
  });

  test('is never a name, an address or a fiscal code', () => {
    expect(
      idsOf(
        ['post', 'email', 'person', 'fiscalCode', 'year'],
        {
          post: 'a1',
          email: 'rita@lecco.example',
          person: '00000000-0000-4000-8000-000000000001',
          fiscalCode: 'x',
          year: 2027,
          note: 'n',
        },
        {
          id: 'RSSMRA85T10A562S',
          name: 'Rita',
          costItem: '00000000-0000-4000-8000-000000000002',
          amount: '12.00',
          code: 'c_e507',
        },
      ),
    ).toEqual({ post: 'a1', year: 2027, costItem: '00000000-0000-4000-8000-000000000002', code: 'c_e507' });
  });
});

test('only whoever keeps the systems or heads the service may register one', async () => {
  for (const role of ['SYS', 'RES'] as const) expect(await codes(register({}, personIn('lecco', role)))).toEqual([]);
  for (const role of ['L2', 'TEC', 'REF', 'EMP'] as const)
    expect(await codes(register({}, personIn('lecco', role, 'c_e507')))).toEqual(['platform/missing']);
});

describe('a program that does not take it', () => {
  test('is told again, ever less often, for a day; then it is switched off and the keepers get a letter', async () => {
    await server.registered({ role: 'SYS', association: 'lecco' });
    answer = (_request, response) => response.writeHead(500).end('boom');
    const { id } = await register();
    await act();
    for (const minutes of [0, 1, 2, 3, 6, 7, 15, 30, 31, 63, 127, 254, 255, 494, 495, 735, 975, 1215, 1455])
      await run(minutes);
    const { webhook, items } = await show(id);
    const at = items[0]!.tries.map((one) => (Date.parse(one.began) - began) / 60_000);
    expect(at).toEqual([0, 1, 3, 7, 15, 31, 63, 127, 255, 495, 735, 975, 1215]);
    expect(items[0]).toMatchObject({
      state: 'given-up',
      tries: expect.arrayContaining([
        {
          number: 1,
          status: 500,
          error: 'status',
          ended: true,
          began: expect.any(String),
          milliseconds: expect.any(Number),
        },
      ]),
    });
    expect(webhook).toMatchObject({ state: 'switched-off', failures: 13 });
    const letters = await inContext(database, inAssociation('lecco'), (tx) =>
      tx.withTables<MailTables>().selectFrom('mail.outbox').select(['kind', 'subject', 'body']).execute(),
    );
    expect(letters.length).toBeGreaterThan(0);
    expect(letters[0]).toMatchObject({ kind: 'webhooks/switched-off', subject: 'Avvisi a «protocollo» sospesi' });
    expect(letters[0]!.body).toContain('ha risposto 500');
    await act();
    await run(25 * 60);
    expect(heard).toHaveLength(13);
    expect(await codes(perform(sendAgain, { delivery: items[0]!.id }, keeper))).toEqual(['webhooks/disabled']);
    answer = (_request, response) => response.end();
    await perform(switchWebhook, { webhook: id, on: true }, keeper);
    await perform(sendAgain, { delivery: items[0]!.id }, keeper);
    await run(25 * 60);
    expect(JSON.parse(heard.at(-1)!.body).id).toBe(items[0]!.id);
    expect((await show(id)).items[0]).toMatchObject({ state: 'delivered' });
  });

  test('while one waits the others wait behind it, and another program is told all the same', async () => {
    answer = (request, response) => response.writeHead(request.url === '/avvisi' ? 503 : 204).end();
    await register();
    await register({ name: 'altro', address: `http://127.0.0.1:${port}/altro` });
    await act();
    await act();
    await run();
    expect(heard.map(({ path }) => path).toSorted()).toEqual(['/altro', '/altro', '/avvisi']);
  });

  const body = { body: '{}', headers: {} };
  test('stalls: the call ends by itself', async () => {
    answer = () => {};
    expect(await call(address, body, { within: 200 })).toMatchObject({ status: null, error: 'timeout' });
  });

  test('dribbles its answer: the status is enough', async () => {
    answer = (_request, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write('x'), 10);
      response.on('close', () => clearInterval(drip));
    };
    expect(await call(address, body, { within: 10_000 })).toMatchObject({ status: 200, error: null });
  });

  test.each([301, 302, 303, 307, 308])('redirects with %i, even to itself: not followed', async (status) => {
    answer = (request, response) =>
      request.url === '/avvisi' ? response.writeHead(status, { location: `${address}/altrove` }).end() : response.end();
    expect(await call(address, body)).toMatchObject({ status, error: 'redirect' });
    expect(heard.map(({ path }) => path)).toEqual(['/avvisi']);
  });

  test('breaks off, or is not there', async () => {
    answer = (request) => request.socket.destroy();
    expect(await call(address, body)).toMatchObject({ status: null, error: 'reset' });
    expect(await call('http://127.0.0.1:1/', body)).toMatchObject({ status: null, error: 'refused' });
    expect(await call('https://niente.invalid/', body)).toMatchObject({ status: null, error: 'unknown-host' });
  });

  test('speaks TLS with a certificate of nobody', async () => {
    expect((await call(`https://127.0.0.1:${port}/`, body)).error).not.toBeNull();
  });
});

describe('the inside of a network is not called', () => {
  test.each([
    '10.0.0.1',
    '172.16.3.4',
    '192.168.1.1',
    '169.254.169.254',
    '127.0.0.1',
    '0.0.0.0',
    '100.64.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1',
    'fd00::1',
    '::ffff:10.0.0.1',
    '::ffff:169.254.169.254',
    '64:ff9b::a00:1',
    '2002:a00:1::',
    'ff02::1',
  ])('%s', (one) => {
    expect(mayBeCalled(one, [])).toBe(false);
  });

  test('the Internet is, and the networks that the operator allows', () => {
    expect(mayBeCalled('93.184.216.34', [])).toBe(true);
    expect(mayBeCalled('2606:2800:220:1::1', [])).toBe(true);
    const networks = allowedNetworks('10.20.0.0/16, fd12::/16 nonsense');
    expect(mayBeCalled('10.20.3.4', networks)).toBe(true);
    expect(mayBeCalled('10.21.3.4', networks)).toBe(false);
    expect(mayBeCalled('fd12::9', networks)).toBe(true);
  });

  test.each([
    ['http://10.20.3.4/', 'not-https'],
    ['https://10.21.3.4/', 'not-public'],
    ['https://[::ffff:127.0.0.1]/', 'not-public'],
    ['https://2130706433/', 'not-public'],
    ['https://0x7f.1/', 'not-public'],
    ['https://localhost/', 'not-public'],
    ['https://user:secret@93.184.216.34/', 'malformed'],
    ['ftp://93.184.216.34/', 'malformed'],
  ])('%s: %s', async (url, problem) => {
    expect(await targetOf(new URL(url), allowedNetworks('10.20.0.0/16'))).toBe(problem);
  });

  test('a name that leads inside is found out when it is called, and nothing is sent', async () => {
    vi.stubEnv('COMUNANZA_WEBHOOK_NETWORKS', '');
    expect(await call(`https://localhost:${port}/`, { body: '{}', headers: {} })).toMatchObject({
      status: null,
      error: 'not-public',
    });
    expect(heard).toEqual([]);
    for (const bad of [
      'http://93.184.216.34/',
      'https://10.0.0.1/',
      'https://intranet/',
      'https://[::1]/',
      'http://127.0.0.1/',
      'boh',
      'https://a:b@x.example/',
    ])
      expect(await codes(register({ address: bad })), bad).toEqual(['address']);
    expect(await codes(register({ address: 'https://protocollo.comune.example/avvisi' }))).toEqual([]);
    vi.stubEnv('COMUNANZA_WEBHOOK_NETWORKS', '127.0.0.0/8');
  });
});

describe('the machine is the one that the name leads to at the moment of the call', () => {
  const body = { body: '{}', headers: {} };
  const named = `http://protocollo.example:${port}/avvisi`;
  /** A name that leads to another machine each time it is asked. */
  const turning = (...answers: readonly (readonly string[])[]) => {
    const left = [...answers];
    const names = vi.fn(async () => (left.shift() ?? []).map((one) => ({ address: one, family: 4 })));
    return names;
  };

  test('asked once: what the name says a moment later does not count', async () => {
    const names = turning(['127.0.0.1'], ['169.254.169.254']);
    expect(await call(named, body, { names })).toMatchObject({ status: 200, error: null });
    expect(names).toHaveBeenCalledTimes(1);
    expect(heard).toHaveLength(1);
  });

  test('asked anew for the next call, which a name that has turned inside does not get', async () => {
    vi.stubEnv('COMUNANZA_WEBHOOK_NETWORKS', '127.0.0.1/32');
    const names = turning(['127.0.0.1'], ['127.0.0.2'], ['169.254.169.254'], ['127.0.0.1', '10.0.0.1'], []);
    const said = [];
    for (let i = 0; i < 5; i++) said.push((await call(named, body, { names })).error);
    expect(said).toEqual([null, 'not-public', 'forbidden', 'not-public', 'unknown-host']);
    expect(heard).toHaveLength(1);
    vi.stubEnv('COMUNANZA_WEBHOOK_NETWORKS', '127.0.0.0/8');
  });

  test('a forbidden network is not called even where it was allowed', async () => {
    vi.stubEnv('COMUNANZA_FORBIDDEN_NETWORKS', '127.0.0.0/8');
    expect(await call(address, body)).toMatchObject({ status: null, error: 'forbidden' });
    expect(heard).toEqual([]);
    vi.stubEnv('COMUNANZA_FORBIDDEN_NETWORKS', '');
  });
});

test('a new secret signs beside the old one until that retires', async () => {
  const { id, secret } = await register();
  const rotated = await perform(rotateKey, { webhook: id, overlap: 2 }, keeper);
  const signedWith = async (minutes: number) => {
    heard.length = 0;
    await perform(tryWebhook, { webhook: id }, keeper);
    await run(minutes);
    const { headers, body } = heard[0]!;
    const [time, ...signatures] = String(headers['comunanza-signature']).split(',');
    const seconds = time!.slice(2);
    return signatures.map((one) => {
      const [, key, hex] = /^v1\.(k\d+)=([0-9a-f]+)$/.exec(one)!;
      const with_ = { k1: secret, k2: rotated.secret }[key!]!;
      expect(hex).toBe(createHmac('sha256', with_).update(`${seconds}.${body}`).digest('hex'));
      return key;
    });
  };
  expect(await signedWith(0)).toEqual(['k2', 'k1']);
  expect(await signedWith(119)).toEqual(['k2', 'k1']);
  expect(await signedWith(120)).toEqual(['k2']);
  await perform(rotateKey, { webhook: id, overlap: 0 }, keeper);
  expect((await show(id)).keys.map((key) => key.id)).toEqual(['k3', 'k2', 'k1']);
  const stored = await inContext(database, wholeInstallation, (tx) =>
    tx.withTables<WebhookTables>().selectFrom('webhooks.keys').selectAll().execute(),
  );
  expect(JSON.stringify(stored)).not.toContain(secret);
});

test('a webhook can be changed, switched off, and removed with its log; old notices are forgotten', async () => {
  const { id } = await register();
  await perform(
    changeWebhook,
    { webhook: id, name: 'altro nome', address, events: ['identity/register-person'] } as never,
    keeper,
  );
  await act();
  await run();
  expect(JSON.parse(heard[0]!.body).event).toBe('identity/register-person');
  await perform(switchWebhook, { webhook: id, on: false }, keeper);
  await act();
  await run();
  expect(heard).toHaveLength(1);
  expect(await codes(perform(tryWebhook, { webhook: id }, keeper))).toEqual(['webhooks/disabled']);
  await run(91 * 24 * 60, forgetOldDeliveries);
  expect((await show(id)).count).toBe(0);
  await perform(removeWebhook, { webhook: id }, keeper);
  expect(await codes(show(id))).toEqual(['webhooks/no-such-webhook']);
});

test('two processes that deliver at once tell each thing once', async () => {
  const { id } = await register();
  for (let i = 0; i < 6; i++) await perform(tryWebhook, { webhook: id }, keeper);
  await Promise.all([run(), run()]);
  await run();
  const ids = heard.map(({ body }) => JSON.parse(body).id);
  expect(new Set(ids).size).toBe(6);
  expect(ids).toHaveLength(6);
});
