import { isUtf8 } from 'node:buffer';
import { fileTypeFromBuffer } from 'file-type';
import { documentType } from './file-given.ts';

/** The media type of a file by what is in it, whatever its name says; `text/plain` for readable text, else bytes of any kind. */
export async function mediaType(bytes: Uint8Array): Promise<string> {
  const document = documentType(bytes);
  if (document === 'application/pdf') return document;
  const found = await fileTypeFromBuffer(bytes).catch(() => undefined);
  const plain = found?.mime.split(';', 1).join('').toLowerCase();
  if (plain && /^[a-z0-9.+-]+\/[a-z0-9.+-]+$/.test(plain)) return plain;
  if (document) return document;
  return isUtf8(bytes) && !bytes.includes(0) ? 'text/plain' : 'application/octet-stream';
}

const programTypes =
  /^application\/(x-msdownload|vnd\.microsoft\.portable-executable|x-elf|x-mach-binary|x-msi|java-archive|vnd\.android\.package-archive|x-ms-shortcut|x-shockwave-flash)$/;
const programNames =
  /\.(exe|com|scr|pif|bat|cmd|ps1|vbs|vbe|js|jse|wsf|hta|msi|msp|jar|lnk|reg|cpl|dll|sh|apk|iso|img)\s*$/i;

/** Whether a machine would run it rather than show it: what nobody sends to a desk, and nobody should open. */
export function isProgram({ type, name }: { readonly type: string; readonly name: string }): boolean {
  return programTypes.test(type) || programNames.test(name);
}
