import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { dayShape } from '../../../platform/shape.ts';
import { refusals } from '../rules/refusals.ts';
import { credentialsOf, seeAllPeople } from '../storage/people.ts';
import { daysInOrder } from './days-in-order.ts';
import { givePost } from './give-post.ts';
import { ofItsEntity } from './of-its-entity.ts';
import { actFields, entityField } from './post-shapes.ts';
import { emailShape, roleShape } from './shapes.ts';

/**
 * Gives a person a post in the association, for an entity or for the whole. The entity is one of the
 * association's register. Refuses `identity/no-such-person`, `identity/post-held-already`, `identity/incompatible-roles`.
 */
export const assignPost = defineAction({
  name: 'identity/assign-post',
  title: text('dare un incarico', 'assign a post'),
  about: text(
    'Dà a una persona un ruolo, per un ente o per tutta l’associazione, da un giorno e con il suo atto. I ruoli che la convenzione dichiara incompatibili non si possono dare insieme.',
    'Gives a person a role, for an entity or for the whole association, from a day and by an act. Roles that the agreement keeps apart cannot be given together.',
  ),
  permission: { capability: 'identity', letter: 'x' },
  http: { method: 'POST', path: '/posts' },
  input: daysInOrder(
    ofItsEntity(
      z.object({
        email: emailShape,
        role: roleShape,
        entity: entityField,
        since: dayShape.optional(),
        until: dayShape.nullable().default(null),
        ...actFields,
      }),
    ),
  ),
  output: z.object({ post: z.uuid() }),
  example: {
    email: 'rita.bianchi@comune.lecco.example',
    role: 'SEC',
    entity: 'c_e507',
    since: '2027-01-01',
    act: 'decreto',
    actNumber: '3/2027',
  },
  async run({ tx, association, now, input, tell }) {
    await seeAllPeople(tx);
    const person = await credentialsOf(tx, input.email);
    if (!person) throw new Refused(refusals.noSuchPerson(input.email));
    const { email: _, since = now.today, ...asked } = input;
    const { post, after } = await givePost({ tx, association, now }, { ...asked, person: person.id, since });
    tell({ actingFor: person.id, after });
    return { post };
  },
});
