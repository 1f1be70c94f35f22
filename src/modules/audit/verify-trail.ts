import { Refused } from '../../kernel/result.ts';
import type { Tx } from '../../platform/action.ts';
import type { Database } from '../../platform/database/connect.ts';
import { inContext } from '../../platform/database/context.ts';
import { refusals } from './rules/refusals.ts';
import { archiveStatement, headStatement, type SignedHead } from './rules/statements.ts';
import { beginning, type ChainEnd, endsAt, type Flaw, flaw, follow, isFlaw } from './rules/verify-chain.ts';
import { sha256 } from './sha256.ts';
import { isSigned } from './signing-key.ts';
import { archivesOf, chainsThere, dailyHeadsOf, entriesAfter, headOf } from './storage/chains.ts';

/** What was found of one chain; the association is empty for the installation. */
export type ChainReport = {
  readonly association: string;
  readonly intact: boolean;
  /** Entries verified one by one. */
  readonly entries: number;
  /** The last archived number; 0 where there is none. */
  readonly archived: number;
  readonly last: ChainEnd;
  /** Signed heads found in the chain: those kept here and those given. */
  readonly heads: number;
  /** The first bad entry. */
  readonly flaw: Flaw | null;
};

const page = 2000;

/**
 * Reads the whole trail, or one association's, as it is at one instant, and recomputes every hash; then its end, the heads
 * signed here day by day, those deposited outside (`heads`), the archives. Signatures are checked with `publicKey`.
 * Refuses `audit/unknown-association`.
 */
export async function verifyTrail(
  database: Database,
  asked: {
    readonly publicKey: string;
    readonly association?: string | undefined;
    readonly heads?: readonly SignedHead[];
  },
): Promise<readonly ChainReport[]> {
  const { association, heads = [], publicKey } = asked;
  return inContext(database, wholeTrail, async (tx) => {
    const there = await chainsThere(tx);
    if (association !== undefined && !there.includes(association))
      throw new Refused(refusals.unknownAssociation(association));
    const named = [...new Set([...there, ...heads.map((head) => head.association)])];
    const reports: ChainReport[] = [];
    for (const one of association === undefined ? named : [association]) {
      const given = heads.filter((head) => head.association === one);
      reports.push(await verifyOne(tx, one, given, publicKey));
    }
    return reports;
  });
}

/** Sees every chain of the installation, at one instant. */
export const wholeTrail = {
  association: null,
  actor: { person: null },
  entities: 'all',
  installation: true,
  reads: true,
  snapshot: true,
} as const;

async function verifyOne(
  tx: Tx,
  association: string,
  given: readonly SignedHead[],
  publicKey: string,
): Promise<ChainReport> {
  const heads = [...(await dailyHeadsOf(tx, association)), ...given];
  const flaws: Flaw[] = [];
  let end: ChainEnd = beginning;
  for (const archive of await archivesOf(tx, association)) {
    const { signature, ...told } = archive;
    const fits = archive.first === end.number + 1 && archive.previous === end.hash;
    if (!fits || !isSigned(archiveStatement(told), signature, publicKey)) flaws.push(flaw('archive', archive.first));
    end = { number: archive.last, hash: archive.hash };
  }
  const archived = end.number;
  const hashes = new Map([[end.number, end.hash]]);
  const wanted = new Set(heads.map((head) => head.number));
  const head = await headOf(tx, association);
  let after = { number: 0, row: 0n };
  reading: for (;;) {
    const { entries, last } = await entriesAfter(tx, association, after, page);
    for (const entry of entries) {
      const next = follow(end, entry, sha256);
      if (isFlaw(next)) {
        flaws.push(next);
        break reading;
      }
      end = next;
      if (wanted.has(end.number)) hashes.set(end.number, end.hash);
    }
    if (!last) {
      const ending = endsAt(end, head);
      if (ending) flaws.push(ending);
      break;
    }
    after = last;
  }
  let found = 0;
  for (const signed of heads) {
    const { signature, ...told } = signed;
    if (!isSigned(headStatement(told), signature, publicKey)) flaws.push(flaw('signature', signed.number));
    else if (hashes.get(signed.number) === signed.hash || signed.number < archived) found += 1;
    else if (hashes.has(signed.number)) flaws.push(flaw('rewritten', signed.number));
    else if (signed.number > end.number) flaws.push(flaw('truncated', end.number + 1, signed.number));
  }
  const first = flaws.reduce<Flaw | null>((least, one) => (least && least.number <= one.number ? least : one), null);
  return {
    association,
    intact: first === null,
    entries: end.number - archived,
    archived,
    last: end,
    heads: found,
    flaw: first,
  };
}
