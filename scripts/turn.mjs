import { createHash } from 'node:crypto';
import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { projectFolder, say, slowStep } from './project.mjs';

/** Runs `work` while no other process of this project does: two starts in a fresh clone install once. */
export async function inTurn(work) {
  const key = createHash('sha256')
    .update(`${projectFolder} ${process.getuid?.() ?? ''}`)
    .digest('hex')
    .slice(0, 16);
  const path = join(tmpdir(), `comunanza-prepare-${key}`);
  const done = slowStep(say('Attesa di un’altra preparazione in corso', 'Waiting for another preparation'));
  while (!take(path)) await pause(200);
  done();
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

function take(path) {
  try {
    writeFileSync(path, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  if (isLeftBehind(path)) {
    const aside = `${path}.${process.pid}`;
    try {
      renameSync(path, aside);
      rmSync(aside);
    } catch {}
  }
  return false;
}

/** Of a killed process; its number may meanwhile be another's, so nobody is waited for longer than preparing can take. */
function isLeftBehind(path) {
  try {
    if (Date.now() - statSync(path).mtimeMs > 20 * 60_000) return true;
    process.kill(Number(readFileSync(path, 'latin1')) || process.pid, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}
