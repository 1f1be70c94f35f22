import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { BadInput } from '../../../platform/problem.ts';
import { dayShape } from '../../../platform/shape.ts';
import { bodyFacts } from '../body-facts.ts';
import { bodiesFrom } from '../rules/index.ts';
import { refusals } from '../rules/refusals.ts';
import { holdBodies, insertBody } from '../storage/recordings.ts';
import { fileShape, storeDocument } from './documents.ts';
import { actFields, bodyIdShape, longTextShape, nameShape, natureShape } from './shapes.ts';
import { inBoth } from './views.ts';
import { keepers } from './who.ts';

/** Words of the addresses below the bodies. */
const reserved = ['nuovo', 'nomine', 'scadenze', 'pubblica', 'documenti', 'sedute', 'decisioni'];

/** Adds a body that the agreement does not know. Refuses `bodies/body-exists`. */
export const addBody = defineAction({
  name: 'bodies/add-body',
  title: text('aggiungere un organo', 'add a body'),
  about: text(
    'Aggiunge un organo che la convenzione non prevede, con l’atto che lo vuole. I posti si aggiungono dopo.',
    'Adds a body that the agreement does not foresee, with the act that wants it. Seats are added afterwards.',
  ),
  permission: { capability: 'bodies', letter: 'w', roles: keepers },
  http: { method: 'POST', path: '/bodies' },
  input: z.object({
    body: bodyIdShape,
    name: nameShape,
    nameEnglish: nameShape.optional(),
    nature: natureShape,
    about: longTextShape,
    since: dayShape,
    ...actFields,
    document: fileShape.optional(),
  }),
  output: z.object({ body: bodyIdShape }),
  example: {
    body: 'tavolo-scuola',
    name: 'Tavolo per la scuola digitale',
    nameEnglish: 'Table for the digital school',
    nature: 'advises',
    since: '2027-02-01',
    act: "delibera dell'Assemblea",
    actNumber: '3',
    actDay: '2027-01-28',
  },
  async run({ tx, association, actor, now, input, tell }) {
    if (reserved.includes(input.body)) {
      const says = text(
        'Questa parola serve agli indirizzi delle pagine.',
        'This word is needed by the addresses of the pages.',
      );
      throw new BadInput([{ path: 'body', says }]);
    }
    await holdBodies(tx, association);
    const name = inBoth(input.name, input.nameEnglish);
    const facts = await bodyFacts(tx, association, input.since);
    const there = bodiesFrom(facts).find(({ id }) => id === input.body);
    if (there) throw new Refused(refusals.bodyExists(there.name));
    const by = { at: now.instant, by: actor.person };
    const document = input.document
      ? await storeDocument(tx, association, { file: input.document, entity: null }, by)
      : null;
    const { nature, about, since } = input;
    const act = { act: input.act, number: input.actNumber, day: input.actDay ?? null };
    const body = { id: input.body, name, nature, about, since, until: null, act, document };
    if (!(await insertBody(tx, association, body, by))) throw new Refused(refusals.bodyExists(name));
    tell({ after: { body: input.body, name: name.it, nature, since, act } });
    return { body: input.body };
  },
});
