import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { refusals } from '../rules/refusals.ts';
import { authorisationsOf, storeReading } from '../storage/authorisations.ts';

/** The person says to have read the instructions. Refuses `privacy/no-such-authorisation`, `privacy/already-read`. */
export const confirmReading = defineAction({
  name: 'privacy/confirm-reading',
  title: text('confermare di aver letto le istruzioni', 'confirm having read the instructions'),
  permission: 'signed-in',
  http: { method: 'POST', path: '/my-data-accesses/authorisations/:authorisation/reading' },
  input: z.object({ authorisation: z.uuid() }),
  output: z.object({}),
  example: { authorisation: '6b0a3a0e-6d0d-4f9c-8f0e-3f2f1f0e0d44' },
  async run({ tx, association, actor, now, input, tell }) {
    const [found] = await authorisationsOf(tx, association, { id: input.authorisation });
    if (!found || actor.person === null || found.person !== actor.person)
      throw new Refused(refusals.noSuchAuthorisation());
    const stored = await storeReading(tx, association, { id: found.id, person: actor.person, at: now.instant });
    if (!stored) throw new Refused(refusals.alreadyRead());
    tell({ actingFor: actor.person, after: { authorisation: found.id, read: now.today } });
    return {};
  },
});
