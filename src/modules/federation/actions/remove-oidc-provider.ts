import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { refusals } from '../rules/refusals.ts';
import { deleteOidcProvider } from '../storage/oidc-providers.ts';
import { providerIdShape } from './shapes.ts';

/** Takes a provider away, with the links of accounts to its subjects. Refuses `federation/unknown-provider`. */
export const removeOidcProvider = defineAction({
  name: 'federation/remove-oidc-provider',
  title: text('togliere un fornitore di identità del personale', 'remove an identity provider of staff'),
  scope: 'installation',
  permission: { capability: 'identity', letter: 'x' },
  http: { method: 'DELETE', path: '/identity-providers/oidc/:id' },
  input: z.object({ id: providerIdShape }),
  output: z.object({ removed: z.literal(true) }),
  example: { id: 'comune-lecco' },
  async run({ tx, input, tell }) {
    if (!(await deleteOidcProvider(tx, input.id))) throw new Refused(refusals.unknownProvider(input.id));
    tell({ before: { id: input.id } });
    return { removed: true as const };
  },
});
