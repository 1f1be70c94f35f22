import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { languages, text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { dayShape } from '../../../platform/shape.ts';
import { siteAddress } from '../../../platform/site-address.ts';
import { credentialsOf, insertPerson, seeAllPeople } from '../storage/people.ts';
import { daysInOrder } from './days-in-order.ts';
import { givePost } from './give-post.ts';
import { ofItsEntity } from './of-its-entity.ts';
import { actFields, entityField } from './post-shapes.ts';
import { sendInvitation } from './send-invitation.ts';
import { emailShape, nameShape, roleShape } from './shapes.ts';

/**
 * A person with a first post here: registered where the address has no account yet, and then without a password, which is
 * chosen from the invitation. Refuses whatever `identity/assign-post` refuses.
 */
export const addPerson = defineAction({
  name: 'identity/add-person',
  title: text('aggiungere una persona con il suo incarico', 'add a person with their post'),
  about: text(
    'Chi ha già un accesso riceve solo l’incarico. Gli altri vengono registrati senza password, che sceglieranno dall’invito.',
    'Whoever has an account only receives the post. Others are registered without a password, which they choose from the invitation.',
  ),
  permission: { capability: 'identity', letter: 'x' },
  http: { method: 'POST', path: '/people-with-post' },
  input: daysInOrder(
    ofItsEntity(
      z.object({
        email: emailShape,
        name: nameShape,
        language: z.enum(languages).default('it'),
        role: roleShape,
        entity: entityField,
        since: dayShape.optional().meta({ description: 'Il primo giorno; altrimenti oggi.' }),
        until: dayShape.nullable().default(null),
        ...actFields,
        invite: z
          .boolean()
          .default(true)
          .meta({ description: 'Manda a chi è nuovo l’invito a scegliere la password.' }),
      }),
    ),
  ),
  output: z.object({
    person: z.uuid(),
    post: z.uuid(),
    isNew: z.boolean().meta({ description: 'Se l’accesso è stato creato adesso.' }),
    invited: z.boolean().meta({ description: 'Se l’invito è partito; senza indirizzo del sito non può partire.' }),
  }),
  example: {
    email: 'paolo.verdi@comune.lecco.example',
    name: 'Paolo Verdi',
    language: 'it',
    role: 'TEC',
    since: '2027-01-01',
    act: 'delibera',
    actNumber: '4/2027',
  },
  async run(context) {
    const { tx, association, now, call, input, tell } = context;
    await seeAllPeople(tx);
    const { email, name, language, invite, since = now.today, ...asked } = input;
    const known = await credentialsOf(tx, email);
    const person = known?.id ?? randomUUID();
    if (!known) await insertPerson(tx, { id: person, email, name, language, passwordHash: null, created: now.instant });
    const { post, after } = await givePost({ tx, association, now }, { ...asked, since, person });
    tell({ actingFor: person, after: known ? after : { ...after, person, email, name } });
    const invited = !known && invite && siteAddress(call) !== undefined;
    if (invited) await sendInvitation(context, person);
    return { person, post, isNew: !known, invited };
  },
});
