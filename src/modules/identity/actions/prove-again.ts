import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { signInRefusals } from '../rules/sign-in-refusals.ts';
import { storeProof } from '../storage/own-sessions.ts';
import { passwordHashOf } from '../storage/people.ts';
import { deleteStep, lockStep } from '../storage/steps.ts';
import { tokenHash } from './open-session.ts';
import { ownAct } from './own-act.ts';
import { provenPasskey } from './passkeys.ts';
import { isPassword } from './passwords.ts';
import { spendCode } from './second-factor.ts';
import { passkeyAnswerShape, secretShape, stepShape } from './shapes.ts';
import { triesFor } from './tries.ts';

/**
 * Proves again who is at the keyboard, for five minutes: with the password, or with a second factor, which also makes a
 * session stronger that had only one. A wrong proof is an outcome, not a refusal: it must be counted.
 */
export const proveAgain = defineAction({
  name: 'identity/prove-again',
  title: text('confermare chi si è', 'prove again who one is'),
  scope: 'installation',
  permission: 'signed-in',
  doors: [],
  http: { method: 'POST', path: '/proof' },
  input: z.object({
    password: secretShape.optional(),
    code: z.string().max(40).optional().meta({ secret: true }),
    step: stepShape.optional(),
    answer: passkeyAnswerShape.optional(),
  }),
  output: z.discriminatedUnion('outcome', [
    z.object({ outcome: z.literal('proved') }),
    z.object({ outcome: z.literal('wait'), seconds: z.int().min(1) }),
    z.object({ outcome: z.literal('wrong'), of: z.enum(['password', 'code', 'passkey']) }),
  ]),
  example: { password: 'torre ponte lago neve' },
  async run(context) {
    const { tx, actor, now, call, input, tell } = context;
    const person = await ownAct(context);
    const session = actor.session;
    if (!session) throw new Refused(signInRefusals.freshProofNeeded());
    const tries = await triesFor(tx, { account: `proof ${person}`, person, call, now });
    if (tries.wait > 0 && !input.answer) {
      tell({ outcome: 'failed', after: { waits: tries.wait } });
      return { outcome: 'wait' as const, seconds: tries.wait };
    }
    const of = input.answer ? ('passkey' as const) : input.code ? ('code' as const) : ('password' as const);
    if (!(await isProved(of))) {
      await tries.failed();
      tell({ outcome: 'failed', after: { with: of } });
      return { outcome: 'wrong' as const, of };
    }
    await tries.passed();
    await storeProof(tx, session, { at: now.instant, ...(of === 'password' ? {} : { level: 2 as const }) });
    tell({ after: { with: of } });
    return { outcome: 'proved' as const };

    async function isProved(way: 'passkey' | 'code' | 'password'): Promise<boolean> {
      if (way === 'code') return (await spendCode(tx, person, { typed: input.code!, now })) !== undefined;
      if (way === 'password') return isPassword(input.password ?? '', await passwordHashOf(tx, person));
      const hash = tokenHash(input.step ?? '');
      const step = await lockStep(tx, { hash, kinds: ['proof'], now: now.instant });
      await deleteStep(tx, hash);
      if (!step?.challenge || step.person !== person) return false;
      try {
        await provenPasskey(tx, input.answer!, { challenge: step.challenge, person, call, now });
        return true;
      } catch (error) {
        if (error instanceof Refused) return false;
        throw error;
      }
    }
  },
});
