import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync, zipSync } from 'fflate';
import { afterAll, expect, test } from 'vitest';
import { Refused } from '../../kernel/result.ts';
import { createTestDatabase } from '../../testing/database.ts';
import { connect, type Database } from '../database/connect.ts';
import { startEmbedded } from '../database/embedded.ts';
import { type Migration, migrate, readMigrations } from '../database/migrate.ts';
import { backup } from './backup.ts';
import { manifestShape } from './manifest.ts';
import { restore } from './restore.ts';

const folder = mkdtempSync(join(tmpdir(), 'comunanza-backups-'));
afterAll(() => rmSync(folder, { recursive: true }));
const platform = readMigrations().filter(({ name }) => name.startsWith('0001_'));
const odd: Migration = {
  name: '9000_odd.sql',
  sha256: 'a'.repeat(64),
  sql: `create schema odd;
    create table odd.parents (association text not null, id integer not null, favourite integer, primary key (association, id));
    create table odd.children (
      association text not null, id bigint generated always as identity, parent integer not null, name text,
      weight double precision, amount numeric, born date, seen timestamptz, more jsonb, bytes bytea, words text[],
      shout text generated always as (upper(name)) stored,
      primary key (association, id), foreign key (association, parent) references odd.parents);
    alter table odd.parents add foreign key (association, favourite) references odd.children (association, id);
    create function odd.refuse() returns trigger language plpgsql as $$ begin raise 'rows come by actions'; end $$;
    call platform.guard('odd.parents');
    call platform.guard('odd.children', entity => 'name');`,
};
const reacting: Migration = {
  name: '9001_reacting.sql',
  sha256: 'b'.repeat(64),
  sql: 'create trigger refuse before insert on odd.children for each row execute function odd.refuse();',
};
const migrations = [...platform, odd, reacting];
let files = 0;
const newFile = () => join(folder, `${++files}.zip`);
const readManifest = (file: string) =>
  manifestShape.parse(JSON.parse(new TextDecoder().decode(unzipSync(readFileSync(file))['manifest.json'])));

/** Rows of two associations, with values that are easily lost on the way. */
async function filled(database: Database): Promise<void> {
  await migrate(database.connection, { migrations: [...platform, odd] });
  await database.pool.query(`begin; set local app.backup = 'on';
    insert into platform.associations (id, name, short_name, agreement) values ('val', 'Valle', 'V', 'a'), ('lago', 'Lago', 'L', 'b');
    insert into odd.parents (association, id) select a, i from unnest(array['val', 'lago']) a, generate_series(1, 50) i;
    insert into odd.children (association, parent, name, weight, amount, born, seen, more, bytes, words)
    select a, 1 + i % 50, (array['Rùfina', 'a "quoted" one', E'two\\nlines\\r\\nand ; , \\\\.', '', null, '\\.'])[1 + i % 6],
      (array[0.1, 1e308, 'NaN', '-Infinity', 1/3.0])[1 + i % 5]::double precision,
      (array[0.10, 1e30, 12.500])[1 + i % 3], date '2024-02-29' + i, timestamptz '2026-10-25 02:30:00.123456+02' + i * interval '1 s',
      jsonb_build_object('i', i, 'a', array[null, '"']), decode(md5(i::text), 'hex'), array['x,y', null, '"']
    from unnest(array['val', 'lago']) a, generate_series(1, 500) i;
    update odd.parents p set favourite = (select min(id) from odd.children c where c.association = p.association and c.parent = p.id);
    commit`);
  await migrate(database.connection, { migrations });
}

const source = await createTestDatabase({ empty: true });
await filled(source);
const whole = newFile();
const made = await backup(source, whole);

async function refusalOf(work: Promise<unknown>): Promise<string | undefined> {
  const error = await work.then(
    () => undefined,
    (thrown) => thrown,
  );
  expect(error).toBeInstanceOf(Refused);
  return (error as Refused).refusals[0]?.code;
}

test('a backup holds every row of every association, and its file is for its owner only', () => {
  expect(made.rows).toBe(2 + 100 + 1000);
  expect(statSync(whole).mode & 0o077).toBe(0);
  expect(readManifest(whole).tables.map(({ schema, name, rows }) => [schema, name, rows])).toEqual([
    ['odd', 'children', 1000],
    ['odd', 'parents', 100],
    ['platform', 'associations', 2],
    ['platform', 'idempotency_keys', 0],
    ['platform', 'settings', 0],
  ]);
});

test('restoring into an empty database gives the same bytes, sequences and constraints', async () => {
  const target = await createTestDatabase({ empty: true });
  const restored = await restore(target, whole, { migrations });
  expect(restored.rows).toBe(made.rows);
  const again = newFile();
  await backup(target, again);
  const [before, after] = [readManifest(whole), readManifest(again)];
  expect(after.tables).toEqual(before.tables);
  expect(after.sequences).toEqual(before.sequences);
  const { rows } = await target.pool.query(`
    select (select count(*) from pg_constraint where contype = 'f' and connamespace = 'odd'::regnamespace) as references,
      (select count(*) from pg_class where relnamespace = 'odd'::regnamespace and relkind = 'r' and relforcerowsecurity) as forced,
      (select tgenabled from pg_trigger where tgname = 'refuse') as trigger`);
  expect(rows).toEqual([{ references: 2n, forced: 2n, trigger: 'O' }]);
});

