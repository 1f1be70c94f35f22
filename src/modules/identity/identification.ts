import { createHmac, randomBytes } from 'node:crypto';
import type { Actor, Now } from '../../platform/action.ts';
import { auditEntries, writeAuditEntries } from '../../platform/audit.ts';
import type { Database } from '../../platform/database/connect.ts';
import { inContext } from '../../platform/database/context.ts';
import type { Identification, SignedIn } from '../../platform/server/identification.ts';
import { longestPause, longestSession, tokenHash } from './actions/open-session.ts';
import { isPassword } from './actions/passwords.ts';
import { hasSecondFactor } from './actions/second-factor.ts';
import { signIn } from './actions/sign-in.ts';
import { triesFor } from './actions/tries.ts';
import { managingRoles } from './rules/permission-matrix.ts';
import { factorsOf } from './storage/factors.ts';
import { credentialsOf } from './storage/people.ts';
import { associationsOf } from './storage/posts.ts';
import { deleteSession, findPerson, findSession, storeChosenPost, touchSession } from './storage/sessions.ts';

const everything = { association: null, actor: { person: null }, entities: 'all', installation: true } as const;
/** A program that has not proved yet whose it is. */
const program: Actor = {
  kind: 'anonymous',
  person: null,
  name: '',
  language: 'it',
  association: null,
  role: null,
  entity: null,
  via: 'api',
};
const touchEvery = 5 * 60 * 1000;
const rememberFor = 60 * 1000;

/**
 * How the server learns who is asking: by the session's token, or by address and password (programs), where a password
 * once proved is remembered for a minute.
 */
export function identification(database: Database): Identification {
  const secret = randomBytes(32);
  const proved = new Map<string, { readonly passwordHash: string | null; readonly until: number }>();

  return {
    bySession: async (token, now) => {
      const at = now.instant.getTime();
      const hash = tokenHash(token);
      const found = await inContext(database, { ...everything, reads: true }, (tx) =>
        findSession(tx, {
          tokenHash: hash,
          on: now.today,
          managingRoles,
          createdAfter: new Date(at - longestSession),
          seenAfter: new Date(at - longestPause),
        }),
      );
      if (!found) return null;
      if (at - found.seen.getTime() > touchEvery) {
        await inContext(database, everything, (tx) => touchSession(tx, hash, now.instant));
      }
      const { seen: _, ...signedIn } = found;
      return signedIn;
    },
    byPassword: async (email, password, now, origin) => {
      const seal = createHmac('sha256', secret).update(`${email}\n${password}`).digest('base64url');
      const account = await inContext(database, { ...everything, reads: true }, (tx) => credentialsOf(tx, email));
      const kept = proved.get(seal);
      const person =
        account && kept?.passwordHash === account.passwordHash && kept.until > now.instant.getTime()
          ? account.id
          : await prove(email, password, now, origin ?? null);
      if (!person || !account) return null;
      if (proved.size > 1000) proved.clear();
      const { passwordHash } = account;
      if (!kept || kept.until <= now.instant.getTime() || kept.passwordHash !== passwordHash)
        proved.set(seal, { passwordHash, until: now.instant.getTime() + rememberFor });
      return personNow(person, now);
    },
    choosePost: (token, post) => inContext(database, everything, (tx) => storeChosenPost(tx, tokenHash(token), post)),
    endSession: (token) => inContext(database, everything, (tx) => deleteSession(tx, tokenHash(token))),
  };

  /**
   * Whose password it is; null when it is nobody's, when tries from there have to wait, and for whoever has a second factor, which
   * a password alone must not go around: their programs have tokens of their own.
   */
  async function prove(email: string, password: string, now: Now, origin: string | null): Promise<string | null> {
    return inContext(database, everything, async (tx) => {
      const known = await credentialsOf(tx, email);
      const call = origin === null ? {} : { origin };
      const tries = await triesFor(tx, { account: email, person: known?.id ?? null, call, now, together: true });
      const right = tries.wait === 0 && (await isPassword(password, known?.passwordHash));
      if (right && known) {
        if (!hasSecondFactor(await factorsOf(tx, known.id))) return known.id;
      } else if (tries.wait === 0) await tries.failed();
      const associations = known ? await associationsOf(tx, known.id, now.today) : [];
      const told = { outcome: 'failed' as const, actingFor: known?.id ?? null, associations };
      const input = { email, password };
      await writeAuditEntries(tx, auditEntries({ action: signIn, actor: program, input, now, origin, told }));
      return null;
    });
  }

  async function personNow(person: string, now: Now): Promise<SignedIn | null> {
    return (
      (await inContext(database, { ...everything, reads: true }, (tx) =>
        findPerson(tx, person, { on: now.today, level: 1, managingRoles }),
      )) ?? null
    );
  }
}

/** The person with this address, for the operator of the console acting in somebody's place. */
export async function personByEmail(database: Database, email: string, now: Now): Promise<SignedIn | null> {
  return inContext(database, { ...everything, reads: true }, async (tx) => {
    const known = await credentialsOf(tx, email);
    return known ? ((await findPerson(tx, known.id, { on: now.today, level: 3, managingRoles })) ?? null) : null;
  });
}
