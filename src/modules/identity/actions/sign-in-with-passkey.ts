import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { letterHeadOf, seeAllPeople } from '../storage/people.ts';
import { associationsOf } from '../storage/posts.ts';
import { carriedChallenge, useChallenge } from './begun-step.ts';
import { openSession } from './open-session.ts';
import { provenPasskey } from './passkeys.ts';
import { passkeyAnswerShape } from './shapes.ts';

/**
 * Opens a session with a passkey alone, which is two factors in one: the device, and the finger, face or number with which the
 * device verified its holder. It is never slowed down: there is nothing to guess.
 */
export const signInWithPasskey = defineAction({
  name: 'identity/sign-in-with-passkey',
  title: text('entrare con una passkey', 'sign in with a passkey'),
  scope: 'installation',
  permission: 'public',
  doors: [],
  http: { method: 'POST', path: '/sessions/passkey' },
  input: z.object({ step: z.string().min(1).max(500).meta({ secret: true }), answer: passkeyAnswerShape }),
  output: z.discriminatedUnion('outcome', [
    z.object({ outcome: z.literal('in'), token: z.string() }),
    z.object({ outcome: z.literal('wrong') }),
  ]),
  example: { step: 'x', answer: '{}' },
  async run({ tx, now, call, input, tell }) {
    await seeAllPeople(tx);
    const challenge = carriedChallenge(input.step, now);
    const passkey = challenge
      ? await provenPasskey(tx, input.answer, { challenge, call, now }).catch((error: unknown) => {
          if (!(error instanceof Refused)) throw error;
        })
      : undefined;
    const holder = passkey && (await letterHeadOf(tx, passkey.person));
    if (!passkey || !holder || !(await useChallenge(tx, challenge!, now))) {
      tell({ outcome: 'failed' });
      return { outcome: 'wrong' as const };
    }
    const { person } = passkey;
    tell({ person, actingFor: person, associations: await associationsOf(tx, person, now.today) });
    const token = await openSession(tx, { person, method: 'passkey', level: 2, now, call });
    return { outcome: 'in' as const, token };
  },
});
