import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { closeSync, fstatSync, openSync, readSync, renameSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Cluster, cleanEnvironment, clusterFolder, directoryArgument, explainPostgres } from './cluster.ts';
import { readPostmasterFile } from './postmaster-file.ts';
import type { StartFailure } from './start-failure.ts';
import { startFailures } from './start-failures.ts';

export type Postmaster = {
  readonly port: number;
  readonly lost: Promise<StartFailure>;
  readonly stop: () => Promise<void>;
};

/** Runs PostgreSQL until it accepts connections, however long it has to recover; tries again where waiting helps. */
export async function runPostmaster(cluster: Cluster, durable: boolean): Promise<Postmaster> {
  for (let attempt = 1; ; attempt++) {
    const outcome = await tryPort(cluster, durable, await freePort());
    if (!('said' in outcome)) return outcome;
    // A port taken between choosing and using it, or children of a killed server that are still leaving.
    const passing = /Address already in use|could not create any TCP\/IP sockets|shared memory block .* still in use/;
    if (attempt === 20 || !passing.test(outcome.said)) throw explainPostgres(cluster.folder, outcome.said, outcome.how);
    await pause(250);
  }
}

async function tryPort(
  cluster: Cluster,
  durable: boolean,
  port: number,
): Promise<Postmaster | { readonly said: string; readonly how: string }> {
  const directory = clusterFolder(cluster.folder);
  const path = join(cluster.folder, 'postgres.log');
  if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) > 10e6) renameSync(path, `${path}.1`);
  const log = openSync(path, 'a+', 0o600);
  const from = fstatSync(log).size;
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    max_connections: 60,
    fsync: durable ? 'on' : 'off',
    synchronous_commit: durable ? 'on' : 'off',
    full_page_writes: durable ? 'on' : 'off',
  };
  const child = spawn(
    cluster.binaries.postgres,
    [
      '-D',
      directoryArgument(cluster, directory),
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    // Its own session: Ctrl-C at the terminal is for node, which stops PostgreSQL after its last transaction.
    { ...cluster.user, cwd: directory, detached: true, stdio: ['ignore', log, log], env: cleanEnvironment() },
  );
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => resolve(`${signal ?? `exit code ${code}`}`));
    child.once('error', (error) => resolve(error.message));
  });
  let how: string | undefined;
  ended.then((way) => {
    how = way;
  });
  for (;;) {
    const file = readPostmasterFile(cluster.folder);
    if (file?.ready && file.pid === child.pid) break;
    if (how !== undefined) {
      const said = readFrom(log, from);
      closeSync(log);
      return { said, how };
    }
    await pause(20);
  }
  child.unref();
  // A program that breaks down takes PostgreSQL with it; only a killed one leaves it, for the next start to stop.
  const leaving = () => child.kill('SIGINT');
  process.on('exit', leaving);
  let asked = false;
  return {
    port,
    lost: ended.then((way) => {
      process.off('exit', leaving);
      const said = readFrom(log, Math.max(from, fstatSync(log).size - 20_000));
      closeSync(log);
      if (asked) return new Promise<never>(() => {});
      const full = explainPostgres(cluster.folder, said, way) as StartFailure;
      return full.code === 'disk-full' ? full : startFailures.lost(path, way);
    }),
    stop: async () => {
      asked = true;
      child.ref();
      await askToStop(cluster, child, ended);
    },
  };
}

/** Fast shutdown: transactions under way are rolled back, everything committed is checkpointed. */
async function askToStop(cluster: Cluster, child: ChildProcess, ended: Promise<string>): Promise<void> {
  if (process.platform === 'win32') {
    spawnSync(cluster.binaries.pgCtl, ['stop', '-m', 'fast', '-w', '-D', clusterFolder(cluster.folder)]);
  } else child.kill('SIGINT');
  const impatience = setTimeout(() => child.kill('SIGQUIT'), 60_000);
  await ended;
  clearTimeout(impatience);
}

function readFrom(file: number, from: number): string {
  const bytes = Buffer.alloc(Math.max(0, Math.min(fstatSync(file).size - from, 100_000)));
  readSync(file, bytes, 0, bytes.length, from);
  return bytes.toString('utf8');
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
