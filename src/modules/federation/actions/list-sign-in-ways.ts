import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { siteAddress } from '../../../platform/site-address.ts';
import { cieKeys, spidKey } from '../key-folder.ts';
import { oidcProviders } from '../storage/oidc-providers.ts';
import { settingOf } from '../storage/settings.ts';
import { spidProviders } from '../storage/spid-providers.ts';

/** The ways to sign in beside the password that are set up and offered here. */
export const listSignInWays = defineAction({
  name: 'federation/list-sign-in-ways',
  title: text('elencare i modi di entrare', 'list the ways to sign in'),
  reads: true,
  scope: 'installation',
  permission: 'public',
  http: { method: 'GET', path: '/sign-in-ways' },
  input: z.object({}),
  output: z.object({
    staff: z.array(z.object({ id: z.string(), name: z.string() })),
    spid: z.array(z.object({ entityId: z.string(), name: z.string() })),
    businesses: z.boolean(),
    cie: z.boolean(),
  }),
  example: {},
  async run({ tx, call }) {
    const none = { staff: [], spid: [], businesses: false, cie: false };
    if (!siteAddress(call)) return none;
    const spid = await settingOf(tx, 'federation/spid');
    const cie = await settingOf(tx, 'federation/cie');
    const staff = (await oidcProviders(tx)).filter((provider) => provider.terms.offered);
    const spidOffered = spid?.offered === true && spidKey() !== undefined;
    const publicProviders = spidOffered ? await spidProviders(tx) : [];
    return {
      staff: staff.map(({ id, name }) => ({ id, name })),
      spid: publicProviders.map(({ entityId, name }) => ({ entityId, name })),
      businesses: spidOffered && spid.businesses,
      cie: cie?.offered === true && cieKeys() !== undefined,
    };
  },
});
