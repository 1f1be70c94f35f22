import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { Client } from 'pg';
import { afterAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { Refused } from '../../kernel/result.ts';
import { text } from '../../kernel/text.ts';
import { defineAction } from '../../platform/action.ts';
import { backup } from '../../platform/backup/backup.ts';
import { restore } from '../../platform/backup/restore.ts';
import { stoppedClock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/connect.ts';
import { inContext } from '../../platform/database/context.ts';
import { startFailures } from '../../platform/database/start-failures.ts';
import { createPerform } from '../../platform/perform.ts';
import { consoleIn, personIn } from '../../testing/actor.ts';
import { createTestDatabase } from '../../testing/database.ts';
import { startTestServer, testPassword } from '../../testing/server.ts';
import { endPost } from '../identity/actions/end-post.ts';
import { authorise, identification, signIn } from '../identity/index.ts';
import { listEntries } from './actions/list-entries.ts';
import { setRetention } from './actions/set-retention.ts';
import { showChain } from './actions/show-chain.ts';
import { archiveTrail, verifyArchive } from './archive-trail.ts';
import { type AuditVerb, auditCommand } from './command.ts';
import { keepDailyHeads, signedHeads } from './sign-heads.ts';
import { signingKey } from './signing-key.ts';
import { verifyTrail } from './verify-trail.ts';

const folder = mkdtempSync(join(tmpdir(), 'comunanza-audit-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const key = signingKey(folder, '');
const clock = stoppedClock('2026-11-21T11:00:00Z');

/** An act that says what it changed, and can be made to wait before it ends. */
let waiting: Promise<void> = Promise.resolve();
let arrived = () => {};
const act = defineAction({
  name: 'try/act',
  title: text('provare', 'try'),
  permission: { capability: 'agreement', letter: 'w' },
  input: z.object({ what: z.string(), waits: z.boolean().default(false), refused: z.boolean().default(false) }),
  output: z.object({}),
  http: { method: 'POST', path: '/try' },
  example: { what: 'x' },
  async run({ input, tell }) {
    tell({ before: { what: null }, after: { what: input.what }, actingFor: 'c_h635' });
    arrived();
    if (input.waits) await waiting;
    if (input.refused)
      throw new Refused({ code: 'try/not-yours', kind: 'forbidden', says: text('Non è sua.', 'Not yours.') });
    return {};
  },
});

const performOn = (database: Database) => createPerform({ database, clock, authorise, checksOutput: true });
const head = personIn('lecco', 'RES');

async function chainOf(entries: number) {
  const database = await createTestDatabase();
  const perform = performOn(database);
  for (let i = 1; i <= entries; i++)
    await perform(act, { what: `atto n. ${i} – è «così»` }, head, { origin: '10.0.0.7' });
  return { database, perform };
}

const tables = ['platform.audit_entries', 'audit.heads', 'audit.archives'];

/** Whatever triggers and row security hinder is done all the same, as a superuser or the owner who turns them off can. */
async function tamper(database: Awaited<ReturnType<typeof createTestDatabase>>, ...statements: string[]) {
  const client = new Client(database.url);
  await client.connect();
  for (const table of tables)
    await client.query(`alter table ${table} disable trigger user, no force row level security`);
  for (const statement of statements) {
    const { rowCount } = await client.query(statement);
    if (!statement.startsWith('alter')) expect(rowCount, statement).toBeGreaterThan(0);
  }
  for (const table of tables) await client.query(`alter table ${table} enable trigger user, force row level security`);
  await client.end();
}

const flawOf = async (database: Database, more: Partial<Parameters<typeof verifyTrail>[1]> = {}) => {
  const [report] = await verifyTrail(database, { publicKey: key.publicKey, association: 'lecco', ...more });
  return report!.flaw && { kind: report!.flaw.kind, number: report!.flaw.number };
};

const where = "where association = 'lecco'";

describe('the chain', () => {
  test('[CAL-9.7] says who, from which post, for whom, when, from where, and what was before and after', async () => {
    const { database, perform } = await chainOf(3);
    const { items, count, next } = await perform(listEntries, {}, head);
    expect([count, next]).toEqual([3, null]);
    expect(items.map((item) => item.number)).toEqual([3, 2, 1]);
    expect(items[0]).toMatchObject({
      at: '2026-11-21T11:00:00.000Z',
      action: 'try/act',
      outcome: 'done',
      person: head.person,
      kind: 'person',
      role: 'RES',
      actingFor: 'c_h635',
      via: 'page',
      origin: '10.0.0.7',
      change: '{"after":{"what":"atto n. 3 – è «così»"},"before":{"what":null}}',
    });
    const reports = await verifyTrail(database, { publicKey: key.publicKey });
    expect(reports).toMatchObject([{ association: 'lecco', intact: true, entries: 3, flaw: null }]);
  });

  test.each([
    ['a field changed', [`update platform.audit_entries set role = 'SYS' ${where} and number = 4`], 'changed', 4],
    [
      'a time moved',
      [`update platform.audit_entries set at = at + interval '1 microsecond' ${where} and number = 2`],
      'changed',
      2,
    ],
    [
      'what was there rewritten',
      [`update platform.audit_entries set change = null ${where} and number = 1`],
      'changed',
      1,
    ],
    ['one deleted in the middle', [`delete from platform.audit_entries ${where} and number = 5`], 'missing', 5],
    ['the last deleted', [`delete from platform.audit_entries ${where} and number = 8`], 'truncated', 8],
    ['all deleted', [`delete from platform.audit_entries ${where}`], 'truncated', 1],
    [
      'two swapped',
      [
        'alter table platform.audit_entries drop constraint audit_entries_chain',
        `update platform.audit_entries set number = 11 - number ${where} and number in (5, 6)`,
      ],
      'changed',
      5,
    ],
    [
      'one inserted in the middle',
      [
        'alter table platform.audit_entries drop constraint audit_entries_chain',
        `insert into platform.audit_entries (association, at, action, outcome, actor_kind, via, input_digest, number, previous, hash)
         select association, at, 'try/forged', outcome, actor_kind, via, input_digest, number, previous, hash
         from platform.audit_entries ${where} and number = 3`,
      ],
      'repeated',
      3,
    ],
    [
      'one inserted at the end',
      [
        `insert into platform.audit_entries (association, at, action, outcome, actor_kind, via, input_digest, number, previous, hash)
         select association, at, 'try/forged', outcome, actor_kind, via, input_digest, 9, hash, hash
         from platform.audit_entries ${where} and number = 8`,
      ],
      'changed',
      9,
    ],
    [
      'one changed and hashed anew',
      [
        `update platform.audit_entries set action = 'try/other' ${where} and number = 6`,
        `update platform.audit_entries e set hash = audit.hash_of(e) ${where} and number = 6`,
      ],
      'unlinked',
      7,
    ],
    [
      'the last changed and hashed anew',
      [
        `update platform.audit_entries set action = 'try/other' ${where} and number = 8`,
        `update platform.audit_entries e set hash = audit.hash_of(e) ${where} and number = 8`,
      ],
      'rewritten',
      8,
    ],
  ] as const)(
    '[CAL-9.7] with %s is found out, and the first bad entry is named',
    async (_what, statements, kind, number) => {
      const { database } = await chainOf(8);
      expect(await flawOf(database)).toBeNull();
      await tamper(database, ...statements);
      expect(await flawOf(database)).toEqual({ kind, number });
    },
  );

  test('[CAL-9.7] cut short together with its recorded end is found out by a head deposited outside, and by the daily one', async () => {
    const { database } = await chainOf(8);
    const deposited = await signedHeads(database, key, clock());
    expect(deposited).toMatchObject([{ association: 'lecco', number: 8 }]);
    const cut = [
      `delete from platform.audit_entries ${where} and number > 6`,
      `update audit.heads set number = 6, hash = (select hash from platform.audit_entries ${where} and number = 6) ${where}`,
    ];
    await tamper(database, ...cut);
    expect(await flawOf(database)).toBeNull();
    expect(await flawOf(database, { heads: deposited })).toEqual({ kind: 'truncated', number: 7 });
    const forged = deposited.map((one) => ({ ...one, number: 6 }));
    expect(await flawOf(database, { heads: forged })).toEqual({ kind: 'signature', number: 6 });

    const other = await chainOf(8);
    await keepDailyHeads(other.database, key, clock());
    await keepDailyHeads(other.database, key, clock());
    await other.perform(act, { what: 'later' }, head);
    expect(await verifyTrail(other.database, { publicKey: key.publicKey })).toMatchObject([{ intact: true, heads: 1 }]);
    await tamper(other.database, ...cut);
    expect(await flawOf(other.database)).toEqual({ kind: 'truncated', number: 7 });
  });

  test('[CAL-9.7] cannot be changed, emptied or shortened, by the application or by the owner of the tables', async () => {
    const { database } = await chainOf(2);
    const changes = [
      "update platform.audit_entries set role = 'SYS'",
      'delete from platform.audit_entries',
      'truncate platform.audit_entries',
      'delete from audit.heads',
      'update audit.heads set number = number + 1',
      'truncate audit.heads',
    ];
    for (const role of [database.role, undefined]) {
      for (const change of changes) {
        const context = { association: 'lecco', actor: head, entities: 'all', installation: true } as const;
        const done = inContext({ ...database, role }, context, async (tx) => {
          const { sql } = await import('kysely');
          await sql.raw(change).execute(tx);
        });
        await expect(done, `${role ?? 'owner'}: ${change}`).rejects.toThrow(
          role ? /permission denied/ : /neither changed nor removed/,
        );
      }
    }
    expect(await flawOf(database)).toBeNull();
  });

  test('[CAL-9.7] is one line whoever writes at once, and an act in progress keeps nobody waiting', async () => {
    const { database, perform } = await chainOf(0);
    await Promise.all(
      Array.from({ length: 40 }, (_, i) => perform(act, { what: `${i}` }, i % 2 ? head : personIn('asti', 'RES'))),
    );
    expect(await verifyTrail(database, { publicKey: key.publicKey })).toMatchObject([
      { association: 'asti', intact: true, entries: 20 },
      { association: 'lecco', intact: true, entries: 20 },
    ]);
    let release = () => {};
    waiting = new Promise((resolve) => {
      release = resolve;
    });
    const begun = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const slow = perform(act, { what: 'slow', waits: true }, head);
    await begun;
    await perform(act, { what: 'quick' }, head); // would never end, were the chain held by the slow one
    release();
    await slow;
    const { items } = await perform(listEntries, { limit: 2 }, head);
    expect(items.map((item) => JSON.parse(item.change!).after.what)).toEqual(['slow', 'quick']);
    expect(await flawOf(database)).toBeNull();
  });

  test('[CAL-9.7] holds what permissions refused, and nothing of what was undone or only read', async () => {
    const { perform } = await chainOf(0);
    await expect(perform(act, { what: 'x' }, personIn('lecco', 'REF'))).rejects.toThrow(Refused);
    await expect(perform(listEntries, {}, personIn('lecco', 'REF'))).rejects.toThrow(Refused);
    await expect(perform(act, { what: 'x', refused: true }, head)).rejects.toThrow(Refused);
    await expect(perform(act, { what: 3 } as never, head)).rejects.toThrow();
    await perform(showChain, {}, head);
    const { items } = await perform(listEntries, {}, head);
    expect(items.map(({ action, outcome, role, change }) => [action, outcome, role, change])).toEqual([
      ['try/act', 'refused', 'RES', null],
      ['audit/list-entries', 'unseen', 'REF', null],
      ['try/act', 'forbidden', 'REF', null],
    ]);
  });

  test('[CAL-9.7] is as verifiable after a backup and a restore', async () => {
    const { database } = await chainOf(5);
    await keepDailyHeads(database, key, clock());
    const file = join(folder, 'copia.zip');
    await backup(database, file);
    const target = await createTestDatabase({ empty: true });
    await restore(target, file);
    expect(await verifyTrail(target, { publicKey: key.publicKey })).toMatchObject([
      { association: 'lecco', intact: true, entries: 5, heads: 1 },
    ]);
    await performOn(target)(act, { what: 'after' }, head);
    expect(await verifyTrail(target, { publicKey: key.publicKey })).toMatchObject([{ intact: true, entries: 6 }]);
    await tamper(target, `update platform.audit_entries set via = 'api' ${where} and number = 3`);
    expect(await flawOf(target)).toEqual({ kind: 'changed', number: 3 });
  });
});

describe('retention', () => {
  test('[LC-2.role] is never under six months, for the reason that is said; only the head of the service decides it', async () => {
    const { perform } = await chainOf(0);
    const short = await perform(setRetention, { months: 5 }, head).catch((error: Refused) => error.refusals[0]);
    expect(short).toMatchObject({
      code: 'audit/too-short',
      source: { article: expect.stringContaining('27 novembre 2008') },
    });
    for (const role of ['SYS', 'AUD', 'CTR', 'REF'] as const)
      await expect(perform(setRetention, { months: 24 }, personIn('lecco', role))).rejects.toThrow(Refused);
    expect(await perform(setRetention, { months: 6 }, head)).toEqual({ months: 6 });
    expect((await perform(showChain, {}, head)).retentionMonths).toBe(6);
    const { items } = await perform(listEntries, { action: 'audit/set-retention', outcome: 'done' }, head);
    expect(items[0]!.change).toBe('{"after":{"months":6},"before":{"months":null}}');
  });

  test('[LC-2.role] takes older entries into a signed file from which the chain goes on', async () => {
    const { database, perform } = await chainOf(4);
    const to = join(folder, 'archivio');
    const later = (instant: string) => archiveTrail(database, { folder: to, key, now: stoppedClock(instant)() });
    expect(await later('2040-01-01T11:00:00Z')).toEqual([]);
    await perform(setRetention, { months: 6 }, head);
    expect(await later('2027-05-21T11:00:00Z')).toEqual([]);
    const [archive] = await later('2027-05-22T11:00:00Z');
    expect(archive).toMatchObject({ association: 'lecco', first: 1, last: 5 });
    expect(statSync(archive!.file).mode & 0o077).toBe(0);
    expect(readdirSync(to)).toEqual(['lecco-1-5.jsonl']);
    await perform(act, { what: 'new' }, head);
    expect(await verifyTrail(database, { publicKey: key.publicKey })).toMatchObject([
      { intact: true, entries: 1, archived: 5, last: { number: 6 } },
    ]);
    expect(verifyArchive(archive!.file, key.publicKey).flaw).toBeNull();
    const lines = readFileSync(archive!.file, 'utf8').split('\n');
    writeFileSync(archive!.file, lines.with(2, lines[2]!.replace('RES', 'SYS')).join('\n'));
    expect(verifyArchive(archive!.file, key.publicKey).flaw).toMatchObject({ kind: 'changed', number: 3 });
    writeFileSync(archive!.file, lines.toSpliced(4, 1).join('\n'));
    expect(verifyArchive(archive!.file, key.publicKey).flaw).toMatchObject({ kind: 'truncated', number: 5 });
    await tamper(database, `update audit.archives set last = 4 ${where}`);
    expect(await flawOf(database)).toMatchObject({ kind: 'archive', number: 1 });
  });

  test('[LC-2.role] archives nothing of a trail that is not intact', async () => {
    const { database, perform } = await chainOf(4);
    await perform(setRetention, { months: 6 }, head);
    await tamper(database, `update platform.audit_entries set via = 'api' ${where} and number = 3`);
    const to = join(folder, 'guasto');
    const now = stoppedClock('2028-01-01T11:00:00Z')();
    await expect(archiveTrail(database, { folder: to, key, now })).rejects.toThrow(Refused);
    expect(readdirSync(to)).toEqual([]);
    expect((await perform(listEntries, {}, head)).count).toBe(5);
  });
});

describe('comunanza audit', () => {
  test('[CAL-9.7] prints signed heads, finds them again, and names the first bad entry', async () => {
    const { database } = await chainOf(3);
    let off = false;
    const run = async (verb: AuditVerb, ...words: string[]) => {
      const said = { out: '', err: '' };
      const into = (name: 'out' | 'err') =>
        new Writable({
          write(chunk, _encoding, done) {
            said[name] += chunk;
            done();
          },
        });
      const status = await auditCommand(verb, words, {
        stdout: into('out'),
        stderr: into('err'),
        folder,
        dataFolder: folder,
        open: async (onUnguarded) => {
          if (off) onUnguarded?.(startFailures.unguarded(['platform.audit_entries']));
          return database;
        },
        close: async () => {},
        now: clock,
      });
      return { status, ...said };
    };
    const shown = await run('head');
    expect(Object.keys(JSON.parse(shown.out))).toEqual(['association', 'number', 'hash', 'at', 'signature']);
    writeFileSync(join(folder, 'testa.jsonl'), shown.out);
    expect((await run('key')).out.trim()).toBe(key.publicKey);
    expect(await run('verify', '--head', 'testa.jsonl')).toMatchObject({
      status: 0,
      out: expect.stringContaining('integro, 3 voci'),
    });
    await tamper(database, `delete from platform.audit_entries ${where} and number = 2`);
    const bad = await run('verify', '--association', 'lecco', '--lang', 'en');
    expect(bad).toMatchObject({ status: 3, out: 'lecco: NOT INTACT at entry 2. Missing entry 2\n' });
    off = true;
    expect(await run('verify', '--lang', 'en')).toMatchObject({
      status: 3,
      out: expect.stringContaining('lecco: NOT INTACT at entry 2'),
      err: 'Row-level security is missing on platform.audit_entries.\n',
    });
    const json = JSON.parse((await run('verify', '--json')).out);
    expect(json).toMatchObject({ intact: false, chains: [{ flaw: { kind: 'missing', number: 2 } }] });
    expect((await run('verify', '--head', 'none.json')).status).toBe(3);
    expect((await run('verify', '--association', 'nessuna')).status).toBe(3);
    expect((await run('verify', '--wrong')).status).toBe(2);
  });
});

describe('the page and sign-ins', async () => {
  const server = await startTestServer({ associations: ['lecco', 'asti'] });
  const base = `${server.url}/lecco/sicurezza/registro`;
  const seen = (cookie: string, address = base) => fetch(address, { headers: { cookie }, redirect: 'manual' });

  test('[CAL-9.7] sign-ins, wrong passwords and sign-outs are entries of the associations of the person', async () => {
    const email = await server.registered({ role: 'SEC', association: 'lecco' }, { role: 'AUD', association: 'asti' });
    await server.perform(
      signIn,
      { email, password: 'sbagliata' },
      { ...consoleIn(null), kind: 'anonymous' },
      { origin: '10.1.1.1' },
    );
    await server.perform(signIn, { email, password: testPassword }, { ...consoleIn(null), kind: 'anonymous' });
    await identification(server.database).byPassword(email, 'sbagliata', server.clock(), '10.2.2.2');
    for (const association of ['lecco', 'asti']) {
      const { items } = await server.perform(
        listEntries,
        { person: email, action: 'identity/sign-in' },
        consoleIn(association),
      );
      expect(items.map(({ outcome, origin, via }) => [outcome, origin, via])).toEqual([
        ['failed', '10.2.2.2', 'api'],
        ['done', null, 'command-line'],
        ['failed', '10.1.1.1', 'command-line'],
      ]);
      expect(items[1]!.name).toMatch(/^Persona/);
    }
    const given = await server.perform(
      listEntries,
      { person: email, action: 'identity/assign-post' },
      consoleIn('lecco'),
    );
    expect(given.items).toMatchObject([{ actingForName: expect.stringMatching(/^Persona/), outcome: 'done' }]);
    expect(JSON.parse(given.items[0]!.change!).after).toMatchObject({ role: 'SEC', since: '2020-01-01' });
    const cookie = await server.signedIn({ role: 'RES', association: 'lecco' });
    const form = await (await seen(cookie)).text();
    const token = /name="_csrf" value="([^"]+)"/.exec(form)![1]!;
    const out = await fetch(`${server.url}/esci`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded', origin: server.url },
      body: new URLSearchParams({ _csrf: token }),
      redirect: 'manual',
    });
    expect(out.status).toBe(303);
    const { items } = await server.perform(listEntries, { action: 'identity/sign-out' }, consoleIn('lecco'));
    expect(items[0]).toMatchObject({ role: null, origin: '127.0.0.1', outcome: 'done' });
  });

  test('[ISO-1] [CAL-9.6] is for SYS, RES and AUD; for everybody else it does not exist', async () => {
    for (const role of ['SYS', 'RES', 'AUD'] as const)
      expect((await seen(await server.signedIn({ role, association: 'lecco' }))).status).toBe(200);
    for (const role of ['REF', 'L1', 'L2', 'MAY', 'CTR', 'SEC', 'EMP', 'FIN'] as const) {
      const cookie = await server.signedIn({ role, association: 'lecco' });
      for (const address of [base, `${base}/esporta`]) expect((await seen(cookie, address)).status, role).toBe(404);
      expect(await (await seen(cookie, `${server.url}/lecco`)).text()).not.toContain('/sicurezza/registro');
    }
    expect((await seen(await server.signedIn({ role: 'SYS', association: 'asti' }))).status).toBe(404);
  });

  test('[CAL-9.6] [ISO-1] an auditor of one entity sees that entity’s entries and no others', async () => {
    const cookie = await server.signedIn({ role: 'AUD', association: 'lecco', entity: 'c_e507' });
    await server.signedIn({ role: 'REF', association: 'lecco', entity: 'c_e507' });
    const referent = { ...personIn('lecco', 'REF', 'c_e507'), via: 'api' as const };
    await server.perform(endPost, { post: head.person!, until: '2027-01-01' }, referent).catch(() => {});
    const { items } = (await (await seen(cookie, `${server.url}/api/v1/associations/lecco/audit-entries`)).json()) as {
      items: { entity: string; actingFor: string }[];
    };
    expect(items.length).toBeGreaterThan(0);
    for (const item of items) expect([item.entity, item.actingFor]).toContain('c_e507');
  });

  test('[CAL-9.7] filters, pages by cursor, counts what it lists, and exports exactly that', async () => {
    const filters = { action: 'identity/register-person', since: '2026-11-21', until: '2026-11-21' } as const;
    const numbers: number[] = [];
    let cursor: string | undefined;
    let count = -1;
    do {
      const page = await server.perform(
        listEntries,
        { ...filters, limit: 3, ...(cursor ? { cursor } : {}) },
        consoleIn('lecco'),
      );
      numbers.push(...page.items.map((item) => item.number));
      count = page.count;
      cursor = page.next ?? undefined;
    } while (cursor);
    expect(numbers.length).toBe(count);
    expect(count).toBeGreaterThan(6);
    expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => b - a));
    const none = await server.perform(
      listEntries,
      { ...filters, since: '2026-11-22', until: '2026-11-30' },
      consoleIn('lecco'),
    );
    expect(none).toMatchObject({ count: 0, items: [] });
    const cookie = await server.signedIn({ role: 'AUD', association: 'lecco' });
    const query = '?operazione=identity/register-person&dal=2026-11-21&al=2026-11-21&formato=';
    const csv = await (await seen(cookie, `${base}/esporta${query}csv`)).text();
    const page = await (await seen(cookie, `${base}${query}csv`)).text();
    const shown = Number(/class="list-count"[^>]*>([0-9.]+)/.exec(page)![1]);
    expect(csv.trim().split('\r\n').length - 1).toBe(shown);
    for (const format of ['xlsx', 'ods']) {
      const bytes = new Uint8Array(await (await seen(cookie, `${base}/esporta${query}${format}`)).arrayBuffer());
      expect(String.fromCharCode(...bytes.slice(0, 2))).toBe('PK');
    }
    expect((await seen(cookie, `${base}?dal=domani`)).status).toBe(400);
    expect((await seen(cookie, `${base}?persona=%27;drop%25_`)).status).toBe(200);
    expect(await verifyTrail(server.database, { publicKey: key.publicKey })).not.toContainEqual(
      expect.objectContaining({ intact: false }),
    );
    expect(server.faults).toEqual([]);
  });
});
