import type { EntityCode } from '../../kernel/entity.ts';
import type { Actor, Tx } from '../action.ts';
import type { Database } from './connect.ts';
import { type LocalSettings, withSettings } from './context-driver.ts';

export type Context = {
  /** The association acted in; null outside any. */
  readonly association: string | null;
  readonly actor: Pick<Actor, 'person'>;
  /** The entities whose rows the actor may see and touch. */
  readonly entities: 'all' | readonly EntityCode[];
  /** A read-only transaction. */
  readonly reads?: boolean;
  /** Everything read is as it was at the first question, whatever others write meanwhile. */
  readonly snapshot?: boolean;
  /** Acts for the whole installation: tables that say so show every association. */
  readonly installation?: boolean;
};

/** The codes separated by commas; what could be read as more than one code is none. */
function entitySetting(entities: Context['entities']): string {
  if (entities === 'all') return '*';
  for (const code of entities) if (!/^[\w.-]+$/.test(code)) throw new Error(`"${code}" is no code of an entity`);
  return entities.join(',');
}

/**
 * Runs `work` in one transaction bound by row-level security to the context: as `comunanza_app`, with `app.association`,
 * `app.person`, `app.entity` (codes separated by commas, `*` for all) and `app.installation` set for its duration.
 * Whatever `work` throws rolls it back and is passed on.
 */
export async function inContext<T>(database: Database, context: Context, work: (tx: Tx) => Promise<T>): Promise<T> {
  return withSettings(settingsFor(database, context), () =>
    database.kysely
      .transaction()
      .setAccessMode(context.reads ? 'read only' : 'read write')
      .setIsolationLevel(context.snapshot ? 'repeatable read' : 'read committed')
      .execute(work),
  );
}

/** A transaction in which several acts of one context read, one after the other. It holds a connection until it ends. */
export type OpenReading = { readonly tx: Tx; readonly end: () => Promise<void>; readonly undo: () => Promise<void> };

/** Opens a read-only transaction bound as by `inContext`. */
export async function openReading(database: Database, context: Context): Promise<OpenReading> {
  const tx = await withSettings(settingsFor(database, context), () =>
    database.kysely.startTransaction().setAccessMode('read only').setIsolationLevel('read committed').execute(),
  );
  return {
    tx,
    end: () => tx.commit().execute(),
    undo: () => tx.rollback().execute(),
  };
}

/** What row-level security asks, by name. */
export function settingsFor({ role }: Database, context: Context): LocalSettings {
  return {
    ...(role === undefined ? {} : { role }),
    'app.association': context.association ?? '',
    'app.person': context.actor.person ?? '',
    'app.entity': entitySetting(context.entities),
    'app.installation': context.installation ? 'on' : '',
  };
}
