import { text } from '../../kernel/text.ts';
import type { Tx } from '../../platform/action.ts';
import { inContext } from '../../platform/database/context.ts';
import { pauseAfter } from '../../platform/jobs/backoff.ts';
import { wholeInstallation } from '../../platform/jobs/installation-context.ts';
import { defineJob, type JobContext } from '../../platform/jobs/job.ts';
import { sendLater } from '../../platform/mail/send-later.ts';
import { unsealText } from '../../platform/secrets/sealing-key.ts';
import { holdersOf } from '../identity/index.ts';
import { type Called, call } from './call.ts';
import { messages } from './messages.ts';
import { deliverJob } from './record-event.ts';
import { signatureOf } from './signature.ts';
import {
  beginTry,
  countOutcome,
  type Delivery,
  endpointsWaiting,
  endTry,
  forgetDeliveries,
  settleDelivery,
  takeDelivery,
} from './storage/deliveries.ts';
import { changeEndpoint, type Endpoint, endpointOf, keysOf } from './storage/endpoints.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const pauses = { first: minute, longest: 4 * 60 * minute };
const endpointsAtOnce = 4;

/** What a secret is sealed for: it cannot be moved to another webhook. */
export const sealedFor = (association: string, endpoint: string) => `webhooks.keys ${association} ${endpoint}`;

/**
 * Tells programs what was done: each try is on record before it begins, each call is signed, a day long. A webhook that fails
 * for a whole day is switched off, and whoever keeps the systems is told by mail.
 */
export const deliverWebhooks = defineJob({
  name: deliverJob,
  title: text('avvisare i programmi collegati', 'tell connected programs'),
  every: '* * * * *',
  run: async (context) => {
    const waiting = await inContext(context.database, { ...wholeInstallation, reads: true }, (tx) =>
      endpointsWaiting(tx, context.now.instant),
    );
    const next = waiting.values();
    await Promise.all(
      Array.from({ length: endpointsAtOnce }, async () => {
        for (const endpoint of next) {
          while (!context.stopping.aborted && (await deliverOne(context, endpoint)) === 'delivered');
        }
      }),
    );
  },
});

/** Forgets what was settled three months ago. */
export const forgetOldDeliveries = defineJob({
  name: 'webhooks/forget-deliveries',
  title: text('cancellare gli avvisi vecchi ai programmi', 'delete old notices to programs'),
  every: '40 3 * * *',
  run: ({ database, now }) =>
    inContext(database, wholeInstallation, (tx) => forgetDeliveries(tx, new Date(now.instant.getTime() - 90 * day))),
});

/** How the oldest delivery due went; `none` when there is none. */
async function deliverOne(
  { database, clock }: JobContext,
  of: { readonly association: string; readonly endpoint: string },
): Promise<'delivered' | 'failed' | 'none'> {
  return inContext(database, wholeInstallation, async (tx) => {
    const began = clock().instant;
    const delivery = await takeDelivery(tx, of, began);
    const endpoint = await endpointOf(tx, of.association, of.endpoint);
    if (!delivery || !endpoint || endpoint.disabled) return 'none';
    const place = { association: of.association, delivery: delivery.id };
    const number = await inContext(database, wholeInstallation, (apart) => beginTry(apart, place, began));
    const keys = await keysInUse(tx, of, began);
    const called: Called =
      keys.length === 0
        ? { status: null, error: 'no-key', milliseconds: 0 }
        : await call(endpoint.address, {
            body: delivery.body,
            headers: {
              'user-agent': 'Comunanza',
              'comunanza-delivery': delivery.id,
              'comunanza-event': delivery.event,
              'comunanza-signature': signatureOf(delivery.body, began, keys),
            },
          });
    const { instant, today } = clock();
    await endTry(tx, { ...place, number }, { ended: instant, ...called });
    const tries = delivery.tries + 1;
    if (called.error === null) {
      await settleDelivery(tx, place, { state: 'delivered', tries, next_try: null, settled: instant });
      await countOutcome(tx, of, instant);
      return 'delivered';
    }
    await countOutcome(tx, of, null);
    const next = new Date(instant.getTime() + pauseAfter(tries, pauses));
    const last = next.getTime() - delivery.asked.getTime() > day;
    await settleDelivery(
      tx,
      place,
      last ? { state: 'given-up', tries, next_try: null, settled: instant } : { tries, next_try: next },
    );
    if (last && failedAllAlong(endpoint, delivery)) {
      await changeEndpoint(
        tx,
        { association: of.association, id: of.endpoint },
        { disabled: instant, disabled_because: 'failing' },
      );
      await tellKeepers(tx, endpoint, called, today);
    }
    return 'failed';
  });
}

/** Nothing else got through since this was asked for. */
function failedAllAlong(endpoint: Endpoint, delivery: Delivery): boolean {
  return endpoint.succeeded === null || endpoint.succeeded < delivery.asked;
}

async function keysInUse(
  tx: Tx,
  of: { readonly association: string; readonly endpoint: string },
  at: Date,
): Promise<{ id: string; secret: string }[]> {
  const keys = await keysOf(tx, of.association, of.endpoint);
  return keys.flatMap(({ id, sealed_secret, retires }) => {
    if (retires && retires <= at) return [];
    const secret = unsealText(sealed_secret, sealedFor(of.association, of.endpoint));
    return secret === undefined ? [] : [{ id, secret }];
  });
}

async function tellKeepers(
  tx: Tx,
  endpoint: Endpoint,
  called: Called,
  on: Parameters<typeof holdersOf>[1]['on'],
): Promise<void> {
  const { association } = endpoint;
  const keepers = await holdersOf(tx, { association, roles: ['SYS', 'RES'], on });
  const site = process.env.COMUNANZA_ADDRESS?.replace(/\/+$/, '');
  for (const { email, name, language } of keepers) {
    const m = messages[language];
    const why = m.outcome(called.status, called.error);
    const where = site ? `\n\n${site}/${association}/sicurezza/avvisi/${endpoint.id}` : '';
    await sendLater(tx, {
      association,
      to: { address: email, name },
      language,
      kind: 'webhooks/switched-off',
      subject: m.offSubject(endpoint.name),
      text: `${m.offText(endpoint.name, endpoint.address, why)}${where}`,
    });
  }
}
