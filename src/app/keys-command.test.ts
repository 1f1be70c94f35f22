import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest';
import { inContext } from '../platform/database/context.ts';
import { inAssociation, wholeInstallation } from '../platform/jobs/installation-context.ts';
import { ownServer, storeServer } from '../platform/mail/mail-server.ts';
import { keyNameOf } from '../platform/secrets/sealing-key.ts';
import { personIn } from '../testing/actor.ts';
import { startTestServer } from '../testing/server.ts';
import { keysCommand } from './keys-command.ts';
import { modules } from './modules.ts';
import { passing, sealedColumns } from './sealed-columns.ts';

const server = await startTestServer({ associations: ['lecco'] });
const { database } = server;
const folder = mkdtempSync(join(tmpdir(), 'comunanza-keys-'));
const file = join(folder, 'keys.txt');
const key = (letter: string) => Buffer.alloc(32, letter).toString('base64');
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => vi.unstubAllEnvs());
beforeEach(() => {
  writeFileSync(file, `${key('a')}\n`);
  vi.stubEnv('COMUNANZA_SECRETS_KEY', file);
});

async function run(...words: readonly string[]) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const code = await keysCommand(words, { stdout, stderr, open: async () => database, close: async () => {} });
  return { code, out: String(stdout.read() ?? ''), err: String(stderr.read() ?? '') };
}

const mailServer = {
  host: 'smtp.example',
  port: 587,
  security: 'starttls',
  username: 'cst',
  password: 'segreto lungo',
  sender: 'cst@lecco.example',
  senderName: 'CST Lecco',
} as const;

test('a new key seals every secret anew, and the old one may then be taken away', async () => {
  await inContext(database, inAssociation('lecco'), (tx) =>
    storeServer(tx, 'lecco', mailServer, { person: null, at: new Date('2026-11-21T11:00:00Z') }),
  );
  const register = modules
    .flatMap((module) => module.actions)
    .find(({ name }) => name === 'webhooks/register-webhook')!;
  await server.perform(
    register,
    { name: 'protocollo', address: 'https://protocollo.comune.example/avvisi', events: ['identity/end-post'] },
    personIn('lecco', 'SYS'),
  );
  const sealedNow = async () => {
    const { rows } = await inContext(database, wholeInstallation, (tx) =>
      sql<{ sealed: string }>`select sealed_password as sealed from mail.servers
        union all select sealed_secret from webhooks.keys`.execute(tx),
    );
    return new Set(rows.map(({ sealed }) => keyNameOf(sealed)));
  };
  const before = await sealedNow();
  expect(before.size).toBe(1);
  expect(await run('status')).toMatchObject({ code: 0, out: expect.stringContaining('2 segreti, in uso') });

  const rotated = await run('rotate');
  expect(rotated).toMatchObject({ code: 0, err: '' });
  expect(rotated.out).toMatch(
    /^2 segreti sigillati di nuovo\.\n[0-9a-f]{8} {2}2 segreti, in uso\n[0-9a-f]{8} {2}0 segreti\n$/,
  );
  const [recent, old] = readFileSync(file, 'utf8').trim().split('\n');
  expect(old).toBe(key('a'));
  const after = await sealedNow();
  expect(after.size).toBe(1);
  expect([...after]).not.toEqual([...before]);

  vi.stubEnv('COMUNANZA_SECRETS_KEY', recent!);
  const kept = await inContext(database, inAssociation('lecco'), (tx) => ownServer(tx, 'lecco'));
  expect(kept).toEqual(mailServer);
});

test('a key written in the variable is changed by whoever runs it, and what no key opens is left as it is', async () => {
  vi.stubEnv('COMUNANZA_SECRETS_KEY', key('z'));
  expect(await run('rotate', '--lang', 'en')).toMatchObject({ code: 1, err: expect.stringContaining('keys reseal') });
  expect(await run('reseal')).toMatchObject({ code: 1, err: expect.stringContaining('2 segreti non si leggono') });
  expect(await run('boh')).toMatchObject({ code: 2 });
});

test('every sealed column is known to the change of keys', async () => {
  const { rows } = await database.pool.query(
    `select table_schema || '.' || table_name || '.' || column_name as place from information_schema.columns
     where column_name ~ 'sealed' and data_type = 'text' order by 1`,
  );
  const known = [...sealedColumns.map(({ table, column }) => `${table}.${column}`), ...passing];
  expect(rows.map(({ place }) => place).filter((place: string) => !known.includes(place))).toEqual([]);
  for (const { table, column, key: columns } of sealedColumns)
    await database.pool.query(`select ${[...columns, column].join(', ')} from ${table} limit 0`);
});
