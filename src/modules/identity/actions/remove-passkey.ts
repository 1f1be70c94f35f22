import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { signInRefusals } from '../rules/sign-in-refusals.ts';
import { deletePasskey, factorsOf, replaceRecoveryCodes } from '../storage/factors.ts';
import { freshlyProved, ownAct, tellOfChange } from './own-act.ts';
import { hasSecondFactor } from './second-factor.ts';

/**
 * Takes away a passkey; with the last second factor the recovery codes go too. Refuses `identity/fresh-proof-needed`,
 * `identity/no-such-passkey`.
 */
export const removePasskey = defineAction({
  name: 'identity/remove-passkey',
  title: text('togliere una passkey', 'remove a passkey'),
  scope: 'installation',
  permission: 'signed-in',
  doors: [],
  http: { method: 'DELETE', path: '/passkeys/:passkey' },
  input: z.object({ passkey: z.string().min(1).max(2000) }),
  output: z.object({ removed: z.literal(true) }),
  example: { passkey: 'x' },
  async run(context) {
    const { tx, now, input, tell } = context;
    const person = await ownAct(context);
    await freshlyProved(context);
    const name = await deletePasskey(tx, person, input.passkey);
    if (name === undefined) throw new Refused(signInRefusals.noSuchPasskey());
    if (!hasSecondFactor(await factorsOf(tx, person)))
      await replaceRecoveryCodes(tx, person, { hashes: [], created: now.instant });
    tell({ before: { passkey: name } });
    await tellOfChange(context, person, {
      it: `è stata tolta la passkey «${name}»`,
      en: `the passkey “${name}” was removed`,
    });
    return { removed: true as const };
  },
});
