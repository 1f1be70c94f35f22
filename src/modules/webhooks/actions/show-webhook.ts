import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { offsetCursor } from '../../../platform/shape.ts';
import { countDeliveries, deliveriesOf, triesOf } from '../storage/deliveries.ts';
import { keysOf } from '../storage/endpoints.ts';
import { foundWebhook } from './change-webhook.ts';
import { readers, viewOf, webhookView } from './shapes.ts';

export const deliveryStates = ['waiting', 'delivered', 'given-up', 'cancelled'] as const;

const deliveryView = z.object({
  id: z.uuid(),
  event: z.string(),
  asked: z.iso.datetime(),
  state: z.enum(deliveryStates),
  nextTry: z.iso.datetime().nullable(),
  body: z.string().meta({ description: 'Quello che è stato spedito, in JSON.' }),
  tries: z.array(
    z.object({
      number: z.int().min(1),
      began: z.iso.datetime(),
      milliseconds: z.int().min(0).nullable(),
      status: z.int().nullable().meta({ format: 'int32' }),
      error: z.string().nullable(),
      /** Without an end: the program stopped before knowing. */
      ended: z.boolean(),
    }),
  ),
});
export type DeliveryView = z.output<typeof deliveryView>;

/** A webhook with its keys (never their secrets) and its notices, the latest first, each with its tries. */
export const showWebhook = defineAction({
  name: 'webhooks/show-webhook',
  title: text('vedere gli avvisi a un programma', 'see a webhook'),
  reads: true,
  permission: readers,
  http: { method: 'GET', path: '/webhooks/:webhook' },
  input: z.object({
    webhook: z.uuid(),
    state: z.enum(deliveryStates).optional(),
    cursor: offsetCursor.optional(),
    limit: z.int().min(1).max(200).default(25).meta({ format: 'int32' }),
  }),
  output: z.object({
    webhook: webhookView,
    keys: z.array(z.object({ id: z.string(), created: z.iso.datetime(), retires: z.iso.datetime().nullable() })),
    count: z.int().min(0),
    items: z.array(deliveryView),
    next: z.string().nullable(),
  }),
  example: { webhook: '00000000-0000-4000-8000-000000000000' },
  async run(context) {
    const { tx, association, input } = context;
    const endpoint = await foundWebhook(context, input.webhook);
    const of = { association, endpoint: endpoint.id };
    const offset = Number(input.cursor ?? 0);
    const chosen = { ...of, state: input.state };
    const rows = await deliveriesOf(tx, chosen, { offset, limit: input.limit + 1 });
    const shown = rows.slice(0, input.limit);
    const tries = await triesOf(
      tx,
      association,
      shown.map((row) => row.id),
    );
    return {
      webhook: viewOf(endpoint, await countDeliveries(tx, { ...of, state: 'waiting' })),
      keys: (await keysOf(tx, association, endpoint.id)).map((key) => ({
        id: key.id,
        created: key.created.toISOString(),
        retires: key.retires?.toISOString() ?? null,
      })),
      count: await countDeliveries(tx, chosen),
      items: shown.map((row) => ({
        id: row.id,
        event: row.event,
        asked: row.asked.toISOString(),
        state: row.state,
        nextTry: row.next_try?.toISOString() ?? null,
        body: row.body,
        tries: tries
          .filter((one) => one.delivery === row.id)
          .map((one) => ({
            number: one.number,
            began: one.began.toISOString(),
            milliseconds: one.milliseconds,
            status: one.status,
            error: one.error,
            ended: one.ended !== null,
          })),
      })),
      next: rows.length > input.limit ? String(offset + input.limit) : null,
    };
  },
});
