import { randomBytes } from 'node:crypto';
import { Client, type ClientConfig } from 'pg';
import { afterAll, inject } from 'vitest';
import { connect, type Database } from '../platform/database/connect.ts';

export type TestDatabase = Database & {
  /** The same database as `DATABASE_URL` would say it. */
  readonly url: string;
};

/**
 * A database of one's own on the run's real PostgreSQL, migrated, in an instant: a clone of a template. Dropped after the
 * test file. Call it at the top of the file (`const database = await createTestDatabase()`) or in a `beforeAll`.
 * `empty`: without any migration.
 */
export async function createTestDatabase({ empty = false } = {}): Promise<TestDatabase> {
  let dispose = async () => {};
  try {
    afterAll(() => dispose());
  } catch {} // called inside a hook: it goes with the run's PostgreSQL
  const answer = await fetch(inject('databaseServer'));
  if (!answer.ok) throw new Error(await answer.text());
  const address = (await answer.json()) as Required<Pick<ClientConfig, 'host' | 'port' | 'user'>> & {
    password: string;
  };
  const name = `test_${randomBytes(6).toString('hex')}`;
  await onServer(address, `create database ${name} template ${empty ? 'template0' : 'comunanza'}`);
  const database = connect({ ...address, database: name }, { connections: 4 });
  database.role = 'comunanza_app';
  dispose = async () => {
    await database.close();
    await dropped(address, name);
  };
  const url = `postgresql://${address.user}:${address.password}@${address.host}:${address.port}/${name}`;
  return Object.assign(database, { url });
}

/** Tries again while PostgreSQL's own cleaning, which nobody may stop, is still in there. */
async function dropped(address: ClientConfig, name: string): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await onServer(address, `drop database if exists ${name} with (force)`);
    } catch (error) {
      if (tries >= 20 || (error as { code?: string }).code !== '42501') throw error;
      await new Promise((done) => setTimeout(done, 250));
    }
  }
}

async function onServer(address: ClientConfig, statement: string): Promise<void> {
  const client = new Client({ ...address, database: 'postgres' });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
