import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { refusals } from '../rules/refusals.ts';
import { letterHeadOf, passwordHashOf, storePasswordHash } from '../storage/people.ts';
import { deleteSessionsOf } from '../storage/sessions.ts';
import { deleteStepsOf } from '../storage/steps.ts';
import { ownAct, tellOfChange } from './own-act.ts';
import { hashNewPassword, isPassword } from './passwords.ts';
import { secretShape } from './shapes.ts';

/** A new password for oneself; every session ends, and links sent by e-mail open nothing. Refuses `identity/wrong-password`. */
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
  async run(context) {
    const { tx, actor, input } = context;
    const person = await ownAct(context);
    if (!(await isPassword(input.current, await passwordHashOf(tx, person))))
      throw new Refused(refusals.wrongPassword());
    const email = (await letterHeadOf(tx, person))?.email ?? '';
    const passwordHash = await hashNewPassword(input.next, { email, name: actor.name, path: 'next' });
    await storePasswordHash(tx, person, passwordHash);
    await deleteSessionsOf(tx, person);
    await deleteStepsOf(tx, person, ['second-step', 'reset', 'invitation']);
    await tellOfChange(context, person, { it: 'è stata cambiata la password', en: 'the password was changed' });
    return { changed: true as const };
  },
});
