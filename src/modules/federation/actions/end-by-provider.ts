import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { endSessions, seeAllPeople } from '../../identity/index.ts';
import { refusals } from '../rules/refusals.ts';
import { sessionsMeant } from '../storage/sessions.ts';
import { isFirstUse } from '../storage/used-messages.ts';

/**
 * Ends the sessions that a provider says are over, each message once. For pages of this module alone, after the signature was
 * found good. Refuses `federation/replayed`.
 */
export const endByProvider = defineAction({
  name: 'federation/end-by-provider',
  title: text(
    'chiudere le sessioni che un fornitore dichiara finite',
    'end the sessions that a provider says are over',
  ),
  scope: 'installation',
  permission: 'public',
  doors: [],
  http: { method: 'POST', path: '/sessions/ended-elsewhere' },
  input: z.object({
    method: z.enum(['oidc', 'spid']),
    provider: z.string().max(500),
    subject: z.string().max(500).optional(),
    providerSession: z.string().max(500).optional(),
    id: z.string().max(500),
    until: z.iso.datetime(),
  }),
  output: z.object({ ended: z.int() }),
  example: { method: 'oidc', provider: 'comune', subject: 'a1', id: 'm1', until: '2027-01-01T00:00:00Z' },
  async run({ tx, now, input, tell }) {
    const { provider, subject, providerSession, id, until } = input;
    const message = { issuer: `${input.method} ${provider} uscita`, id, until: new Date(until) };
    if (!(await isFirstUse(tx, message, now.instant))) throw new Refused(refusals.replayed());
    await seeAllPeople(tx);
    const people = await endSessions(tx, await sessionsMeant(tx, { provider, subject, providerSession }));
    tell({ actingFor: people[0] ?? null, after: { provider, ended: people.length } });
    return { ended: people.length };
  },
});
