import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { newChallenge, sealedChallenge } from './begun-step.ts';
import { requestOptions } from './passkeys.ts';

/**
 * Asks for a passkey of anybody: the browser offers those it has for this site. Whoever asks may be a passer-by: so the challenge
 * travels sealed with the form, and nothing is stored until a passkey has signed it.
 */
export const beginPasskeySignIn = defineAction({
  name: 'identity/begin-passkey-sign-in',
  title: text('cominciare un accesso con passkey', 'begin a sign-in with a passkey'),
  reads: true,
  scope: 'installation',
  permission: 'public',
  doors: [],
  http: { method: 'GET', path: '/sessions/passkey-request' },
  input: z.object({}),
  output: z.object({ step: z.string(), options: z.string() }),
  example: {},
  async run({ now, call }) {
    const challenge = newChallenge();
    return { step: sealedChallenge(challenge, now), options: await requestOptions({ challenge, call }) };
  },
});
