import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { federatedSession } from '../storage/sessions.ts';

const businessShape = z.object({
  name: z.string(),
  vatNumber: z.string().nullable(),
  fiscalCode: z.string().nullable(),
  office: z.string().nullable(),
});

/** With which provider this session began, and for which business; null where it began with a password or a passkey. */
export const showProviderSession = defineAction({
  name: 'federation/show-provider-session',
  title: text('vedere con quale fornitore si è entrati', 'see with which provider one signed in'),
  reads: true,
  scope: 'installation',
  permission: 'signed-in',
  doors: [],
  http: { method: 'GET', path: '/session/provider' },
  input: z.object({}),
  output: z.object({
    came: z
      .object({
        method: z.enum(['oidc', 'spid', 'cie']),
        provider: z.string(),
        session: z.string(),
        signOutSealed: z.string().nullable(),
        business: businessShape.nullable(),
      })
      .nullable(),
  }),
  example: {},
  async run({ tx, actor }) {
    const found = actor.session ? await federatedSession(tx, actor.session) : undefined;
    if (!found) return { came: null };
    const { method, provider, session, signOutSealed, business } = found;
    return { came: { method, provider, session, signOutSealed, business } };
  },
});
