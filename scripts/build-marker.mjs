import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from './project.mjs';

const sources = ['src', 'assets', 'agreements', 'scripts/build.mjs', 'package-lock.json', 'tsconfig.json'];
const marker = join(projectFolder, 'dist', '.built-from');

/** A hash over everything that goes into `dist`: paths and contents, tests left out. */
export function sourcesHash() {
  const hash = createHash('sha256');
  for (const source of sources) add(hash, source);
  return hash.digest('hex');
}

function add(hash, path) {
  const whole = join(projectFolder, path);
  let entries;
  try {
    entries = readdirSync(whole, { withFileTypes: true });
  } catch (error) {
    if (error.code === 'ENOENT') return;
    hash.update(`${path}\0`).update(readFileSync(whole)).update('\0');
    return;
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (!/\.test\.tsx?$|^\./.test(entry.name)) add(hash, `${path}/${entry.name}`);
  }
}

/** Whether a source was touched after `dist` was built: a look at the clock alone, for programs that start often. */
export function touchedSinceBuilt() {
  try {
    const built = statSync(marker).mtimeMs;
    return sources.some((source) => touchedAfter(built, join(projectFolder, source)));
  } catch {
    return true;
  }
}

function touchedAfter(moment, path) {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found || found.ctimeMs > moment) return found !== undefined;
  return found.isDirectory() && readdirSync(path).some((name) => touchedAfter(moment, join(path, name)));
}

/** `dist` is as the sources say, whatever their clock: the next look may believe it. */
export function markUntouched() {
  try {
    const now = new Date();
    utimesSync(marker, now, now);
  } catch {} // an installation of another user
}

/** The hash of what `dist` was built from; undefined when it is missing or half built. */
export function builtFrom() {
  try {
    return readFileSync(marker, 'latin1');
  } catch {
    return undefined;
  }
}

export const builtMarker = marker;
