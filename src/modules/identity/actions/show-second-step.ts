import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { factorsOf } from '../storage/factors.ts';
import { seeAllPeople } from '../storage/people.ts';
import { findStep } from '../storage/steps.ts';
import { tokenHash } from './open-session.ts';
import { requestOptions } from './passkeys.ts';
import { stepShape } from './shapes.ts';

/** What the second step of a sign-in that was begun can be given with; null when there is none, or it has expired. */
export const showSecondStep = defineAction({
  name: 'identity/show-second-step',
  title: text('vedere il secondo passaggio', 'see the second step'),
  reads: true,
  scope: 'installation',
  permission: 'public',
  doors: [],
  http: { method: 'GET', path: '/second-step' },
  input: z.object({ step: stepShape }),
  output: z
    .object({
      app: z.boolean(),
      passkey: z.string().nullable().meta({ description: 'Le opzioni per il navigatore, in JSON.' }),
      recoveryLeft: z.int().min(0),
    })
    .nullable(),
  example: { step: 'x' },
  async run({ tx, now, call, input }) {
    await seeAllPeople(tx);
    const step = await findStep(tx, { hash: tokenHash(input.step), kinds: ['second-step'], now: now.instant });
    if (!step?.person) return null;
    const { authenticator, passkeys, recoveryLeft } = await factorsOf(tx, step.person);
    const { challenge } = step;
    const ask = passkeys.length > 0 && challenge;
    return {
      app: authenticator !== null,
      passkey: ask ? await requestOptions({ challenge, among: passkeys, call }) : null,
      recoveryLeft,
    };
  },
});
