import { setTimeout as pause } from 'node:timers/promises';
import { text } from '../../kernel/text.ts';
import { binariesIn, locateBinaries } from './binaries.ts';
import { type Cluster, createCluster, readPassword, resetPassword, settleOwner } from './cluster.ts';
import { folderFailure, openDataFolder } from './data-folder.ts';
import { lockData } from './data-lock.ts';
import { runPostmaster } from './postmaster.ts';
import { readPostmasterFile, stopLeftBehind } from './postmaster-file.ts';
import type { Progress } from './progress.ts';
import type { StartFailure } from './start-failure.ts';
import { startFailures } from './start-failures.ts';
import { unprivilegedUser } from './unprivileged-user.ts';

/** How to reach a PostgreSQL, in the words of `pg`. */
export type Address = {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
};

export type EmbeddedPostgres = {
  readonly address: Address;
  /** Resolves when PostgreSQL ends without having been asked to. */
  readonly lost: Promise<StartFailure>;
  /** Stops it; one that another process runs is left alone. */
  readonly stop: () => Promise<void>;
};

export type EmbeddedOptions = {
  readonly dataFolder: string;
  /** When a live process has the folder: refuse (a server), or use the PostgreSQL that runs there (a command). */
  readonly whenBusy?: 'refuse' | 'join';
  readonly progress?: Progress;
  /** A `bin` folder to run instead of the installed package. */
  readonly binFolder?: string;
  /**
   * False only in tests: commits are not forced to disk, the owner role may create databases, and there is a superuser
   * `tester` with the same password.
   */
  readonly durable?: boolean;
};

/**
 * Starts PostgreSQL on the data folder, prepared the first time, and answers when it accepts connections on a free port
 * of 127.0.0.1. A server left behind by a killed process is stopped first. The role of the address owns the database and
 * is no superuser; its password lives in `password`, readable by the starter only.
 *
 * Refuses the `data-folder-…` failures, `disk-full`, `cluster-version`, `postgres-did-not-start` and those of
 * `locateBinaries`.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const { progress = () => {} } = options;
  const folder = openDataFolder(options.dataFolder);
  const lock = await lockData(folder, options.whenBusy === 'join' ? 0 : 3000);
  if (!lock.held) {
    if (options.whenBusy === 'join') return joinRunning(folder, lock.by.pid);
    throw startFailures.folderBusy(folder, lock.by.pid);
  }
  try {
    const root = unprivilegedUser();
    const binaries = options.binFolder ? binariesIn(options.binFolder, root) : locateBinaries(folder, root);
    if (!binaries) throw startFailures.noBinaries(options.binFolder ?? process.platform);
    const cluster: Cluster = { folder, binaries, user: root };
    await stopLeftBehind(cluster, progress);
    progress(text('Preparazione della base di dati', 'Preparing the database'));
    const owned = settleOwner(createCluster(cluster, options.durable ?? true));
    const password = readPassword(folder) ?? resetPassword(owned);
    progress(text('Avvio di PostgreSQL', 'Starting PostgreSQL'));
    const postmaster = await runPostmaster(owned, options.durable ?? true);
    return {
      address: addressAt(postmaster.port, password),
      lost: postmaster.lost,
      stop: async () => {
        await postmaster.stop();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw folderFailure(folder, error);
  }
}

/** The PostgreSQL that another process runs on the folder, once it accepts connections. */
async function joinRunning(folder: string, pid: number): Promise<EmbeddedPostgres> {
  for (let patience = 100; patience > 0; patience--) {
    const file = readPostmasterFile(folder);
    const password = file?.ready ? readPassword(folder) : undefined;
    if (file && password) {
      return { address: addressAt(file.port, password), lost: new Promise(() => {}), stop: async () => {} };
    }
    await pause(100);
  }
  throw startFailures.folderBusy(folder, pid);
}

function addressAt(port: number, password: string): Address {
  return { host: '127.0.0.1', port, user: 'comunanza', password, database: 'comunanza' };
}
