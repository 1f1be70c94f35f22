import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { signInRefusals } from '../rules/sign-in-refusals.ts';
import { rememberDevice } from '../storage/devices.ts';
import { letterHeadOf, seeAllPeople, storePasswordHash } from '../storage/people.ts';
import { associationsOf } from '../storage/posts.ts';
import { deleteSessionsOf } from '../storage/sessions.ts';
import { deleteStepsOf, lockStep } from '../storage/steps.ts';
import { tokenHash } from './open-session.ts';
import { tellOfChange } from './own-act.ts';
import { hashNewPassword } from './passwords.ts';
import { secretShape, stepShape } from './shapes.ts';

/**
 * A password chosen with a link received by e-mail: the link counts once, every session ends, and this browser is known from
 * now on, so that whoever guesses the account's password elsewhere does not stand in the way. A second factor stays what it was.
 * Refuses `identity/link-over`.
 */
export const choosePassword = defineAction({
  name: 'identity/choose-password',
  title: text('scegliere la password con un collegamento', 'choose the password with a link'),
  scope: 'installation',
  permission: 'public',
  doors: [],
  http: { method: 'POST', path: '/password/choice' },
  input: z.object({ step: stepShape, password: secretShape }),
  output: z.object({ email: z.string().nullable() }),
  example: { step: 'x', password: 'torre ponte lago neve' },
  async run(context) {
    const { tx, now, call, input, tell } = context;
    await seeAllPeople(tx);
    const hash = tokenHash(input.step);
    const step = await lockStep(tx, { hash, kinds: ['reset', 'invitation'], now: now.instant });
    const person = step?.person;
    const head = person ? await letterHeadOf(tx, person) : undefined;
    if (!step || !person || !head) throw new Refused(signInRefusals.linkOver());
    tell({
      person,
      actingFor: person,
      associations: await associationsOf(tx, person, now.today),
      after: { with: step.kind },
    });
    const about = { email: head.email ?? '', name: head.name, path: 'password' };
    await storePasswordHash(tx, person, await hashNewPassword(input.password, about));
    await deleteSessionsOf(tx, person);
    await deleteStepsOf(tx, person, ['second-step', 'reset', 'invitation']);
    const { device, agent } = call;
    if (device)
      await rememberDevice(tx, { device, person, since: now.instant, seen: now.instant, agent: agent ?? null });
    if (step.kind === 'reset')
      await tellOfChange(context, person, { it: 'è stata cambiata la password', en: 'the password was changed' });
    return { email: head.email };
  },
});
