import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { text } from '../../kernel/text.ts';
import { type Cluster, clusterFolder } from './cluster.ts';
import { folderFailure } from './data-folder.ts';
import { processIdentity } from './process-identity.ts';
import type { Progress } from './progress.ts';
import { startFailures } from './start-failures.ts';

export type PostmasterFile = { readonly pid: number; readonly port: number; readonly ready: boolean };

/** What a running PostgreSQL writes in its folder; undefined when there is none or it is half written. */
export function readPostmasterFile(folder: string): PostmasterFile | undefined {
  let lines: string[];
  try {
    lines = readFileSync(join(clusterFolder(folder), 'postmaster.pid'), 'latin1').split('\n');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EACCES') throw startFailures.folderOfAnotherUser(folder);
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw folderFailure(folder, error);
  }
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  if (!(pid > 0)) return undefined;
  return { pid, port, ready: lines[7]?.trim() === 'ready' };
}

/**
 * Stops the PostgreSQL that a killed process left running on the folder, losing nothing committed, and removes the file
 * of one that is gone (its process number may meanwhile belong to somebody else).
 */
export async function stopLeftBehind({ folder }: Pick<Cluster, 'folder'>, progress: Progress): Promise<void> {
  const file = readPostmasterFile(folder);
  if (file && isPostmaster(file)) {
    progress(text('Arresto di PostgreSQL rimasto acceso', 'Stopping the PostgreSQL left running'));
    for (const [signal, patience] of [
      ['SIGINT', 30_000],
      ['SIGQUIT', 10_000],
      ['SIGKILL', 5_000],
    ] as const) {
      if (await end(file.pid, signal, patience)) break;
    }
  }
  rmSync(join(clusterFolder(folder), 'postmaster.pid'), { force: true });
}

async function end(pid: number, signal: NodeJS.Signals, patience: number): Promise<boolean> {
  try {
    process.kill(pid, signal);
  } catch {}
  for (let waited = 0; waited < patience; waited += 20) {
    if (processIdentity(pid) === undefined) return true;
    await pause(20);
  }
  return false;
}

/**
 * Whether the process is the PostgreSQL that wrote the file: its command line, which everybody may read, names the port,
 * and a port has one owner.
 */
function isPostmaster({ pid, port }: PostmasterFile): boolean {
  if (processIdentity(pid) === undefined) return false;
  try {
    const command =
      process.platform === 'linux'
        ? readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
        : execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
    return /postgres/.test(command) && `${command} `.includes(` port=${port} `);
  } catch {
    return process.platform === 'win32';
  }
}
