// Installs and builds what is missing. Runs on any Node from 20 on, before anything is installed.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { builtFrom, markUntouched, sourcesHash, touchedSinceBuilt } from './build-marker.mjs';
import { linkNode } from './link-node.mjs';
import { launch, nodeToRun, projectFolder, Stop, say, slowStep } from './project.mjs';
import { inTurn } from './turn.mjs';

/**
 * Brings `node_modules` to what package-lock.json says and `dist` to what the sources say; does nothing when they are.
 * `development`: with the packages that only tests and checks use. Gives the path of the Node to go on with.
 */
export async function prepare({ development = false, build = true } = {}) {
  if (!isInstalled(development)) await inTurn(() => isInstalled(development) || install(development));
  linkNode();
  const node = nodeToRun();
  if (!node) {
    throw new Stop(
      say(
        `Per questo sistema (${process.platform} ${process.arch}) non c’è un Node 24 da installare. Installarlo e riavviare.`,
        `There is no Node 24 to install for this system (${process.platform} ${process.arch}). Install it and start again.`,
      ),
    );
  }
  if (build && touchedSinceBuilt()) {
    if (builtFrom() === sourcesHash()) markUntouched();
    else {
      await inTurn(async () => {
        if (builtFrom() !== sourcesHash()) await runBuild(node);
      });
    }
  }
  return node;
}

/** Whether npm has installed every package of the lock that this platform takes, in that very version. */
function isInstalled(development) {
  const read = (path) => JSON.parse(readFileSync(join(projectFolder, path), 'utf8')).packages;
  let wanted;
  let there;
  try {
    wanted = read('package-lock.json');
    there = read('node_modules/.package-lock.json'); // npm writes it last: absent after an interrupted installation
  } catch {
    return false;
  }
  const complete = Object.entries(wanted).every(([path, entry]) => {
    if (path === '' || (entry.dev && !development)) return true;
    const found = there[path];
    if (!found) return entry.optional || entry.devOptional || entry.peer;
    return found.version === entry.version;
  });
  return complete && nodeToRun() !== undefined;
}

async function install(development) {
  const options = ['ci', '--ignore-scripts', '--include=optional', ...(development ? ['--include=dev'] : [])];
  const done = slowStep(say('Installazione dei pacchetti', 'Installing packages'));
  const { code, said } = await npm(options);
  done();
  if (code === 0) return;
  const why = said
    .split('\n')
    .filter((line) => /^npm (error|ERR!) ./.test(line) && !/complete log|code E?[A-Z]+$/.test(line))
    .map((line) => line.replace(/^npm (error|ERR!) /, ''))[0];
  throw new Stop(
    say(
      `npm non è riuscito a installare i pacchetti: ${why ?? code}. Controllare la rete e i permessi della cartella ${projectFolder}, e riavviare.`,
      `npm could not install the packages: ${why ?? code}. Check the network and the permissions of the folder ${projectFolder}, and start again.`,
    ),
  );
}

/** The npm that called us, or the machine's; without what a caller such as `npx --prefix` meant for itself. */
function npm(options) {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^npm_config_(global|prefix|local_prefix|omit|include|package|call|production|dry_run)$/i.test(name),
    ),
  );
  const own = process.env.npm_execpath;
  const [command, first] =
    own && /npm(-cli)?\.c?js$/.test(own) && existsSync(own) ? [process.execPath, [own]] : ['npm', []];
  return run(command, [...first, ...options], {
    cwd: projectFolder,
    env,
    shell: process.platform === 'win32' && command === 'npm',
  });
}

async function runBuild(node) {
  const done = slowStep(say('Costruzione del programma', 'Building the program'));
  const { code, said } = await run(node, [join(projectFolder, 'scripts', 'build.mjs')], { cwd: projectFolder });
  done();
  if (code !== 0)
    throw new Stop(
      `${said.trim()}\n${say('Il programma non si è potuto costruire.', 'The program could not be built.')}`,
    );
}

function run(command, options, settings) {
  return new Promise((resolve) => {
    const child = spawn(command, options, { ...settings, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        said = (said + text).slice(-100_000);
      });
    }
    child.on('error', (error) => resolve({ code: error.code, said: error.message }));
    child.on('close', (code, signal) => resolve({ code: code ?? signal, said }));
  });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await launch(() => prepare({ development: true, build: !process.argv.includes('--no-build') }));
}
