import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { sourceShape, traceShape } from '../../../platform/shape.ts';
import { entityNames, peopleNames } from '../names.ts';
import { actsLike } from '../storage/acts.ts';
import { emergenciesLike } from '../storage/emergencies.ts';
import { termsOn } from '../terms-on.ts';
import { knownDataSet } from './known-data-set.ts';
import { readsRegister } from './permissions.ts';
import { actView, dataSetView } from './shapes.ts';
import { viewActs } from './view-acts.ts';
import { permittedShape, whoMay } from './who-may.ts';

/** A data set, its acts, and who may do what with it now. Refuses `privacy/no-such-data-set`. */
export const showDataSet = defineAction({
  name: 'privacy/show-data-set',
  title: text('vedere la scheda di un insieme di dati', 'see the record of a data set'),
  about: text(
    'La scheda, gli atti che la riguardano e chi oggi può fare che cosa. Non mostra che cosa contiene.',
    'The record, the acts about it and who may do what today. It does not show what it holds.',
  ),
  reads: true,
  permission: readsRegister,
  http: { method: 'GET', path: '/data-sets/:dataSet' },
  input: z.object({ dataSet: z.uuid() }),
  output: dataSetView.extend({
    /** What the person who asks may do with it now. */
    mine: permittedShape.nullable(),
    people: z.array(z.object({ person: z.uuid(), name: z.string(), may: permittedShape })),
    acts: z.array(actView),
    emergencies: z.array(
      z.object({
        id: z.uuid(),
        personName: z.string(),
        reason: z.string(),
        opened: z.iso.datetime(),
        closes: z.iso.datetime(),
        reviewed: z.iso.datetime().nullable(),
        review: z.string(),
      }),
    ),
    source: sourceShape.meta({ description: 'La clausola, o la legge, che decide.' }),
    readings: z.array(traceShape).meta({ description: 'Come la si è letta, o che cosa si è supposto.' }),
  }),
  example: { dataSet: '0d7bd5a5-6e0c-4b87-9d1f-1f6f5a7f0a11' },
  async run({ tx, association, actor, reach, now, input }) {
    const dataSet = await knownDataSet(tx, { association, actor, reach }, input.dataSet);
    const acts = await actsLike(tx, association, { dataSet: dataSet.id });
    const terms = await termsOn(tx, association, now.today);
    const emergencies = await emergenciesLike(tx, association, { dataSet: dataSet.id });
    const named = [...new Set([...acts, ...emergencies].map(({ person }) => person))];
    const personName = await peopleNames(tx, named);
    const people = [];
    for (const person of named) {
      const may = await whoMay(tx, { association, dataSet, person, now, terms });
      people.push({ person, name: personName(person), may });
    }
    people.sort((a, b) => a.name.localeCompare(b.name, 'it'));
    const mine = actor.person ? await whoMay(tx, { association, dataSet, person: actor.person, now, terms }) : null;
    return {
      ...dataSet,
      mine,
      entityName: (await entityNames(tx, association))(dataSet.entity),
      people,
      acts: await viewActs(tx, association, acts, now.today),
      emergencies: emergencies.map(({ id, person, reason, opened, closes, reviewedAt, review }) => ({
        id,
        personName: personName(person),
        reason,
        opened: opened.toISOString(),
        closes: closes.toISOString(),
        reviewed: reviewedAt?.toISOString() ?? null,
        review,
      })),
      source: terms.source,
      readings: [...terms.readings],
    };
  },
});
