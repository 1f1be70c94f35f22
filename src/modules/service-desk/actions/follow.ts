import { sql } from 'kysely';
import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { seesNotes } from '../rules/index.ts';
import { forgetPresence, notePresence, presentAt } from '../storage/presence.ts';
import { ticketNumberShape } from './shapes.ts';
import { ticketSeen } from './ticket-at-hand.ts';

const atWork = ['L1', 'L2', 'SYS', 'RES'] as const;

/** Whether anything has changed in a request, and who has it before him: for who follows it live. */
export const followTicket = defineAction({
  name: 'service-desk/follow-ticket',
  title: text('sapere se in una richiesta è cambiato qualcosa', 'know whether anything has changed in a request'),
  reads: true,
  permission: { capability: 'service-desk', letter: 'r' },
  http: { method: 'GET', path: '/tickets/:ticket/mark' },
  input: z.object({ ticket: ticketNumberShape }),
  output: z.object({
    version: z.int().min(1).meta({ format: 'int32' }),
    /** The others of the office; nobody for who is not of it. */
    present: z.array(z.object({ name: z.string().max(300), writing: z.boolean() })).max(1000),
  }),
  example: { ticket: '2026-1' },
  async run(context) {
    const { tx, association, actor, now, input } = context;
    const { ticket, party } = await ticketSeen(context, input.ticket);
    const there = seesNotes(party) ? await presentAt(tx, association, ticket.id, now.instant) : [];
    return {
      version: ticket.version,
      present: there.filter(({ person }) => person !== actor.person).map(({ name, writing }) => ({ name, writing })),
    };
  },
});

/** Says to the others of the office that one has a request before him, is writing in it, or has left it. */
export const bePresent = defineAction({
  name: 'service-desk/be-present',
  title: text('dire che si sta guardando una richiesta', 'say that one is looking at a request'),
  permission: { capability: 'service-desk', letter: 'w', roles: atWork },
  fleeting: true,
  http: { method: 'PUT', path: '/tickets/:ticket/presence' },
  input: z.object({
    ticket: ticketNumberShape,
    writing: z.stringbool().or(z.boolean()).default(false),
    leaves: z.stringbool().or(z.boolean()).default(false),
  }),
  output: z.object({}),
  example: { ticket: '2026-1' },
  async run(context) {
    const { tx, association, actor, now, input } = context;
    const { ticket } = await ticketSeen(context, input.ticket);
    if (actor.person === null) return {};
    const who = { ticket: ticket.id, person: actor.person };
    if (input.leaves) await forgetPresence(tx, association, who);
    else {
      const { name } = actor;
      const seen = { ...who, entity: ticket.entity, name, writing: input.writing, at: now.instant };
      await notePresence(tx, association, seen);
    }
    return {};
  },
});

/** When anything changed last in the queue: for who follows it live. */
export const followQueue = defineAction({
  name: 'service-desk/follow-queue',
  title: text('sapere se nella coda è cambiato qualcosa', 'know whether anything has changed in the queue'),
  reads: true,
  permission: { capability: 'service-desk', letter: 'w', roles: atWork },
  http: { method: 'GET', path: '/ticket-mark' },
  input: z.object({}),
  output: z.object({ changed: z.iso.datetime().nullable() }),
  example: {},
  async run({ tx, association }) {
    const { rows } = await sql<{ changed: Date | null }>`
      select max(changed_at) as changed from service_desk.tickets where association = ${association}`.execute(tx);
    return { changed: rows[0]?.changed?.toISOString() ?? null };
  },
});
