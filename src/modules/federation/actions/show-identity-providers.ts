import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { siteAddress } from '../../../platform/site-address.ts';
import { cieKeys, spidKey } from '../key-folder.ts';
import { linksByProvider } from '../storage/links.ts';
import { oidcProviders } from '../storage/oidc-providers.ts';
import { settingOf } from '../storage/settings.ts';
import { spidProviders } from '../storage/spid-providers.ts';
import { levelShape } from './shapes.ts';

const terms = z.object({
  scopes: z.string(),
  subjectClaim: z.string(),
  emailClaim: z.string(),
  emailTrusted: z.boolean(),
  domains: z.array(z.string()).readonly(),
  levels: z.record(z.string(), levelShape),
  offered: z.boolean(),
});

const spid = z.object({
  entityId: z.string(),
  organization: z.string(),
  organizationShort: z.string(),
  organizationAddress: z.string(),
  place: z.string(),
  ipaCode: z.string(),
  email: z.string(),
  telephone: z.string().nullable(),
  businesses: z.boolean(),
  level: levelShape,
  offered: z.boolean(),
});

const cie = z.object({
  provider: z.string(),
  trustAnchor: z.string(),
  anchorKeys: z.object({ keys: z.array(z.record(z.string(), z.unknown())).readonly() }),
  organization: z.string(),
  homepage: z.string(),
  policy: z.string(),
  contact: z.string(),
  trustMarks: z.array(z.object({ id: z.string(), trust_mark: z.string() })).readonly(),
  level: levelShape,
  offered: z.boolean(),
});

/** How sign-in by other identity providers is set up; secrets and keys are never shown. */
export const showIdentityProviders = defineAction({
  name: 'federation/show-identity-providers',
  title: text('vedere i fornitori di identità', 'see the identity providers'),
  reads: true,
  scope: 'installation',
  permission: { capability: 'identity', letter: 'x' },
  http: { method: 'GET', path: '/identity-providers' },
  input: z.object({}),
  output: z.object({
    address: z.string().nullable(),
    staff: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        offeredTo: z.string().nullable(),
        issuer: z.string(),
        clientId: z.string(),
        terms,
        linked: z.int(),
      }),
    ),
    spid: spid.nullable(),
    spidHasKey: z.boolean(),
    spidProviders: z.array(z.object({ entityId: z.string(), name: z.string() })),
    cie: cie.nullable(),
    cieHasKeys: z.boolean(),
  }),
  example: {},
  async run({ tx, call }) {
    const linked = await linksByProvider(tx);
    const staff = await oidcProviders(tx);
    return {
      address: siteAddress(call) ?? null,
      staff: staff.map((provider) => ({ ...provider, linked: linked.get(provider.id) ?? 0 })),
      spid: (await settingOf(tx, 'federation/spid')) ?? null,
      spidHasKey: spidKey() !== undefined,
      spidProviders: (await spidProviders(tx)).map(({ entityId, name }) => ({ entityId, name })),
      cie: (await settingOf(tx, 'federation/cie')) ?? null,
      cieHasKeys: cieKeys() !== undefined,
    };
  },
});
