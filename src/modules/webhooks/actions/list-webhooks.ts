import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { countDeliveries } from '../storage/deliveries.ts';
import { endpointsOf } from '../storage/endpoints.ts';
import { type Actions, readers, tellable, viewOf, webhookView } from './shapes.ts';

/** Every program that is told, how it goes, and of which acts one more could be told. */
export const listWebhooks = (actions: Actions) =>
  defineAction({
    name: 'webhooks/list-webhooks',
    title: text('elencare i programmi avvisati', 'list the webhooks'),
    reads: true,
    permission: readers,
    http: { method: 'GET', path: '/webhooks' },
    input: z.object({}),
    output: z.object({
      items: z.array(webhookView),
      events: z.array(z.string()).meta({ description: 'Le operazioni di cui questo incarico può far avvisare.' }),
    }),
    example: {},
    async run({ tx, association, actor }) {
      const endpoints = await endpointsOf(tx, association);
      const items = [];
      for (const endpoint of endpoints) {
        const waiting = await countDeliveries(tx, { association, endpoint: endpoint.id, state: 'waiting' });
        items.push(viewOf(endpoint, waiting));
      }
      const post = { association, role: actor.role ?? 'SYS', entity: null };
      return { items, events: tellable(actions(), post).map((action) => action.name) };
    },
  });
