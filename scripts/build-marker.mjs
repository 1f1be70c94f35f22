import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
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

/** The hash of what `dist` was built from; undefined when it is missing or half built. */
export function builtFrom() {
  try {
    return readFileSync(marker, 'latin1');
  } catch {
    return undefined;
  }
}

export const builtMarker = marker;
