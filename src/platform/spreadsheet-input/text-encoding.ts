import type { TableFormat } from './table.ts';

type Encoding = Extract<TableFormat, { kind: 'csv' }>['encoding'];

/**
 * The text of a file as Italian programs save it: UTF-8 with or without its mark, UTF-16, or else Windows-1252 (which holds
 * Latin-1). Undefined when the bytes are no text at all.
 */
export function decodeText(bytes: Uint8Array): { readonly text: string; readonly encoding: Encoding } | undefined {
  const marked = markedEncoding(bytes);
  if (marked === 'utf-16le' || marked === 'utf-16be') return textOnly(utf16(bytes, marked), marked);
  const wide = unmarkedUtf16(bytes);
  if (wide) return textOnly(utf16(bytes, wide), wide);
  if (bytes.includes(0)) return undefined;
  try {
    return textOnly(new TextDecoder('utf-8', { fatal: true }).decode(bytes), 'utf-8');
  } catch {
    return textOnly(new TextDecoder('windows-1252').decode(bytes), 'windows-1252');
  }
}

function markedEncoding(bytes: Uint8Array): Encoding | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
}

/** UTF-16 without a mark: in its first characters, every other byte is zero and no other one is. */
function unmarkedUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const start = bytes.subarray(0, 64);
  if (start.length < 4) return undefined;
  const isZero = (parity: 0 | 1) => start.every((byte, index) => index % 2 !== parity || byte === 0);
  const isFull = (parity: 0 | 1) => start.every((byte, index) => index % 2 !== parity || byte !== 0);
  if (isZero(1) && isFull(0)) return 'utf-16le';
  if (isZero(0) && isFull(1)) return 'utf-16be';
  return undefined;
}

function utf16(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): string {
  return new TextDecoder(encoding).decode(bytes);
}

function textOnly(text: string, encoding: Encoding) {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they tell a text from anything else
  const controls = text.slice(0, 65_536).match(/[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/g)?.length ?? 0;
  return controls > Math.min(text.length, 65_536) / 200 ? undefined : { text, encoding };
}
