import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  lchownSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Binaries } from './binaries.ts';
import { startFailures } from './start-failures.ts';
import type { SystemUser } from './unprivileged-user.ts';

/** A PostgreSQL data directory below a data folder, and who runs it with what. */
export type Cluster = {
  readonly folder: string;
  readonly binaries: Binaries;
  /** The account to switch to; undefined when the starter runs it himself. */
  readonly user: SystemUser | undefined;
};

export function clusterFolder(folder: string): string {
  return join(folder, 'postgres');
}

/**
 * How PostgreSQL is told its directory. Root's child works from inside it and names it by that, so that the account it
 * switches to need not be able to walk the folders above (a clone below root's closed home). Before version 16 the programs
 * move elsewhere while they look for themselves: there the folders must be open.
 */
export function directoryArgument(cluster: Cluster, directory: string): string {
  const staysInPlace = Number(cluster.binaries.major) >= 16;
  return cluster.user && staysInPlace && process.platform === 'linux' ? '/proc/self/cwd' : directory;
}

/** The environment of PostgreSQL's programs: none of the caller's settings for its clients. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const { PATH, SystemRoot, TEMP, TMP, TMPDIR } = process.env;
  return { PATH, SystemRoot, TEMP, TMP, TMPDIR, LC_ALL: 'C', TZ: 'UTC' };
}

/**
 * Creates the cluster where there is none, with the owner role, the application's role and the database: first beside,
 * then renamed, so that an interrupted creation is begun again. Leaves an existing one as it is.
 * Refuses `disk-full`, `cluster-version`, `unknown-user`, `postgres-did-not-start`.
 */
export function createCluster(cluster: Cluster, durable: boolean): Cluster {
  const { folder, binaries } = cluster;
  const directory = clusterFolder(folder);
  const beside = `${directory}.new-${process.pid}`;
  removeHalfMade(folder);
  const disk = statfsSync(folder);
  const free = disk.bavail * disk.bsize;
  if (existsSync(join(directory, 'PG_VERSION'))) {
    const found = readFileSync(join(directory, 'PG_VERSION'), 'latin1').trim();
    if (found !== binaries.major) throw startFailures.otherClusterVersion(folder, found, binaries.major);
    if (free < 40e6) throw startFailures.diskFull(folder);
    return cluster;
  }
  if (free < 200e6) throw startFailures.diskFull(folder);
  mkdirSync(beside, { mode: 0o700 });
  if (cluster.user) lchownSync(beside, cluster.user.uid, cluster.user.gid);
  runProgram(cluster, beside, binaries.initdb, [
    ...['-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--no-instructions'],
    ...(Number(binaries.major) >= 17
      ? ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
      : ['--locale=C.UTF-8']),
    ...(durable ? [] : ['--no-sync']),
  ]);
  const password = writePassword(folder);
  writeOwned(cluster, join(beside, 'pg_hba.conf'), 'host all all 127.0.0.1/32 scram-sha-256\n');
  runSingle(
    cluster,
    beside,
    [
      `create role comunanza login ${durable ? '' : 'createdb'} password '${password}'`,
      'create role comunanza_app',
      'grant comunanza_app to comunanza',
      'create database comunanza owner comunanza',
      ...(durable ? [] : [`create role tester superuser login password '${password}'`]),
    ],
    durable,
  );
  renameSync(beside, directory);
  return cluster;
}

/** What interrupted creations left; one whose program still runs may resist, and is removed another time. */
function removeHalfMade(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (!name.startsWith('postgres.new-')) continue;
    try {
      rmSync(join(folder, name), { recursive: true, force: true });
    } catch {}
  }
}

/**
 * Root runs an existing cluster as the account that owns it; one that root himself owns (copied by hand) is given to the
 * unprivileged account. Refuses `data-folder-of-another-user` when not root.
 */
