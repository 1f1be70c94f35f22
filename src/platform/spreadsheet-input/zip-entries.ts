import { buffer } from 'node:stream/consumers';
import { fromBufferPromise } from 'yauzl';

export type ZipEntry = {
  readonly name: string;
  /** Bytes once inflated, as declared; `content` fails when they turn out to be others. */
  readonly size: number;
  readonly content: () => Promise<Uint8Array>;
};

/** Thrown when a zip holds more than it may; its content is left alone. */
export class ZipTooLarge extends Error {}

const mostEntries = 5_000;

/** What a zip holds, by its directory; nothing is inflated before it is asked for. Undefined when the bytes are no whole zip. */
export async function zipEntries(bytes: Uint8Array): Promise<ZipEntry[] | undefined> {
  const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
    lazyEntries: true,
  }).catch(() => undefined);
  if (!zip) return undefined;
  if (zip.entryCount > mostEntries) throw new ZipTooLarge();
  const entries: ZipEntry[] = [];
  try {
    for await (const entry of zip.eachEntry()) {
      entries.push({
        name: entry.fileName,
        size: entry.uncompressedSize,
        content: async () => buffer(await zip.openReadStreamPromise(entry)),
      });
    }
  } catch {
    return undefined;
  }
  return entries;
}

/** The contents of some entries by name, unless together they go beyond `most` bytes: then `ZipTooLarge`. */
export async function inflate(entries: readonly ZipEntry[], most: number): Promise<Record<string, Uint8Array>> {
  if (entries.reduce((sum, { size }) => sum + size, 0) > most) throw new ZipTooLarge();
  const contents: [string, Uint8Array][] = [];
  for (const { name, content } of entries) contents.push([name, await content()]);
  return Object.fromEntries(contents);
}
