import { createHash } from 'node:crypto';
import { Client } from 'pg';
import { expect, test } from 'vitest';
import { createTestDatabase } from '../../testing/database.ts';
import { type Migration, migrate, readMigrations } from './migrate.ts';
import { StartFailure } from './start-failure.ts';

const platform = readMigrations().filter(({ name }) => name.startsWith('0001_'));
const migration = (name: string, sql: string): Migration => ({
  name,
  sql,
  sha256: createHash('sha256').update(sql).digest('hex'),
});
const notes = migration(
  '9000_notes.sql',
  `create schema notes; create table notes.lines (association text, id int, primary key (association, id));
   call platform.guard('notes.lines');`,
);

async function failureOf(work: Promise<unknown>): Promise<StartFailure> {
  const error = await work.then(
    () => undefined,
    (thrown) => thrown,
  );
  expect(error).toBeInstanceOf(StartFailure);
  return error as StartFailure;
}

async function ask(database: { connection: object }, query: string): Promise<unknown[]> {
  const client = new Client(database.connection);
  await client.connect();
  try {
    return (await client.query(query)).rows;
  } finally {
    await client.end();
  }
}

test('every migration of the product applies, and every table is guarded', async () => {
  const { connection } = await createTestDatabase({ empty: true });
  expect(await migrate(connection)).toBe('comunanza_app');
  expect(await migrate(connection)).toBe('comunanza_app');
});

test('processes that start together apply each migration once', async () => {
  const database = await createTestDatabase({ empty: true });
  const migrations = [...platform, notes];
  await Promise.all([1, 2, 3].map(() => migrate(database.connection, { migrations })));
  expect(await ask(database, 'select count(*)::int as applied from platform.migrations')).toEqual([{ applied: 2 }]);
});

test('a migration that changed after it was applied is refused by name', async () => {
  const { connection } = await createTestDatabase({ empty: true });
  await migrate(connection, { migrations: [...platform, notes] });
  const changed = [...platform, migration(notes.name, `${notes.sql} -- later thought`)];
  const failure = await failureOf(migrate(connection, { migrations: changed }));
  expect(failure.code).toBe('migration-changed');
  expect(failure.says.it).toContain('9000_notes.sql');
});

test('a database of a later version is refused', async () => {
  const { connection } = await createTestDatabase({ empty: true });
  await migrate(connection, { migrations: [...platform, notes] });
  const failure = await failureOf(migrate(connection, { migrations: platform }));
  expect(failure.code).toBe('migration-missing');
  expect(failure.remedy.it).toBe('Aggiornare il programma.');
});

test('a migration that fails leaves nothing of itself', async () => {
  const database = await createTestDatabase({ empty: true });
  const broken = migration('9001_broken.sql', 'create schema broken; select 1 / 0;');
  const failure = await failureOf(migrate(database.connection, { migrations: [...platform, broken] }));
  expect(failure.says.it).toBe('Il passaggio 9001_broken.sql della base di dati non è riuscito: division by zero');
  expect(await ask(database, "select to_regnamespace('broken') as broken")).toEqual([{ broken: null }]);
  await migrate(database.connection, { migrations: platform });
});

test.each([
  ['a table without row-level security', 'create table notes.bare (association text)', 'notes.bare'],
  [
    'a table whose owner escapes it',
    "create table notes.own (association text); call platform.guard('notes.own'); alter table notes.own no force row level security",
    'notes.own',
  ],
  [
    'a table that a backup would not see',
    `create table notes.mine (association text); alter table notes.mine enable row level security;
     alter table notes.mine force row level security; create policy p on notes.mine using (true)`,
    'notes.mine',
  ],
  ["a view with its owner's eyes", 'create view notes.seen as select * from notes.lines', 'notes.seen'],
  ['a materialized view', 'create materialized view notes.kept as select 1 as one', 'notes.kept'],
])('refuses to start with %s', async (_what, sql, relation) => {
  const { connection } = await createTestDatabase({ empty: true });
  const careless = migration('9002_careless.sql', sql);
  const failure = await failureOf(migrate(connection, { migrations: [...platform, notes, careless] }));
  expect(failure.code).toBe('tables-unguarded');
  expect(failure.says.it).toContain(` ${relation}.`);
  const told: string[] = [];
  const onUnguarded = ({ code }: StartFailure) => void told.push(code);
  await migrate(connection, { migrations: [...platform, notes, careless], onUnguarded });
  expect(told, 'and goes on for whoever only looks').toEqual(['tables-unguarded']);
});

test('a view with its reader’s eyes is fine', async () => {
  const { connection } = await createTestDatabase({ empty: true });
  const view = migration(
    '9003_view.sql',
    'create view notes.seen with (security_invoker = true) as select * from notes.lines',
  );
  await migrate(connection, { migrations: [...platform, notes, view] });
});
