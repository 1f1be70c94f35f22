import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { seeAllPeople } from '../storage/people.ts';
import { associationsOf } from '../storage/posts.ts';

/** Says in the audit trail that a person left; the page ends the session itself. */
export const signOut = defineAction({
  name: 'identity/sign-out',
  title: text('uscire', 'sign out'),
  scope: 'installation',
  permission: 'signed-in',
  doors: [],
  http: { method: 'DELETE', path: '/sessions' },
  input: z.object({}),
  output: z.object({ signedOut: z.literal(true) }),
  example: {},
  async run({ tx, actor, now, tell }) {
    await seeAllPeople(tx);
    if (actor.person) tell({ associations: await associationsOf(tx, actor.person, now.today) });
    return { signedOut: true as const };
  },
});
