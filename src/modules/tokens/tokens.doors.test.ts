import { describe, expect, test } from 'vitest';
import { assembleServer } from '../../app/assemble.ts';
import { modules } from '../../app/modules.ts';
import { Refused } from '../../kernel/result.ts';
import type { Actor } from '../../platform/action.ts';
import { stoppedClock } from '../../platform/clock.ts';
import { BadInput } from '../../platform/problem.ts';
import { createServer } from '../../platform/server/create-server.ts';
import { actorFor } from '../../platform/server/identification.ts';
import { consoleIn } from '../../testing/actor.ts';
import { startTestServer, type TestPost } from '../../testing/server.ts';
import { endPost } from '../identity/actions/end-post.ts';
import { identification } from '../identity/index.ts';
import { addEntity } from '../membership/index.ts';
import type { createProgramToken as createProgramTokenOf } from './actions/create-program-token.ts';
import type { createToken as createTokenOf } from './actions/create-token.ts';
import type { listOwnTokens as listOwnOf } from './actions/list-own-tokens.ts';
import { listTokens } from './actions/list-tokens.ts';
import { revokeOwnToken, revokeToken } from './actions/revoke-token.ts';
import { identificationByToken, tokensModule } from './module.ts';

const server = await startTestServer({ associations: ['lecco', 'asti'] });
const { perform, database } = server;
const at = (instant: string) => stoppedClock(instant)();
const noon = at('2026-11-21T11:00:00Z');

/** The actions as the program has them: by name. */
const named = <A>(name: string) => modules.flatMap((module) => module.actions).find((one) => one.name === name) as A;
const createToken = named<ReturnType<typeof createTokenOf>>('tokens/create-token');
const createProgramToken = named<ReturnType<typeof createProgramTokenOf>>('tokens/create-program-token');
const listOwnTokens = named<ReturnType<typeof listOwnOf>>('tokens/list-own-tokens');

async function person(
  ...posts: readonly TestPost[]
): Promise<Actor & { posts: readonly { id: string; association: string }[] }> {
  const token = (await server.signedIn(...posts)).split('=')[1]!;
  const signedIn = (await identification(database).bySession(token, noon))!;
  return { ...actorFor(signedIn, { association: null, language: 'it', via: 'page' }), posts: signedIn.posts };
}

const api = (path: string, token: string, init: RequestInit = {}, url = server.url) =>
  fetch(`${url}/api/v1${path}`, { ...init, headers: { authorization: `Bearer ${token}`, ...init.headers } });

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

const entities = '/associations/lecco/entities';
const grant = { name: 'prova', until: '2027-06-30', actions: ['membership/list-entities'] };

test('a token opens what it lists, from its post, and nothing else', async () => {
  const actor = await person({ role: 'RES', association: 'lecco' });
  const made = await perform(createToken, { ...grant, post: actor.posts[0]!.id }, actor);
  expect(made.token).toMatch(/^cmz_[A-Za-z0-9_-]{43}$/);
  expect((await api(entities, made.token)).status).toBe(200);
  const other = await api('/associations/lecco/posts', made.token);
  expect([other.status, (await other.json()).type]).toEqual([403, 'urn:comunanza:refusal:platform/forbidden']);
  const elsewhere = await (await api('/associations/asti/entities', made.token)).text();
  expect(elsewhere).toBe(await (await fetch(`${server.url}/api/v1/associations/asti/entities`)).text()); // as for anybody
  expect((await api('/own-tokens', made.token)).status).toBe(403);
  expect(server.faults).toEqual([]);
});

test('[ISO-1] a token is less than its post where the post is less: acts of other posts cannot be listed', async () => {
  const employee = await person({ role: 'EMP', association: 'lecco', entity: 'c_e507' });
  const post = employee.posts[0]!.id;
  expect(
    await codes(
      perform(createToken, { ...grant, actions: ['cost-sharing:all', 'identity/list-posts', 'boh'], post }, employee),
    ),
  ).toEqual(['actions[0]', 'actions[2]']);
});

describe('groups of acts', () => {
  test('stand for what the post may do today, and never for acts on identity', async () => {
    const actor = await person({ role: 'RES', association: 'lecco' });
    const post = actor.posts[0]!.id;
    const reads = await perform(createToken, { ...grant, actions: ['membership:reads'], post }, actor);
    expect(reads.actions).toContain('membership/list-entities');
    const known = new Map(modules.flatMap((module) => module.actions).map((action) => [action.name as string, action]));
    expect(reads.actions.every((name) => known.get(name)?.reads === true)).toBe(true);
    const all = await perform(createToken, { ...grant, actions: ['membership:all'], post }, actor);
    expect(all.actions.length).toBeGreaterThan(reads.actions.length);
    expect(
      await codes(perform(createToken, { ...grant, actions: ['identity:all', 'tokens:reads'], post }, actor)),
    ).toEqual(['actions[0]', 'actions[1]']);
    const named = await perform(createToken, { ...grant, actions: ['identity/list-posts'], post }, actor);
    expect((await api('/associations/lecco/posts', named.token)).status).toBe(200);
  });
});

