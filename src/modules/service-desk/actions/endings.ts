import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { type ActionContext, defineAction } from '../../../platform/action.ts';
import { documentOn } from '../../agreement/index.ts';
import { requestCategories, theClause, withReadings } from '../../agreement/rules/index.ts';
import { supportOfAsset } from '../../service-catalogue/index.ts';
import { scopeOf } from '../../service-catalogue/rules/index.ts';
import { ratings, refusals } from '../rules/index.ts';
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

/** Turns down what is not for the office: with the clause that says so where the thing asked for is in the table of the agreement. */
export const refuseTicket = defineAction({
  name: 'service-desk/refuse-ticket',
  title: text('non accogliere una richiesta', 'turn a request down'),
  about: text(
    'Dice perché e a chi rivolgersi. Con la categoria della cosa chiesta decide la tabella delle competenze della convenzione, e la risposta ne cita l’articolo.',
    'It says why and whom to ask. With the category of what is asked for the agreement’s table decides, and the answer names its article.',
  ),
  permission: { capability: 'service-desk', letter: 'w' },
  http: { method: 'POST', path: '/tickets/:ticket/refusal' },
  input: z.object({
    ...ofTicket,
    body: bodyShape,
    ask: z.string().trim().max(300).default('').meta({ description: 'A chi rivolgersi.' }),
    category: z.enum(requestCategories).optional(),
  }),
  output: standing,
  example: { ticket: '2026-1', version: 1, body: 'Il toner si compra in economato.', ask: 'Economato dell’ente' },
  async run(context) {
    const { body, ask, category } = context.input;
    const hand = await ticketFor(context, context.input, 'refuse');
    const decided = category ? await clauseFor(context, category) : await clauseOfSupport(context, hand.ticket);
    const said = { kind: 'refused', body, ask, ...decided } as const;
    return standingOf(await happens(context, hand, said, { words: `${body}\n${ask}` }));
  },
});

type Decided = { readonly clause: string | null; readonly article: string | null };

/** The clause by which what the request is about is not supported; none where it is, or nobody declared it. */
async function clauseOfSupport(
  { tx, association, now }: Pick<ActionContext<unknown>, 'tx' | 'association' | 'now'>,
  { entity, asset }: { readonly entity: string; readonly asset: string },
): Promise<Decided> {
  const support = await supportOfAsset(tx, association, { entity, asset, on: now.today });
  const source = support?.standing.supported === false ? support.standing.source : undefined;
  return { clause: source?.clause ?? null, article: source?.article ?? null };
}

async function clauseFor(
  { tx, association, now }: Pick<ActionContext<unknown>, 'tx' | 'association' | 'now'>,
  category: (typeof requestCategories)[number] | undefined,
): Promise<Decided> {
  const stored = category && (await documentOn(tx, association, now.today));
  if (!stored || !category) return { clause: null, article: null };
  const clause = theClause(withReadings(stored.document).agreement, 'scope', now.today);
  if (!clause.ok) return { clause: null, article: null };
  const asked = { category, project: undefined, hostsManagementApplications: false };
  const scope = scopeOf(asked, clause.value);
  if (scope.ok && scope.value.outcome === 'in-scope') throw new Refused(refusals.inScope(clause.value.source));
  const { clause: id, article } = clause.value.source;
  return scope.ok ? { clause: id, article } : { clause: null, article: null };
}

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
