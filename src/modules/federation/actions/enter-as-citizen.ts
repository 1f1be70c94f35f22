import { createHash, randomUUID } from 'node:crypto';
import type { Refusal } from '../../../kernel/result.ts';
import type { ActionContext } from '../../../platform/action.ts';
import { accountBy, insertCitizen, openSession, seeAllPeople } from '../../identity/index.ts';
import type { Business } from '../rules/business.ts';
import { refusals } from '../rules/refusals.ts';
import { sealed } from '../sealed.ts';
import { insertFederatedSession } from '../storage/sessions.ts';
import { type Entry, refusedEntry } from './shapes.ts';

/** What the public identity proved of somebody. */
export type PublicIdentity = {
  readonly fiscalCode: string;
  readonly name: string;
  readonly level: 1 | 2 | 3;
  readonly subject: string;
  readonly providerSession: string | null;
  /** What signing out at the provider needs. */
  readonly signOut: object;
  readonly business: Business | null;
};

type Came = { readonly method: 'spid' | 'cie'; readonly provider: string; readonly back: string };

/**
 * Opens a session for a citizen, whose account is the one of the fiscal code and of nothing else: an address never leads to it.
 * The first time it is made. Where somebody of the staff has that fiscal code confirmed, it is theirs, with their posts. The
 * entry goes into the audit trail. Refuses `federation/disabled`.
 */
export async function enterAsCitizen(
  { tx, actor, now, call, tell }: Pick<ActionContext<unknown>, 'tx' | 'actor' | 'now' | 'call' | 'tell'>,
  came: Came,
  identity: PublicIdentity,
): Promise<Entry> {
  await seeAllPeople(tx);
  const { method, provider, back } = came;
  const { fiscalCode, name, level, subject, providerSession, business } = identity;
  await insertCitizen(tx, { id: randomUUID(), fiscalCode, name, language: actor.language, created: now.instant });
  const account = await accountBy(tx, { fiscalCode }, now.today);
  if (!account) throw new Error('the account just made is not there');
  if (account.associations.length > 0) tell({ associations: account.associations });
  if (account.disabled) return failedEntry(tell, refusals.disabled(), { method, provider }, account.person);
  const token = await openSession(tx, { person: account.person, method, level, now, call });
  const session = createHash('sha256').update(token).digest('hex');
  await insertFederatedSession(tx, {
    session,
    method,
    provider,
    subject,
    providerSession,
    signOutSealed: sealed(`session ${session}`, identity.signOut),
    business,
  });
  const forBusiness = business && { vatNumber: business.vatNumber, fiscalCode: business.fiscalCode };
  tell({
    person: account.person,
    after: { method, provider, level, ...(forBusiness ? { business: forBusiness } : {}) },
  });
  return { outcome: 'in', token, back };
}

/** Not in: the reason goes into the audit trail, and to the person. */
export function failedEntry(
  tell: ActionContext<unknown>['tell'],
  refusal: Refusal,
  about: object,
  person: string | null = null,
): Entry {
  tell({ outcome: 'failed', actingFor: person, after: { ...about, reason: refusal.code } });
  return refusedEntry(refusal);
}
