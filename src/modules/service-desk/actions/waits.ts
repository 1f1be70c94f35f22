import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { pauseReasons } from '../rules/clock/index.ts';
import { type Happening, refusals, runningWait } from '../rules/index.ts';
import { eventsOf } from '../storage/ticket-events.ts';
import { ofTicket, shortNote, standing, standingOf } from './shapes.ts';
import { happens, ticketFor } from './ticket-at-hand.ts';

export const holdTicket = defineAction({
  name: 'service-desk/hold-ticket',
  title: text('mettere in attesa una richiesta', 'put a request on hold'),
  about: text(
    'Con il motivo: materiale dell’ente, la persona, il referente, un fornitore, d’accordo. Quali attese fermano il tempo lo dicono gli obiettivi.',
    'With the reason: material of the entity, the person, the referent, a supplier, by agreement. Which waits stop the clock is for the targets to say.',
  ),
  permission: { capability: 'service-desk', letter: 'w' },
  http: { method: 'POST', path: '/tickets/:ticket/waits' },
  input: z.object({
    ...ofTicket,
    reason: z.enum(pauseReasons),
    why: shortNote,
    supplier: z.string().trim().max(200).default('').meta({ description: 'Il fornitore da cui si aspetta.' }),
    supplierTicket: z
      .string()
      .trim()
      .max(100)
      .default('')
      .meta({ description: 'Il numero che la richiesta ha da lui.' }),
  }),
  output: standing,
  example: { ticket: '2026-1', version: 1, reason: 'supplier', why: 'Il pezzo arriva venerdì.' },
  async run(context) {
    const { reason, why, supplier, supplierTicket } = context.input;
    const hand = await ticketFor(context, context.input, 'wait');
    const theirs = reason === 'supplier' && supplier + supplierTicket !== '' ? { supplier, supplierTicket } : {};
    const words = [why, ...Object.values(theirs)].join('\n').trim();
    return standingOf(await happens(context, hand, { kind: 'waited', reason, why, ...theirs }, { words }));
  },
});

export const resumeTicket = defineAction({
  name: 'service-desk/resume-ticket',
  title: text('riprendere una richiesta', 'resume a request'),
  permission: { capability: 'service-desk', letter: 'w' },
  http: { method: 'POST', path: '/tickets/:ticket/resumption' },
  input: z.object({ ...ofTicket, why: shortNote }),
  output: standing,
  example: { ticket: '2026-1', version: 1 },
  async run(context) {
    const { why } = context.input;
    const hand = await ticketFor(context, context.input, 'resume');
    return standingOf(await happens(context, hand, { kind: 'resumed', why }, { words: why }));
  },
});

/** Says when a wait was in truth, or that there was none: the clock is counted again, and one that was over keeps the request no longer. */
export const correctWait = defineAction({
  name: 'service-desk/correct-wait',
  title: text('correggere un’attesa', 'correct a wait'),
  permission: { capability: 'service-desk', letter: 'w' },
  http: { method: 'POST', path: '/tickets/:ticket/wait-corrections' },
  input: z.object({
    ...ofTicket,
    /** The version of the event that began it. */
    wait: z.coerce.number().pipe(z.int().min(1).max(1_000_000)).meta({ format: 'int32' }),
    /** Left out: there was no wait. */
    from: z.iso.datetime({ offset: true }).optional(),
    /** Left out: until what ended it. */
    until: z.iso.datetime({ offset: true }).optional(),
    why: shortNote,
  }),
  output: standing,
  example: { ticket: '2026-1', version: 2, wait: 2, from: '2026-11-20T08:00:00Z', until: '2026-11-20T10:00:00Z' },
  async run(context) {
    const { tx, association, now, input } = context;
    const hand = await ticketFor(context, input, 'correct-wait');
    const events = await eventsOf(tx, association, hand.ticket.id);
    const told = async (correction: Extract<Happening, { kind: 'wait-corrected' | 'wait-withdrawn' }>) => {
      const by = { person: context.actor.person, name: context.actor.name, party: hand.party };
      const event = { ...correction, version: hand.ticket.version + 1, at: now.instant.getTime(), by };
      return standingOf(await happens(context, hand, { ...correction, leaves: runningWait([...events, event]) }));
    };
    const gone = events.some(
      (event) =>
        (event.kind === 'undone' && event.event === input.wait) ||
        (event.kind === 'wait-withdrawn' && event.wait === input.wait),
    );
    const begun = events.find(({ version }) => version === input.wait);
    if (gone || (begun?.kind !== 'waited' && begun?.kind !== 'task-asked')) throw new Refused(refusals.noSuchWait());
    if (input.from === undefined) return told({ kind: 'wait-withdrawn', wait: input.wait, why: input.why });
    const from = Date.parse(input.from);
    const until = input.until === undefined ? null : Date.parse(input.until);
    if (from > now.instant.getTime() || (until !== null && (until < from || until > now.instant.getTime())))
      throw new Refused(refusals.waitInTheFuture());
    return told({ kind: 'wait-corrected', wait: input.wait, from, until });
  },
});
