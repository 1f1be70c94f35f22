import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { BadInput } from '../../../platform/problem.ts';
import { refusals } from '../rules/index.ts';
import { countQueue, mostCounted } from '../storage/queue.ts';
import { deleteSavedView, insertSavedView, savedViewsFor } from '../storage/saved-views.ts';
import { filtersFor, queueInput } from './list-tickets.ts';

const asked = queueInput.omit({ cursor: true, limit: true });
const savers = { capability: 'service-desk', letter: 'w', roles: ['L1', 'L2', 'SYS', 'RES', 'REF'] } as const;
const most = 20;

/** The views that one has saved and, for the office, those it shares; each with how many requests its list has. */
export const listSavedViews = defineAction({
  name: 'service-desk/list-saved-views',
  title: text('elencare le viste salvate delle richieste', 'list the saved views of requests'),
  reads: true,
  permission: savers,
  http: { method: 'GET', path: '/ticket-saved-views' },
  input: z.object({}),
  output: z.object({
    items: z
      .array(
        z.object({
          id: z.uuid(),
          name: z.string().max(80),
          shared: z.boolean(),
          own: z.boolean(),
          asked: z.record(z.string(), z.unknown()),
          count: z
            .int()
            .min(0)
            .max(mostCounted + 1),
        }),
      )
      .max(500),
  }),
  example: {},
  async run(context) {
    const { tx, association, actor, reach } = context;
    if (actor.person === null) return { items: [] };
    const rows = await savedViewsFor(tx, association, { person: actor.person, shared: reach === 'g' });
    const items = [];
    for (const { id, name, shared, person, asked: kept } of rows) {
      const read = asked.safeParse(kept);
      const filters = read.success ? filtersFor(context, read.data) : undefined;
      const count = read.success && filters ? await countQueue(tx, filters, read.data.order) : 0;
      items.push({ id, name, shared, own: person === actor.person, asked: kept as Record<string, unknown>, count });
    }
    return { items };
  },
});

/** Keeps what is asked of the queue under a name; the office can share it. */
export const saveView = defineAction({
  name: 'service-desk/save-view',
  title: text('salvare una vista delle richieste', 'save a view of requests'),
  permission: savers,
  http: { method: 'POST', path: '/ticket-saved-views' },
  input: z.object({
    name: z.string().trim().min(1).max(80),
    shared: z.stringbool().or(z.boolean()).default(false).meta({ description: 'Per tutto l’ufficio.' }),
    asked,
  }),
  output: z.object({ id: z.uuid() }),
  example: { name: 'Urgenti', asked: { state: 'open', priority: 'urgent', order: 'due' } },
  async run({ tx, association, actor, reach, now, input, tell }) {
    if (actor.person === null)
      throw new BadInput([{ path: 'name', says: text('Le viste sono di una persona.', 'Views are of a person.') }]);
    const own = await savedViewsFor(tx, association, { person: actor.person, shared: false });
    if (own.length >= most)
      throw new BadInput([
        {
          path: 'name',
          says: text(
            `Si tengono al massimo ${most} viste: toglierne una.`,
            `One keeps at most ${most} views: remove one.`,
          ),
        },
      ]);
    const id = randomUUID();
    const shared = input.shared && reach === 'g';
    const { person } = actor;
    const view = { association, id, person, shared, name: input.name, asked: input.asked, created_at: now.instant };
    await insertSavedView(tx, view);
    tell({ after: { name: input.name, shared, asked: input.asked } });
    return { id };
  },
});

/** Forgets a view: one's own, or for the head of the service one that is shared. Refuses `service-desk/no-such-view`. */
export const removeView = defineAction({
  name: 'service-desk/remove-view',
  title: text('togliere una vista delle richieste', 'remove a view of requests'),
  permission: savers,
  http: { method: 'DELETE', path: '/ticket-saved-views/:id' },
  input: z.object({ id: z.uuid() }),
  output: z.object({}),
  example: { id: '00000000-0000-4000-8000-000000000001' },
  async run({ tx, association, actor, reach, input, tell }) {
    const seen =
      actor.person === null
        ? []
        : await savedViewsFor(tx, association, { person: actor.person, shared: reach === 'g' });
    const view = seen.find(({ id }) => id === input.id);
    if (!view || (view.person !== actor.person && actor.role !== 'RES')) throw new Refused(refusals.noSuchView());
    await deleteSavedView(tx, association, view.id);
    tell({ before: { name: view.name, shared: view.shared } });
    return {};
  },
});
