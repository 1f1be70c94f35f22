import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { letters } from '../rules/letters.ts';
import { refusals } from '../rules/refusals.ts';
import { signInRefusals } from '../rules/sign-in-refusals.ts';
import { colleagueIn } from '../storage/colleague.ts';
import { letterHeadOf, seeAllPeople, storeNameAndAddress } from '../storage/people.ts';
import { associationsOf } from '../storage/posts.ts';
import { deleteStepsOf } from '../storage/steps.ts';
import { sendLetter } from './send-letter.ts';
import { emailShape, nameShape } from './shapes.ts';

/**
 * Puts right the name and the address of somebody of the association. With a new address links sent to the old one open nothing,
 * and the person is told at the old one and at the new one: whoever takes over an address must not go unseen. Refuses
 * `identity/no-such-colleague`, `identity/address-of-administrator`, `identity/address-used-elsewhere`, `identity/email-taken`.
 */
export const correctPerson = defineAction({
  name: 'identity/correct-person',
  title: text('correggere nome e indirizzo di una persona', 'correct a person’s name and address'),
  permission: { capability: 'identity', letter: 'x' },
  http: { method: 'PUT', path: '/people/:person' },
  input: z.object({ person: z.uuid(), name: nameShape, email: emailShape }),
  output: z.object({ person: z.uuid() }),
  example: {
    person: '00000000-0000-4000-8000-000000000000',
    name: 'Paola Verdi Riva',
    email: 'paola.riva@comune.lecco.example',
  },
  async run({ tx, association, actor, now, input, tell }) {
    await seeAllPeople(tx);
    const colleague = await colleagueIn(tx, association, { person: input.person, on: now.today });
    const head = colleague && (await letterHeadOf(tx, colleague.id));
    if (!colleague || !head) throw new Refused(signInRefusals.noSuchColleague());
    const person = colleague.id;
    const name = input.name.trim();
    const email = input.email.toLowerCase();
    const moves = email !== head.email;
    const associations = [...new Set([association, ...(await associationsOf(tx, person, now.today))])];
    if (moves && actor.kind !== 'console') {
      if (colleague.administersInstallation) throw new Refused(signInRefusals.addressOfAdministrator());
      if (associations.length > 1) throw new Refused(signInRefusals.addressUsedElsewhere());
    }
    const changed = { name, by: actor.name };
    const tellOfMove = () =>
      sendLetter(tx, { person, now, association }, 'identity/address-changed', (_, language) =>
        letters.addressChanged(changed, language),
      );
    if (moves) await tellOfMove();
    if (!(await storeNameAndAddress(tx, person, { name, email }))) throw new Refused(refusals.emailTaken(email));
    if (moves) {
      await deleteStepsOf(tx, person, ['reset', 'invitation']);
      await tellOfMove();
    }
    tell({
      actingFor: person,
      associations,
      before: { name: head.name, email: head.email },
      after: { name, email },
    });
    return { person };
  },
});