test('a year at most, not in the past, for a post one holds', async () => {
  const actor = await person({ role: 'RES', association: 'lecco' });
  const post = actor.posts[0]!.id;
  expect(await codes(perform(createToken, { ...grant, until: '2027-11-22', post }, actor))).toEqual(['until']);
  expect(await codes(perform(createToken, { ...grant, until: '2027-11-21', post }, actor))).toEqual([]);
  expect(await codes(perform(createToken, { ...grant, until: '2026-11-20', actions: ['boh'], post }, actor))).toEqual([
    'actions[0]',
    'until',
  ]);
  const other = await person({ role: 'RES', association: 'lecco' });
  expect(await codes(perform(createToken, { ...grant, post: other.posts[0]!.id }, actor))).toEqual([
    'tokens/no-such-post',
  ]);
});

describe('a token that opens nothing is refused with one sentence, and that is on record', () => {
  const failures = async (association: string) => {
    const client = await database.pool.connect();
    try {
      await client.query("begin; set local app.backup = 'on'");
      const { rows } = await client.query(
        "select outcome, change, origin from platform.audit_entries where association = $1 and action = 'tokens/use-token' order by number",
        [association],
      );
      return rows.map((row) => ({ ...row, change: JSON.parse(row.change) }));
    } finally {
      await client.query('rollback');
      client.release();
    }
  };

  test.each(['cmz_'.padEnd(47, 'x'), 'short'])('unknown: %s', async (token) => {
    const answer = await api(entities, token);
    expect(answer.status).toBe(401);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.headers.get('www-authenticate')).toContain('Bearer');
    expect((await answer.json()).detail).toBe('Il gettone non è valido.');
    expect(await failures('')).toMatchObject([
      { outcome: 'failed', change: { after: { why: 'unknown' } }, origin: '127.0.0.1' },
    ]);
  });

  test('no token at all, or several words', async () => {
    for (const authorization of ['Bearer', 'Bearer  ', 'Bearer a b', `Bearer ${'x'.repeat(300)}`]) {
      const answer = await fetch(`${server.url}/api/v1${entities}`, { headers: { authorization } });
      expect(answer.status, authorization).toBe(401);
    }
    expect(server.faults).toEqual([]);
  });

  test('expired', async () => {
    const actor = await person({ role: 'RES', association: 'lecco' });
    const { token } = await perform(createToken, { ...grant, until: '2026-12-31', post: actor.posts[0]!.id }, actor);
    const byToken = identificationByToken(database);
    expect(await byToken(token, at('2026-12-31T22:59:00Z'), {})).toHaveProperty('token');
    expect(await byToken(token, at('2026-12-31T23:01:00Z'), {})).toMatchObject({
      it: 'Il gettone è scaduto: serve uno nuovo.',
    });
  });

  test('revoked, by its holder or by whoever keeps the systems', async () => {
    const actor = await person({ role: 'RES', association: 'lecco' });
    const keeper = {
      ...(await person({ role: 'SYS', association: 'lecco' })),
      association: 'lecco',
      role: 'SYS',
    } as Actor;
    for (const revoke of [
      (id: string) => perform(revokeOwnToken, { id }, actor),
      (id: string) => perform(revokeToken, { id }, keeper),
    ]) {
      const { token, id } = await perform(createToken, { ...grant, post: actor.posts[0]!.id }, actor);
      expect((await api(entities, token)).status).toBe(200);
      await revoke(id);
      const answer = await api(entities, token);
      expect([answer.status, (await answer.json()).detail]).toEqual([401, 'Il gettone è stato revocato.']);
      expect(await codes(revoke(id))).toEqual(['tokens/already-revoked']);
    }
    const failed = (await failures('lecco')).at(-1);
    expect(failed).toMatchObject({ outcome: 'failed', change: { after: { why: 'revoked' } } });
  });

  test('somebody else’s cannot be revoked, nor one of another association', async () => {
    const [actor, stranger] = [
      await person({ role: 'RES', association: 'lecco' }),
      await person({ role: 'EMP', association: 'lecco' }),
    ];
    const { id } = await perform(createToken, { ...grant, post: actor.posts[0]!.id }, actor);
    expect(await codes(perform(revokeOwnToken, { id }, stranger))).toEqual(['tokens/no-such-token']);
    const elsewhere = {
      ...(await person({ role: 'SYS', association: 'asti' })),
      association: 'asti',
      role: 'SYS',
    } as Actor;
    expect(await codes(perform(revokeToken, { id }, elsewhere))).toEqual(['tokens/no-such-token']);
    expect((await perform(listTokens, {}, elsewhere)).items).toEqual([]);
  });
});

