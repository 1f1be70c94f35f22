import { join } from 'node:path';
import { type Database, type DatabaseOptions, openDatabase } from './connect.ts';
import { migrate } from './migrate.ts';
import { projectFolder } from './project-folder.ts';

let running: Promise<Database> | undefined;

/**
 * Opens the database and brings it to this version; the process has one. Where nothing is said: `COMUNANZA_DATA` or
 * `data` in the program's folder, and `DATABASE_URL`. Throws `StartFailure` for what a person can remedy, after having
 * stopped what it started.
 */
export function startDatabase(options: Partial<DatabaseOptions> = {}): Promise<Database> {
  if (running) throw new Error('the database of this process is already open');
  running = open(options);
  running.catch(() => {
    running = undefined;
  });
  return running;
}

/** Where the environment says that the data are. */
export function dataPlace(): Pick<DatabaseOptions, 'dataFolder' | 'databaseUrl'> {
  return {
    dataFolder: process.env.COMUNANZA_DATA || join(projectFolder(), 'data'),
    databaseUrl: process.env.DATABASE_URL || undefined,
  };
}

async function open(options: Partial<DatabaseOptions>): Promise<Database> {
  const database = await openDatabase({ ...dataPlace(), ...options });
  try {
    database.role = await migrate(database.connection, {
      progress: options.progress,
      onUnguarded: options.onUnguarded,
    });
  } catch (error) {
    await database.close();
    throw error;
  } finally {
    options.progress?.(null);
  }
  return database;
}

/** Closes what `startDatabase` opened, or is still opening; nothing when nothing is open. Safe to call twice. */
export async function stopDatabase(): Promise<void> {
  const opened = running;
  running = undefined;
  const database = await opened?.catch(() => undefined);
  await database?.close();
}
