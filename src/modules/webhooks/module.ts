import { text } from '../../kernel/text.ts';
import type { Module } from '../../platform/page.ts';
import { changeWebhook, removeWebhook, switchWebhook } from './actions/change-webhook.ts';
import { listWebhooks } from './actions/list-webhooks.ts';
import { registerWebhook } from './actions/register-webhook.ts';
import { rotateKey } from './actions/rotate-key.ts';
import { sendAgain, tryWebhook } from './actions/send-again.ts';
import type { Actions } from './actions/shapes.ts';
import { showWebhook } from './actions/show-webhook.ts';
import { deliverWebhooks, forgetOldDeliveries } from './deliver.ts';
import { webhookPages } from './pages/webhook.page.tsx';
import { webhookListPages } from './pages/webhooks.page.tsx';

/**
 * Programs told of what is done.
 *
 * @param modules every module of the program, of whose acts some can be told
 */
export function webhooksModule(modules: () => readonly Module[]): Module {
  const actions: Actions = () => modules().flatMap((module) => module.actions);
  const list = listWebhooks(actions);
  const register = registerWebhook(actions);
  const change = changeWebhook(actions);
  return {
    name: 'webhooks',
    title: text('Avvisi ai programmi', 'Webhooks'),
    actions: [register, list, showWebhook, change, switchWebhook, rotateKey, tryWebhook, sendAgain, removeWebhook],
    pages: [...webhookListPages({ list, register, modules }), ...webhookPages({ list, change, modules })],
    navigation: [
      {
        place: 'sicurezza',
        title: text('Avvisi ai programmi', 'Webhooks'),
        path: '/sicurezza/avvisi',
        needs: list,
      },
    ],
    jobs: [deliverWebhooks, forgetOldDeliveries],
  };
}

export { recordEvent } from './record-event.ts';
