import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { sealText } from '../../../platform/secrets/sealing-key.ts';
import { sealedFor } from '../deliver.ts';
import { refusals } from '../rules/refusals.ts';
import { newSecret } from '../signature.ts';
import { endpointsOf, insertEndpoint, insertKey } from '../storage/endpoints.ts';
import { type Actions, checkedEvents, keepers, webhookAddress, webhookEvents, webhookName } from './shapes.ts';

const most = 50;

/**
 * Has a program told of acts, as far as the post it is registered from may read of them. The secret of the signatures is shown
 * now and never again. Refuses `webhooks/too-many`.
 */
export const registerWebhook = (actions: Actions) =>
  defineAction({
    name: 'webhooks/register-webhook',
    title: text('avvisare un programma', 'tell a program'),
    about: text(
      'A ogni operazione scelta il programma riceve un avviso firmato: quale operazione, quando, per quale ente e gli identificativi; mai dati di persone.',
      'At each chosen act the program receives a signed notice: which act, when, for which entity and the ids; never data of people.',
    ),
    permission: keepers,
    doors: ['command-line'], // its answer is a secret, shown once
    http: { method: 'POST', path: '/webhooks' },
    input: z.object({ name: webhookName, address: webhookAddress, events: webhookEvents }),
    output: z.object({ id: z.uuid(), key: z.string(), secret: z.string(), events: z.array(z.string()) }),
    example: {
      name: 'protocollo',
      address: 'https://protocollo.comune.lecco.example/avvisi',
      events: ['security/record-incident'],
    },
    async run({ tx, association, actor, now, input, tell }) {
      const post = { association, role: actor.role ?? 'SYS', entity: wholeOr(actor.entity, actor.role) };
      const events = checkedEvents(input.events, actions(), post);
      if ((await endpointsOf(tx, association)).length >= most) throw new Refused(refusals.tooMany(most));
      const id = randomUUID();
      const { name, address } = input;
      await insertEndpoint(tx, {
        ...post,
        id,
        name,
        address,
        events,
        created: now.instant,
        created_by: actor.person,
        language: actor.language,
      });
      const secret = newSecret();
      const key = 'k1';
      await insertKey(tx, {
        association,
        endpoint: id,
        id: key,
        sealed_secret: sealText(secret, sealedFor(association, id)),
        created: now.instant,
        retires: null,
      });
      tell({ after: { webhook: id, name, address, events, key } });
      return { id, key, secret, events };
    },
  });

/** Whoever keeps the systems keeps them for all: the entity of their post says where they sit, not what they may know. */
function wholeOr(entity: string | null, role: string | null): string | null {
  return role === 'SYS' || role === 'RES' || role === null ? null : entity;
}
