import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, expect, type TestContext, test } from 'vitest';

const program = fileURLToPath(new URL('../../testing/database-program.ts', import.meta.url));
const base = mkdtempSync(join(tmpdir(), 'comunanza-start-'));
const started = new Set<ChildProcess>();
afterEach(async () => {
  for (const child of started) child.kill('SIGTERM');
  await Promise.all([...started].map((child) => ended(child)));
  started.clear();
});
afterAll(() => rmSync(base, { recursive: true, force: true }));

let folders = 0;
const newFolder = () => join(base, `data-${++folders}`);

let model: string | undefined;
/** A folder with a database in it, prepared once and copied. */
async function preparedFolder(): Promise<string> {
  if (!model) {
    model = newFolder();
    const run = start(model);
    await run.says();
    await stop(run);
  }
  const folder = newFolder();
  execFileSync('cp', ['-a', model, folder]);
  return folder;
}

type Run = { child: ChildProcess; says: () => Promise<string>; write: (name: string) => Promise<string> };

/** The program as a process of its own on a data folder. */
function start(folder: string, settings: { env?: NodeJS.ProcessEnv; uid?: number; gid?: number } = {}): Run {
  const { env, ...user } = settings;
  const child = spawn(process.execPath, [program], {
    ...user,
    cwd: '/',
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { PATH: process.env.PATH, NODE_NO_WARNINGS: '1', COMUNANZA_DATA: folder, ...env },
  });
  started.add(child);
  const lines = createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
  const says = async () => (await lines.next()).value ?? 'ended';
  const write = async (name: string) => {
    child.stdin!.write(`${name}\n`);
    return says();
  };
  return { child, says, write };
}

async function ended(child: ChildProcess): Promise<number | string | null> {
  if (child.exitCode === null && child.signalCode === null) {
    await new Promise((resolve) => child.once('exit', resolve));
  }
  return child.exitCode ?? child.signalCode;
}

async function stop(run: Run): Promise<number | string | null> {
  run.child.kill('SIGTERM');
  return ended(run.child);
}

const postmasterPid = (folder: string) =>
  Number(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'latin1').split('\n')[0]);

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !readFileSync(`/proc/${pid}/stat`, 'latin1').includes(') Z ');
  } catch {
    return false;
  }
}

function needsRoot(context: TestContext): void {
  if (process.getuid?.() !== 0) context.skip('needs root, to become another user');
}

test('starts in a new folder and stops cleanly, leaving nothing that runs', async () => {
  const folder = newFolder();
  const run = start(folder);
  expect(await run.says()).toMatch(/^ready \d+$/);
  const pid = postmasterPid(folder);
  expect(await stop(run)).toBe(0);
  expect(isRunning(pid)).toBe(false);
  expect(readdirSync(folder).sort()).toEqual(['password', 'postgres', 'postgres.log']);
});

test('a second start on the same data is refused in one sentence; a command joins', async () => {
  const folder = await preparedFolder();
  const first = start(folder);
  const ready = await first.says();
  const second = start(folder);
  expect(await second.says()).toMatch(
    new RegExp(
      `^data-folder-busy: La cartella dei dati ${folder} è già in uso .*\\(processo ${first.child.pid}\\)\\. Usare quello,`,
    ),
  );
  expect(await ended(second.child)).toBe(1);
  const command = start(folder, { env: { WHEN_BUSY: 'join' } });
  expect(await command.says()).toBe(ready);
  expect(await stop(command)).toBe(0);
  expect(await first.write('still there')).toBe('still there');
});

test('kill -9 loses nothing acknowledged and blocks no later start', async () => {
  const folder = await preparedFolder();
  const killed = start(folder);
  await killed.says();
  for (let i = 0; i < 20; i++) expect(await killed.write(`row ${i}`)).toBe(`row ${i}`);
  const left = postmasterPid(folder);
  killed.child.kill('SIGKILL');
  await ended(killed.child);
  expect(isRunning(left)).toBe(true);
  const next = start(folder);
  expect(await next.says()).toMatch(/^ready/);
  expect(isRunning(left)).toBe(false);
  expect(await settingsIn(next, folder)).toBe(20);
});

test('killing PostgreSQL too loses nothing acknowledged', async () => {
  const folder = await preparedFolder();
  const killed = start(folder);
  await killed.says();
  for (let i = 0; i < 20; i++) await killed.write(`row ${i}`);
  process.kill(postmasterPid(folder), 'SIGKILL');
  killed.child.kill('SIGKILL');
  await ended(killed.child);
  const next = start(folder);
  expect(await next.says()).toMatch(/^ready/);
  expect(await settingsIn(next, folder)).toBe(20);
});

