import { Refused } from '../../../kernel/result.ts';
import type { ActionContext } from '../../../platform/action.ts';
import { siteAddress } from '../../../platform/site-address.ts';
import { letters } from '../rules/letters.ts';
import { signInRefusals } from '../rules/sign-in-refusals.ts';
import { proofOf } from '../storage/own-sessions.ts';
import { seeAllPeople } from '../storage/people.ts';
import { associationsOf } from '../storage/posts.ts';
import { sendLetter } from './send-letter.ts';

type Context = Pick<ActionContext<unknown>, 'tx' | 'actor' | 'now' | 'tell'>;

/** Milliseconds for which a proof counts as fresh. */
export const freshFor = 5 * 60 * 1000;

/**
 * Prepares an act of somebody about their own sign-in: it is in the audit trail of every association where the person holds
 * a post, and the transaction sees what it needs. Gives the person's id.
 */
export async function ownAct({ tx, actor, now, tell }: Context): Promise<string> {
  const person = actor.person!;
  await seeAllPeople(tx);
  tell({ actingFor: person, associations: await associationsOf(tx, person, now.today) });
  return person;
}

/** Whether the session was proved within the last five minutes. */
export async function isFreshlyProved({
  tx,
  actor,
  now,
}: Pick<ActionContext<unknown>, 'tx' | 'actor' | 'now'>): Promise<boolean> {
  const proof = actor.session ? await proofOf(tx, actor.session) : undefined;
  const last = proof && Math.max(proof.created.getTime(), proof.proved?.getTime() ?? 0);
  return last !== undefined && now.instant.getTime() - last <= freshFor;
}

/** Refuses `identity/fresh-proof-needed` when the session was proved more than five minutes ago. */
export async function freshlyProved(context: Context): Promise<void> {
  if (!(await isFreshlyProved(context))) throw new Refused(signInRefusals.freshProofNeeded());
}

/** Tells the person by e-mail that the way of signing in has changed. */
export async function tellOfChange(
  { tx, now, call }: Pick<ActionContext<unknown>, 'tx' | 'now' | 'call'>,
  person: string,
  what: { readonly it: string; readonly en: string },
): Promise<void> {
  const occasion = { at: now.instant, origin: call.origin, agent: call.agent, site: siteAddress(call) };
  await sendLetter(tx, { person, now }, 'identity/sign-in-changed', ({ name }, language) =>
    letters.changed({ name, what, ...occasion }, language),
  );
}
