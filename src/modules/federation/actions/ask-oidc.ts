import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { siteAddress } from '../../../platform/site-address.ts';
import { refusals } from '../rules/refusals.ts';
import { type OidcTerms, oidcProvider } from '../storage/oidc-providers.ts';
import { providerIdShape } from './shapes.ts';

/**
 * What a page needs to ask a provider who somebody is; the client's secret stays sealed. For pages of this module alone.
 * Refuses `federation/unknown-provider`, `federation/no-address`.
 */
export const askOidc = defineAction({
  name: 'federation/ask-oidc',
  title: text('preparare l’accesso con un fornitore', 'prepare the sign-in with a provider'),
  reads: true,
  scope: 'installation',
  permission: 'public',
  doors: [],
  http: { method: 'GET', path: '/sign-in-ways/oidc/:provider' },
  input: z.object({ provider: providerIdShape }),
  output: z.object({
    id: z.string(),
    name: z.string(),
    issuer: z.string(),
    clientId: z.string(),
    secretSealed: z.string().nullable(),
    terms: z.custom<OidcTerms>(),
    address: z.string(),
  }),
  example: { provider: 'comune' },
  async run({ tx, call, input }) {
    const address = siteAddress(call);
    if (!address) throw new Refused(refusals.noAddress());
    const provider = await oidcProvider(tx, input.provider);
    if (!provider?.terms.offered) throw new Refused(refusals.unknownProvider(input.provider));
    const { id, name, issuer, clientId, secretSealed, terms } = provider;
    return { id, name, issuer, clientId, secretSealed, terms, address };
  },
});
