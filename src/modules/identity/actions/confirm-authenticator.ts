import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { signInRefusals } from '../rules/sign-in-refusals.ts';
import { factorsOf, storeAuthenticator } from '../storage/factors.ts';
import { storeProof } from '../storage/own-sessions.ts';
import { freshlyProved, ownAct, tellOfChange } from './own-act.ts';
import { keptSecret, newRecoveryCodes, proposedSecret, stepOfCode } from './second-factor.ts';
import { codeShape, secretShape } from './shapes.ts';

/**
 * Makes a code app the second step, in place of the one there was, once a code of it comes back; this session has then had both
 * steps. Recovery codes come with the first second factor. Refuses `identity/fresh-proof-needed`, `identity/wrong-code`.
 */
export const confirmAuthenticator = defineAction({
  name: 'identity/confirm-authenticator',
  title: text('attivare un’app di codici', 'set up a code app'),
  scope: 'installation',
  permission: 'signed-in',
  doors: [],
  http: { method: 'POST', path: '/authenticator' },
  input: z.object({ sealed: secretShape, code: codeShape }),
  output: z.object({ recoveryCodes: z.array(z.string()).nullable() }),
  example: { sealed: 'v1.x', code: '123456' },
  async run(context) {
    const { tx, actor, now, input, tell } = context;
    const person = await ownAct(context);
    await freshlyProved(context);
    const secret = proposedSecret(input.sealed, person);
    const code = input.code.replace(/\s+/g, '');
    const step = secret && /^\d{6}$/.test(code) ? await stepOfCode(secret, code, { now, after: 0 }) : undefined;
    if (!secret || step === undefined) throw new Refused(signInRefusals.wrongCode());
    const before = await factorsOf(tx, person);
    await storeAuthenticator(tx, { person, secret: keptSecret(secret, person), last_step: step, created: now.instant });
    if (actor.session) await storeProof(tx, actor.session, { at: now.instant, level: 2 });
    const recoveryCodes = before.recoveryLeft === 0 ? await newRecoveryCodes(tx, person, now) : null;
    tell({
      before: { app: before.authenticator !== null },
      after: { app: true, recoveryCodes: recoveryCodes !== null },
    });
    await tellOfChange(context, person, { it: 'è stata attivata un’app di codici', en: 'a code app was set up' });
    return { recoveryCodes };
  },
});
