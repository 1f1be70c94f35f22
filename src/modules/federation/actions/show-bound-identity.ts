import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { fiscalCodeOf, seeAllPeople } from '../../identity/index.ts';
import { boundIdentityOf } from '../storage/bound-identities.ts';
import { spidProvider } from '../storage/spid-providers.ts';
import { levelShape } from './shapes.ts';

/** Whether SPID and CIE open one's own account, and since when: bound by oneself, or by the office that saw a document. */
export const showBoundIdentity = defineAction({
  name: 'federation/show-bound-identity',
  title: text('vedere la propria identità digitale collegata', 'see one’s bound digital identity'),
  reads: true,
  scope: 'installation',
  permission: 'signed-in',
  doors: [],
  http: { method: 'GET', path: '/session/public-identity' },
  input: z.object({}),
  output: z.object({
    fiscalCode: z.string().nullable(),
    bound: z
      .object({ method: z.enum(['spid', 'cie']), provider: z.string(), level: levelShape, at: z.iso.datetime() })
      .nullable(),
  }),
  example: {},
  async run({ tx, actor }) {
    if (actor.person === null) return { fiscalCode: null, bound: null };
    await seeAllPeople(tx);
    const found = await boundIdentityOf(tx, actor.person);
    const provider =
      found && (found.method === 'cie' ? 'CIE' : ((await spidProvider(tx, found.provider))?.name ?? 'SPID'));
    return {
      fiscalCode: await fiscalCodeOf(tx, actor.person),
      bound: found
        ? { method: found.method, provider: provider!, level: found.level, at: found.bound.toISOString() }
        : null,
    };
  },
});
