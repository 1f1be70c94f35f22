import { createServer } from 'node:net';
import { sql } from 'kysely';
import { Client } from 'pg';
import { afterAll, expect, test } from 'vitest';
import { createTestDatabase } from '../../testing/database.ts';
import { connect, openDatabase } from './connect.ts';
import { inContext } from './context.ts';
import { openExternal } from './external.ts';
import { migrate } from './migrate.ts';
import { StartFailure } from './start-failure.ts';

const database = await createTestDatabase({ empty: true });
const address = new URL(database.url);
const superuser = new Client({ connectionString: urlWith({ username: 'tester' }) });
await superuser.connect();
afterAll(() => superuser.end());

function urlWith(changes: Partial<Record<'username' | 'password' | 'pathname' | 'port', string>>): string {
  return Object.assign(new URL(address), changes).href;
}

async function failureOf(work: Promise<unknown>): Promise<StartFailure> {
  const error = await work.then(
    () => undefined,
    (thrown) => thrown,
  );
  expect(error).toBeInstanceOf(StartFailure);
  return error as StartFailure;
}

/** A server that greets as PostgreSQL does and says that it is of version 14. */
async function oldServer(): Promise<{ port: number; close: () => void }> {
  const message = (type: string, ...parts: (string | Buffer)[]) => {
    const body = Buffer.concat(parts.map((part) => Buffer.from(part)));
    const head = Buffer.alloc(5);
    head.write(type, 'latin1');
    head.writeInt32BE(body.length + 4, 1);
    return Buffer.concat([head, body]);
  };
  const short = (value: number) => Buffer.from([value >> 8, value & 255]);
  const long = (value: number) => Buffer.concat([short(value >> 16), short(value & 0xffff)]);
  const ready = message('Z', 'I');
  const column = (name: string, type: number) =>
    Buffer.concat([Buffer.from(`${name}\0`), long(0), short(0), long(type), short(8), long(0), short(0)]);
  const value = (text: string) => Buffer.concat([long(text.length), Buffer.from(text)]);
  const answer = [
    message('T', short(3), column('number', 23), column('version', 25), column('encoding', 25)),
    message('D', short(3), value('140011'), value('14.11'), value('UTF8')),
    message('C', 'SELECT 1\0'),
    ready,
  ];
  const server = createServer((socket) => {
    socket.once('data', () => {
      socket.write(Buffer.concat([message('R', long(0)), ready]));
      socket.on('data', (asked) => {
        if (asked[0] === 'Q'.charCodeAt(0)) socket.write(Buffer.concat(answer));
        if (asked[0] === 'X'.charCodeAt(0)) socket.end();
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as { port: number }).port, close: () => server.close() };
}

test.each(['casa', 'mysql://a@b/c', 'postgresql://', 'postgresql://u:p@host:port/db'])(
  'an address that is none is refused before connecting: %s',
  async (url) => {
    const failure = await failureOf(openExternal(url));
    expect(failure.code).toBe('database-url-malformed');
    expect(failure.remedy.it).toContain('postgresql://utente:password@macchina:5432/base');
  },
);

test('a server that does not answer is refused with its address', async () => {
  const failure = await failureOf(openExternal(urlWith({ port: '1' })));
  expect(failure.code).toBe('database-unreachable');
  expect(failure.says.it).toContain('127.0.0.1:1 ');
});

test('a wrong password is refused and not repeated', async () => {
  const failure = await failureOf(openExternal(urlWith({ password: 'segreta' })));
  expect(failure.code).toBe('database-wrong-password');
  expect(failure.message).not.toContain('segreta');
  expect((await failureOf(openExternal(urlWith({ password: '' })))).code).toBe('database-wrong-password');
});

test('a database that is not there is refused with how to make it', async () => {
  const failure = await failureOf(openExternal(urlWith({ pathname: '/assente' })));
  expect(failure.code).toBe('database-missing');
  expect(failure.remedy.it).toContain('createdb assente');
});

test('a PostgreSQL before version 15 is refused with its version', async () => {
  const server = await oldServer();
  try {
    const failure = await failureOf(openExternal(`postgresql://u:p@127.0.0.1:${server.port}/d`));
    expect(failure.code).toBe('database-too-old');
    expect(failure.says.it).toContain('14.11');
  } finally {
    server.close();
  }
});

test('a database that is not in UTF-8 is refused', async () => {
  await superuser.query(
    `create database latin_${address.pathname.slice(1)} encoding latin1 locale 'C' template template0`,
  );
  const failure = await failureOf(openExternal(urlWith({ pathname: `/latin_${address.pathname.slice(1)}` })));
  expect(failure.code).toBe('database-encoding');
});

test('a user who may not create is refused with the remedy', async () => {
  await superuser.query(`create role ${address.pathname.slice(1)}_guest login password '${address.password}'`);
  const url = urlWith({ username: `${address.pathname.slice(1)}_guest` });
  const failure = await failureOf(migrate(await openExternal(url)));
  expect(failure.code).toBe('database-no-privileges');
});

test('an ordinary owner who can neither make nor use the application role is bound by row security himself', async () => {
  const name = `plain_${address.pathname.slice(1)}`;
  await superuser.query(`create role ${name} login password '${address.password}'`);
  await superuser.query(`create database ${name} owner ${name}`);
  const plain = await openDatabase({
    dataFolder: '/nowhere',
    databaseUrl: urlWith({ username: name, pathname: `/${name}` }),
  });
  try {
    plain.role = await migrate(plain.connection);
    expect(plain.role).toBeUndefined();
    const context = (association: string) => ({ association, actor: { person: null }, entities: 'all' as const });
    await inContext(plain, context('val'), (tx) =>
      sql`insert into platform.settings (association, name, value) values ('val', 'a', '1')`.execute(tx),
    );
    const { rows } = await inContext(plain, context('lago'), (tx) => sql`select * from platform.settings`.execute(tx));
    expect(rows).toEqual([]);
  } finally {
    await plain.close();
  }
});

test('a user whom row security does not bind is refused where the application role is out of reach', async () => {
  const name = `loose_${address.pathname.slice(1)}`;
  await superuser.query(`create role ${name} login bypassrls password '${address.password}'`);
  await superuser.query(`create database ${name} owner ${name}`);
  const failure = await failureOf(migrate(await openExternal(urlWith({ username: name, pathname: `/${name}` }))));
  expect(failure.code).toBe('database-bypasses-row-security');
});

test('a superuser works through the application role', async () => {
  const name = `super_${address.pathname.slice(1)}`;
  await superuser.query(`create database ${name}`);
  const config = await openExternal(urlWith({ username: 'tester', pathname: `/${name}` }));
  const database = connect(config);
  try {
    database.role = await migrate(config);
    const who = await inContext(database, { association: 'val', actor: { person: null }, entities: 'all' }, (tx) =>
      sql`select current_user as who`.execute(tx),
    );
    expect(who.rows).toEqual([{ who: 'comunanza_app' }]);
  } finally {
    await database.close();
  }
});
