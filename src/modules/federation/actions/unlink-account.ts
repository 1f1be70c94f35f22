import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { accountBy, seeAllPeople } from '../../identity/index.ts';
import { refusals } from '../rules/refusals.ts';
import { deleteLink } from '../storage/links.ts';
import { providerIdShape } from './shapes.ts';

/** Undoes the link of an account with a provider's subject, as when the person got a new one. Refuses `federation/no-link`. */
export const unlinkAccount = defineAction({
  name: 'federation/unlink-account',
  title: text('sciogliere il collegamento di un accesso', 'undo the link of an account'),
  scope: 'installation',
  permission: { capability: 'identity', letter: 'x' },
  http: { method: 'POST', path: '/identity-providers/oidc/:id/unlink' },
  input: z.object({ id: providerIdShape, email: z.string().max(254).pipe(z.email()) }),
  output: z.object({ unlinked: z.literal(true) }),
  example: { id: 'comune-lecco', email: 'rita.bianchi@comune.lecco.example' },
  async run({ tx, now, input, tell }) {
    await seeAllPeople(tx);
    const account = await accountBy(tx, { email: input.email }, now.today);
    if (!account || !(await deleteLink(tx, input.id, account.person)))
      throw new Refused(refusals.noLink(input.email, input.id));
    tell({ actingFor: account.person, before: { provider: input.id } });
    return { unlinked: true as const };
  },
});