test('[CAL-9.3] when the post ends the token is dead the same day', async () => {
  const actor = await person({ role: 'RES', association: 'lecco' });
  const { token } = await perform(createToken, { ...grant, post: actor.posts[0]!.id }, actor);
  await perform(endPost, { post: actor.posts[0]!.id, until: '2026-11-20' }, consoleIn('lecco'));
  const answer = await api(entities, token);
  expect([answer.status, (await answer.json()).detail]).toEqual([
    401,
    'L’incarico da cui il gettone opera non è più in corso.',
  ]);
  expect((await perform(listOwnTokens, {}, actor)).items).toMatchObject([{ state: 'ended' }]);
});

describe('a program’s own token', () => {
  const keeperOf = async (association: string) =>
    ({ ...(await person({ role: 'SYS', association })), association, role: 'SYS' }) as Actor;

  test('acts with its role and entity, and what it does bears its id in the trail', async () => {
    const keeper = await keeperOf('lecco');
    const lecco = { name: 'Lecco', kind: 'comune' as const, ipa: 'c_e507', istat: '097042', joined: '2018-01-01' };
    const asked = { ...grant, name: 'cruscotto', role: 'SYS' as const, entity: 'c_e507' };
    expect(await codes(perform(createProgramToken, asked, keeper))).toEqual(['entity']);
    await perform(addEntity, lecco, consoleIn('lecco'));
    const made = await perform(
      createProgramToken,
      {
        name: 'cruscotto',
        role: 'SYS',
        entity: 'c_e507',
        actions: ['tokens/revoke-token', 'tokens/list-tokens'],
        until: '2027-01-31',
      },
      keeper,
    );
    const victim = await perform(createProgramToken, { ...grant, role: 'RES' }, keeper);
    const done = await api(`/associations/lecco/tokens/${victim.id}/revocation`, made.token, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    expect(done.status).toBe(200);
    const client = await database.pool.connect();
    try {
      await client.query("begin; set local app.backup = 'on'");
      const { rows } = await client.query(
        "select actor_kind, role, entity, person, via, change from platform.audit_entries where association = 'lecco' and action = 'tokens/revoke-token' order by number desc limit 1",
      );
      expect({ ...rows[0], change: JSON.parse(rows[0].change) }).toMatchObject({
        actor_kind: 'program',
        role: 'SYS',
        entity: 'c_e507',
        person: null,
        via: 'api',
        change: { token: made.id },
      });
    } finally {
      await client.query('rollback');
      client.release();
    }
    const listed = (await perform(listTokens, { state: 'valid' }, keeper)).items.find((item) => item.id === made.id);
    expect(listed).toMatchObject({
      name: 'cruscotto',
      used: '2026-11-21T11:00:00.000Z',
      usedFrom: '127.0.0.1',
      ending: made.token.slice(-4),
    });
  });

  test('is given by whoever keeps the systems only, and by no program', async () => {
    const head = {
      ...(await person({ role: 'RES', association: 'lecco' })),
      association: 'lecco',
      role: 'RES',
    } as Actor;
    expect(await codes(perform(createProgramToken, { ...grant, role: 'RES' }, head))).toEqual(['platform/missing']);
    const keeper = await keeperOf('lecco');
    const program = {
      ...keeper,
      kind: 'program',
      token: { id: 'x', actions: ['tokens/create-program-token'] },
    } as Actor;
    expect(await codes(perform(createProgramToken, { ...grant, role: 'RES' }, program))).toEqual([
      'tokens/not-by-program',
    ]);
  });

  test('answers to a repeated key are its own', async () => {
    const keeper = await keeperOf('lecco');
    const [one, two] = [
      await perform(createProgramToken, { ...grant, role: 'SYS', actions: ['tokens/revoke-token'] }, keeper),
      await perform(createProgramToken, { ...grant, role: 'SYS', actions: ['tokens/revoke-token'] }, keeper),
    ];
    const victim = await perform(createProgramToken, { ...grant, role: 'RES' }, keeper);
    const revoke = (token: string) =>
      api(`/associations/lecco/tokens/${victim.id}/revocation`, token, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': 'stessa' },
        body: '{}',
      });
    expect((await revoke(one.token)).status).toBe(200);
    const again = await revoke(one.token);
    expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([200, 'true']);
    expect((await revoke(two.token)).status).toBe(409);
  });
});

