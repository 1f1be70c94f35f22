import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { languages, text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { refusals } from '../rules/refusals.ts';
import { insertPerson, seeAllPeople } from '../storage/people.ts';
import { hashNewPassword } from './passwords.ts';
import { emailShape, nameShape, secretShape } from './shapes.ts';

/** A new account. Posts are given apart. Refuses `identity/email-taken`. */
export const registerPerson = defineAction({
  name: 'identity/register-person',
  title: text('registrare una persona', 'register a person'),
  about: text(
    'Crea l’accesso di una persona; gli incarichi si danno a parte.',
    'Creates a person’s account; posts are assigned apart.',
  ),
  permission: { capability: 'identity', letter: 'x' },
  http: { method: 'POST', path: '/people' },
  input: z.object({
    email: emailShape,
    name: nameShape,
    password: secretShape.nullable().default(null).meta({
      secret: true,
      description: 'La prima password, almeno 12 caratteri; senza, la persona la sceglie dall’invito.',
    }),
    language: z.enum(languages).default('it'),
  }),
  output: z.object({ person: z.uuid() }),
  example: {
    email: 'rita.bianchi@comune.lecco.example',
    name: 'Rita Bianchi',
    password: 'torre ponte lago neve',
    language: 'it',
  },
  async run({ tx, now, input, tell }) {
    const { password } = input;
    const passwordHash = password === null ? null : await hashNewPassword(password, { ...input, path: 'password' });
    const person = randomUUID();
    await seeAllPeople(tx);
    const { email, name, language } = input;
    const stored = await insertPerson(tx, { id: person, email, name, language, passwordHash, created: now.instant });
    if (!stored) throw new Refused(refusals.emailTaken(email));
    tell({ actingFor: person, after: { person, email, name } });
    return { person };
  },
});
