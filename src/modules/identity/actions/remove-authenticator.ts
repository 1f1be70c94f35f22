import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { deleteAuthenticator, factorsOf, replaceRecoveryCodes } from '../storage/factors.ts';
import { freshlyProved, ownAct, tellOfChange } from './own-act.ts';

/** Takes away the code app; with the last second factor the recovery codes go too. Refuses `identity/fresh-proof-needed`. */
export const removeAuthenticator = defineAction({
  name: 'identity/remove-authenticator',
  title: text('togliere l’app di codici', 'remove the code app'),
  scope: 'installation',
  permission: 'signed-in',
  doors: [],
  http: { method: 'DELETE', path: '/authenticator' },
  input: z.object({}),
  output: z.object({ removed: z.literal(true) }),
  example: {},
  async run(context) {
    const { tx, now, tell } = context;
    const person = await ownAct(context);
    await freshlyProved(context);
    const { passkeys } = await factorsOf(tx, person);
    await deleteAuthenticator(tx, person);
    if (passkeys.length === 0) await replaceRecoveryCodes(tx, person, { hashes: [], created: now.instant });
    tell({ before: { app: true }, after: { app: false } });
    await tellOfChange(context, person, { it: 'è stata tolta l’app di codici', en: 'the code app was removed' });
    return { removed: true as const };
  },
});
