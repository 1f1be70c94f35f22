import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** A folder of its own for the keys of secret ballots, gone after the test file. Call it at the top of the file; gives the folder. */
export function ownBallotKeys(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ballot-keys-'));
  process.env.COMUNANZA_BALLOT_KEYS = folder;
  afterAll(() => rmSync(folder, { recursive: true }));
  return folder;
}
