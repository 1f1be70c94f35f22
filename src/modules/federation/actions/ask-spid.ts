import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { spidKey } from '../key-folder.ts';
import { redirectAddress } from '../protocol/redirect-binding.ts';
import { authnRequest } from '../protocol/saml-request.ts';
import { refusals } from '../rules/refusals.ts';
import { insertAttempt } from '../storage/attempts.ts';
import { settingOf } from '../storage/settings.ts';
import { spidProvider } from '../storage/spid-providers.ts';
import { bindsFor } from './bind-identity.ts';
import { opaqueShape } from './shapes.ts';

/**
 * The address, with a signed question, to which the browser goes to sign in with a SPID provider; remembers the question. For
 * pages of this module alone. Refuses `federation/unknown-provider`, `federation/not-set-up`, and as `bindsFor`.
 */
export const askSpid = defineAction({
  name: 'federation/ask-spid',
  title: text('mandare a un fornitore SPID', 'send to a SPID provider'),
  scope: 'installation',
  permission: 'public',
  doors: [],
  http: { method: 'POST', path: '/sign-in-attempts/spid' },
  input: z.object({
    provider: z.string().min(1).max(500),
    professional: z.boolean().default(false),
    binds: z
      .boolean()
      .default(false)
      .meta({ description: 'Per collegare l’identità all’accesso con cui si è entrati.' }),
    browser: opaqueShape,
    back: z.string().max(2000),
  }),
  output: z.object({ address: z.string() }),
  example: { provider: 'https://idp.example', browser: 'due', back: '/' },
  async run(context) {
    const { tx, now, input, tell } = context;
    const binds = await bindsFor(context, input.binds);
    const settings = await settingOf(tx, 'federation/spid');
    const key = spidKey();
    if (!settings?.offered || !key) throw new Refused(refusals.notSetUp('SPID'));
    const provider = await spidProvider(tx, input.provider);
    if (!provider) throw new Refused(refusals.unknownProvider(input.provider));
    const professional = input.professional && settings.businesses;
    const id = `_${randomBytes(20).toString('hex')}`;
    const { browser, back } = input;
    const { level } = settings;
    const attempt = {
      id,
      method: 'spid',
      provider: provider.entityId,
      browser,
      back,
      level,
      started: now.instant,
      binds,
    } as const;
    await insertAttempt(tx, attempt, null);
    tell({ after: { method: 'spid', provider: provider.entityId, ...(binds ? { binds: true } : {}) } });
    const to = provider.signInAddress;
    const xml = authnRequest({
      id,
      at: now.instant,
      from: settings.entityId,
      to,
      level,
      attributes: professional ? 1 : 0,
      professional,
    });
    return { address: redirectAddress(to, { kind: 'SAMLRequest', xml, relayState: id }, key.key) };
  },
});
