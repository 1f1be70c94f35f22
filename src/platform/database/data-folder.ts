import { accessSync, constants, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startFailures } from './start-failures.ts';

/**
 * Makes the data folder where there is none and proves that it can be written to.
 * Refuses `data-folder-not-writable`, `data-folder-not-a-folder`, `disk-full`.
 */
export function openDataFolder(written: string): string {
  const folder = resolve(written);
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK | constants.X_OK);
    const probe = join(folder, `.probe-${process.pid}`);
    writeFileSync(probe, '1');
    rmSync(probe);
  } catch (cause) {
    throw folderFailure(folder, cause);
  }
  return folder;
}

/** The sentence for what the file system answered; other errors as they are. */
export function folderFailure(folder: string, cause: unknown): unknown {
  switch ((cause as NodeJS.ErrnoException).code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return startFailures.diskFull(folder, cause);
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'ENOENT':
      return startFailures.folderNotWritable(folder, cause);
    case 'ENOTDIR':
    case 'EEXIST':
      return startFailures.notAFolder(folder);
    default:
      return cause;
  }
}
