import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { browserName } from '../rules/browser-name.ts';
import { signInRefusals } from '../rules/sign-in-refusals.ts';
import { factorsOf, insertPasskey } from '../storage/factors.ts';
import { storeProof } from '../storage/own-sessions.ts';
import { deleteStep, lockStep } from '../storage/steps.ts';
import { tokenHash } from './open-session.ts';
import { freshlyProved, ownAct, tellOfChange } from './own-act.ts';
import { madePasskey } from './passkeys.ts';
import { newRecoveryCodes } from './second-factor.ts';
import { passkeyAnswerShape, stepShape } from './shapes.ts';

/**
 * Registers the passkey that the browser made. Recovery codes come with the first second factor. Refuses
 * `identity/fresh-proof-needed`, `identity/wrong-passkey`, `identity/passkey-taken`.
 */
export const addPasskey = defineAction({
  name: 'identity/add-passkey',
  title: text('registrare una passkey', 'register a passkey'),
  scope: 'installation',
  permission: 'signed-in',
  doors: [],
  http: { method: 'POST', path: '/passkeys' },
  input: z.object({ step: stepShape, answer: passkeyAnswerShape, name: z.string().trim().max(80).optional() }),
  output: z.object({ recoveryCodes: z.array(z.string()).nullable() }),
  example: { step: 'x', answer: '{}', name: 'Telefono di lavoro' },
  async run(context) {
    const { tx, actor, now, call, input, tell } = context;
    const person = await ownAct(context);
    await freshlyProved(context);
    const hash = tokenHash(input.step);
    const step = await lockStep(tx, { hash, kinds: ['new-passkey'], now: now.instant });
    if (!step?.challenge || step.person !== person) throw new Refused(signInRefusals.wrongPasskey());
    const made = await madePasskey(input.answer, step.challenge, call);
    const { recoveryLeft } = await factorsOf(tx, person);
    const name = input.name || browserName(call.agent)[actor.language];
    if (!(await insertPasskey(tx, { ...made, person, name, created: now.instant, last_used: null })))
      throw new Refused(signInRefusals.passkeyTaken());
    await deleteStep(tx, hash);
    if (actor.session) await storeProof(tx, actor.session, { at: now.instant, level: 2 });
    const recoveryCodes = recoveryLeft === 0 ? await newRecoveryCodes(tx, person, now) : null;
    tell({ after: { passkey: name, device: made.device_type, recoveryCodes: recoveryCodes !== null } });
    await tellOfChange(context, person, {
      it: `è stata registrata la passkey «${name}»`,
      en: `the passkey “${name}” was registered`,
    });
    return { recoveryCodes };
  },
});
