import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client, type ClientConfig } from 'pg';
import { text } from '../../kernel/text.ts';
import { ensureAppRole } from './app-role.ts';
import type { DatabaseOptions } from './connect.ts';
import type { Progress } from './progress.ts';
import { projectFolder } from './project-folder.ts';
import { startFailures } from './start-failures.ts';
import { unguardedRelations } from './unguarded-relations.ts';

export type Migration = { readonly name: string; readonly sql: string; readonly sha256: string };

/** The numbered SQL files of a folder, in the order in which they are applied. */
export function readMigrations(folder = join(projectFolder(), 'migrations')): readonly Migration[] {
  return readdirSync(folder)
    .filter((name) => /^\d{4}_[a-z0-9_-]+\.sql$/.test(name))
    .sort()
    .map((name) => {
      const sql = readFileSync(join(folder, name), 'utf8');
      return { name, sql, sha256: createHash('sha256').update(sql).digest('hex') };
    });
}

/**
 * Brings the database to this version: each migration not yet applied, in order, in a transaction of its own, one process
 * at a time. Then proves that every table is under forced row-level security. Gives the role for `inContext`.
 * Refuses `migration-changed`, `migration-missing`, `migration-failed`, `tables-unguarded`, `database-no-privileges` and
 * those of `ensureAppRole`.
 */
export async function migrate(
  connection: ClientConfig,
  {
    migrations = readMigrations(),
    progress,
    onUnguarded,
  }: {
    migrations?: readonly Migration[];
    progress?: Progress | undefined;
    onUnguarded?: DatabaseOptions['onUnguarded'];
  } = {},
): Promise<'comunanza_app' | undefined> {
  const client = new Client({ ...connection, application_name: 'comunanza migrations' });
  client.on('error', () => {});
  await client.connect();
  try {
    progress?.(text('Aggiornamento della base di dati', 'Updating the database'));
    await client.query("set time zone 'UTC'");
    await client.query("select pg_advisory_lock(hashtext('comunanza migrations'))");
    const role = await ensureAppRole(client);
    await ensureLedger(client);
    const applied = await readApplied(client);
    compare(applied, migrations);
    for (const migration of migrations) {
      if (!applied.has(migration.name)) await apply(client, migration);
    }
    await client.query('call platform.grant_missing()');
    const unguarded = await unguardedRelations(client);
    if (unguarded.length > 0) {
      const failure = startFailures.unguarded(unguarded);
      if (!onUnguarded) throw failure;
      onUnguarded(failure);
    }
    return role;
  } finally {
    await client.end();
  }
}

async function ensureLedger(client: Client): Promise<void> {
  const { rows } = await client.query("select to_regclass('platform.migrations') is not null as there");
  if (rows[0].there) return;
  try {
    await client.query(`begin;
      create schema if not exists platform;
      create table platform.migrations (
        name text primary key,
        sha256 text not null,
        applied timestamptz not null default now()
      );
      alter table platform.migrations enable row level security;
      alter table platform.migrations force row level security;
      create policy owner on platform.migrations to current_user using (true);
      commit`);
  } catch (error) {
    await client.query('rollback');
    if ((error as { code?: string }).code === '42501') {
      throw startFailures.noPrivileges(client.user ?? '', 'CREATE SCHEMA');
    }
    throw error;
  }
}

async function readApplied(client: Client): Promise<ReadonlyMap<string, string>> {
  try {
    const { rows } = await client.query('select name, sha256 from platform.migrations');
    return new Map(rows.map((row) => [row.name, row.sha256]));
  } catch (error) {
    if ((error as { code?: string }).code !== '42501') throw error;
    throw startFailures.noPrivileges(client.user ?? '', 'platform.migrations');
  }
}

function compare(applied: ReadonlyMap<string, string>, migrations: readonly Migration[]): void {
  const known = new Map(migrations.map((migration) => [migration.name, migration.sha256]));
  const missing = [...applied.keys()].filter((name) => !known.has(name)).sort();
  if (missing.length > 0) throw startFailures.migrationMissing(missing);
  const changed = [...applied].filter(([name, sha256]) => known.get(name) !== sha256).map(([name]) => name);
  if (changed.length > 0) throw startFailures.migrationChanged(changed.sort());
}

async function apply(client: Client, { name, sql, sha256 }: Migration): Promise<void> {
  try {
    await client.query('begin');
    await client.query(sql);
    await client.query('insert into platform.migrations (name, sha256) values ($1, $2)', [name, sha256]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => {});
    const { code, message } = error as { code?: string; message: string };
    if (code === '42501') throw startFailures.noPrivileges(client.user ?? '', message);
    if (code === '53100') throw startFailures.diskFull('PostgreSQL', error);
    throw startFailures.migrationFailed(name, message, error);
  }
}
