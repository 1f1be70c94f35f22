import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { signInRefusals } from '../rules/sign-in-refusals.ts';
import { colleagueIn } from '../storage/colleague.ts';
import { seeAllPeople } from '../storage/people.ts';
import { associationsOf } from '../storage/posts.ts';
import { resetFactors } from './reset-factors.ts';
import { reasonShape } from './shapes.ts';

/**
 * Takes away every second factor of somebody of the association who can no longer give one; sessions end, and the person is told
 * by e-mail. The password stays what it was. Refuses `identity/no-such-colleague`, `identity/installation-administrator`.
 */
export const resetSecondFactor = defineAction({
  name: 'identity/reset-second-factor',
  title: text('azzerare il secondo passaggio di una persona', 'reset a person’s second step'),
  permission: { capability: 'identity', letter: 'x' },
  http: { method: 'POST', path: '/people/:person/second-factor-reset' },
  input: z.object({ person: z.uuid(), reason: reasonShape }),
  output: z.object({ person: z.uuid() }),
  example: {
    person: '00000000-0000-4000-8000-000000000000',
    reason: 'Telefono smarrito; identità verificata di persona.',
  },
  async run(context) {
    const { tx, association, actor, now, input, tell } = context;
    await seeAllPeople(tx);
    const colleague = await colleagueIn(tx, association, { person: input.person, on: now.today });
    if (!colleague) throw new Refused(signInRefusals.noSuchColleague());
    if (colleague.administersInstallation && actor.kind !== 'console')
      throw new Refused(signInRefusals.administratorOfInstallation());
    const before = await resetFactors(context, colleague.id, input.reason);
    const associations = [...new Set([association, ...(await associationsOf(tx, colleague.id, now.today))])];
    tell({ actingFor: colleague.id, associations, before, after: { reason: input.reason } });
    return { person: colleague.id };
  },
});
