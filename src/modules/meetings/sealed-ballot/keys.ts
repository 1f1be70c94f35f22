import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataPlace } from '../../../platform/database/start.ts';
import { sealText, unsealText } from '../../../platform/secrets/sealing-key.ts';
import { generator, randomScalar, readScalar, secretTimes, written, writtenScalar } from './group.ts';
import { joined } from './tally.ts';

/** Where the second halves of keys are: `COMUNANZA_BALLOT_KEYS`, or `ballot-keys` in the data folder. Shared by all web processes. */
function folder(): string {
  return process.env.COMUNANZA_BALLOT_KEYS || join(dataPlace().dataFolder, 'ballot-keys');
}

/** A ballot's new key as the database keeps it: one half sealed, the other in a file whose name only is kept. */
export type BallotKey = { readonly publicKey: string; readonly sealedHalf: string; readonly keyName: string };

/**
 * A key for one ballot. Its private half is the sum of two numbers that lie apart, one sealed in the database, one in a file
 * of the data folder: an old copy of the database opens nothing once the file is gone, and the file alone opens nothing.
 */
export function makeBallotKey(ballot: string): BallotKey {
  const [first, second] = [randomScalar(), randomScalar()];
  const keyName = randomUUID();
  mkdirSync(folder(), { recursive: true, mode: 0o700 });
  writeFileSync(pathOf(keyName), `${ballot} ${writtenScalar(second)}`, { mode: 0o600, flag: 'wx' });
  return {
    publicKey: written(secretTimes(generator, joined(first, second))),
    sealedHalf: sealText(writtenScalar(first), `ballot ${ballot}`),
    keyName,
  };
}

/** The private key, or undefined where a half is gone or not this installation's. */
export function ballotKey(ballot: string, { sealedHalf, keyName }: Pick<BallotKey, 'sealedHalf' | 'keyName'>) {
  const first = readScalar(unsealText(sealedHalf, `ballot ${ballot}`) ?? '');
  let second: bigint | undefined;
  try {
    const [about, half] = readFileSync(pathOf(keyName), 'utf8').split(' ');
    second = about === ballot ? readScalar(half ?? '') : undefined;
  } catch {
    return undefined;
  }
  return first === undefined || second === undefined ? undefined : joined(first, second);
}

/** Overwrites and removes the file with the second half; what is gone already stays gone. */
export function destroyBallotKey(keyName: string): void {
  try {
    const path = pathOf(keyName);
    writeFileSync(path, '0'.repeat(statSync(path).size), { flag: 'r+' });
    rmSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

/** The key files that are there: of which ballot each is, and when it was made. */
export function keyFiles(): { readonly keyName: string; readonly ballot: string; readonly made: Date }[] {
  let names: string[];
  try {
    names = readdirSync(folder());
  } catch {
    return [];
  }
  return names.flatMap((name) => {
    const keyName = name.replace(/\.key$/, '');
    if (name === keyName) return [];
    try {
      const [ballot] = readFileSync(pathOf(keyName), 'utf8').split(' ');
      return [{ keyName, ballot: ballot!, made: statSync(pathOf(keyName)).mtime }];
    } catch {
      return []; // gone meanwhile
    }
  });
}

function pathOf(keyName: string): string {
  if (!/^[0-9a-f-]{36}$/.test(keyName)) throw new RangeError('not the name of a key');
  return join(folder(), `${keyName}.key`);
}
