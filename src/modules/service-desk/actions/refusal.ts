import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import type { Source } from '../../../kernel/source.ts';
import { firstUnits, type Text, text } from '../../../kernel/text.ts';
import { type ActionContext, defineAction } from '../../../platform/action.ts';
import { BadInput } from '../../../platform/problem.ts';
import { textShape } from '../../../platform/shape.ts';
import { documentOn } from '../../agreement/index.ts';
import { clausesInForce, requestCategories, withReadings } from '../../agreement/rules/index.ts';
import { referentsOf, supportOfAsset, whatIsOffered } from '../../service-catalogue/index.ts';
import { scopeOf } from '../../service-catalogue/rules/index.ts';
import { refusals, type Ticket } from '../rules/index.ts';
import { ofTicket, standing, standingOf, ticketNumberShape } from './shapes.ts';
import { happens, ticketFor, ticketSeen } from './ticket-at-hand.ts';

type Acting = Pick<ActionContext<unknown>, 'tx' | 'association' | 'now'>;
type About = Pick<Ticket, 'entity' | 'asset'>;
/** A clause that decides, with what it says to who asked. */
type Ground = { readonly says: Text; readonly source: Source };

/** To whom somebody of an entity turns for what is not for the office, as the answer says it. */
async function whomToAsk({ tx, association, now }: Acting, { entity }: About): Promise<string> {
  const names = await referentsOf(tx, association, { entity, on: now.today });
  return names.length > 0 ? `${names.join(', ')} (referente dell’ente)` : 'Il referente informatico dell’ente';
}

/** The clause by which what the request is about is not supported; none where it is, or nobody declared it. */
async function groundOfSupport(
  { tx, association, now }: Acting,
  { entity, asset }: About,
): Promise<Ground | undefined> {
  const support = await supportOfAsset(tx, association, { entity, asset, on: now.today });
  const source = support?.standing.supported === false ? support.standing.source : undefined;
  if (!support || !source) return undefined;
  const in2 = (language: 'it' | 'en') => support.standing.reasons.map((reason) => reason[language]).join(' ');
  return { source, says: text(`«${support.system}»: ${in2('it')}`, `"${support.system}": ${in2('en')}`) };
}

/** What the table of the agreement says of a category. Refuses `service-desk/in-scope` where it is for the office. */
async function groundOfCategory(
  { tx, association, now }: Acting,
  category: (typeof requestCategories)[number],
): Promise<Ground | undefined> {
  const stored = await documentOn(tx, association, now.today);
  const clauses = stored ? clausesInForce(withReadings(stored.document).agreement, 'scope', now.today) : [];
  const asked = { category, project: undefined, hostsManagementApplications: false };
  for (const clause of clauses) {
    const scope = scopeOf(asked, clause);
    if (!scope.ok) continue;
    if (scope.value.outcome === 'in-scope') throw new Refused(refusals.inScope(clause.source));
    return { says: scope.value.says, source: clause.source };
  }
  return undefined;
}

type Given = {
  readonly category?: (typeof requestCategories)[number] | undefined;
  readonly clause?: string | undefined;
};

/** The clause by which a request is turned down; bad input where none is said and none can be known. */
async function groundFor(context: Acting, ticket: About, given: Given): Promise<Ground> {
  const { tx, association, now } = context;
  const offered = await whatIsOffered(tx, association, now.today);
  if (given.category !== undefined && offered.hasTable) {
    const found = await groundOfCategory(context, given.category);
    if (found) return found;
  }
  if (given.clause) {
    const clause = offered.clauses.find(({ id }) => id === given.clause);
    if (!clause)
      throw new BadInput([
        { path: 'clause', says: text('La convenzione non ha questa clausola.', 'The agreement has no such clause.') },
      ]);
    const source = { agreement: association, clause: clause.id, article: clause.article };
    return { source, says: offered.offer?.source.clause === clause.id ? offered.offer.says : clause.title };
  }
  const known = (await groundOfSupport(context, ticket)) ?? offered.offer;
  if (known) return known;
  throw new BadInput([
    {
      path: offered.hasTable ? 'category' : 'clause',
      says: text(
        'Manca che cosa dice la convenzione: scegliere la cosa chiesta o la clausola, oppure un altro motivo.',
        'What the agreement says is missing: choose what was asked for or the clause, or another reason.',
      ),
    },
  ]);
}

