import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { listTickets, type queueInput } from './list-tickets.ts';

/** The views that every desk has, as what is asked of the queue. */
export const queueViews = {
  open: { state: 'open', order: 'due' },
  mine: { state: 'open', assignee: 'me', order: 'due' },
  unassigned: { assignee: 'nobody', order: 'due' },
  material: { wait: 'material', order: 'due' },
  person: { wait: 'person', order: 'due' },
  supplier: { wait: 'supplier', order: 'due' },
  watched: { state: 'open', watched: true, order: 'newest' },
  solved: { state: 'solved', order: 'newest' },
} as const satisfies Readonly<Record<string, z.input<typeof queueInput>>>;
export type QueueView = keyof typeof queueViews;
const names = Object.keys(queueViews) as [QueueView, ...QueueView[]];

/** How many requests each view has: what its list counts. */
export const countViews = defineAction({
  name: 'service-desk/count-views',
  title: text('contare le richieste di ogni vista', 'count the requests of each view'),
  reads: true,
  permission: { capability: 'service-desk', letter: 'r' },
  http: { method: 'GET', path: '/ticket-views' },
  input: z.object({}),
  output: z.object({ views: z.record(z.enum(names), z.int().min(0).max(1001)) }),
  example: {},
  async run({ also }) {
    const views = {} as Record<QueueView, number>;
    for (const view of names) views[view] = (await also(listTickets, { ...queueViews[view], limit: 1 })).count;
    return { views };
  },
});
