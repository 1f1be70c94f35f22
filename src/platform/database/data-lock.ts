import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { folderFailure } from './data-folder.ts';
import { processIdentity } from './process-identity.ts';

export type Holder = { readonly pid: number; readonly identity: string };
export type DataLock =
  | { readonly held: true; readonly release: () => void }
  | { readonly held: false; readonly by: Holder };

/**
 * Takes the data folder for this process, or says who has it. A lock whose process is gone (killed, or of an earlier
 * boot) is taken over. `patience` in milliseconds: how long to wait for a holder that may be stopping.
 */
export async function lockData(folder: string, patience: number): Promise<DataLock> {
  const until = Date.now() + patience;
  for (;;) {
    const taken = tryLock(folder);
    if (taken.held || Date.now() >= until) return taken;
    await pause(100);
  }
}

/** The live process that has the data folder, if any. */
export function holderOf(folder: string): Holder | undefined {
  const holder = readHolder(join(folder, 'lock'));
  return holder && processIdentity(holder.pid) === holder.identity ? holder : undefined;
}

function tryLock(folder: string): DataLock {
  const path = join(folder, 'lock');
  const mine = `${path}.${process.pid}`;
  const identity = processIdentity(process.pid) ?? '';
  try {
    writeFileSync(mine, `${JSON.stringify({ pid: process.pid, identity })}\n`);
    for (;;) {
      try {
        linkSync(mine, path); // never over an existing one: of two that start together one wins
        return { held: true, release: () => rmSync(path, { force: true }) };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      }
      const by = holderOf(folder);
      if (by) return { held: false, by };
      setAside(path);
    }
  } catch (error) {
    throw folderFailure(folder, error);
  } finally {
    rmSync(mine, { force: true });
  }
}

/** Removes a dead lock, unless somebody took it over between our look and our hand. */
function setAside(path: string): void {
  const aside = `${path}.${process.pid}.dead`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  const found = readHolder(aside);
  if (found && processIdentity(found.pid) === found.identity) {
    try {
      linkSync(aside, path);
    } catch {}
  }
  rmSync(aside, { force: true });
}

function readHolder(path: string): Holder | undefined {
  try {
    const holder = JSON.parse(readFileSync(path, 'utf8'));
    return Number.isInteger(holder.pid) && typeof holder.identity === 'string' ? holder : undefined;
  } catch {
    return undefined;
  }
}
