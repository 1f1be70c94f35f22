import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { type ActionContext, defineAction } from '../../../platform/action.ts';
import { BadInput } from '../../../platform/problem.ts';
import { askedService } from '../../service-catalogue/index.ts';
import { lines } from '../../service-catalogue/rules/index.ts';
import { priorities } from '../rules/clock/index.ts';
import { levels, refusals } from '../rules/index.ts';
import { handOver } from './levels.ts';
import { assigneeName } from './people.ts';
import { ofTicket, shortNote, standing, standingOf } from './shapes.ts';
import { happens, ticketFor } from './ticket-at-hand.ts';

/** Gives a request to somebody, takes it, or gives it back to nobody. */
export const assignTicket = defineAction({
  name: 'service-desk/assign-ticket',
  title: text('assegnare una richiesta', 'assign a request'),
  permission: { capability: 'service-desk', letter: 'w' },
  http: { method: 'POST', path: '/tickets/:ticket/assignee' },
  input: z.object({
    ...ofTicket,
    /** A person who works on requests, `me`, or `nobody`. */
    to: z.uuid().or(z.enum(['me', 'nobody'])),
  }),
  output: standing,
  example: { ticket: '2026-1', version: 1, to: 'me' },
  async run(context) {
    const { actor, input } = context;
    const hand = await ticketFor(context, input, 'assign');
    const to = input.to === 'me' ? actor.person : input.to === 'nobody' ? null : input.to;
    if (to === hand.ticket.assignee) return standingOf(hand.ticket);
    const toName = to === null ? '' : await assigneeName(context, to);
    if (toName === undefined || (to === null && input.to === 'me')) throw new Refused(refusals.noSuchAssignee());
    return standingOf(await happens(context, hand, { kind: 'assigned', to, toName }));
  },
});

/**
 * Says how soon a request needs somebody, of which service and line of action it is, and which level has it: first, second,
 * supplier… With the level goes who has it in hand; see `handedTo`.
 */
export const changeTicket = defineAction({
  name: 'service-desk/change-ticket',
  title: text('cambiare priorità, servizio o livello', 'change priority, service or level'),
  permission: { capability: 'service-desk', letter: 'w' },
  http: { method: 'PATCH', path: '/tickets/:ticket' },
  input: z.object({
    ...ofTicket,
    priority: z.enum(priorities).optional(),
    service: z.string().trim().max(100).optional().meta({ description: 'Vuoto: nessuno.' }),
    line: z
      .enum([...lines, 'of-service'])
      .optional()
      .meta({ description: 'La linea di azione; `of-service`: quella del servizio.' }),
    level: z.enum(levels).optional(),
    to: z
      .uuid()
      .or(z.literal('nobody'))
      .optional()
      .meta({ description: 'Con il livello: a chi del livello. `nobody`: a tutti, la prende chi può.' }),
    why: shortNote,
  }),
  output: standing,
  example: { ticket: '2026-1', version: 1, priority: 'high' },
  async run(context) {
    const { priority, service, line, level, to, why } = context.input;
    let hand = await ticketFor(context, context.input, 'set-level');
    if (priority !== undefined && priority !== hand.ticket.priority) {
      hand = await ticketFor(context, context.input, 'set-priority');
      hand = { ...hand, ticket: await happens(context, hand, { kind: 'priority-changed', priority }) };
    }
    if (service !== undefined && (service || null) !== hand.ticket.service) {
      hand = await ticketFor(context, context.input, 'set-service');
      if (service) await needsService(context, { service, entity: hand.ticket.entity });
      hand = { ...hand, ticket: await happens(context, hand, { kind: 'service-changed', service: service || null }) };
    }
    const own = line === 'of-service' ? null : line;
    if (own !== undefined && own !== hand.ticket.line) {
      hand = await ticketFor(context, context.input, 'set-service');
      hand = { ...hand, ticket: await happens(context, hand, { kind: 'line-changed', line: own }) };
    }
    if (level !== undefined && (level !== hand.ticket.level || to !== undefined)) {
      const handed = await handOver(context, hand.ticket, { level, to });
      const happening = { kind: 'level-changed', level, why, ...handed } as const;
      hand = { ...hand, ticket: await happens(context, hand, happening) };
    }
    return standingOf(hand.ticket);
  },
});

/** Bad input where the association has a catalogue and the service is not in it. */
async function needsService(
  { tx, association, now }: Pick<ActionContext<unknown>, 'tx' | 'association' | 'now'>,
  about: { readonly service: string; readonly entity: string },
): Promise<void> {
  const asked = await askedService(tx, association, { ...about, asks: 'office', answers: {}, on: now.today });
  const problems = asked.problems.filter(({ path }) => path === 'service');
  if (problems.length > 0) throw new BadInput(problems);
}
