import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Refusal } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { siteAddress } from '../../../platform/site-address.ts';
import { questionOf, readSamlAnswer } from '../protocol/saml-answer.ts';
import { answerPath } from '../protocol/service-metadata.ts';
import { businessIn } from '../rules/business.ts';
import { fiscalCodeIn } from '../rules/fiscal-code.ts';
import { refusals } from '../rules/refusals.ts';
import { acceptSamlAnswer, skew } from '../rules/saml-answer.ts';
import { sealed } from '../sealed.ts';
import { longestAttempt, rememberedAttempt, storeProof, takeAttempt } from '../storage/attempts.ts';
import { settingOf } from '../storage/settings.ts';
import { spidProvider } from '../storage/spid-providers.ts';
import { isFirstUse } from '../storage/used-messages.ts';
import type { PublicIdentity } from './enter-as-citizen.ts';
import { refusalShape } from './shapes.ts';

const messageShape = z.string().max(400_000).meta({ secret: true });

/**
 * Believes the answer of a SPID provider, or says why not; what it proved waits under a ticket for the browser in which the
 * sign-in began, since this message came by way of another site, without cookies. What is refused is in the audit trail, with the
 * reason. For pages of this module alone.
 */
export const receiveSpidAnswer = defineAction({
  name: 'federation/receive-spid-answer',
  title: text('ricevere la risposta di un fornitore SPID', 'receive the answer of a SPID provider'),
  scope: 'installation',
  permission: 'public',
  doors: [],
  http: { method: 'POST', path: '/spid-answers' },
  input: z.object({ SAMLResponse: messageShape, RelayState: z.string().max(400).optional().meta({ secret: true }) }),
  output: z.discriminatedUnion('outcome', [
    z.object({ outcome: z.literal('believed'), ticket: z.string() }),
    z.object({ outcome: z.literal('refused'), refusal: refusalShape }),
  ]),
  example: { SAMLResponse: 'PHg+' },
  async run({ tx, now, call, input, tell }) {
    const question = questionOf(input.SAMLResponse);
    const attempt = question === undefined ? undefined : await rememberedAttempt(tx, question);
    const no = (refusal: Refusal) => {
      const about = { method: 'spid', provider: attempt?.provider ?? null };
      tell({ outcome: 'failed', after: { ...about, reason: refusal.code } });
      const { code, kind, says, remedy } = refusal;
      return { outcome: 'refused' as const, refusal: { code, kind, says, ...(remedy ? { remedy } : {}) } };
    };
    if (attempt?.method !== 'spid' || input.RelayState !== attempt.id) return no(refusals.unsolicited());
    const settings = await settingOf(tx, 'federation/spid');
    const provider = await spidProvider(tx, attempt.provider);
    const address = siteAddress(call);
    if (!settings || !provider || !address) return no(refusals.unknownProvider(attempt.provider));

    const answer = readSamlAnswer(input.SAMLResponse, provider.certificates);
    if (!answer.ok) return no(answer.refusals[0]!);
    const accepted = acceptSamlAnswer(
      answer.value,
      {
        id: attempt.id,
        asked: attempt.started,
        level: attempt.level,
        provider: provider.entityId,
        audience: settings.entityId,
        address: `${address}${answerPath}`,
      },
      now.instant,
    );
    if (!accepted.ok) {
      await takeAttempt(tx, attempt.id, now.instant);
      return no(accepted.refusals[0]!);
    }
    const { assertion, level } = accepted.value;
    const until = new Date(now.instant.getTime() + longestAttempt + 2 * skew);
    if (!(await isFirstUse(tx, { issuer: provider.entityId, id: assertion.id, until }, now.instant)))
      return no(refusals.replayed());
    if (!(await takeAttempt(tx, attempt.id, now.instant))) return no(refusals.stale());

    const { attributes } = assertion;
    const fiscalCode = fiscalCodeIn(attributes.fiscalNumber);
    if (!fiscalCode) return no(refusals.noFiscalCode());
    const proof: PublicIdentity = {
      fiscalCode,
      name: [attributes.name, attributes.familyName].filter(Boolean).join(' ').slice(0, 120) || fiscalCode,
      level,
      subject: assertion.subject,
      providerSession: assertion.sessionIndex || null,
      signOut: { subjectQualifier: assertion.subjectQualifier },
      business: businessIn(attributes),
    };
    const ticket = randomBytes(32).toString('base64url');
    await storeProof(tx, attempt.id, ticket, sealed(`attempt ${attempt.id}`, proof));
    tell({ after: { method: 'spid', provider: provider.entityId, level } });
    return { outcome: 'believed' as const, ticket };
  },
});
