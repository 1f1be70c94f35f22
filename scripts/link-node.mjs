import { existsSync, readlinkSync, rmSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { node24, projectFolder } from './project.mjs';

/** Puts Node 24 among the programs of the project: npm 10 forgets a link that several platforms' packages bring. */
export function linkNode() {
  const link = join(projectFolder, 'node_modules', '.bin', 'node');
  if (process.platform === 'win32' || !existsSync(node24)) return;
  const target = relative(join(link, '..'), node24);
  try {
    if (readlinkSync(link) === target) return;
  } catch {}
  try {
    rmSync(link, { force: true });
    symlinkSync(target, link);
  } catch {} // an installation of another user: programs are started by their path
}
