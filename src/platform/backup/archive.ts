import { createHash } from 'node:crypto';
import { open as openFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { Refused } from '../../kernel/result.ts';
import { type Manifest, manifestFile, manifestShape } from './manifest.ts';
import { refusals } from './refusals.ts';
import { isSealed, unsealed } from './sealed-file.ts';

/** A backup that was read to its end and found whole. */
export type Archive = {
  readonly manifest: Manifest;
  readonly read: (file: string) => Promise<Readable>;
  readonly close: () => void;
};

/**
 * Opens a backup after having verified all of it: the seal of the file, the manifest, the hash and the number of rows of
 * every table. Refuses `backup/not-readable`, `backup/foreign`, `backup/damaged`.
 */
export async function openArchive(file: string): Promise<Archive> {
  if (!(await startsAsZip(file))) throw new Refused(refusals.foreign(file));
  const whole = await isSealed(file);
  const zip = await openPromise(file, { lazyEntries: true, autoClose: false }).catch(() => {
    throw new Refused(refusals.damaged(file)); // cut short: the directory of an archive is at its end
  });
  try {
    if (!whole)
      throw new Refused(zip.comment.length === unsealed.length ? refusals.damaged(file) : refusals.foreign(file));
    const entries = await entriesOf(zip);
    if (!entries.has(manifestFile)) throw new Refused(refusals.foreign(file));
    const read = (name: string) => zip.openReadStreamPromise(entries.get(name)!);
    const manifest = manifestShape.safeParse(JSON.parse(await textOf(await read(manifestFile))));
    if (!manifest.success) throw new Refused(refusals.foreign(file));
    for (const table of manifest.data.tables) {
      const entry = entries.get(table.file);
      const found = entry ? await measure(await read(table.file)) : undefined;
      if (found?.sha256 !== table.sha256 || found.rows !== table.rows) throw new Refused(refusals.damaged(file));
    }
    return { manifest: manifest.data, read, close: () => zip.close() };
  } catch (error) {
    zip.close();
    if (error instanceof Refused) throw error;
    throw new Refused(refusals.damaged(file));
  }
}

async function startsAsZip(file: string): Promise<boolean> {
  try {
    const handle = await openFile(file);
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0);
      return bytesRead === 4 && buffer.toString('latin1') === 'PK\x03\x04';
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw new Refused(refusals.notReadable(file, (error as NodeJS.ErrnoException).code ?? ''));
  }
}

async function entriesOf(zip: ZipFile): Promise<ReadonlyMap<string, Entry>> {
  const entries = new Map<string, Entry>();
  for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry);
  return entries;
}

async function textOf(stream: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** The hash of a CSV and its rows: line ends outside quotation marks, the header not counted. */
async function measure(stream: Readable): Promise<{ sha256: string; rows: number }> {
  const hash = createHash('sha256');
  let rows = -1;
  let quoted = false;
  for await (const chunk of stream) {
    const bytes = chunk as Buffer;
    hash.update(bytes);
    for (let i = 0; i < bytes.length; i++) {
      if (bytes[i] === 0x22) quoted = !quoted;
      else if (bytes[i] === 0x0a && !quoted) rows++;
    }
  }
  return { sha256: hash.digest('hex'), rows };
}
