import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { endSessions, seeAllPeople } from '../../identity/index.ts';
import { spidKey } from '../key-folder.ts';
import { redirectAddress } from '../protocol/redirect-binding.ts';
import { readLogout } from '../protocol/saml-logout.ts';
import { logoutResponse } from '../protocol/saml-request.ts';
import { refusals } from '../rules/refusals.ts';
import { sessionsMeant } from '../storage/sessions.ts';
import { settingOf } from '../storage/settings.ts';
import { spidProvider } from '../storage/spid-providers.ts';
import { isFirstUse } from '../storage/used-messages.ts';

/**
 * A SPID provider ended somebody's session: ours of the same end too, and it is answered. Its proof is the signature over the
 * query, which is taken as it came. Gives the address of the answer.
 * Refuses `federation/malformed`, `federation/wrong-signature`, `federation/wrong-time`, `federation/replayed`.
 */
export const receiveSpidExit = defineAction({
  name: 'federation/receive-spid-exit',
  title: text('ricevere l’uscita da un fornitore SPID', 'receive the sign-out from a SPID provider'),
  scope: 'installation',
  permission: 'public',
  doors: [],
  http: { method: 'POST', path: '/spid-exits' },
  input: z.object({ query: z.string().max(20_000).meta({ secret: true }) }),
  output: z.object({ ended: z.int(), to: z.string().nullable() }),
  example: { query: '?SAMLRequest=x' },
  async run({ tx, now, input, tell }) {
    const settings = await settingOf(tx, 'federation/spid');
    const key = spidKey();
    if (!settings || !key) throw new Refused(refusals.notSetUp('SPID'));
    const claimed = readLogout(input.query, null);
    const provider = claimed && (await spidProvider(tx, claimed.issuer));
    if (!claimed || !provider) throw new Refused(refusals.malformed());
    const meant = readLogout(input.query, provider.certificates);
    if (!meant) throw new Refused(refusals.wrongSignature());
    const age = now.instant.getTime() - Date.parse(meant.issued);
    if (!(Math.abs(age) < 5 * 60 * 1000)) throw new Refused(refusals.wrongTime());
    const until = new Date(now.instant.getTime() + 60 * 60 * 1000);
    if (!(await isFirstUse(tx, { issuer: provider.entityId, id: meant.id, until }, now.instant)))
      throw new Refused(refusals.replayed());
    await seeAllPeople(tx);
    const by = { provider: provider.entityId, subject: meant.subject, providerSession: meant.sessionIndex };
    const people = await endSessions(tx, await sessionsMeant(tx, by));
    tell({ actingFor: people[0] ?? null, after: { provider: provider.entityId, ended: people.length } });
    if (!provider.signOutAddress) return { ended: people.length, to: null };
    const xml = logoutResponse({
      id: `_${randomBytes(20).toString('hex')}`,
      at: now.instant,
      from: settings.entityId,
      to: provider.signOutAddress,
      inResponseTo: meant.id,
    });
    const { relayState } = meant;
    const to = redirectAddress(provider.signOutAddress, { kind: 'SAMLResponse', xml, relayState }, key.key);
    return { ended: people.length, to };
  },
});
