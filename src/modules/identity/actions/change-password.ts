import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { refusals } from '../rules/refusals.ts';
import { passwordHashOf, storePasswordHash } from '../storage/people.ts';
import { deleteSessionsOf } from '../storage/sessions.ts';
import { hashNewPassword, isPassword } from './passwords.ts';
import { secretShape } from './shapes.ts';

/** A new password for oneself; every session ends. Refuses `identity/wrong-password`. */
export const changePassword = defineAction({
  name: 'identity/change-password',
  title: text('cambiare la propria password', 'change one’s own password'),
  scope: 'installation',
  permission: 'signed-in',
  doors: ['api'],
  http: { method: 'POST', path: '/password' },
  input: z.object({ current: secretShape, next: secretShape }),
  output: z.object({ changed: z.literal(true) }),
  example: { current: 'torre ponte lago neve', next: 'quattro parole messe a caso' },
  async run({ tx, actor, input }) {
    const person = actor.person!;
    if (!(await isPassword(input.current, await passwordHashOf(tx, person))))
      throw new Refused(refusals.wrongPassword());
    const passwordHash = await hashNewPassword(input.next, { email: '', name: actor.name, path: 'next' });
    await storePasswordHash(tx, person, passwordHash);
    await deleteSessionsOf(tx, person);
    return { changed: true as const };
  },
});
