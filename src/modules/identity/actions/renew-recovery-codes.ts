import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { signInRefusals } from '../rules/sign-in-refusals.ts';
import { factorsOf } from '../storage/factors.ts';
import { freshlyProved, ownAct, tellOfChange } from './own-act.ts';
import { hasSecondFactor, newRecoveryCodes } from './second-factor.ts';

/**
 * Ten new recovery codes; the old ones count no more. They are shown this once. Refuses `identity/fresh-proof-needed`,
 * `identity/no-second-factor`.
 */
export const renewRecoveryCodes = defineAction({
  name: 'identity/renew-recovery-codes',
  title: text('rifare i codici di recupero', 'make the recovery codes anew'),
  scope: 'installation',
  permission: 'signed-in',
  doors: [],
  http: { method: 'POST', path: '/recovery-codes' },
  input: z.object({}),
  output: z.object({ recoveryCodes: z.array(z.string()) }),
  example: {},
  async run(context) {
    const { tx, now, tell } = context;
    const person = await ownAct(context);
    await freshlyProved(context);
    const factors = await factorsOf(tx, person);
    if (!hasSecondFactor(factors)) throw new Refused(signInRefusals.noSecondFactor());
    tell({ before: { left: factors.recoveryLeft }, after: { left: 10 } });
    await tellOfChange(context, person, {
      it: 'sono stati rifatti i codici di recupero',
      en: 'the recovery codes were made anew',
    });
    return { recoveryCodes: await newRecoveryCodes(tx, person, now) };
  },
});
