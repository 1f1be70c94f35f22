import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { type ActionContext, defineAction } from '../../../platform/action.ts';
import { refusals } from '../rules/refusals.ts';
import { changeEndpoint, deleteEndpoint, type Endpoint, endpointOf } from '../storage/endpoints.ts';
import { type Actions, checkedEvents, keepers, webhookAddress, webhookEvents, webhookName } from './shapes.ts';

const webhook = z.uuid();
const example = { webhook: '00000000-0000-4000-8000-000000000000' };

/** The webhook asked for. Refuses `webhooks/no-such-webhook`. */
export async function foundWebhook(
  { tx, association }: Pick<ActionContext<unknown>, 'tx' | 'association'>,
  id: string,
): Promise<Endpoint> {
  const found = await endpointOf(tx, association, id);
  if (!found) throw new Refused(refusals.noSuchWebhook());
  return found;
}

/** Another name, address or choice of acts. Refuses `webhooks/no-such-webhook`. */
export const changeWebhook = (actions: Actions) =>
  defineAction({
    name: 'webhooks/change-webhook',
    title: text('cambiare gli avvisi a un programma', 'change a webhook'),
    permission: keepers,
    http: { method: 'PUT', path: '/webhooks/:webhook' },
    input: z.object({ webhook, name: webhookName, address: webhookAddress, events: webhookEvents }),
    output: z.object({ id: z.uuid(), events: z.array(z.string()) }),
    example: {
      ...example,
      name: 'protocollo',
      address: 'https://protocollo.comune.lecco.example/avvisi',
      events: ['security/record-incident'],
    },
    async run(context) {
      const { tx, association, input, tell } = context;
      const before = await foundWebhook(context, input.webhook);
      const events = checkedEvents(input.events, actions(), before);
      const { name, address } = input;
      await changeEndpoint(tx, { association, id: before.id }, { name, address, events });
      tell({
        before: { webhook: before.id, name: before.name, address: before.address, events: before.events },
        after: { name, address, events },
      });
      return { id: before.id, events };
    },
  });

/** Switches a webhook off, or on again with its failures forgotten. Refuses `webhooks/no-such-webhook`. */
export const switchWebhook = defineAction({
  name: 'webhooks/switch-webhook',
  title: text('sospendere o riprendere gli avvisi a un programma', 'switch a webhook off or on'),
  permission: keepers,
  http: { method: 'POST', path: '/webhooks/:webhook/switch' },
  input: z.object({ webhook, on: z.boolean() }),
  output: z.object({ id: z.uuid(), on: z.boolean() }),
  example: { ...example, on: false },
  async run(context) {
    const { tx, association, now, input, tell } = context;
    const before = await foundWebhook(context, input.webhook);
    await changeEndpoint(
      tx,
      { association, id: before.id },
      input.on
        ? { disabled: null, disabled_because: null, failures: 0 }
        : { disabled: now.instant, disabled_because: 'chosen' },
    );
    tell({ before: { webhook: before.id, on: before.disabled === null }, after: { on: input.on } });
    return { id: before.id, on: input.on };
  },
});

/** Takes a webhook away, with its log. Refuses `webhooks/no-such-webhook`. */
export const removeWebhook = defineAction({
  name: 'webhooks/remove-webhook',
  title: text('non avvisare più un programma', 'remove a webhook'),
  permission: keepers,
  http: { method: 'DELETE', path: '/webhooks/:webhook' },
  input: z.object({ webhook }),
  output: z.object({ id: z.uuid() }),
  example,
  async run(context) {
    const { tx, association, input, tell } = context;
    const before = await foundWebhook(context, input.webhook);
    await deleteEndpoint(tx, association, before.id);
    tell({ before: { webhook: before.id, name: before.name, address: before.address, events: before.events } });
    return { id: before.id };
  },
});
