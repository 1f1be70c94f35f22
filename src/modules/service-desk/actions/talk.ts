import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import type { Ticket } from '../rules/index.ts';
import type { FileKept } from '../storage/attachments.ts';
import { attach, filesShape, filesToKeep } from './attachments.ts';
import { bodyShape, minutesShape, ofTicket, standing, standingOf } from './shapes.ts';
import { type Acting, type AtHand, happens, ticketFor } from './ticket-at-hand.ts';

/** Says something that everybody who sees the request reads; what waited for the person's answer goes on. */
export const commentTicket = defineAction({
  name: 'service-desk/comment-ticket',
  title: text('rispondere in una richiesta', 'answer in a request'),
  permission: { capability: 'service-desk', letter: 'w' },
  http: { method: 'POST', path: '/tickets/:ticket/comments' },
  input: z.object({ ...ofTicket, body: bodyShape, minutes: minutesShape, files: filesShape }),
  output: standing,
  example: { ticket: '2026-1', version: 1, body: 'Il guasto è confermato: arriviamo domattina.' },
  async run(context) {
    const { body, minutes } = context.input;
    const files = await filesToKeep(context.input.files);
    const { ticket, party } = await ticketFor(context, context.input, 'comment');
    return standingOf(await says(context, { ticket, party }, { body, minutes, files }));
  },
});

/** Writes down what somebody says in a request, with its files; what waited for the person's answer goes on. */
export async function says(
  context: Acting,
  { ticket, party }: AtHand,
  { body, minutes, files }: { readonly body: string; readonly minutes: number; readonly files: readonly FileKept[] },
): Promise<Ticket> {
  const ofTheEntity = party === 'requester' || party === 'referent';
  const worked = ofTheEntity ? 0 : minutes;
  const said = await happens(context, { ticket, party }, { kind: 'commented', body, minutes: worked }, { words: body });
  await attach(context, said, files);
  if (!ofTheEntity || said.wait !== 'person') return said;
  return happens(context, { ticket: said, party }, { kind: 'resumed', why: '' });
}

/** Says something to those who work on requests; nobody of the entity sees it. */
export const noteTicket = defineAction({
  name: 'service-desk/note-ticket',
  title: text('scrivere una nota interna', 'write an internal note'),
  permission: { capability: 'service-desk', letter: 'w' },
  http: { method: 'POST', path: '/tickets/:ticket/notes' },
  input: z.object({ ...ofTicket, body: bodyShape, minutes: minutesShape, files: filesShape }),
  output: standing,
  example: { ticket: '2026-1', version: 1, body: 'La garanzia scade a fine mese.' },
  async run(context) {
    const { body, minutes } = context.input;
    const files = await filesToKeep(context.input.files);
    const hand = await ticketFor(context, context.input, 'note');
    const noted = await happens(context, hand, { kind: 'noted', body, minutes }, { words: body, shown: false });
    await attach(context, noted, files, { shown: false });
    return standingOf(noted);
  },
});
