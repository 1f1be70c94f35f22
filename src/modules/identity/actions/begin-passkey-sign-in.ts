import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { seeAllPeople } from '../storage/people.ts';
import { beginStep, newChallenge } from './begun-step.ts';
import { requestOptions } from './passkeys.ts';

/** Asks for a passkey of anybody: the browser offers those it has for this site. */
export const beginPasskeySignIn = defineAction({
  name: 'identity/begin-passkey-sign-in',
  title: text('cominciare un accesso con passkey', 'begin a sign-in with a passkey'),
  scope: 'installation',
  permission: 'public',
  doors: [],
  http: { method: 'POST', path: '/sessions/passkey-request' },
  input: z.object({}),
  output: z.object({ step: z.string(), options: z.string() }),
  example: {},
  async run({ tx, now, call }) {
    await seeAllPeople(tx);
    const challenge = newChallenge();
    const step = await beginStep(tx, { kind: 'passkey', person: null, challenge, now });
    return { step, options: await requestOptions({ challenge, call }) };
  },
});
