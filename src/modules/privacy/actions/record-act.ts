import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { addDays, addMonths, type Day } from '../../../kernel/day.ts';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { BadInput, type Problem, say } from '../../../platform/problem.ts';
import { dayShape } from '../../../platform/shape.ts';
import { refusals } from '../rules/refusals.ts';
import { insertAct } from '../storage/acts.ts';
import { insertFile } from '../storage/files.ts';
import { askMeasure } from '../storage/measures.ts';
import { termsOn } from '../terms-on.ts';
import { knownDataSet } from './known-data-set.ts';
import { namedFields, namedPerson, namingSomebody } from './named-person.ts';
import { entersActs } from './permissions.ts';
import { fileInput, keptFile, rightShape } from './shapes.ts';

/**
 * Enters an act of one's own entity that names a person for some of its data sets, and asks the office for the technical
 * measure. Refuses `privacy/no-such-data-set`, `privacy/several-owners`, `privacy/not-who-names`,
 * `privacy/right-not-of-agreement`, `privacy/act-there`.
 */
export const recordAct = defineAction({
  name: 'privacy/record-act',
  title: text('inserire un atto di accesso ai dati', 'enter an act about access to data'),
  about: text(
    'L’atto con cui un ente nomina una persona per i propri dati, con i diritti e la durata. I diritti valgono da quando il servizio ha applicato la misura tecnica e finché l’ente conferma l’atto.',
    'The act by which an entity names a person for its own data, with the rights and the duration. Rights hold once the office has applied the technical measure and as long as the entity confirms the act.',
  ),
  permission: entersActs,
  http: { method: 'POST', path: '/data-access-acts' },
  input: namingSomebody(
    z.object({
      dataSets: z
        .array(z.uuid())
        .min(1, say('Scegliere almeno un insieme di dati.', 'Choose at least one data set.'))
        .max(100),
      ...namedFields,
      number: z.string().trim().min(1).max(60),
      on: dayShape.meta({ description: 'La data dell’atto.' }),
      signedBy: z.string().trim().min(2).max(200).meta({ description: 'Chi lo ha firmato.' }),
      rights: z.array(rightShape).min(1, say('Scegliere almeno un diritto.', 'Choose at least one right.')).max(3),
      since: dayShape.optional().meta({ description: 'Dal giorno; dalla data dell’atto se manca.' }),
      until: dayShape.optional().meta({ description: 'Fino al giorno compreso; senza fine se manca.' }),
      document: fileInput,
    }),
  ),
  output: z.object({ id: z.uuid(), measureDue: dayShape }),
  example: {
    dataSets: ['0d7bd5a5-6e0c-4b87-9d1f-1f6f5a7f0a11'],
    email: 'l2@comunanza.example',
    number: '12',
    on: '2027-03-01',
    signedBy: 'il Sindaco',
    rights: ['consult'],
    until: '2027-12-31',
    document: { name: 'atto-12.txt', type: 'text/plain', base64: Buffer.from('Atto n. 12').toString('base64') },
  },
  async run({ tx, association, actor, reach, now, input, tell }) {
    const since = input.since ?? input.on;
    const problems: Problem[] = [];
    const person = await namedPerson(tx, input);
    if ('says' in person) problems.push(person);
    if (input.on > now.today)
      problems.push({
        path: 'on',
        says: text('La data dell’atto è nel futuro.', 'The date of the act is in the future.'),
      });
    if (since < input.on)
      problems.push({
        path: 'since',
        says: text('Un atto non vale da prima della sua data.', 'An act does not hold from before its date.'),
      });
    if (input.until !== undefined && input.until < since)
      problems.push({
        path: 'until',
        says: text('La fine viene prima dell’inizio.', 'The end comes before the beginning.'),
      });
    if ('says' in person || problems.length > 0) throw new BadInput(problems);
    const chosen = [];
    for (const id of new Set(input.dataSets)) chosen.push(await knownDataSet(tx, { association, actor, reach }, id));
    const entity = chosen[0]!.entity;
    if (chosen.some((dataSet) => dataSet.entity !== entity)) throw new Refused(refusals.severalOwners());
    const { terms, source } = await termsOn(tx, association, now.today);
    const names = { MAY: 'mayor', CTR: 'controller' } as const;
    if ((actor.role === 'MAY' || actor.role === 'CTR') && !terms.namedBy.includes(names[actor.role]))
      throw new Refused(refusals.notWhoNames(source));
    const rights = [...new Set(input.rights)];
    const foreign = rights.find((right) => !terms.rights.includes(right));
    if (foreign) throw new Refused(refusals.rightNotOfAgreement(foreign, source));
    const by = { at: now.instant, person: actor.person };
    const file = keptFile(input.document, entity);
    await insertFile(tx, association, file, by);
    const act = {
      id: randomUUID(),
      entity,
      number: input.number,
      on: input.on,
      signedBy: input.signedBy,
      document: file.id,
      person: person.id,
      rights,
      since,
      until: input.until ?? null,
      ended: null,
      endedBecause: '',
      confirmBy: addMonths(now.today, terms.recertification.everyMonths),
      confirmedAt: null,
      dataSets: chosen.map(({ id }) => id),
    };
    if (!(await insertAct(tx, association, act, by))) throw new Refused(refusals.actThere(input.number, person.name));
    const measureDue = addDays(laterOf(now.today, since), terms.measure.applyWithinDays);
    await askMeasure(tx, association, {
      id: randomUUID(),
      act: act.id,
      entity,
      person: person.id,
      kind: 'apply',
      asked: now.today,
      due: measureDue,
    });
    const { number, on, until, dataSets } = act;
    tell({
      actingFor: entity,
      after: { act: act.id, number, on, person: person.id, rights, dataSets, since, until, sha256: file.sha256 },
    });
    return { id: act.id, measureDue };
  },
});

function laterOf(a: Day, b: Day): Day {
  return a < b ? b : a;
}
