import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { ratings } from '../rules/index.ts';
import { attach, filesShape, filesToKeep } from './attachments.ts';
import { bodyShape, minutesShape, ofTicket, shortNote, standing, standingOf } from './shapes.ts';
import { happens, ticketFor } from './ticket-at-hand.ts';

export const solveTicket = defineAction({
  name: 'service-desk/solve-ticket',
  title: text('risolvere una richiesta', 'solve a request'),
  permission: { capability: 'service-desk', letter: 'w' },
  http: { method: 'POST', path: '/tickets/:ticket/solution' },
  input: z.object({ ...ofTicket, body: bodyShape, minutes: minutesShape, files: filesShape }),
  output: standing,
  example: { ticket: '2026-1', version: 1, body: 'Cambiato il cavo di rete.', minutes: 20 },
  async run(context) {
    const { body, minutes } = context.input;
    const files = await filesToKeep(context.input.files);
    const hand = await ticketFor(context, context.input, 'solve');
    const solved = await happens(context, hand, { kind: 'solved', body, minutes }, { words: body });
    await attach(context, solved, files);
    return standingOf(solved);
  },
});

export const closeTicket = defineAction({
  name: 'service-desk/close-ticket',
  title: text('chiudere una richiesta risolta', 'close a solved request'),
  permission: { capability: 'service-desk', letter: 'w' },
  http: { method: 'POST', path: '/tickets/:ticket/closing' },
  input: z.object(ofTicket),
  output: standing,
  example: { ticket: '2026-1', version: 2 },
  async run(context) {
    const hand = await ticketFor(context, context.input, 'close');
    return standingOf(await happens(context, hand, { kind: 'closed' }));
  },
});

export const withdrawTicket = defineAction({
  name: 'service-desk/withdraw-ticket',
  title: text('ritirare una richiesta', 'withdraw a request'),
  permission: { capability: 'service-desk', letter: 'w' },
  http: { method: 'POST', path: '/tickets/:ticket/withdrawal' },
  input: z.object({ ...ofTicket, why: shortNote }),
  output: standing,
  example: { ticket: '2026-1', version: 1, why: 'Si è risolto da sé.' },
  async run(context) {
    const { why } = context.input;
    const hand = await ticketFor(context, context.input, 'withdraw');
    return standingOf(await happens(context, hand, { kind: 'withdrawn', why }, { words: why }));
  },
});

export const reopenTicket = defineAction({
  name: 'service-desk/reopen-ticket',
  title: text('riaprire una richiesta', 'open a request again'),
  permission: { capability: 'service-desk', letter: 'w' },
  http: { method: 'POST', path: '/tickets/:ticket/reopening' },
  input: z.object({ ...ofTicket, why: shortNote }),
  output: standing,
  example: { ticket: '2026-1', version: 3, why: 'È successo di nuovo.' },
  async run(context) {
    const { why } = context.input;
    const hand = await ticketFor(context, context.input, 'reopen');
    return standingOf(await happens(context, hand, { kind: 'reopened', why }, { words: why }));
  },
});

/** How it went, in one click; said again, the later word counts. */
export const rateTicket = defineAction({
  name: 'service-desk/rate-ticket',
  title: text('dire come è andata', 'say how it went'),
  permission: { capability: 'service-desk', letter: 'w' },
  http: { method: 'POST', path: '/tickets/:ticket/rating' },
  input: z.object({ ...ofTicket, rating: z.enum(ratings), body: shortNote }),
  output: standing,
  example: { ticket: '2026-1', version: 2, rating: 'satisfied' },
  async run(context) {
    const { rating, body } = context.input;
    const hand = await ticketFor(context, context.input, 'rate');
    return standingOf(await happens(context, hand, { kind: 'rated', rating, body }, { words: body }));
  },
});
