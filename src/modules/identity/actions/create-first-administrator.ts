import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { refusals } from '../rules/refusals.ts';
import { insertPerson, isAnybodyRegistered, seeAllPeople } from '../storage/people.ts';
import { insertPost } from '../storage/posts.ts';
import { isStartCode, oneStartAtATime } from '../storage/start-code.ts';
import { hashNewPassword } from './passwords.ts';
import { emailShape, nameShape, secretShape } from './shapes.ts';

/**
 * The account of whoever administers a new installation: once, with the code shown where the program was started.
 * Refuses `identity/already-started`, `identity/wrong-start-code`.
 */
export const createFirstAdministrator = defineAction({
  name: 'identity/create-first-administrator',
  title: text('creare il primo accesso', 'create the first account'),
  scope: 'installation',
  permission: 'public',
  doors: ['command-line'],
  http: { method: 'POST', path: '/first-administrator' },
  input: z.object({ code: secretShape, name: nameShape, email: emailShape, password: secretShape }),
  output: z.object({ person: z.uuid() }),
  example: {
    code: 'A1B2C3D4E5',
    name: 'Rita Bianchi',
    email: 'rita.bianchi@comune.lecco.example',
    password: 'torre ponte lago neve',
  },
  async run({ tx, actor, now, input }) {
    await seeAllPeople(tx);
    await oneStartAtATime(tx);
    if (await isAnybodyRegistered(tx)) throw new Refused(refusals.alreadyStarted());
    if (actor.kind !== 'console' && !(await isStartCode(tx, input.code))) throw new Refused(refusals.wrongStartCode());
    const passwordHash = await hashNewPassword(input.password, { ...input, path: 'password' });
    const person = randomUUID();
    const { email, name } = input;
    await insertPerson(tx, { id: person, email, name, language: actor.language, passwordHash, created: now.instant });
    await insertPost(tx, {
      association: '',
      id: randomUUID(),
      person,
      role: 'SYS',
      entity: null,
      entity_name: null,
      since: now.today,
      until: null,
      act: '',
    });
    return { person };
  },
});
