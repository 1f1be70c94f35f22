import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { languages, text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { refusals } from '../rules/refusals.ts';
import { insertPerson, seeAllPeople } from '../storage/people.ts';
import { sendInvitation } from './send-invitation.ts';
import { emailShape, nameShape } from './shapes.ts';

/**
 * A new account whose holder chooses the password, with a link sent by e-mail that counts once, for a week. Posts are given apart.
 * Refuses `identity/email-taken`, `identity/site-address-unknown`.
 */
export const invitePerson = defineAction({
  name: 'identity/invite-person',
  title: text('invitare una persona', 'invite a person'),
  about: text(
    'Crea l’accesso e manda un invito per e-mail: la password la sceglie chi lo riceve.',
    'Creates the account and sends an invitation by e-mail: whoever receives it chooses the password.',
  ),
  permission: { capability: 'identity', letter: 'x' },
  http: { method: 'POST', path: '/people/invitations' },
  input: z.object({ email: emailShape, name: nameShape, language: z.enum(languages).default('it') }),
  output: z.object({ person: z.uuid() }),
  example: { email: 'rita.bianchi@comune.lecco.example', name: 'Rita Bianchi', language: 'it' },
  async run(context) {
    const { tx, now, input, tell } = context;
    await seeAllPeople(tx);
    const person = randomUUID();
    const { email, name, language } = input;
    const stored = await insertPerson(tx, {
      id: person,
      email,
      name,
      language,
      passwordHash: null,
      created: now.instant,
    });
    if (!stored) throw new Refused(refusals.emailTaken(email));
    await sendInvitation(context, person);
    tell({ actingFor: person, after: { invited: true } });
    return { person };
  },
});
