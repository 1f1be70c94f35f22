import { existsSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Writable } from 'node:stream';
import type { FileAnswer } from '../file-answer.ts';

/** Whether an answer is a file. */
export function isFile(answer: unknown): answer is FileAnswer {
  return (
    typeof answer === 'object' &&
    answer !== null &&
    Object.keys(answer).length === 3 &&
    'name' in answer &&
    'type' in answer &&
    'base64' in answer
  );
}

/**
 * A file answered on the command line: its bytes on standard output where that leads to a file or a program, else saved beside
 * the caller under its name, or the next free one. Returns the path it was saved under.
 */
export function deliverFile(
  { name, base64 }: FileAnswer,
  to: { readonly stdout: Writable; readonly folder: string },
): string | undefined {
  const bytes = Buffer.from(base64, 'base64');
  if ((to.stdout as Writable & { isTTY?: boolean }).isTTY !== true) {
    to.stdout.write(bytes);
    return undefined;
  }
  const ending = extname(name);
  const stem = name.slice(0, name.length - ending.length);
  let path = join(to.folder, name);
  for (let again = 2; existsSync(path); again++) path = join(to.folder, `${stem}-${again}${ending}`);
  writeFileSync(path, bytes, { flag: 'wx' });
  return path;
}
