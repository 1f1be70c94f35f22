import { AsyncLocalStorage } from 'node:async_hooks';
import { sql } from 'kysely';
import type { Tx } from '../action.ts';

const watched = new AsyncLocalStorage<{ changed: boolean }>();

/** Sets what row-level security asks, from here to the end of the transaction: no other act may run in it afterwards. */
export async function setLocally(
  tx: Tx,
  name: `app.${string}` | 'pg_trgm.similarity_threshold',
  value: string,
): Promise<void> {
  const watcher = watched.getStore();
  if (watcher) watcher.changed = true;
  await sql`select set_config(${name}, ${value}, true)`.execute(tx);
}

/** Whether `work` left its transaction with other settings than it found. */
export async function watchingSettings<T>(
  work: () => Promise<T>,
): Promise<{ readonly answer: T; readonly changed: boolean }> {
  const watcher = { changed: false };
  const answer = await watched.run(watcher, work);
  return { answer, changed: watcher.changed };
}
