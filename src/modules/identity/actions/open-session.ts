import { createHash, randomBytes } from 'node:crypto';
import type { Call, Now, Tx } from '../../../platform/action.ts';
import type { Level, SignInMethod } from '../../../platform/server/identification.ts';
import { deleteSessionsBefore, insertSession } from '../storage/sessions.ts';

/** How long a session lasts at most, and how long without use, in milliseconds. */
export const longestSession = 12 * 60 * 60 * 1000;
export const longestPause = 2 * 60 * 60 * 1000;

/** The form in which a token is kept. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

/**
 * Opens a session for somebody whose identity is proved, whatever the way; returns its token, which only the browser keeps.
 * The transaction must see the whole installation (`seeAllPeople`). Whoever calls it writes the audit entry.
 */
export async function openSession(
  tx: Tx,
  entered: {
    readonly person: string;
    readonly method: SignInMethod;
    readonly level: Level;
    readonly now: Now;
    readonly call: Call;
  },
): Promise<string> {
  const { person, method, level, now, call } = entered;
  const token = randomBytes(32).toString('base64url');
  await deleteSessionsBefore(tx, new Date(now.instant.getTime() - longestSession));
  await insertSession(tx, {
    token_sha256: tokenHash(token),
    person,
    association: null,
    post: null,
    created: now.instant,
    seen: now.instant,
    method,
    level,
    origin: call.origin ?? null,
    agent: call.agent ?? null,
  });
  return token;
}
