import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { spidKey } from '../key-folder.ts';
import { redirectAddress } from '../protocol/redirect-binding.ts';
import { logoutRequest } from '../protocol/saml-request.ts';
import { unsealed } from '../sealed.ts';
import { federatedSession } from '../storage/sessions.ts';
import { settingOf } from '../storage/settings.ts';
import { spidProvider } from '../storage/spid-providers.ts';

/** The address that asks the SPID provider of this session to end its own; null where it has none. */
export const leaveSpid = defineAction({
  name: 'federation/leave-spid',
  title: text('chiedere l’uscita al fornitore SPID', 'ask the SPID provider to sign out'),
  reads: true,
  scope: 'installation',
  permission: 'signed-in',
  doors: [],
  http: { method: 'GET', path: '/session/spid-exit' },
  input: z.object({}),
  output: z.object({ name: z.string(), to: z.string().nullable() }),
  example: {},
  async run({ tx, actor, now }) {
    const session = actor.session ? await federatedSession(tx, actor.session) : undefined;
    const provider = session?.method === 'spid' ? await spidProvider(tx, session.provider) : undefined;
    const settings = await settingOf(tx, 'federation/spid');
    const key = spidKey();
    const kept = session?.signOutSealed
      ? unsealed<{ subjectQualifier: string }>(`session ${session.session}`, session.signOutSealed)
      : undefined;
    if (!session || !provider?.signOutAddress || !settings || !key || !kept)
      return { name: provider?.name ?? '', to: null };
    const xml = logoutRequest({
      id: `_${randomBytes(16).toString('hex')}`,
      at: now.instant,
      from: settings.entityId,
      to: provider.signOutAddress,
      subject: session.subject,
      subjectQualifier: kept.subjectQualifier,
      sessionIndex: session.providerSession ?? '',
    });
    const to = redirectAddress(provider.signOutAddress, { kind: 'SAMLRequest', xml }, key.key);
    return { name: provider.name, to };
  },
});
