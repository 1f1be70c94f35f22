import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { matters, waitingOf } from '../matters/index.ts';
import { mayLead } from './permission.ts';
import { textShape } from './shapes.ts';

export const listMatters = defineAction({
  name: 'meetings/list-matters',
  title: text('elencare che cosa si può mettere ai voti', 'list what can be put to the vote'),
  about: text(
    'Le materie, e per ciascuna ciò che aspetta una decisione.',
    'The matters, and for each what waits for a decision.',
  ),
  reads: true,
  permission: mayLead,
  http: { method: 'GET', path: '/meeting-matters' },
  input: z.object({}),
  example: {},
  output: z.object({
    items: z.array(
      z.object({
        id: z.string().max(64),
        title: textShape,
        /** Whether the decision itself makes the subject hold. */
        adopts: z.boolean(),
        waiting: z.array(z.object({ subject: z.string().max(200), title: textShape })),
      }),
    ),
  }),
  async run({ tx, association }) {
    const items = [];
    for (const matter of matters)
      items.push({
        id: matter.id,
        title: matter.title,
        adopts: matter.adopt !== undefined,
        waiting: (await waitingOf(matter, { tx, association })).map(({ subject, title }) => ({ subject, title })),
      });
    return { items };
  },
});
