import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { textShape } from '../../../platform/shape.ts';
import { priorities } from '../rules/clock/index.ts';
import { levels } from '../rules/index.ts';
import { closeTicket } from './endings.ts';
import { assignTicket, changeTicket } from './hand-over.ts';
import { ofTicket, shortNote } from './shapes.ts';

/** Does one thing to many requests; what cannot be done to one is told, and done to the others. */
export const changeTickets = defineAction({
  name: 'service-desk/change-tickets',
  title: text('cambiare più richieste insieme', 'change several requests at once'),
  permission: { capability: 'service-desk', letter: 'w', roles: ['L1', 'L2', 'SYS', 'RES'] },
  http: { method: 'POST', path: '/ticket-changes' },
  input: z.object({
    tickets: z.array(z.object(ofTicket)).min(1).max(200),
    to: z
      .uuid()
      .or(z.enum(['me', 'nobody']))
      .optional()
      .meta({ description: 'A chi assegnarle.' }),
    priority: z.enum(priorities).optional(),
    level: z.enum(levels).optional(),
    close: z.stringbool().or(z.boolean()).default(false),
    why: shortNote,
  }),
  output: z.object({
    done: z.array(z.string().max(20)).max(200),
    refused: z.array(z.object({ ticket: z.string().max(20), says: textShape })).max(200),
  }),
  example: { tickets: [{ ticket: '2026-1', version: 1 }], priority: 'high' },
  async run({ actor, input, also }) {
    const { tickets, to, priority, level, close, why } = input;
    // with a level goes who of it has them
    const ofLevel = level === undefined ? {} : { level, to: to === 'me' ? (actor.person ?? undefined) : to };
    const done: string[] = [];
    const refused: { ticket: string; says: { it: string; en: string } }[] = [];
    for (const one of tickets) {
      try {
        // each of these refuses before it writes, and one's own acts stand in nobody's way: see `changedMeanwhile`
        if (to !== undefined && level === undefined) await also(assignTicket, { ...one, to });
        if (priority !== undefined || level !== undefined) {
          await also(changeTicket, { ...one, priority, ...ofLevel, why });
        }
        if (close) await also(closeTicket, one);
        done.push(one.ticket);
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        refused.push({ ticket: one.ticket, says: error.refusals[0]!.says });
      }
    }
    return { done, refused };
  },
});
