import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { factorsOf } from '../storage/factors.ts';
import { passwordHashOf } from '../storage/people.ts';
import { beginStep, newChallenge } from './begun-step.ts';
import { ownAct } from './own-act.ts';
import { requestOptions } from './passkeys.ts';

/** With what somebody signed in can prove again who they are. */
export const beginProof = defineAction({
  name: 'identity/begin-proof',
  title: text('cominciare una conferma', 'begin a proof'),
  scope: 'installation',
  permission: 'signed-in',
  doors: [],
  http: { method: 'POST', path: '/proof/request' },
  input: z.object({}),
  output: z.object({
    password: z.boolean(),
    app: z.boolean(),
    recovery: z.boolean(),
    step: z.string(),
    passkey: z.string().nullable(),
  }),
  example: {},
  async run(context) {
    const { tx, now, call } = context;
    const person = await ownAct(context);
    const { authenticator, passkeys, recoveryLeft } = await factorsOf(tx, person);
    const challenge = newChallenge();
    return {
      password: (await passwordHashOf(tx, person)) !== null,
      app: authenticator !== null,
      recovery: recoveryLeft > 0,
      step: await beginStep(tx, { kind: 'proof', person, challenge, now }),
      passkey: passkeys.length > 0 ? await requestOptions({ challenge, among: passkeys, call }) : null,
    };
  },
});
