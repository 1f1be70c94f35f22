import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { dayShape, textShape } from '../../../platform/shape.ts';
import { bodyFacts } from '../body-facts.ts';
import { bodyFromFacts } from '../on-a-day.ts';
import { bodiesFrom } from '../rules/index.ts';
import { bodyView, entityView, namedPersonView } from './shapes.ts';
import { viewBody } from './views.ts';

export const listBodies = defineAction({
  name: 'bodies/list-bodies',
  title: text('elencare gli organi', 'list the bodies'),
  about: text(
    'Gli organi della convenzione e quelli aggiunti con un atto, com’erano in un giorno: posti, quanti sono coperti, quali enti e quali posti mancano, chi presiede.',
    'The bodies of the agreement and those added by an act, as they were on a day: seats, how many are filled, which entities and seats are missing, who presides.',
  ),
  reads: true,
  permission: { capability: 'bodies', letter: 'r' },
  http: { method: 'GET', path: '/bodies' },
  input: z.object({ on: dayShape.optional() }),
  output: z.object({
    on: dayShape,
    items: z
      .array(
        bodyView.extend({
          seats: z.int().meta({ format: 'int32' }),
          filled: z.int().meta({ format: 'int32' }),
          /** Entities whose seat is empty. */
          missing: z.array(entityView).max(10_000),
          /** Empty seats that belong to no entity, by their names. */
          vacant: z.array(textShape).max(10_000),
          chair: namedPersonView.nullable(),
          /** The first day on which a seat given for a term comes to its end. */
          nextEnd: dayShape.nullable(),
        }),
      )
      .max(1000),
  }),
  example: { on: '2027-01-01' },
  async run({ tx, association, now, input }) {
    const on = input.on ?? now.today;
    const facts = await bodyFacts(tx, association, on);
    const items = [];
    for (const body of bodiesFrom(facts)) {
      const { seats, chair } = await bodyFromFacts(tx, facts, body);
      const ends = seats.flatMap(({ holder }) => (holder?.until ? [holder.until] : [])).sort();
      items.push({
        ...viewBody(body),
        seats: seats.length,
        filled: seats.filter(({ holder }) => holder !== null).length,
        missing: seats.flatMap(({ entity, holder }) =>
          entity && !holder ? [{ code: entity.code, name: entity.name }] : [],
        ),
        vacant: seats.flatMap(({ title, entity, holder }) => (entity || holder ? [] : [title])),
        chair: chair && { person: chair.person, name: chair.name },
        nextEnd: ends[0] ?? null,
      });
    }
    return { on, items };
  },
});
