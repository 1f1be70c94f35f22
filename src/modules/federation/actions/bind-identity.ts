import { type Refusal, Refused } from '../../../kernel/result.ts';
import type { ActionContext } from '../../../platform/action.ts';
import { fiscalCodeOf, freshlyProved, ownAct, storeFiscalCode, tellOfChange } from '../../identity/index.ts';
import { refusals } from '../rules/refusals.ts';
import { storeBoundIdentity } from '../storage/bound-identities.ts';
import type { PublicIdentity } from './enter-as-citizen.ts';
import { failedEntry } from './enter-as-citizen.ts';
import type { PublicEntry } from './shapes.ts';

type Came = { readonly method: 'spid' | 'cie'; readonly provider: string; readonly back: string };

/**
 * Whose account a public identity will be bound to: the person's who asks, from a session of the staff proved just now; null where
 * nobody asked for it. Refuses `federation/staff-only`, `identity/fresh-proof-needed`.
 */
export async function bindsFor(context: ActionContext<unknown>, asked: boolean): Promise<string | null> {
  if (!asked) return null;
  const { actor } = context;
  if (actor.kind !== 'person' || actor.person === null) throw new Refused(refusals.staffOnly());
  const person = await ownAct(context);
  await freshlyProved(context);
  return person;
}

/**
 * Binds the account of somebody of the staff to the public identity that was proved: its fiscal code becomes the account's, and from
 * then on SPID and CIE open it, with its posts, as strongly as each assertion says. Only in the session of the person who asked;
 * the session stays as it is. Both outcomes are in the audit trail, and the person is told by e-mail. Refuses
 * `federation/other-person`, `federation/fiscal-code-taken`, `federation/other-fiscal-code`.
 */
export async function bindIdentity(
  context: ActionContext<unknown>,
  came: Came,
  identity: Pick<PublicIdentity, 'fiscalCode' | 'level'>,
  asked: string,
): Promise<PublicEntry> {
  const { tx, actor, now, tell } = context;
  const { method, provider, back } = came;
  const no = (refusal: Refusal) => failedEntry(tell, refusal, { method, provider, binds: true }, asked);
  if (actor.kind !== 'person' || actor.person !== asked) return no(refusals.otherPerson());
  const person = await ownAct(context);
  const before = await fiscalCodeOf(tx, person);
  if (before !== null && before !== identity.fiscalCode) return no(refusals.otherFiscalCode());
  if (!(await storeFiscalCode(tx, person, identity.fiscalCode))) return no(refusals.fiscalCodeTaken());
  const { level } = identity;
  await storeBoundIdentity(tx, { person, method, provider, level, bound: now.instant });
  tell({
    before: { fiscalCode: before },
    after: { fiscalCode: identity.fiscalCode, method, provider, level, binds: true },
  });
  const name = method === 'spid' ? 'SPID' : 'CIE';
  await tellOfChange(context, person, {
    it: `l’accesso è stato collegato alla propria identità ${name}`,
    en: `the account was bound to your ${name} identity`,
  });
  return { outcome: 'bound', back };
}
