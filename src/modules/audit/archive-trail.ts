import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { instantOf, parseLocalTime } from '../../kernel/day.ts';
import { Refused } from '../../kernel/result.ts';
import type { Now, Tx } from '../../platform/action.ts';
import type { Database } from '../../platform/database/connect.ts';
import { inContext } from '../../platform/database/context.ts';
import type { ChainedEntry } from './rules/chained-entry.ts';
import { refusals } from './rules/refusals.ts';
import { firstDayKept } from './rules/retention.ts';
import { archiveStatement, type SignedArchive } from './rules/statements.ts';
import { beginning, type ChainEnd, type Flaw, flaw, follow, isFlaw, verifyChain } from './rules/verify-chain.ts';
import { sha256 } from './sha256.ts';
import { isSigned, type SigningKey } from './signing-key.ts';
import { archivesOf, chainsThere, entriesAfter, lastBefore, type StoredArchive, takeAway } from './storage/chains.ts';
import { retentionMonthsOf } from './storage/retention.ts';
import { wholeTrail } from './verify-trail.ts';

const page = 2000;

/**
 * Takes entries whose time is over into a signed file of each chain, `folder/<association>-<first>-<last>.jsonl`: a line
 * an entry, and a last line that says from which hash to which, signed. The chain of what remains begins where the file
 * ends. Chains without a limit are left alone. Refuses `audit/flawed`, `audit/unwritable-folder`.
 */
export async function archiveTrail(
  database: Database,
  asked: {
    readonly folder: string;
    readonly key: SigningKey;
    readonly now: Now;
    readonly association?: string | undefined;
  },
): Promise<readonly StoredArchive[]> {
  const owner = { ...database, role: undefined }; // entries are taken away by the owner of the tables only
  const chains = await inContext(owner, wholeTrail, chainsThere);
  if (asked.association !== undefined && !chains.includes(asked.association))
    throw new Refused(refusals.unknownAssociation(asked.association));
  const made: StoredArchive[] = [];
  for (const association of asked.association === undefined ? chains : [asked.association]) {
    const archive = await inContext(owner, { ...wholeTrail, reads: false }, async (tx) => {
      const months = await retentionMonthsOf(tx, association);
      if (months === null) return undefined;
      const midnight = parseLocalTime(`${firstDayKept(asked.now.today, months)}T00:00`)!;
      const last = await lastBefore(tx, association, new Date(instantOf(midnight)));
      return archiveOne(tx, { ...asked, association, last });
    });
    if (archive) made.push(archive);
  }
  return made;
}

/** The archive of a file, or what is wrong with it. Refuses `audit/unreadable-file`. */
export function verifyArchive(
  file: string,
  publicKey: string,
): { readonly archive: SignedArchive; readonly flaw: Flaw | null } {
  let lines: string[];
  let archive: SignedArchive;
  let entries: ChainedEntry[];
  try {
    lines = readFileSync(file, 'utf8').trimEnd().split('\n');
    archive = JSON.parse(lines.pop() ?? '').archive;
    entries = lines.map((line) => JSON.parse(line));
    if (typeof archive.first !== 'number' || typeof archive.signature !== 'string') throw new Error('no archive');
  } catch {
    throw new Refused(refusals.unreadable(file));
  }
  const { signature, ...told } = archive;
  const found = verifyChain(entries, { number: archive.last, hash: archive.hash }, sha256, {
    number: archive.first - 1,
    hash: archive.previous,
  });
  if (isFlaw(found)) return { archive, flaw: found };
  const whole = sha256(lines.map((line) => `${line}\n`).join('')) === archive.sha256;
  const signed = isSigned(archiveStatement(told), signature, publicKey);
  return { archive, flaw: whole && signed ? null : flaw('archive', archive.first) };
}

async function archiveOne(
  tx: Tx,
  asked: {
    readonly folder: string;
    readonly key: SigningKey;
    readonly now: Now;
    readonly association: string;
    readonly last: number;
  },
): Promise<StoredArchive | undefined> {
  const { association, folder, key, last } = asked;
  const before = (await archivesOf(tx, association)).at(-1);
  const start: ChainEnd = before ? { number: before.last, hash: before.hash } : beginning;
  if (last <= start.number) return undefined;
  const first = start.number + 1;
  const file = join(folder, `${association || 'installazione'}-${first}-${last}.jsonl`);
  const half = `${file}.part`;
  const at = asked.now.instant.toISOString().replace('Z', '000Z');
  const output = open(folder, half);
  try {
    const hash = createHash('sha256');
    let end = start;
    let after = { number: start.number, row: 0n };
    while (end.number < last) {
      const { entries, last: read } = await entriesAfter(tx, association, after, Math.min(page, last - end.number));
      if (!read) throw new Refused(refusals.flawed(association));
      for (const entry of entries) {
        const next = follow(end, entry, sha256);
        if (isFlaw(next)) throw new Refused(refusals.flawed(association));
        end = next;
        const line = `${JSON.stringify(entry)}\n`;
        hash.update(line);
        writeSync(output, line);
      }
      after = read;
    }
    const told = { association, first, last, previous: start.hash, hash: end.hash, sha256: hash.digest('hex'), at };
    const archive = { ...told, signature: key.sign(archiveStatement(told)) };
    writeSync(output, `${JSON.stringify({ archive: { ...archive, key: key.publicKey } })}\n`);
    fsyncSync(output);
    renameSync(half, file);
    const stored = { ...archive, file, key: key.publicKey };
    const taken = await takeAway(tx, stored);
    if (taken !== BigInt(last - first + 1)) throw new Refused(refusals.flawed(association));
    return stored;
  } finally {
    closeSync(output);
    rmSync(half, { force: true });
  }
}

function open(folder: string, half: string): number {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return openSync(half, 'w', 0o600);
  } catch {
    throw new Refused(refusals.unwritable(folder));
  }
}
