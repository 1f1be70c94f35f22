import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { dayShape } from '../../../platform/shape.ts';
import { refusals } from '../rules/refusals.ts';
import { credentialsOf, seeAllPeople } from '../storage/people.ts';
import { insertPost } from '../storage/posts.ts';
import { emailShape, roleShape } from './shapes.ts';

/** Gives a person a post in the association, for an entity or for the whole. Refuses `identity/no-such-person`. */
export const assignPost = defineAction({
  name: 'identity/assign-post',
  title: text('dare un incarico', 'assign a post'),
  about: text(
    'Dà a una persona un ruolo, per un ente o per tutta l’associazione, da un giorno e con il suo atto.',
    'Gives a person a role, for an entity or for the whole association, from a day and by an act.',
  ),
  permission: { capability: 'identity', letter: 'x' },
  http: { method: 'POST', path: '/posts' },
  input: z.object({
    email: emailShape,
    role: roleShape,
    entity: z
      .string()
      .min(1)
      .max(40)
      .nullable()
      .default(null)
      .meta({ description: 'Il codice dell’ente; vuoto per tutta l’associazione.' }),
    entityName: z
      .string()
      .max(200)
      .nullable()
      .default(null)
      .meta({ description: 'Il nome dell’ente, come si mostra.' }),
    since: dayShape.optional(),
    until: dayShape.nullable().default(null),
    act: z.string().max(300).default('').meta({ description: 'L’atto che dà l’incarico.' }),
  }),
  output: z.object({ post: z.uuid() }),
  example: {
    email: 'rita.bianchi@comune.lecco.example',
    role: 'SEC',
    entity: 'c_e507',
    entityName: 'Comune di Lecco',
    since: '2027-01-01',
    act: 'decreto 3/2027',
  },
  async run({ tx, association, now, input, tell }) {
    await seeAllPeople(tx);
    const person = await credentialsOf(tx, input.email);
    if (!person) throw new Refused(refusals.noSuchPerson(input.email));
    const post = randomUUID();
    await insertPost(tx, {
      association,
      id: post,
      person: person.id,
      role: input.role,
      entity: input.entity,
      entity_name: input.entityName,
      since: input.since ?? now.today,
      until: input.until,
      act: input.act,
    });
    const { role, entity, until, act } = input;
    tell({ actingFor: person.id, after: { post, role, entity, since: input.since ?? now.today, until, act } });
    return { post };
  },
});