test('a backup of an earlier version is restored and then brought to this one', async () => {
  const old = await createTestDatabase({ empty: true });
  await migrate(old.connection, { migrations: [...platform, odd] });
  await old.pool.query(`begin; set local app.backup = 'on'; insert into odd.parents values ('val', 1); commit`);
  const file = newFile();
  await backup(old, file);
  const target = await createTestDatabase({ empty: true });
  await migrate(target.connection, { migrations });
  await restore(target, file, { migrations });
  const { rows } = await target.pool.query('select name from platform.migrations order by 1 desc limit 1');
  expect(rows).toEqual([{ name: '9001_reacting.sql' }]);
});

test('a file changed in any place is refused whole', async () => {
  const target = await createTestDatabase({ empty: true });
  const bytes = readFileSync(whole);
  for (const place of [
    10,
    200,
    bytes.length >> 1,
    bytes.length - 120,
    bytes.length - 70,
    ...Array.from({ length: 16 }, (_, i) => bytes.length - 1 - i),
  ]) {
    const changed = Buffer.from(bytes);
    changed[place]! ^= 1;
    const file = newFile();
    writeFileSync(file, changed);
    expect(await refusalOf(restore(target, file, { migrations }))).toBe('backup/damaged');
  }
  const cut = newFile();
  writeFileSync(cut, bytes);
  truncateSync(cut, bytes.length - 1000);
  expect(await refusalOf(restore(target, cut, { migrations }))).toBe('backup/damaged');
  const { rows } = await target.pool.query("select to_regclass('platform.migrations') as ledger");
  expect(rows).toEqual([{ ledger: null }]);
});

test('a file that is no backup is refused as such', async () => {
  const target = await createTestDatabase({ empty: true });
  const text = newFile();
  writeFileSync(text, 'comune;abitanti\n');
  expect(await refusalOf(restore(target, text, { migrations }))).toBe('backup/foreign');
  const zip = newFile();
  writeFileSync(zip, zipSync({ 'foglio.xml': new Uint8Array(10) }));
  expect(await refusalOf(restore(target, zip, { migrations }))).toBe('backup/foreign');
  const empty = newFile();
  writeFileSync(empty, '');
  expect(await refusalOf(restore(target, empty, { migrations }))).toBe('backup/foreign');
  expect(await refusalOf(restore(target, join(folder, 'none.zip'), { migrations }))).toBe('backup/not-readable');
});

test('a database that holds data is not restored over', async () => {
  expect(await refusalOf(restore(source, whole, { migrations }))).toBe('backup/not-empty');
});

test('a backup of a later version is refused', async () => {
  const target = await createTestDatabase({ empty: true });
  expect(await refusalOf(restore(target, whole, { migrations: [...platform, odd] }))).toBe('backup/from-later-version');
});

test('a backup overwrites nothing and leaves no half file', async () => {
  expect(await refusalOf(backup(source, whole))).toBe('backup/file-exists');
  expect(await refusalOf(backup(source, join(folder, 'absent', 'x.zip')))).toBe('backup/not-writable');
  expect(existsSync(`${whole}.part`)).toBe(false);
});

test('an empty database has nothing to back up', async () => {
  const target = await createTestDatabase({ empty: true });
  expect(await refusalOf(backup(target, newFile()))).toBe('backup/nothing-there');
});

test('rows written during a backup are wholly in it or wholly out', async () => {
  const database = await createTestDatabase({ empty: true });
  await migrate(database.connection, { migrations: [...platform, odd] });
  let writing = true;
  const writer = (async () => {
    for (let i = 1; writing; i++) {
      await database.pool.query(`begin; set local app.backup = 'on';
        insert into odd.parents values ('val', ${i});
        insert into odd.children (association, parent, name) values ('val', ${i}, 'x'), ('val', ${i}, 'y'); commit`);
    }
  })();
  const file = newFile();
  await backup(database, file);
  writing = false;
  await writer;
  const rows = Object.fromEntries(readManifest(file).tables.map((table) => [table.name, table.rows]));
  expect(rows.children).toBe(2 * rows.parents!);
});

const debian = '/usr/lib/postgresql/15/bin';
test('data go from one PostgreSQL to another of version 15 and back without a changed byte', async (context) => {
  if (!existsSync(join(debian, 'postgres'))) context.skip('PostgreSQL 15 of Debian is not installed');
  const data = mkdtempSync('/tmp/comunanza-test-');
  chmodSync(data, 0o755);
  const other = await startEmbedded({ dataFolder: data, durable: false, binFolder: debian });
  try {
    const external = connect(other.address);
    await restore(external, whole, { migrations });
    const there = newFile();
    await backup(external, there);
    await external.close();
    const back = await createTestDatabase({ empty: true });
    await restore(back, there, { migrations });
    const home = newFile();
    await backup(back, home);
    expect(readManifest(there).tables).toEqual(readManifest(whole).tables);
    expect(readManifest(home).tables).toEqual(readManifest(whole).tables);
    expect(readManifest(there).postgres).toMatch(/^15\./);
  } finally {
    await other.stop();
    rmSync(data, { recursive: true });
  }
});
