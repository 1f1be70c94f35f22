import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';

const here = fileURLToPath(new URL('../..', import.meta.url));
const base = realpathSync(mkdtempSync(join(tmpdir(), 'comunanza-launchers-')));
const project = join(base, 'project');
const elsewhere = join(base, 'else where');
afterAll(() => rmSync(base, { recursive: true, force: true }));

/** A project with the real launchers, the real packages, and small programs that say how they were started. */
mkdirSync(join(project, 'src', 'app'), { recursive: true });
mkdirSync(elsewhere);
for (const name of ['bin', 'scripts', 'package.json', 'package-lock.json']) {
  cpSync(join(here, name), join(project, name), { recursive: true });
}
cpSync(join(here, 'src/platform/database/stop-when-asked.ts'), join(project, 'src/stop-when-asked.ts'));
symlinkSync(join(here, 'node_modules'), join(project, 'node_modules'));
const told =
  'JSON.stringify({ words: process.argv.slice(2), folder: process.cwd(), parent: process.ppid, major: process.versions.node.split(".")[0] })';
const source = (name: string, text: string) => writeFileSync(join(project, 'src', 'app', `${name}.ts`), text);
source('cli', `console.log(${told}); process.exitCode = 3;`);
source('simulate', `console.log(${told});`);
source('agreements', "process.stdout.write('{}');");
source(
  'serve',
  `import { stopWhenAsked } from '../stop-when-asked.ts';
   stopWhenAsked(async () => { process.stdout.write('stopped\\n'); });
   setInterval(() => {}, 1000);
   process.stdout.write(process.pid + '\\n');`,
);

function comunanza(words: readonly string[], program = join(project, 'bin', 'comunanza.mjs')) {
  const ran = spawnSync(process.execPath, [program, ...words], { cwd: elsewhere, encoding: 'utf8' });
  return { ...ran, told: () => JSON.parse(ran.stdout) };
}

function start(): { child: ChildProcess; says: () => Promise<string> } {
  const child = spawn(process.execPath, [join(project, 'bin', 'start.mjs')], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
  return { child, says: async () => (await lines.next()).value ?? 'ended' };
}

test('the command line builds what is missing and runs on Node 24 in the folder of its caller', () => {
  const ran = comunanza(['cost-sharing', 'show', '--file', 'a b.yaml']);
  expect(ran.told()).toMatchObject({
    words: ['cost-sharing', 'show', '--file', 'a b.yaml'],
    folder: elsewhere,
    major: '24',
  });
  expect(ran.status).toBe(3);
});

test('a symbolic link to the command line works as itself', () => {
  const link = join(base, 'comunanza');
  symlinkSync(join(project, 'bin', 'comunanza.mjs'), link);
  expect(comunanza(['--help'], link).told()).toMatchObject({ words: ['--help'], folder: elsewhere });
});

test('simulate runs in the very process that was started', () => {
  const ran = comunanza(['simulate', 'quorum', '--json']);
  expect(ran.told()).toMatchObject({ words: ['quorum', '--json'], folder: elsewhere, parent: process.pid });
  expect(ran.status).toBe(0);
});

test('a changed source is built again, a touched one is not', () => {
  const marker = join(project, 'dist', '.built-from');
  const built = () => statSync(join(project, 'dist', 'cli.js')).mtimeMs;
  const before = [readFileSync(marker, 'utf8'), built()];
  const later = new Date(Date.now() + 1000);
  utimesSync(join(project, 'src', 'app', 'cli.ts'), later, later);
  comunanza([]);
  expect([readFileSync(marker, 'utf8'), built()]).toEqual(before);
  source('cli', `console.log(${told}, 'changed');`);
  expect(comunanza([]).stdout).toMatch(/changed\n$/);
  source('simulate', `console.log(${told}, 'changed');`);
  expect(comunanza(['simulate']).stdout).toMatch(/changed\n$/);
});

test('a program that cannot be built is said with its place, and not run', () => {
  source('cli', "import './absent.ts';");
  const ran = comunanza([]);
  expect(ran.status).toBe(1);
  expect(ran.stderr).toContain('src/app/cli.ts:1:7');
  expect(ran.stderr).not.toContain('    at ');
  source('cli', `console.log(${told});`);
});

test('npm start passes on the request to stop and ends with its program', async () => {
  const { child, says } = start();
  await says();
  child.kill('SIGTERM');
  expect(await says()).toBe('stopped');
  expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(0);
});

test('killing the launcher leaves nothing running', async () => {
  const { child, says } = start();
  await says();
  child.kill('SIGKILL');
  expect(await says()).toBe('stopped');
  expect(await says()).toBe('ended'); // its end of the channel is closed: it is gone
});
