import { type ChildProcess, fork } from 'node:child_process';
import type { AddressInfo } from 'node:net';
import type { ClientConfig } from 'pg';
import { assembleServer } from '../../src/app/assemble.ts';
import { connect, type Database } from '../../src/platform/database/connect.ts';
import { createServer } from '../../src/platform/server/create-server.ts';

export type WebProcess = { readonly process: ChildProcess; readonly port: number; readonly address: string };
type Served = { readonly connection: ClientConfig; readonly role: Database['role'] };

/** The web server as a process of its own, as it is started by `npm start`; the database is another's. */
export async function startWeb(database: Database): Promise<WebProcess> {
  const { connection, role } = database;
  const child = fork(process.argv[1]!, ['--serve', JSON.stringify({ connection, role } satisfies Served)]);
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (said) => resolve(Number(said)));
    child.once('exit', () => reject(new Error('the web server did not start')));
  });
  return { process: child, port, address: `http://127.0.0.1:${port}` };
}

/** What the process does that `startWeb` starts: true where this is one. Call it first. */
export async function servesHere(): Promise<boolean> {
  if (process.argv[2] !== '--serve') return false;
  const { connection, role } = JSON.parse(process.argv[3]!) as Served;
  const database = connect(connection, { connections: 10 });
  database.role = role;
  const server = await createServer({ ...assembleServer(database), requestsPerMinute: 1_000_000_000 });
  await server.listen({ port: 0, host: '127.0.0.1' });
  process.send?.((server.server.address() as AddressInfo).port);
  process.on('disconnect', () => process.exit(0));
  return true;
}
