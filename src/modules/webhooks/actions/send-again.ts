import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { wakeJob } from '../../../platform/jobs/wake-job.ts';
import { deliverJob } from '../record-event.ts';
import type { EventBody } from '../rules/event-body.ts';
import { refusals } from '../rules/refusals.ts';
import { deliveryById, insertDelivery, settleDelivery } from '../storage/deliveries.ts';
import { foundWebhook } from './change-webhook.ts';
import { keepers } from './shapes.ts';

/**
 * Sends a notice again, as it was, under the same id: whoever took it already can tell. Refuses `webhooks/no-such-delivery`,
 * `webhooks/disabled`.
 */
export const sendAgain = defineAction({
  name: 'webhooks/send-again',
  title: text('spedire di nuovo un avviso', 'send a notice again'),
  permission: keepers,
  http: { method: 'POST', path: '/webhook-deliveries/:delivery/again' },
  input: z.object({ delivery: z.uuid() }),
  output: z.object({ id: z.uuid() }),
  example: { delivery: '00000000-0000-4000-8000-000000000000' },
  async run(context) {
    const { tx, association, input, tell } = context;
    const delivery = await deliveryById(tx, association, input.delivery);
    if (!delivery) throw new Refused(refusals.noSuchDelivery());
    const endpoint = await foundWebhook(context, delivery.endpoint);
    if (endpoint.disabled) throw new Refused(refusals.disabled());
    await settleDelivery(
      tx,
      { association, delivery: delivery.id },
      { state: 'waiting', next_try: null, settled: null },
    );
    await wakeJob(tx, deliverJob);
    tell({ after: { webhook: endpoint.id, delivery: delivery.id, event: delivery.event } });
    return { id: delivery.id };
  },
});

/** The event of a trial. */
export const trialEvent = 'webhooks/trial';

/** Sends a notice about nothing, to see that it arrives. Refuses `webhooks/no-such-webhook`, `webhooks/disabled`. */
export const tryWebhook = defineAction({
  name: 'webhooks/try-webhook',
  title: text('spedire un avviso di prova', 'send a trial notice'),
  permission: keepers,
  http: { method: 'POST', path: '/webhooks/:webhook/trial' },
  input: z.object({ webhook: z.uuid() }),
  output: z.object({ id: z.uuid() }),
  example: { webhook: '00000000-0000-4000-8000-000000000000' },
  async run(context) {
    const { tx, association, actor, now, input, tell } = context;
    const endpoint = await foundWebhook(context, input.webhook);
    if (endpoint.disabled) throw new Refused(refusals.disabled());
    const id = randomUUID();
    const body: EventBody = {
      id,
      event: trialEvent,
      at: now.instant.toISOString(),
      association,
      entity: null,
      role: actor.role,
      ids: {},
    };
    await insertDelivery(tx, {
      association,
      id,
      endpoint: endpoint.id,
      event: trialEvent,
      body: JSON.stringify(body),
      asked: now.instant,
    });
    await wakeJob(tx, deliverJob);
    tell({ after: { webhook: endpoint.id, delivery: id } });
    return { id };
  },
});
