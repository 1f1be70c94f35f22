import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { PassThrough, type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { ZipFile } from 'yazl';
import { Refused } from '../../kernel/result.ts';
import { text } from '../../kernel/text.ts';
import type { Database } from '../database/connect.ts';
import type { Progress } from '../database/progress.ts';
import { type Manifest, manifestFile } from './manifest.ts';
import { refusals } from './refusals.ts';
import { unsealed, writeSealed } from './sealed-file.ts';
import { type StoredTable, storedSequences, storedTables, wholeSight } from './stored-tables.ts';

export type BackupMade = {
  readonly file: string;
  readonly tables: number;
  readonly rows: number;
  readonly bytes: number;
};

/**
 * Writes one consistent snapshot of the whole installation into `file`: a zip of a CSV per table and a manifest of their
 * hashes, streamed, while others go on working. Contains everything, secrets included: the file is its owner's only.
 * Refuses `backup/file-exists`, `backup/not-writable`, `backup/nothing-there`.
 */
export async function backup(database: Database, file: string, progress: Progress = () => {}): Promise<BackupMade> {
  if (existsSync(file)) throw new Refused(refusals.fileExists(file));
  const client = new Client({ ...database.connection, application_name: 'comunanza backup' });
  client.on('error', () => {});
  await client.connect();
  const zip = new ZipFile();
  const output = zip.outputStream as Readable;
  zip.on('error', (error) => output.destroy(error));
  output.on('error', () => {}); // reported by whoever reads or fills it
  try {
    await client.query(`begin isolation level repeatable read read only; ${wholeSight}`);
    const ledger = await client.query("select to_regclass('platform.migrations') is not null as there");
    if (!ledger.rows[0].there) throw new Refused(refusals.nothingThere());
    const [manifest, bytes] = await Promise.all([
      fill(client, zip, progress).catch((error) => {
        output.destroy(error);
        throw error;
      }),
      writeSealed(file, output).catch((error) => {
        client.end().catch(() => {}); // nobody reads any more: ends a COPY that waits
        throw error;
      }),
    ]);
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
    return { file, tables: manifest.tables.length, rows, bytes };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (/^(ENOENT|EACCES|EPERM|EROFS|ENOSPC|EDQUOT|EISDIR|ENOTDIR|EFBIG|EIO)$/.test(code ?? '')) {
      throw new Refused(refusals.notWritable(file, code ?? ''));
    }
    throw error;
  } finally {
    progress(null);
    await client.end().catch(() => {});
  }
}

async function fill(client: Client, zip: ZipFile, progress: Progress): Promise<Manifest> {
  const { rows } = await client.query(
    `select to_char(now(), 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as created, current_setting('server_version') as postgres`,
  );
  const { created, postgres } = rows[0] as { created: string; postgres: string };
  const options = { mtime: new Date(created), mode: 0o100600 };
  const migrations = await client.query('select name, sha256 from platform.migrations order by name collate "C"');
  const tables: Manifest['tables'] = [];
  for (const table of await storedTables(client)) {
    progress(text(`Copia di ${table.relation}`, `Backing up ${table.relation}`));
    tables.push(await addTable(client, zip, table, options));
  }
  const sequences: Manifest['sequences'] = [];
  for (const { schema, name, relation } of await storedSequences(client)) {
    const {
      rows: [found],
    } = await client.query(`select last_value::text as value, is_called as called from ${relation}`);
    sequences.push({ schema, name, ...found });
  }
  await client.query('commit');
  const manifest: Manifest = {
    format: 'comunanza-backup',
    version: 1,
    created,
    postgres,
    migrations: migrations.rows,
    tables,
    sequences,
  };
  zip.addBuffer(Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`), manifestFile, options);
  zip.end({ comment: unsealed, forceZip64Format: false });
  return manifest;
}

async function addTable(
  client: Client,
  zip: ZipFile,
  table: StoredTable,
  options: { mtime: Date; mode: number },
): Promise<Manifest['tables'][number]> {
  const { schema, name, relation, columns, order } = table;
  const file = `tables/${schema}.${name}.csv`;
  const hash = createHash('sha256');
  const hashing = new Transform({
    transform(chunk, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  const entry = new PassThrough();
  zip.addReadStream(entry, file, options);
  const copy = client.query(
    copyTo(
      `copy (select ${columns.join(', ')} from ${relation} as whole_row order by ${order}) to stdout (format csv, header true)`,
    ),
  );
  await pipeline(copy, hashing, entry);
  return { schema, name, file, columns: [...columns], rows: copy.rowCount, sha256: hash.digest('hex') };
}
