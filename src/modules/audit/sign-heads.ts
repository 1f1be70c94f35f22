import { Refused } from '../../kernel/result.ts';
import type { Now, Tx } from '../../platform/action.ts';
import type { Database } from '../../platform/database/connect.ts';
import { inContext } from '../../platform/database/context.ts';
import { refusals } from './rules/refusals.ts';
import { headStatement, type SignedHead } from './rules/statements.ts';
import type { SigningKey } from './signing-key.ts';
import { chainsThere, headOf, insertDailyHead } from './storage/chains.ts';
import { wholeTrail } from './verify-trail.ts';

/** The heads of all chains, or of one, as they are now, signed. Refuses `audit/unknown-association`. */
export async function signedHeads(
  database: Database,
  key: SigningKey,
  now: Now,
  association?: string,
): Promise<readonly SignedHead[]> {
  const heads = await inContext(database, wholeTrail, (tx) => headsOf(tx, key, now));
  const wanted = association === undefined ? heads : heads.filter((head) => head.association === association);
  if (association !== undefined && wanted.length === 0) throw new Refused(refusals.unknownAssociation(association));
  return wanted;
}

/** Keeps the day's signed head of each chain that has none yet today. */
export async function keepDailyHeads(database: Database, key: SigningKey, now: Now): Promise<void> {
  const context = { ...wholeTrail, reads: false, snapshot: false };
  await inContext(database, context, async (tx) => {
    for (const head of await headsOf(tx, key, now)) {
      await insertDailyHead(tx, { ...head, key: key.publicKey, day: now.today });
    }
  });
}

async function headsOf(tx: Tx, key: SigningKey, now: Now): Promise<SignedHead[]> {
  const heads: SignedHead[] = [];
  const at = now.instant.toISOString().replace('Z', '000Z');
  for (const association of await chainsThere(tx)) {
    const head = await headOf(tx, association);
    if (!head || head.number === 0) continue;
    const told = { association, number: head.number, hash: head.hash, at };
    heads.push({ ...told, signature: key.sign(headStatement(told)) });
  }
  return heads;
}
