import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { holderOf } from '../platform/database/data-lock.ts';
import { type EmbeddedPostgres, startEmbedded } from '../platform/database/embedded.ts';
import { migrate } from '../platform/database/migrate.ts';
import { stopLeftBehind } from '../platform/database/postmaster-file.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Answers with the address of the run's PostgreSQL, started at the first question. */
    databaseServer: string;
  }
}

const prefix = 'comunanza-test-';

/**
 * One PostgreSQL for the whole run, in a temporary folder, started when the first test file asks for a database and gone
 * with the run. `COMUNANZA_TEST_PG=15` runs Debian's PostgreSQL of that version instead of the embedded one.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await sweep();
  let folder: string | undefined;
  let starting: Promise<EmbeddedPostgres> | undefined;
  const start = async () => {
    folder = mkdtempSync(join(tmpdir(), prefix));
    chmodSync(folder, 0o755);
    const wanted = process.env.COMUNANZA_TEST_PG;
    const postgres = await startEmbedded({
      dataFolder: folder,
      durable: false,
      ...(wanted ? { binFolder: `/usr/lib/postgresql/${wanted}/bin` } : {}),
    });
    await migrate(postgres.address);
    return postgres;
  };
  const server = createServer((_request, response) => {
    starting ??= start();
    starting.then(
      ({ address }) => response.end(JSON.stringify(address)),
      (error) => response.writeHead(500).end(error instanceof Error ? error.stack : String(error)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  project.provide('databaseServer', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return async () => {
    server.closeAllConnections();
    server.close();
    const postgres = await starting?.catch(() => undefined);
    await postgres?.stop();
    if (folder) rmSync(folder, { recursive: true, force: true });
  };
}

/** Runs that were killed left a folder each, perhaps with PostgreSQL still running on it. */
async function sweep(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(prefix))) {
    const folder = join(tmpdir(), name);
    try {
      if (holderOf(folder) || Date.now() - statSync(folder).mtimeMs < 60_000) continue; // in use, or just being made
      await stopLeftBehind({ folder }, () => {});
      rmSync(folder, { recursive: true, force: true });
    } catch {} // of another user, or gone meanwhile
  }
}
