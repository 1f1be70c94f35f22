import { inflateRawSync } from 'node:zlib';

export type ZipEntry = { readonly name: string; readonly content: () => Uint8Array };

/** Thrown when a zip holds more than it may; its content is left alone. */
export class ZipTooLarge extends Error {}

const mostEntries = 5_000;

/**
 * What a zip holds, read from its central directory (APPNOTE 4.3.12). Contents are inflated on demand and never beyond
 * `budget` bytes in all, whatever the sizes that the zip declares: beyond it `ZipTooLarge` is thrown.
 * Undefined when the bytes are no whole zip. Encrypted and 64-bit zips are not read: no spreadsheet is one.
 */
export function zipEntries(bytes: Uint8Array, budget: number): ZipEntry[] | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOfDirectory(view);
  if (end === undefined) return undefined;
  const count = view.getUint16(end + 10, true);
  if (count > mostEntries) throw new ZipTooLarge();
  let left = budget;
  const entries: ZipEntry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let index = 0; index < count; index++) {
    if (at + 46 > end || view.getUint32(at, true) !== 0x02014b50) return undefined;
    const [flags, method] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true)];
    const size = view.getUint32(at + 20, true);
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true)) as [
      number,
      number,
      number,
    ];
    const header = view.getUint32(at + 42, true);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    at += 46 + nameLength + extra + comment;
    if (header + 30 > bytes.length || (flags & 1) === 1) return undefined;
    entries.push({
      name,
      content() {
        const start = header + 30 + view.getUint16(header + 26, true) + view.getUint16(header + 28, true);
        const raw = bytes.subarray(start, start + size);
        const content = method === 0 ? raw : inflated(raw, left);
        left -= content.length;
        if (left < 0) throw new ZipTooLarge();
        return content;
      },
    });
  }
  return entries;
}

function inflated(raw: Uint8Array, most: number): Uint8Array {
  try {
    return inflateRawSync(raw, { maxOutputLength: Math.max(most, 1) });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw new ZipTooLarge();
    throw error;
  }
}

function endOfDirectory(view: DataView): number | undefined {
  const lowest = Math.max(0, view.byteLength - 22 - 65_535);
  for (let at = view.byteLength - 22; at >= lowest; at--) if (view.getUint32(at, true) === 0x06054b50) return at;
  return undefined;
}
