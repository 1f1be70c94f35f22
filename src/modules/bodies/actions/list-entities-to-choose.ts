import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { dayShape } from '../../../platform/shape.ts';
import { membersBetween } from '../../membership/index.ts';
import { entityView } from './shapes.ts';

/** The entities that a seat or an appointment may be for; whoever acts for one entity sees that one. */
export const listEntitiesToChoose = defineAction({
  name: 'bodies/list-entities',
  title: text('elencare gli enti per posti e nomine', 'list the entities for seats and appointments'),
  reads: true,
  permission: { capability: 'bodies', letter: 'w' },
  http: { method: 'GET', path: '/body-entities' },
  input: z.object({ on: dayShape.optional() }),
  output: z.object({ items: z.array(entityView).max(10_000) }),
  example: { on: '2027-01-01' },
  async run({ tx, association, actor, reach, now, input }) {
    const on = input.on ?? now.today;
    const members = await membersBetween(tx, { association, from: on, to: on });
    return {
      items: members
        .filter(({ code }) => reach === 'g' || code === actor.entity)
        .map(({ code, name }) => ({ code: code as string, name }))
        .toSorted((a, b) => a.name.localeCompare(b.name, 'it')),
    };
  },
});