/**
 * Turns down what is not for the office: by the agreement, with the clause that says so and whom to ask instead; for any other
 * reason in words of one’s own.
 */
export const refuseTicket = defineAction({
  name: 'service-desk/refuse-ticket',
  title: text('non accogliere una richiesta', 'turn a request down'),
  about: text(
    'Per la convenzione la risposta cita l’articolo: quello della tabella delle competenze per la cosa chiesta, la clausola scelta, quella per cui una macchina non è assistita, o quella che elenca ciò che si offre. Per un altro motivo basta il testo.',
    'By the agreement the answer names the article: that of the table of what is for the office, the clause chosen, the one by which a machine is not supported, or the one that lists what is offered. For another reason a text is enough.',
  ),
  permission: { capability: 'service-desk', letter: 'w' },
  http: { method: 'POST', path: '/tickets/:ticket/refusal' },
  input: z.object({
    ...ofTicket,
    because: z.enum(['agreement', 'other']).default('agreement'),
    body: z.string().trim().max(50_000).default('').meta({ description: 'Vuoto: ciò che dice la clausola.' }),
    ask: z.string().trim().max(300).default('').meta({
      description: 'A chi rivolgersi. Vuoto: per la convenzione, il referente dell’ente.',
    }),
    category: z.enum(requestCategories).optional(),
    clause: z.string().trim().max(100).optional().meta({ description: 'L’identificativo di una clausola.' }),
  }),
  output: standing,
  example: { ticket: '2026-1', version: 1, category: 'consumable' },
  async run(context) {
    const { because, body, ask, category, clause } = context.input;
    const hand = await ticketFor(context, context.input, 'refuse');
    if (because === 'other' && body === '')
      throw new BadInput([{ path: 'body', says: text('Manca il motivo.', 'The reason is missing.') }]);
    const ground = because === 'agreement' ? await groundFor(context, hand.ticket, { category, clause }) : undefined;
    const said = {
      kind: 'refused',
      body: body || ground!.says.it,
      ask: ask || (ground ? await whomToAsk(context, hand.ticket) : ''),
      clause: ground?.source.clause ?? null,
      article: ground?.source.article ?? null,
    } as const;
    return standingOf(await happens(context, hand, said, { words: `${said.body}\n${said.ask}` }));
  },
});

/** By what a request can be turned down, and whom its entity would ask instead. */
export const listRefusalGrounds = defineAction({
  name: 'service-desk/list-refusal-grounds',
  title: text('vedere perché una richiesta può non essere accolta', 'see why a request can be turned down'),
  reads: true,
  permission: { capability: 'service-desk', letter: 'w', roles: ['L1', 'L2', 'SYS', 'RES'] },
  http: { method: 'GET', path: '/tickets/:ticket/refusal-grounds' },
  input: z.object({ ticket: ticketNumberShape }),
  output: z.object({
    /** Whether the agreement decides by what is asked for. */
    hasTable: z.boolean(),
    /** What decides if nothing is chosen: that the machine is not supported, or the list of what is offered. */
    ground: z.object({ clause: z.string().max(100), article: z.string().max(200), says: textShape }).nullable(),
    clauses: z.array(z.object({ id: z.string().max(100), article: z.string().max(200), title: textShape })).max(10_000),
    ask: z.string().max(300),
  }),
  example: { ticket: '2026-1' },
  async run(context) {
    const { tx, association, now, input } = context;
    const { ticket } = await ticketSeen(context, input.ticket);
    const { hasTable, offer, clauses } = await whatIsOffered(tx, association, now.today);
    const ground = (await groundOfSupport(context, ticket)) ?? offer;
    return {
      hasTable,
      ground: ground ? { clause: ground.source.clause, article: ground.source.article, says: ground.says } : null,
      clauses: [...clauses],
      ask: firstUnits(await whomToAsk(context, ticket), 300),
    };
  },
});
