import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { sealText } from '../../../platform/secrets/sealing-key.ts';
import { sealedFor } from '../deliver.ts';
import { newSecret } from '../signature.ts';
import { insertKey, keysOf, retireKeys } from '../storage/endpoints.ts';
import { foundWebhook } from './change-webhook.ts';
import { keepers } from './shapes.ts';

const hour = 60 * 60 * 1000;

/**
 * A new secret, shown now and never again; for some hours notices are signed with the old one too, so that the program can
 * change over. Refuses `webhooks/no-such-webhook`.
 */
export const rotateKey = defineAction({
  name: 'webhooks/rotate-key',
  title: text('cambiare il segreto degli avvisi', 'change the secret of a webhook'),
  permission: keepers,
  doors: ['command-line'], // its answer is a secret, shown once
  http: { method: 'POST', path: '/webhooks/:webhook/keys' },
  input: z.object({
    webhook: z.uuid(),
    overlap: z
      .int()
      .min(0)
      .max(168)
      .default(24)
      .meta({ format: 'int32', description: 'Per quante ore il segreto vecchio firma ancora; 0 se è stato scoperto.' }),
  }),
  output: z.object({ id: z.uuid(), key: z.string(), secret: z.string(), oldRetires: z.iso.datetime() }),
  example: { webhook: '00000000-0000-4000-8000-000000000000', overlap: 24 },
  async run(context) {
    const { tx, association, now, input, tell } = context;
    const { id } = await foundWebhook(context, input.webhook);
    const key = `k${(await keysOf(tx, association, id)).length + 1}`;
    const retires = new Date(now.instant.getTime() + input.overlap * hour);
    await retireKeys(tx, association, id, retires);
    const secret = newSecret();
    await insertKey(tx, {
      association,
      endpoint: id,
      id: key,
      sealed_secret: sealText(secret, sealedFor(association, id)),
      created: now.instant,
      retires: null,
    });
    tell({ after: { webhook: id, key, oldRetires: retires.toISOString() } });
    return { id, key, secret, oldRetires: retires.toISOString() };
  },
});
