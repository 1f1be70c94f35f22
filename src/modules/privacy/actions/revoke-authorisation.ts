import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { refusals } from '../rules/refusals.ts';
import { storeRevocation } from '../storage/authorisations.ts';
import { knownAuthorisation } from './known-authorisation.ts';
import { ownEntity } from './own-entity.ts';
import { writesRegister } from './permissions.ts';

/**
 * Revokes an authorisation from today: whatever rests on it ends at once. An entity revokes its own, not those for the whole
 * service. Refuses `privacy/no-such-authorisation`, `privacy/already-ended`.
 */
export const revokeAuthorisation = defineAction({
  name: 'privacy/revoke-authorisation',
  title: text('revocare un’autorizzazione', 'revoke an authorisation'),
  permission: writesRegister,
  http: { method: 'POST', path: '/data-authorisations/:authorisation/revocation' },
  input: z.object({ authorisation: z.uuid() }),
  output: z.object({}),
  example: { authorisation: '6b0a3a0e-6d0d-4f9c-8f0e-3f2f1f0e0d44' },
  async run({ tx, association, actor, reach, now, input, tell }) {
    const found = await knownAuthorisation(tx, { association, actor, reach }, input.authorisation);
    const own = ownEntity({ actor, reach });
    if (own !== undefined && found.entity !== own) throw new Refused(refusals.noSuchAuthorisation());
    if (found.revoked !== null) throw new Refused(refusals.alreadyEnded(found.revoked));
    await storeRevocation(tx, association, found.id, now.today);
    tell({
      actingFor: found.person,
      before: { authorisation: found.id, revoked: null },
      after: { authorisation: found.id, revoked: now.today },
    });
    return {};
  },
});
