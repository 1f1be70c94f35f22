import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { BadInput, type Problem } from '../../../platform/problem.ts';
import { dayShape } from '../../../platform/shape.ts';
import { insertAuthorisation } from '../storage/authorisations.ts';
import { insertFile } from '../storage/files.ts';
import { namedFields, namedPerson, namingSomebody } from './named-person.ts';
import { ownEntity } from './own-entity.ts';
import { writesRegister } from './permissions.ts';
import { fileInput, keptFile } from './shapes.ts';

/**
 * Authorises a person to process personal data, with instructions: for the whole service by the head or the processor's
 * delegate, for the data of one entity by its controller's delegate. It opens nothing by itself.
 */
export const authorisePerson = defineAction({
  name: 'privacy/authorise-person',
  title: text('autorizzare una persona a trattare dati personali', 'authorise a person to process personal data'),
  permission: writesRegister,
  http: { method: 'POST', path: '/data-authorisations' },
  input: namingSomebody(
    z.object({
      ...namedFields,
      authorisedBy: z.string().trim().min(2).max(200).meta({ description: 'Chi autorizza.' }),
      on: dayShape,
      until: dayShape.optional(),
      instructions: fileInput,
    }),
  ),
  output: z.object({ id: z.uuid() }),
  example: {
    email: 'l2@comunanza.example',
    authorisedBy: 'il Responsabile del trattamento',
    on: '2027-01-15',
    instructions: {
      name: 'istruzioni.txt',
      type: 'text/plain',
      base64: Buffer.from('Istruzioni per il trattamento').toString('base64'),
    },
  },
  async run({ tx, association, actor, reach, now, input, tell }) {
    const problems: Problem[] = [];
    const person = await namedPerson(tx, input);
    if ('says' in person) problems.push(person);
    if (input.until !== undefined && input.until < input.on)
      problems.push({
        path: 'until',
        says: text('La fine viene prima dell’inizio.', 'The end comes before the beginning.'),
      });
    if ('says' in person || problems.length > 0) throw new BadInput(problems);
    const entity = ownEntity({ actor, reach }) ?? null;
    const by = { at: now.instant, person: actor.person };
    const file = keptFile(input.instructions, entity);
    await insertFile(tx, association, file, by);
    const { authorisedBy, on, until = null } = input;
    const authorisation = {
      id: randomUUID(),
      entity,
      person: person.id,
      authorisedBy,
      on,
      until,
      revoked: null,
      instructions: file.id,
      readAt: null,
    };
    await insertAuthorisation(tx, association, authorisation, by);
    tell({
      actingFor: person.id,
      after: { authorisation: authorisation.id, entity, authorisedBy, on, until, sha256: file.sha256 },
    });
    return { id: authorisation.id };
  },
});
