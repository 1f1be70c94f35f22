import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { dayShape, textShape } from '../../../platform/shape.ts';
import { bodyFacts } from '../body-facts.ts';
import { officeNames } from '../office-names.ts';
import { bodiesFrom, endingsWithin } from '../rules/index.ts';
import { entityView, namedPersonView } from './shapes.ts';
import { readers } from './who.ts';

/** What ends soon: seats given for a term, chosen roles, appointments, standing delegations, mandates with a last day. */
export const listEndings = defineAction({
  name: 'bodies/list-endings',
  title: text('elencare gli incarichi che scadono', 'list what ends soon'),
  reads: true,
  permission: { capability: 'bodies', letter: 'r', roles: readers },
  http: { method: 'GET', path: '/body-endings' },
  input: z.object({
    on: dayShape.optional(),
    days: z.coerce.number().pipe(z.int().min(0).max(3660)).default(90).meta({ format: 'int32' }),
  }),
  output: z.object({
    on: dayShape,
    items: z
      .array(
        z.object({
          kind: z.enum(['holding', 'role', 'appointment', 'delegation', 'mandate']),
          id: z.uuid(),
          what: textShape,
          body: z.string().max(62).nullable(),
          entity: entityView.nullable(),
          holder: namedPersonView,
          due: dayShape,
          daysLeft: z.int().meta({ format: 'int32' }),
        }),
      )
      .max(100_000),
  }),
  example: { on: '2027-01-01', days: 90 },
  async run({ tx, association, now, input }) {
    const on = input.on ?? now.today;
    const facts = await bodyFacts(tx, association, on);
    const endings = endingsWithin(facts, bodiesFrom(facts), input.days);
    const names = await officeNames(tx, [...new Set(endings.map(({ person }) => person))]);
    const members = new Map(facts.members.map(({ code, name }) => [code as string, name]));
    return {
      on,
      items: endings.map(({ person, entity, ...ending }) => ({
        ...ending,
        entity: entity === null ? null : { code: entity, name: members.get(entity) ?? entity },
        holder: { person, name: names.get(person) ?? '' },
      })),
    };
  },
});