test('a post that manages others gives no token before the second factor, and one given counts for what it was given with', async () => {
  const strict = await startTestServer({ secondFactor: 'required' });
  const token = (await strict.signedIn({ role: 'RES', association: 'lecco' })).split('=')[1]!;
  const signedIn = (await identification(strict.database).bySession(token, noon))!;
  const weak = { ...actorFor(signedIn, { association: null, language: 'it', via: 'page' }), level: 1 } as Actor;
  const input = { ...grant, post: signedIn.posts[0]!.id };
  expect(await codes(strict.perform(createToken, input, weak))).toEqual(['tokens/second-factor-first']);
  const made = await strict.perform(createToken, input, { ...weak, level: 2 });
  expect((await api(entities, made.token, {}, strict.url)).status).toBe(200);
});

test('only a hash is kept, and nothing of it is in the trail', async () => {
  const actor = await person({ role: 'RES', association: 'lecco' });
  const { token } = await perform(createToken, { ...grant, post: actor.posts[0]!.id }, actor);
  const client = await database.pool.connect();
  try {
    await client.query("begin; set local app.backup = 'on'");
    const { rows } = await client.query(
      `select (select string_agg(t::text, ' ') from tokens.tokens t) || (select string_agg(e::text, ' ') from platform.audit_entries e) as all`,
    );
    expect(rows[0].all).not.toContain(token.slice(4));
    expect(rows[0].all).not.toContain(token.slice(-12));
  } finally {
    await client.query('rollback');
    client.release();
  }
});

test('a token is asked only so often', async () => {
  const actor = await person({ role: 'RES', association: 'lecco' });
  const { token } = await perform(createToken, { ...grant, post: actor.posts[0]!.id }, actor);
  const slow = await createServer({ ...assembleServer(database, { clock: server.clock }), requestsPerToken: 3 });
  try {
    const ask = async (with_: string) =>
      (await slow.inject({ url: `/api/v1${entities}`, headers: { authorization: `Bearer ${with_}` } })).statusCode;
    expect([await ask(token), await ask(token), await ask(token), await ask(token)]).toEqual([200, 200, 200, 429]);
    const other = await perform(createToken, { ...grant, post: actor.posts[0]!.id }, actor);
    expect(await ask(other.token)).toBe(200);
  } finally {
    await slow.close();
  }
});

test('the pages show a token once and list it afterwards by its end', async () => {
  const cookie = await server.signedIn({ role: 'SYS', association: 'lecco' });
  const address = `${server.url}/lecco/sicurezza/gettoni`;
  const shown = await fetch(address, { headers: { cookie } });
  const page = await shown.text();
  const csrf = /name="_csrf" value="([^"]+)"/.exec(page)![1]!;
  const cookies = [cookie, ...shown.headers.getSetCookie().map((one) => one.split(';')[0]!)].join('; ');
  const send = (body: Record<string, string>) =>
    fetch(address, {
      method: 'POST',
      headers: { cookie: cookies, origin: server.url, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ _csrf: csrf, ...body }),
    });
  const wrong = await send({ name: 'protocollo', role: 'RES', until: '2030-01-01', actions: 'boh' });
  expect(wrong.status).toBe(422);
  const said = await wrong.text();
  expect(said).toContain('Un gettone vale al più un anno.');
  expect(said).toContain('«boh» non è un’operazione');
  expect(said).toContain('value="protocollo"');
  const unknown = await send({ name: 'protocollo', role: 'BOH', until: '2027-01-01', actions: 'membership:reads' });
  expect([unknown.status, (await unknown.text()).includes('id="errori"')]).toEqual([422, true]);
  const made = await send({ name: 'protocollo', role: 'RES', until: '2027-01-01', actions: 'membership:reads' });
  const token = /cmz_[A-Za-z0-9_-]{43}/.exec(await made.text())![0];
  expect(made.headers.get('cache-control')).toContain('no-store');
  const list = await (await fetch(address, { headers: { cookie } })).text();
  expect(list).not.toContain(token);
  expect(list).toContain(`…${token.slice(-4)}`);
  const own = /\/lecco\/sicurezza\/gettoni\/[0-9a-f-]{36}(?=">protocollo)/.exec(list)![0];
  const its = await (await fetch(`${server.url}${own}`, { headers: { cookie } })).text();
  expect(its).toContain('Elencare gli enti');
  expect(its).not.toContain('membership/');
  const none = await fetch(`${address}/00000000-0000-4000-8000-000000000000`, { headers: { cookie } });
  expect(none.status).toBe(404);
  expect(tokensModule(() => modules).pages.map((route) => route.path)).toContain('/profilo/gettoni');
});
