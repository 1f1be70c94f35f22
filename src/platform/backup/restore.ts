import { pipeline } from 'node:stream/promises';
import { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { Refused } from '../../kernel/result.ts';
import { text } from '../../kernel/text.ts';
import type { Database } from '../database/connect.ts';
import { type Migration, migrate, readMigrations } from '../database/migrate.ts';
import { ownSchemas } from '../database/own-schemas.ts';
import type { Progress } from '../database/progress.ts';
import { type Archive, openArchive } from './archive.ts';
import { refusals } from './refusals.ts';
import { type StoredTable, storedSequences, storedTables, wholeSight } from './stored-tables.ts';

export type Restored = { readonly created: string; readonly tables: number; readonly rows: number };

/**
 * Puts the rows of a backup into an empty database, all or none, after having verified all of the file. The tables take
 * the shape they had then and are afterwards brought to this version.
 * Refuses what `openArchive` refuses, `backup/from-later-version`, `backup/not-empty`.
 */
export async function restore(
  database: Database,
  file: string,
  {
    progress = () => {},
    migrations = readMigrations(),
  }: { progress?: Progress; migrations?: readonly Migration[] } = {},
): Promise<Restored> {
  progress(text('Verifica della copia', 'Verifying the backup'));
  const archive = await openArchive(file);
  const client = new Client({ ...database.connection, application_name: 'comunanza restore' });
  client.on('error', () => {});
  try {
    const then = migrationsThen(archive, migrations);
    await client.connect();
    await refuseUnlessEmpty(client);
    await reshape(client, database, then);
    await client.query(`begin; ${wholeSight}`);
    await fill(client, archive, file, progress);
    await client.query('commit');
    database.role = await migrate(database.connection, { migrations, progress });
    await client.query('analyze');
  } finally {
    progress(null);
    archive.close();
    await client.end().catch(() => {});
  }
  const { created, tables } = archive.manifest;
  return { created, tables: tables.length, rows: tables.reduce((sum, table) => sum + table.rows, 0) };
}

/** The migrations that the backup was made after, each known here as it was there. */
function migrationsThen({ manifest }: Archive, known: readonly Migration[]): readonly Migration[] {
  const here = new Map(known.map((migration) => [migration.name, migration]));
  const foreign = manifest.migrations.filter(({ name, sha256 }) => here.get(name)?.sha256 !== sha256);
  if (foreign.length > 0) throw new Refused(refusals.fromLaterVersion(foreign.map(({ name }) => name)));
  const then = new Set(manifest.migrations.map(({ name }) => name));
  return known.filter(({ name }) => then.has(name));
}

async function refuseUnlessEmpty(client: Client): Promise<void> {
  await client.query(`begin read only; ${wholeSight}`);
  const filled: string[] = [];
  for (const { relation } of await storedTables(client)) {
    const { rows } = await client.query(`select exists (select from ${relation}) as filled`);
    if (rows[0].filled) filled.push(relation);
  }
  await client.query('commit');
  if (filled.length > 0) throw new Refused(refusals.notEmpty(filled));
}

/** Gives the empty tables the shape they had when the backup was made. */
async function reshape(client: Client, database: Database, then: readonly Migration[]): Promise<void> {
  const ledger = await client.query("select to_regclass('platform.migrations') is not null as there");
  if (ledger.rows[0].there) {
    const { rows } = await client.query('select name from platform.migrations order by name collate "C"');
    if (rows.map(({ name }) => name).join() === then.map(({ name }) => name).join()) return;
    const schemas = await client.query(`select quote_ident(nspname) as schema from pg_namespace n where ${ownSchemas}`);
    if (schemas.rows.length > 0) {
      await client.query(`drop schema ${schemas.rows.map(({ schema }) => schema).join(', ')} cascade`);
    }
  }
  await migrate(database.connection, { migrations: then });
}

async function fill(client: Client, archive: Archive, file: string, progress: Progress): Promise<void> {
  const tables = await storedTables(client);
  const { manifest } = archive;
  const shape = (list: readonly { schema: string; name: string; columns: readonly string[] }[]) =>
    list.map(({ schema, name, columns }) => `${schema}.${name}(${columns.join()})`).join(' ');
  if (shape(tables) !== shape(manifest.tables)) throw new Refused(refusals.damaged(file));
  const references = await liftReferences(client);
  for (const [i, table] of tables.entries()) {
    const stored = manifest.tables[i]!;
    progress(text(`Ripristino di ${table.relation}`, `Restoring ${table.relation}`));
    await fillTable(client, table, archive, stored.file);
  }
  for (const reference of references) await client.query(reference);
  for (const { relation } of tables)
    await client.query(`alter table ${relation} enable trigger user, force row level security`);
  const sequences = await storedSequences(client);
  for (const { relation, schema, name } of sequences) {
    const stored = manifest.sequences.find((sequence) => sequence.schema === schema && sequence.name === name);
    if (stored) await client.query('select setval($1, $2, $3)', [relation, stored.value, stored.called]);
  }
}

/** Rows come as they were: nothing reacts to them, and their owner is not held by row security while he puts them back. */
async function fillTable(
  client: Client,
  { relation, columns }: StoredTable,
  archive: Archive,
  file: string,
): Promise<void> {
  await client.query(`alter table ${relation} disable trigger user, no force row level security`);
  const copy = client.query(copyFrom(`copy ${relation} (${columns.join(', ')}) from stdin (format csv, header match)`));
  await pipeline(await archive.read(file), copy);
}

/** Takes foreign keys away, so that tables can be filled in any order; gives the statements that check and restore them. */
async function liftReferences(client: Client): Promise<readonly string[]> {
  const { rows } = await client.query(`
    select format('%I.%I', n.nspname, c.relname) as relation, quote_ident(k.conname) as name, pg_get_constraintdef(k.oid) as definition
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    where k.contype = 'f' and k.conparentid = 0 and ${ownSchemas}`);
  for (const { relation, name } of rows) await client.query(`alter table ${relation} drop constraint ${name}`);
  return rows.map(({ relation, name, definition }) => `alter table ${relation} add constraint ${name} ${definition}`);
}
