import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { sourceShape } from '../../../platform/shape.ts';
import { bodyFacts } from '../../bodies/index.ts';
import { namesOf, seeingColleagues } from '../../identity/index.ts';
import { clauseOn } from '../agreement-of-staffing.ts';
import { covers } from '../rules/index.ts';
import { entityView } from './shapes.ts';

/**
 * To whom an employee or a citizen tells a problem where the agreement says that the referent passes it on, and who that is in each
 * entity. Names and offices only, as the public page of the bodies has them.
 * Source: clause kind `change-notices` (Valdarno e Valdisieve: art. 9 c. 2).
 */
export const readProblemWay = defineAction({
  name: 'staffing/read-problem-way',
  title: text('sapere a chi dire un problema', 'know whom to tell a problem'),
  about: text(
    'La clausola per cui i problemi passano dal referente, e chi è ente per ente. Dove la convenzione non lo dice, nessuna.',
    'The clause by which problems go through the referent, and who it is entity by entity. Where the agreement does not say so, none.',
  ),
  reads: true,
  permission: 'public',
  http: { method: 'GET', path: '/problem-way' },
  input: z.object({ entity: z.string().max(40).optional() }),
  output: z.object({
    /** Null where the agreement does not send problems through anybody. */
    source: sourceShape.nullable(),
    items: z.array(z.object({ entity: entityView, names: z.array(z.string().max(200)).max(100) })).max(10_000),
  }),
  example: {},
  async run({ tx, association, now, input }) {
    const on = now.today;
    const clause = await clauseOn(tx, { association, kind: 'change-notices', on });
    if (!clause) return { source: null, items: [] };
    const facts = await bodyFacts(tx, association, on);
    const appointed = facts.appointments.filter(({ office }) => office === clause.terms.office);
    const holding = [
      ...appointed.filter(({ deputy }) => !deputy),
      ...facts.posts.filter(({ role }) => role === 'REF'),
      ...appointed.filter(({ deputy }) => deputy),
    ].filter((one) => covers(one, on));
    const names = await seeingColleagues(tx, () => namesOf(tx, [...new Set(holding.map(({ person }) => person))]));
    const items = facts.members
      .filter(({ relation, code }) => relation === 'member' && (input.entity === undefined || code === input.entity))
      .map(({ code, name }) => {
        const people = new Set(holding.flatMap(({ entity, person }) => (entity === code ? [person] : [])));
        return {
          entity: { code: code as string, name },
          names: [...people].flatMap((person) => names.get(person) ?? []),
        };
      })
      .filter(({ names: found }) => found.length > 0)
      .toSorted((a, b) => a.entity.name.localeCompare(b.entity.name, 'it'));
    return { source: clause.source, items };
  },
});
