import { AsyncLocalStorage } from 'node:async_hooks';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  PostgresAdapter,
  PostgresDialect,
  PostgresDriver,
  type TransactionSettings,
} from 'kysely';
import { escapeLiteral, type Pool } from 'pg';
import { RememberingConnection } from './remembering-connection.ts';

/** Settings of a transaction, by name: what row-level security asks. */
export type LocalSettings = Readonly<Record<string, string>>;

/** What the driver of Kysely gives out; it exports no type of it. */
type Plain = Parameters<PostgresDriver['releaseConnection']>[0];

const settingsOf = new AsyncLocalStorage<LocalSettings>();

/**
 * Begins transactions together with their settings: one round trip instead of two, in everything that is ever asked. Those that only
 * read ask the same question once.
 */
class ContextDriver extends PostgresDriver {
  readonly #remembering = new WeakMap<DatabaseConnection, RememberingConnection>();

  override async acquireConnection(
    options?: Parameters<PostgresDriver['acquireConnection']>[0],
  ): Promise<DatabaseConnection> {
    const plain = await super.acquireConnection(options);
    const known = this.#remembering.get(plain) ?? new RememberingConnection(plain);
    this.#remembering.set(plain, known);
    return known;
  }

  override async releaseConnection(connection: DatabaseConnection): Promise<void> {
    (connection as RememberingConnection).remember(false);
    await super.releaseConnection((connection as RememberingConnection).plain as Plain);
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await super.rollbackTransaction((connection as RememberingConnection).plain as Plain);
  }

  override async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    const { isolationLevel, accessMode } = settings;
    (connection as RememberingConnection).remember(accessMode === 'read only');
    const calls = Object.entries(settingsOf.getStore() ?? {}).map(
      ([name, value]) => `set_config(${escapeLiteral(name)}, ${escapeLiteral(value)}, true)`,
    );
    const begin = `start transaction isolation level ${isolationLevel ?? 'read committed'} ${accessMode ?? ''}`;
    const set = calls.length > 0 ? `; select ${calls.join(', ')}` : '';
    try {
      await connection.executeQuery(CompiledQuery.raw(begin + set));
    } catch (error) {
      await connection.executeQuery(CompiledQuery.raw('rollback')); // it may have begun: the connection goes back to the pool without it
      throw error;
    }
  }
}

/** PostgreSQL on a pool, its transactions begun by `ContextDriver`. */
export function contextDialect(pool: Pool): Dialect {
  const plain = new PostgresDialect({ pool });
  return {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new ContextDriver({ pool }),
    createIntrospector: (kysely) => plain.createIntrospector(kysely),
    createQueryCompiler: () => plain.createQueryCompiler(),
  };
}

/** The transactions that `work` begins have the settings from their first statement on. */
export function withSettings<T>(settings: LocalSettings, work: () => Promise<T>): Promise<T> {
  return settingsOf.run(settings, work);
}
