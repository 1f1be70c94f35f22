import type { Place } from '../place.ts';
import type { Step, StepsOfModule } from '../step.ts';

const told = (place: Place, name: string) => ({
  name: `${name} ${place.mark(null, 'security')}`,
  address: 'https://protocollo.comune.example.org/avvisi',
  events: ['identity/appoint-administrator'],
});
const keepAs = (name: string) => (place: Place, answer: { id: string }) => {
  place.ids[name] = answer.id;
};
const step = (action: string, input: (place: Place) => unknown, more: Partial<Step> = {}): Step => ({
  action: `webhooks/${action}`,
  inputs: (place) => [input(place)],
  as: 'SYS lead',
  ...more,
});
const webhook = ({ ids }: Place) => ({ webhook: ids.webhook });

export const webhooksSteps: StepsOfModule = {
  steps: [
    step('register-webhook', (place) => told(place, 'protocollo'), { keep: keepAs('webhook') }),
    step('change-webhook', (place) => ({ ...webhook(place), ...told(place, 'archivio') })),
    step('rotate-key', webhook),
    step('try-webhook', webhook, { keep: keepAs('delivery') }),
    step('send-again', ({ ids }) => ({ delivery: ids.delivery })),
    step('switch-webhook', (place) => ({ ...webhook(place), on: false })),
    step('show-webhook', webhook),
    step('list-webhooks', () => ({})),
    step('register-webhook', (place) => told(place, 'da togliere'), { keep: keepAs('unneeded') }),
    step('remove-webhook', ({ ids }) => ({ webhook: ids.unneeded })),
  ],
  pages: { '/:association/sicurezza/avvisi/:avviso': (place) => ({ avviso: place.ids.webhook! }) },
};
