import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { siteAddress } from '../../../platform/site-address.ts';
import { letters } from '../rules/letters.ts';
import { factorsOf } from '../storage/factors.ts';
import { seeAllPeople } from '../storage/people.ts';
import { associationsOf } from '../storage/posts.ts';
import { deleteStep, lockStep, storeStepFailures } from '../storage/steps.ts';
import { openSession, tokenHash } from './open-session.ts';
import { provenPasskey } from './passkeys.ts';
import { spendCode } from './second-factor.ts';
import { sendLetter } from './send-letter.ts';
import { passkeyAnswerShape, stepShape } from './shapes.ts';
import { triesFor } from './tries.ts';

/** Wrong codes after which the password has to be given again. */
const mostFailures = 5;

/**
 * Ends a sign-in with its second step: a code of the app, a recovery code or a passkey, each of which counts once. After
 * five wrong codes the sign-in begins again from the password, and the person is told by e-mail that somebody knows it.
 */
export const giveSecondStep = defineAction({
  name: 'identity/sign-in-second-step',
  title: text('entrare con il secondo passaggio', 'sign in with the second step'),
  scope: 'installation',
  permission: 'public',
  doors: [],
  http: { method: 'POST', path: '/sessions/second-step' },
  input: z.object({
    step: stepShape,
    code: z.string().max(40).optional().meta({ secret: true }),
    answer: passkeyAnswerShape.optional(),
  }),
  output: z.discriminatedUnion('outcome', [
    z.object({ outcome: z.literal('in'), token: z.string(), recoveryLeft: z.int().min(0).nullable() }),
    z.object({ outcome: z.literal('wait'), seconds: z.int().min(1) }),
    z.object({ outcome: z.literal('wrong') }),
    z.object({ outcome: z.literal('over') }),
  ]),
  example: { step: 'x', code: '123456' },
  async run({ tx, now, call, input, tell }) {
    await seeAllPeople(tx);
    const hash = tokenHash(input.step);
    const step = await lockStep(tx, { hash, kinds: ['second-step'], now: now.instant });
    if (!step?.person || !step.challenge) {
      tell({ outcome: 'failed' });
      return { outcome: 'over' as const };
    }
    const { person, challenge } = step;
    tell({ actingFor: person, associations: await associationsOf(tx, person, now.today) });
    const tries = await triesFor(tx, { account: `code ${person}`, person, call, now });
    if (tries.wait > 0 && !input.answer) {
      tell({ outcome: 'failed', after: { waits: tries.wait } });
      return { outcome: 'wait' as const, seconds: tries.wait };
    }
    const given = input.answer
      ? await provenPasskey(tx, input.answer, { challenge, person, call, now }).then(
          () => 'passkey' as const,
          unlessWrong,
        )
      : await spendCode(tx, person, { typed: input.code ?? '', now });
    if (!given) {
      tell({ outcome: 'failed' });
      if (!input.answer) await tries.failed();
      const failures = step.failures + 1;
      if (failures < mostFailures) {
        await storeStepFailures(tx, hash, failures);
        return { outcome: 'wrong' as const };
      }
      await deleteStep(tx, hash);
      const occasion = { at: now.instant, origin: call.origin, agent: call.agent, site: siteAddress(call) };
      await sendLetter(tx, { person, now }, 'identity/wrong-codes', ({ name }, language) =>
        letters.wrongCodes({ name, ...occasion }, language),
      );
      return { outcome: 'over' as const };
    }
    await deleteStep(tx, hash);
    await tries.passed();
    tell({ person, after: { secondStep: given } });
    const token = await openSession(tx, { person, method: 'password', level: 2, now, call });
    const recoveryLeft = given === 'recovery' ? (await factorsOf(tx, person)).recoveryLeft : null;
    return { outcome: 'in' as const, token, recoveryLeft };
  },
});

/** A refused passkey is a wrong answer; whatever else is thrown is passed on. */
function unlessWrong(error: unknown): undefined {
  if (!(error instanceof Refused)) throw error;
}
