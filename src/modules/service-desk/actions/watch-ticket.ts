import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { unwatch, watch } from '../storage/watchers.ts';
import { ticketNumberShape } from './shapes.ts';
import { ticketSeen } from './ticket-at-hand.ts';

/** Follows a request that one may see, or stops following it. */
export const watchTicket = defineAction({
  name: 'service-desk/watch-ticket',
  title: text('seguire una richiesta', 'follow a request'),
  permission: { capability: 'service-desk', letter: 'r' },
  http: { method: 'PUT', path: '/tickets/:ticket/watching' },
  input: z.object({ ticket: ticketNumberShape, follows: z.stringbool().or(z.boolean()).default(true) }),
  output: z.object({ follows: z.boolean() }),
  example: { ticket: '2026-1' },
  async run(context) {
    const { tx, association, actor, now, input } = context;
    const { ticket } = await ticketSeen(context, input.ticket);
    if (actor.person === null) return { follows: false };
    const watcher = { ticket: ticket.id, person: actor.person, entity: ticket.entity, since: now.instant };
    if (input.follows) await watch(tx, association, watcher);
    else await unwatch(tx, association, ticket.id, actor.person);
    return { follows: input.follows };
  },
});
