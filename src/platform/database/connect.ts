import { Kysely } from 'kysely';
import { type ClientConfig, Pool, types } from 'pg';
import { text } from '../../kernel/text.ts';
import { contextDialect } from './context-driver.ts';
import { startEmbedded } from './embedded.ts';
import { openExternal } from './external.ts';
import { PreparingClient } from './preparing-client.ts';
import type { Progress } from './progress.ts';
import type { StartFailure } from './start-failure.ts';

export type Database = {
  /** For platform code; modules get a transaction from `inContext`. */
  // biome-ignore lint/complexity/noBannedTypes: no table is visible until somebody names his own
  readonly kysely: Kysely<{}>;
  readonly pool: Pool;
  /** How to open one more connection of one's own (a listener, a backup). */
  readonly connection: ClientConfig;
  /** The role of every transaction in context; undefined where the connecting user itself is bound by row security. */
  role: 'comunanza_app' | undefined;
  /** Resolves when the embedded PostgreSQL ends without having been asked to; never for an external one. */
  readonly lost: Promise<StartFailure>;
  /** Closes the connections and stops the embedded PostgreSQL. */
  readonly close: () => Promise<void>;
};

export type DatabaseOptions = {
  /** Where the embedded PostgreSQL keeps its data. */
  readonly dataFolder: string;
  /** An external PostgreSQL 15 or later instead of the embedded one. */
  readonly databaseUrl?: string | undefined;
  /** When a live process has the data folder: `refuse` (a server) or `join` the PostgreSQL it runs (a command). */
  readonly whenBusy?: 'refuse' | 'join';
  readonly progress?: Progress;
  /** Is told of tables whose rows are not guarded, instead of the refusal: for whoever only looks into what happened. */
  readonly onUnguarded?: (failure: StartFailure) => void;
  /** Connections at once; 10 where not said. */
  readonly connections?: number;
};

/** Opens the database, embedded or external. Nothing is migrated: see `startDatabase`. Throws `StartFailure`. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  if (options.databaseUrl) {
    options.progress?.(text('Collegamento a PostgreSQL', 'Connecting to PostgreSQL'));
    return connect(await openExternal(options.databaseUrl), { connections: options.connections });
  }
  const embedded = await startEmbedded(options);
  return connect(embedded.address, {
    connections: options.connections,
    lost: embedded.lost,
    stop: embedded.stop,
  });
}

/**
 * A pool on an address. `bigint` comes back as bigint, `date` as its ISO text, `timestamptz` as Date, `numeric` as text;
 * the session is in UTC.
 */
export function connect(
  connection: ClientConfig,
  also: { connections?: number | undefined; lost?: Promise<StartFailure>; stop?: () => Promise<void> } = {},
): Database {
  const pool = new Pool({
    ...connection,
    Client: PreparingClient,
    types: { getTypeParser: parserOf },
    application_name: 'comunanza',
    max: also.connections ?? 10,
    connectionTimeoutMillis: 10_000,
    onConnect: async (client) => {
      // Rows found by an index are in memory or on a disk without arms: reading a whole table is seldom cheaper.
      // Compiling a query takes longer than any of them runs.
      await client.query("set time zone 'UTC'; set random_page_cost = 1.1; set jit = off");
    },
  });
  // A connection that ends while somebody uses it fails his next query; without this it would end the program.
  pool.on('connect', (client) => client.on('error', () => {}));
  pool.on('error', () => {}); // an idle connection that breaks is replaced; one in use throws where it is used
  const kysely = new Kysely<object>({ dialect: contextDialect(pool) });
  let closing: Promise<void> | undefined;
  return {
    kysely,
    pool,
    connection,
    role: undefined,
    lost: also.lost ?? new Promise(() => {}),
    close: () => {
      closing ??= kysely.destroy().then(() => also.stop?.());
      return closing;
    },
  };
}

function parserOf(oid: number, format?: 'text' | 'binary'): (value: never) => unknown {
  if (oid === types.builtins.INT8) return BigInt;
  if (oid === types.builtins.DATE) return String;
  return types.getTypeParser(oid, format as 'text');
}
