import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';

const sealLength = 64;
/** What stands at the end of a file, as the comment of a zip archive, until its seal takes the place. */
export const unsealed = '0'.repeat(sealLength);

/**
 * Writes a stream whose last 64 bytes are `unsealed`, and puts there the SHA-256 of everything before them, in
 * hexadecimal: so that any change of any byte shows. The file appears under its name whole or not at all, readable by
 * its owner only. Gives its size in bytes.
 */
export async function writeSealed(file: string, content: Readable): Promise<number> {
  const half = `${file}.part`;
  const written = await open(half, 'w', 0o600);
  try {
    const hash = createHash('sha256');
    let size = 0;
    let tail = Buffer.alloc(0);
    for await (const chunk of content) {
      await written.write(chunk);
      size += chunk.length;
      const both = Buffer.concat([tail, chunk]);
      hash.update(both.subarray(0, Math.max(0, both.length - sealLength)));
      tail = both.subarray(Math.max(0, both.length - sealLength));
    }
    if (tail.toString('latin1') !== unsealed) throw new Error('no place for a seal');
    await written.write(hash.digest('hex'), size - sealLength);
    await written.sync();
    await written.close();
    await rename(half, file);
    return size;
  } catch (error) {
    content.destroy();
    await written.close();
    await rm(half, { force: true });
    throw error;
  }
}

/** Whether the file is exactly as it was sealed. */
export async function isSealed(file: string): Promise<boolean> {
  const hash = createHash('sha256');
  let tail = Buffer.alloc(0);
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
    const both = Buffer.concat([tail, chunk as Buffer]);
    hash.update(both.subarray(0, Math.max(0, both.length - sealLength)));
    tail = both.subarray(Math.max(0, both.length - sealLength));
  }
  return tail.toString('latin1') === hash.digest('hex');
}
