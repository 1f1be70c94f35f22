import { z } from 'zod';
import { orRefuse } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { undoable } from '../rules/index.ts';
import { eventsOf } from '../storage/ticket-events.ts';
import { ofTicket, standing, standingOf } from './shapes.ts';
import { happens, ticketFor } from './ticket-at-hand.ts';

/** Takes back the last act of a request: one's own, of a few minutes ago, that nobody was told. */
export const undoTicket = defineAction({
  name: 'service-desk/undo-ticket',
  title: text('annullare l’ultimo atto di una richiesta', 'undo the last act of a request'),
  permission: { capability: 'service-desk', letter: 'w' },
  http: { method: 'POST', path: '/tickets/:ticket/undoing' },
  input: z.object(ofTicket),
  output: standing,
  example: { ticket: '2026-1', version: 2 },
  async run(context) {
    const { tx, association, actor, now, input } = context;
    const hand = await ticketFor(context, input, 'undo');
    const [last] = await eventsOf(tx, association, hand.ticket.id, hand.ticket.version - 1);
    orRefuse(undoable(last, { person: actor.person, now: now.instant.getTime() }));
    const undone = { kind: 'undone', event: last!.version, restores: last!.was } as const;
    return standingOf(await happens(context, hand, undone));
  },
});
