import { createHash } from 'node:crypto';
import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { type ActionContext, defineAction } from '../../../platform/action.ts';
import { accountBy, openSession, seeAllPeople } from '../../identity/index.ts';
import { levelOf } from '../rules/assurance.ts';
import { accountFor } from '../rules/linking.ts';
import { refusals } from '../rules/refusals.ts';
import { sealed } from '../sealed.ts';
import { takeAttempt } from '../storage/attempts.ts';
import { insertLink, personOfSubject, subjectOfPerson } from '../storage/links.ts';
import { oidcProvider } from '../storage/oidc-providers.ts';
import { insertFederatedSession } from '../storage/sessions.ts';
import { type Entry, entryShape, opaqueShape, refusalShape, refusedEntry } from './shapes.ts';

const inputShape = z.object({
  state: opaqueShape,
  browser: opaqueShape,
  /** What the provider proved, or why it could not be believed. */
  answer: z
    .union([
      z.object({ claims: z.record(z.string(), z.unknown()), idToken: z.string() }),
      z.object({ refusal: refusalShape }),
    ])
    .meta({ secret: true }),
});

/**
 * Opens a session for somebody of the staff whom a provider recognised, and links the account to the provider's subject the
 * first time. Nobody gets an account this way: only people registered come in. Both outcomes are in the audit trail, with the
 * reason. For pages of this module alone, after `readAnswer` found the answer in order.
 */
export const enterWithOidc = defineAction({
  name: 'federation/enter-with-oidc',
  title: text('entrare con un fornitore di identità', 'sign in with an identity provider'),
  scope: 'installation',
  permission: 'public',
  doors: [],
  http: { method: 'POST', path: '/sessions/oidc' },
  input: inputShape,
  output: entryShape,
  example: { state: 'uno', browser: 'due', answer: { claims: { sub: 'a1' }, idToken: 'tre' } },
  run: async (context) => enter(context),
});

async function enter({ tx, now, call, input, tell }: ActionContext<z.output<typeof inputShape>>): Promise<Entry> {
  await seeAllPeople(tx);
  const attempt = await takeAttempt(tx, input.state, now.instant);
  const about = { method: 'oidc', provider: attempt?.provider ?? null };
  const no = (refusal: Parameters<typeof refusedEntry>[0], person?: string): Entry => {
    tell({ outcome: 'failed', actingFor: person ?? null, after: { ...about, reason: refusal.code } });
    return refusedEntry(refusal);
  };
  if (attempt?.method !== 'oidc') return no(refusals.stale());
  if (attempt.browser !== input.browser) return no(refusals.otherBrowser());
  if ('refusal' in input.answer) return no(input.answer.refusal);
  const provider = await oidcProvider(tx, attempt.provider);
  if (!provider) return no(refusals.unknownProvider(attempt.provider));

  const { claims, idToken } = input.answer;
  const { terms } = provider;
  const subject = textClaim(claims, terms.subjectClaim) ?? textClaim(claims, 'sub');
  if (!subject) return no(refusals.malformed());
  const email = textClaim(claims, terms.emailClaim)?.trim().toLowerCase();
  const owner = await personOfSubject(tx, provider.id, subject);
  const withEmail = email === undefined ? undefined : await accountBy(tx, { email }, now.today);
  const linked = owner === undefined ? undefined : await accountBy(tx, { person: owner }, now.today);
  const found = accountFor(
    { subject, email, emailVerified: claims.email_verified === true && terms.emailClaim === 'email' },
    { ...terms, name: provider.name, offeredTo: provider.offeredTo },
    { linked, withEmail, subjectOfEmail: withEmail && (await subjectOfPerson(tx, provider.id, withEmail.person)) },
  );
  const account = linked ?? withEmail;
  if (account && account.associations.length > 0) tell({ associations: account.associations });
  if (!found.ok) return no(found.refusals[0]!, account?.person);

  const { person, links } = found.value;
  if (links) await insertLink(tx, { provider: provider.id, subject, person, linked: now.instant });
  const amr = Array.isArray(claims.amr) ? claims.amr.filter((one): one is string => typeof one === 'string') : [];
  const level = levelOf({ acr: textClaim(claims, 'acr'), amr }, terms.levels);
  const token = await openSession(tx, { person, method: 'oidc', level, now, call });
  const session = createHash('sha256').update(token).digest('hex');
  await insertFederatedSession(tx, {
    session,
    method: 'oidc',
    provider: provider.id,
    subject: textClaim(claims, 'sub') ?? subject,
    providerSession: textClaim(claims, 'sid') ?? null,
    signOutSealed: sealed(`session ${session}`, { idToken }),
    business: null,
  });
  tell({ person, after: { ...about, level, ...(links ? { linked: true } : {}) } });
  return { outcome: 'in', token, back: attempt.back };
}

function textClaim(claims: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = claims[name];
  return typeof value === 'string' && value !== '' && value.length <= 500 ? value : undefined;
}
