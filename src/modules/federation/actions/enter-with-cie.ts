import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { fiscalCodeClaim } from '../protocol/cie.ts';
import { publicLevelOf } from '../rules/assurance.ts';
import { fiscalCodeIn } from '../rules/fiscal-code.ts';
import { refusals } from '../rules/refusals.ts';
import { takeAttempt } from '../storage/attempts.ts';
import { bindIdentity } from './bind-identity.ts';
import { enterAsCitizen, failedEntry } from './enter-as-citizen.ts';
import { opaqueShape, publicEntryShape, refusalShape } from './shapes.ts';

/**
 * Opens the session of a citizen whom CIE recognised at the level asked or above. Both outcomes are in the audit trail, with the
 * reason. For pages of this module alone, after `readAnswer` found the answer in order.
 */
export const enterWithCie = defineAction({
  name: 'federation/enter-with-cie',
  title: text('entrare con CIE', 'sign in with CIE'),
  scope: 'installation',
  permission: 'public',
  doors: [],
  http: { method: 'POST', path: '/sessions/cie' },
  input: z.object({
    state: opaqueShape,
    browser: opaqueShape,
    answer: z
      .union([z.object({ claims: z.record(z.string(), z.unknown()) }), z.object({ refusal: refusalShape })])
      .meta({ secret: true }),
  }),
  output: publicEntryShape,
  example: { state: 'uno', browser: 'due', answer: { claims: { sub: 'a1' } } },
  async run(context) {
    const { tx, now, tell, input } = context;
    const attempt = await takeAttempt(tx, input.state, now.instant);
    const about = { method: 'cie', provider: attempt?.provider ?? null };
    if (attempt?.method !== 'cie') return failedEntry(tell, refusals.stale(), about);
    if (attempt.browser !== input.browser) return failedEntry(tell, refusals.otherBrowser(), about);
    if ('refusal' in input.answer) return failedEntry(tell, input.answer.refusal, about);
    const { claims } = input.answer;
    const level = publicLevelOf(textClaim(claims, 'acr'));
    if (level === undefined || level < attempt.level) return failedEntry(tell, refusals.tooWeak(attempt.level), about);
    const fiscalCode = fiscalCodeIn(textClaim(claims, fiscalCodeClaim));
    if (!fiscalCode) return failedEntry(tell, refusals.noFiscalCode(), about);
    const name = [textClaim(claims, 'given_name'), textClaim(claims, 'family_name')].filter(Boolean).join(' ');
    const { provider, back, binds } = attempt;
    if (binds) return bindIdentity(context, { method: 'cie', provider, back }, { fiscalCode, level }, binds);
    return enterAsCitizen(
      context,
      { method: 'cie', provider, back },
      {
        fiscalCode,
        name: name.slice(0, 120) || fiscalCode,
        level,
        subject: textClaim(claims, 'sub') ?? fiscalCode,
        providerSession: null,
        signOut: {},
        business: null,
      },
    );
  },
});

function textClaim(claims: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const value = claims[name];
  return typeof value === 'string' && value !== '' && value.length <= 500 ? value : undefined;
}
