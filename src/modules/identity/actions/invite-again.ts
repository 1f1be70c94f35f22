import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { signInRefusals } from '../rules/sign-in-refusals.ts';
import { colleagueIn } from '../storage/colleague.ts';
import { seeAllPeople } from '../storage/people.ts';
import { sendInvitation } from './send-invitation.ts';

/**
 * Sends the invitation again to somebody of the association who has not chosen a password yet; the link sent before counts no more.
 * Refuses `identity/no-such-colleague`, `identity/already-entered`, `identity/site-address-unknown`.
 */
export const inviteAgain = defineAction({
  name: 'identity/invite-again',
  title: text('ripetere un invito', 'invite again'),
  permission: { capability: 'identity', letter: 'x' },
  http: { method: 'POST', path: '/people/:person/invitation' },
  input: z.object({ person: z.uuid() }),
  output: z.object({ person: z.uuid() }),
  example: { person: '00000000-0000-4000-8000-000000000000' },
  async run(context) {
    const { tx, association, now, input, tell } = context;
    await seeAllPeople(tx);
    const colleague = await colleagueIn(tx, association, { person: input.person, on: now.today });
    if (!colleague) throw new Refused(signInRefusals.noSuchColleague());
    if (colleague.hasPassword) throw new Refused(signInRefusals.alreadyEntered(colleague.name));
    await sendInvitation(context, colleague.id);
    tell({ actingFor: colleague.id, after: { invited: true } });
    return { person: colleague.id };
  },
});
