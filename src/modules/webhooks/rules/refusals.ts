import type { Refusal } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';

/** Every way this module says no. */
export const refusals = {
  noSuchWebhook: (): Refusal => ({
    code: 'webhooks/no-such-webhook',
    kind: 'missing',
    says: text('Non c’è un avviso a un programma con questo identificativo.', 'There is no webhook with this id.'),
  }),
  noSuchDelivery: (): Refusal => ({
    code: 'webhooks/no-such-delivery',
    kind: 'missing',
    says: text('Non c’è un avviso spedito con questo identificativo.', 'There is no delivery with this id.'),
  }),
  disabled: (): Refusal => ({
    code: 'webhooks/disabled',
    kind: 'conflict',
    says: text('Questi avvisi sono sospesi.', 'This webhook is switched off.'),
    remedy: text('Prima vanno ripresi.', 'Switch it on first.'),
  }),
  tooMany: (most: number): Refusal => ({
    code: 'webhooks/too-many',
    kind: 'rule',
    says: text(`Ci sono già ${most} programmi avvisati.`, `There are ${most} webhooks already.`),
    remedy: text('Togliere quelli che non servono.', 'Remove those that are not needed.'),
  }),
};
