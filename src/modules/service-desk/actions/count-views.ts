import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { textShape } from '../../../platform/shape.ts';
import { catalogueOfDay } from '../../service-catalogue/index.ts';
import { levels } from '../rules/index.ts';
import { countQueues } from '../storage/queue.ts';
import { levelsOffered } from './levels.ts';
import { type AskedOfQueue, filtersFor } from './list-tickets.ts';

/** The views that every desk has, as what is asked of the queue. */
export const queueViews = {
  open: { state: 'open', order: 'due' },
  mine: { state: 'open', assignee: 'me', order: 'due' },
  overdue: { overdue: true, order: 'due' },
  unassigned: { assignee: 'nobody', order: 'due' },
  material: { wait: 'material', order: 'due' },
  person: { wait: 'person', order: 'due' },
  referent: { wait: 'referent', order: 'due' },
  supplier: { wait: 'supplier', order: 'due' },
  watched: { state: 'open', watched: true, order: 'newest' },
  solved: { state: 'solved', order: 'newest' },
} as const satisfies Readonly<Record<string, AskedOfQueue>>;
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
  output: z.object({
    views: z.record(z.enum(names), z.int().min(0).max(1001)),
    /** The levels that a request can be at, as the agreement has them. */
    levels: z.array(z.enum(levels)).max(levels.length),
    /** The services of the catalogue that a list can be narrowed to, by name. */
    services: z.array(z.object({ code: z.string().max(100), name: textShape })).max(10_000),
  }),
  example: {},
  async run(context) {
    const asked = names.map((view) => {
      const { order } = queueViews[view];
      return { view, order, filters: filtersFor(context, queueViews[view]) };
    });
    const seen = asked.filter(({ filters }) => filters !== undefined);
    const counts = await countQueues(
      context.tx,
      seen.map(({ filters, order }) => ({ filters: filters!, order })),
    );
    const views = Object.fromEntries(names.map((view) => [view, 0])) as Record<QueueView, number>;
    for (const [place, { view }] of seen.entries()) views[view] = counts[place]!;
    const { versions } = await catalogueOfDay(context.tx, context.association, { on: context.now.today });
    const services = versions.map(({ code, content }) => ({ code, name: content.name }));
    return {
      views,
      levels: (await levelsOffered(context)).map(({ level }) => level),
      services: services.toSorted((a, b) => a.name.it.localeCompare(b.name.it, 'it')),
    };
  },
});
