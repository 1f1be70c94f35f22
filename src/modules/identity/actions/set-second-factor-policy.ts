import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { secondFactorPolicy, storeSecondFactorPolicy } from '../storage/second-factor-policy.ts';

/** Whether the roles that manage others need a second factor in this association. */
export const setSecondFactorPolicy = defineAction({
  name: 'identity/set-second-factor-policy',
  title: text(
    'stabilire se serve il secondo passaggio di accesso',
    'decide whether the second step of sign-in is needed',
  ),
  about: text(
    'Per gli incarichi che gestiscono permessi altrui (L2, SYS, RES, CTR): obbligatorio, come all’inizio, oppure facoltativo.',
    'For the posts that manage other people’s permissions (L2, SYS, RES, CTR): required, as at the start, or optional.',
  ),
  permission: { capability: 'identity', letter: 'a', roles: ['RES'] },
  http: { method: 'PUT', path: '/second-factor-policy' },
  input: z.object({ policy: z.enum(['required', 'offered']) }),
  output: z.object({ policy: z.enum(['required', 'offered']) }),
  example: { policy: 'required' },
  async run({ tx, association, actor, input, tell }) {
    tell({ before: { policy: await secondFactorPolicy(tx, association) }, after: input });
    await storeSecondFactorPolicy(tx, { association, policy: input.policy, by: actor.person });
    return input;
  },
});