test('a program that breaks down takes PostgreSQL with it', async () => {
  const folder = await preparedFolder();
  const broken = start(folder);
  await broken.says();
  const pid = postmasterPid(folder);
  broken.child.stdin!.write('break down\n');
  expect(await ended(broken.child)).toBe(70);
  await expect.poll(() => isRunning(pid), { timeout: 20_000 }).toBe(false);
});

test('what a killed process leaves behind is set aside: locks, process numbers, a half prepared cluster', async () => {
  const folder = await preparedFolder();
  const first = start(folder);
  await first.says();
  await first.write('kept');
  await stop(first);
  writeFileSync(join(folder, 'lock'), JSON.stringify({ pid: process.pid, identity: 'another boot 1' }));
  writeFileSync(
    join(folder, 'postgres', 'postmaster.pid'),
    `${process.pid}\n/proc/self/cwd\n1\n5432\n\n127.0.0.1\n0 0\nready\n`,
  );
  mkdirSync(join(folder, 'postgres.new-1', 'base'), { recursive: true });
  const second = start(folder);
  expect(await second.says()).toMatch(/^ready/);
  expect(await settingsIn(second, folder)).toBe(1);
});

test('a lost password is made anew', async () => {
  const folder = await preparedFolder();
  const first = start(folder);
  await first.says();
  await stop(first);
  rmSync(join(folder, 'password'));
  const second = start(folder);
  expect(await second.says()).toMatch(/^ready/);
});

test('data of another version of PostgreSQL are left alone', async () => {
  const folder = newFolder();
  mkdirSync(join(folder, 'postgres'), { recursive: true });
  writeFileSync(join(folder, 'postgres', 'PG_VERSION'), '16\n');
  expect(await start(folder).says()).toMatch(/^cluster-version: .* PostgreSQL 16, .* PostgreSQL 18\. Fare una copia/);
});

test('a file in the place of the folder is refused', async () => {
  const file = newFolder();
  writeFileSync(file, '');
  expect(await start(file).says()).toMatch(/^data-folder-not-a-folder: /);
});

test('a folder that cannot be written is refused with its name', async (context) => {
  needsRoot(context);
  if (!readableByAll(program)) context.skip('the project is in a folder closed to other users');
  chmodSync(base, 0o755);
  const nobody = { uid: 65534, gid: 65534 };
  const closed = newFolder();
  mkdirSync(closed);
  expect(await start(closed, nobody).says()).toBe(
    `data-folder-not-writable: Nella cartella dei dati ${closed} non si può scrivere. ` +
      'Dare il permesso di scrittura a chi avvia il programma, oppure indicare un’altra cartella con COMUNANZA_DATA.',
  );
  const own = newFolder();
  mkdirSync(own);
  chownSync(own, nobody.uid, nobody.gid);
  expect(await start(own, nobody).says()).toMatch(/^ready/);
});

test('root runs it from a folder closed to everybody else', async (context) => {
  needsRoot(context);
  const closed = newFolder();
  mkdirSync(closed, { mode: 0o700 });
  const run = start(join(closed, 'data'));
  expect(await run.says()).toMatch(/^ready/);
});

test('a full disk is said before anything breaks', async (context) => {
  needsRoot(context);
  const small = newFolder();
  mkdirSync(small);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=20m', 'tmpfs', small], { stdio: 'ignore' });
  } catch {
    context.skip('no small disk can be mounted here');
  }
  try {
    expect(await start(small).says()).toMatch(/^disk-full: Il disco che contiene .* è pieno\. Liberare almeno 200 MB/);
  } finally {
    execFileSync('umount', [small]);
  }
});

/** How many rows the program committed, asked from a process of its own. */
async function settingsIn(run: Run, folder: string): Promise<number> {
  await run.write('probe');
  const { Client } = await import('pg');
  const client = new Client({
    host: '127.0.0.1',
    port: Number(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'latin1').split('\n')[3]),
    user: 'comunanza',
    database: 'comunanza',
    password: readFileSync(join(folder, 'password'), 'latin1').trim(),
  });
  await client.connect();
  try {
    await client.query("set app.installation = 'on'");
    const { rows } = await client.query("select count(*)::int as rows from platform.settings where name <> 'probe'");
    return rows[0].rows;
  } finally {
    await client.end();
  }
}

function readableByAll(file: string): boolean {
  try {
    execFileSync('cat', [file], { uid: 65534, gid: 65534, stdio: 'ignore' });
    return existsSync(file);
  } catch {
    return false;
  }
}
