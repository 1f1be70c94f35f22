import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { refusals } from '../rules/refusals.ts';
import { deleteSpidProvider } from '../storage/spid-providers.ts';

/** Takes a SPID provider away. Refuses `federation/unknown-provider`. */
export const removeSpidProvider = defineAction({
  name: 'federation/remove-spid-provider',
  title: text('togliere un fornitore SPID', 'remove a SPID provider'),
  scope: 'installation',
  permission: { capability: 'identity', letter: 'x' },
  http: { method: 'POST', path: '/identity-providers/spid/removal' },
  input: z.object({ entityId: z.string().min(1).max(500) }),
  output: z.object({ removed: z.literal(true) }),
  example: { entityId: 'https://idp.example' },
  async run({ tx, input, tell }) {
    if (!(await deleteSpidProvider(tx, input.entityId))) throw new Refused(refusals.unknownProvider(input.entityId));
    tell({ before: input });
    return { removed: true as const };
  },
});