export function settleOwner(cluster: Cluster): Cluster {
  const directory = clusterFolder(cluster.folder);
  const { uid, gid } = statSync(directory);
  if (!cluster.user) {
    if (process.getuid && uid !== process.getuid()) throw startFailures.folderOfAnotherUser(cluster.folder);
    return cluster;
  }
  if (uid !== 0) return { ...cluster, user: { uid, gid } };
  giveTo(directory, cluster.user);
  chmodSync(directory, 0o700);
  return cluster;
}

function giveTo(path: string, user: SystemUser): void {
  lchownSync(path, user.uid, user.gid);
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const inside = join(path, entry.name);
    if (entry.isDirectory()) giveTo(inside, user);
    else lchownSync(inside, user.uid, user.gid);
  }
}

/** The password of the owner role, or undefined when its file is lost. Refuses `data-folder-of-another-user`. */
export function readPassword(folder: string): string | undefined {
  try {
    return readFileSync(join(folder, 'password'), 'latin1').trim() || undefined;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') return undefined;
    if (code === 'EACCES') throw startFailures.folderOfAnotherUser(folder);
    throw error;
  }
}

/** Gives the owner role of a stopped cluster a new password. */
export function resetPassword(cluster: Cluster): string {
  const password = writePassword(cluster.folder);
  runSingle(cluster, clusterFolder(cluster.folder), [`alter role comunanza password '${password}'`], true);
  return password;
}

function writePassword(folder: string): string {
  const password = randomBytes(24).toString('base64url');
  rmSync(join(folder, 'password'), { force: true });
  const file = openSync(join(folder, 'password'), 'wx', 0o600);
  writeSync(file, `${password}\n`);
  fsyncSync(file);
  closeSync(file);
  return password;
}

function writeOwned(cluster: Cluster, path: string, content: string): void {
  rmSync(path, { force: true });
  const file = openSync(path, 'wx', 0o600);
  writeSync(file, content);
  closeSync(file);
  if (cluster.user) lchownSync(path, cluster.user.uid, cluster.user.gid);
}

/** Commands given to a server of one's own, without network or password: one a line. */
function runSingle(cluster: Cluster, directory: string, commands: readonly string[], durable: boolean): void {
  const settings = ['-c', 'exit_on_error=true', '-c', `fsync=${durable ? 'on' : 'off'}`];
  runProgram(cluster, directory, cluster.binaries.postgres, settings, `${commands.join('\n')}\n`);
}

function runProgram(
  cluster: Cluster,
  directory: string,
  program: string,
  options: readonly string[],
  input = '',
): void {
  const single = program === cluster.binaries.postgres;
  const ran = spawnSync(
    program,
    [
      ...(single ? ['--single'] : []),
      '-D',
      directoryArgument(cluster, directory),
      ...options,
      ...(single ? ['postgres'] : []),
    ],
    { ...cluster.user, cwd: directory, input, encoding: 'utf8', env: cleanEnvironment() },
  );
  if (ran.status === 0) return;
  if (ran.error && 'code' in ran.error && (ran.error.code === 'EPERM' || ran.error.code === 'EINVAL')) {
    throw startFailures.noUnprivilegedUser(ran.error);
  }
  const said = `${ran.stderr ?? ''}${ran.error?.message ?? ''}`;
  throw explainPostgres(cluster.folder, said, `${program} (${ran.status ?? ran.signal})`);
}

/** The sentence for what PostgreSQL wrote before it gave up. */
export function explainPostgres(folder: string, said: string, otherwise: string): Error {
  if (/No space left on device|Disk quota exceeded/.test(said)) return startFailures.diskFull(folder);
  const unknown = /could not look up effective user ID (\d+)/.exec(said);
  if (unknown) return startFailures.unknownUser(Number(unknown[1]));
  const lines = said.split('\n').filter((line) => /FATAL|PANIC|ERROR|error:/.test(line));
  const last = lines.at(-1)?.replace(/^.*?(FATAL|PANIC|ERROR|error):\s*/, '') ?? otherwise;
  return startFailures.didNotStart(join(folder, 'postgres.log'), last);
}
