import { z } from 'zod';
import { orRefuse, Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { fieldsBefore, mayDo, readTicketNumber, refusals, ticketNumber, ticketOf } from '../rules/index.ts';
import { eventsOf } from '../storage/ticket-events.ts';
import { childrenOf, ticketToChange } from '../storage/tickets.ts';
import { moveVisits, type StoredVisit } from '../visits/storage.ts';
import { whenOf } from '../visits/when.ts';
import { contractOfRegister } from './links-of-ticket.ts';
import { opens } from './open-ticket.ts';
import { bodyShape, ofTicket, standing, standingOf, ticketNumberShape } from './shapes.ts';
import { says } from './talk.ts';
import { happens, ticketFor, ticketSeen } from './ticket-at-hand.ts';

/**
 * Two requests about one thing become one: what was asked is told in the other, which has the visits still to come, and this one
 * ends.
 */
export const mergeTicket = defineAction({
  name: 'service-desk/merge-ticket',
  title: text('unire una richiesta a un’altra', 'merge a request into another'),
  permission: { capability: 'service-desk', letter: 'w' },
  http: { method: 'POST', path: '/tickets/:ticket/merging' },
  input: z.object({ ...ofTicket, into: ticketNumberShape }),
  output: standing,
  example: { ticket: '2026-2', version: 1, into: '2026-1' },
  async run(context) {
    const { tx, association, now, input } = context;
    // both kept still in the order of their numbers, so that two who merge each other's do not wait for each other
    const ids = [input.ticket, input.into].map(readTicketNumber).filter((id) => id !== undefined);
    for (const id of ids.toSorted((a, b) => a - b)) await ticketToChange(tx, association, id);
    const hand = await ticketFor(context, input, 'merge');
    const into = await ticketSeen(context, input.into);
    if (into.ticket.id === hand.ticket.id) throw new Refused(refusals.sameTicket());
    if (into.ticket.entity !== hand.ticket.entity) throw new Refused(refusals.otherEntity());
    orRefuse(mayDo('absorb', into.ticket, { party: into.party, now: now.instant.getTime() }));
    const [opened] = await eventsOf(tx, association, hand.ticket.id);
    const body = opened?.kind === 'opened' ? opened.body : '';
    const told = { kind: 'absorbed', ticket: hand.ticket.id, subject: hand.ticket.subject, body } as const;
    const absorbing = await happens(context, into, told, { words: `${hand.ticket.subject}\n${body}` });
    const visits = await moveVisits(tx, association, {
      from: hand.ticket.id,
      to: into.ticket.id,
      after: now.instant,
    });
    if (visits.length > 0) {
      const body = `Dalla richiesta ${ticketNumber(hand.ticket.id)} passano a questa gli interventi fissati: ${named(visits)}.`;
      await says(context, { ticket: absorbing, party: into.party }, { body, minutes: 0, files: [] });
    }
    const moved = visits.length > 0 ? { visits: visits.map(({ id }) => id) } : {};
    return standingOf(await happens(context, hand, { kind: 'merged', into: into.ticket.id, ...moved }));
  },
});

/**
 * Takes back a wrong merge, whenever it was: the request is again what it was before, and its time goes on as if it had never been
 * merged. What was said meanwhile stays where it was said, in the other.
 */
export const unmergeTicket = defineAction({
  name: 'service-desk/unmerge-ticket',
  title: text('separare una richiesta unita per errore', 'separate a request that was merged by mistake'),
  permission: { capability: 'service-desk', letter: 'w' },
  http: { method: 'POST', path: '/tickets/:ticket/unmerging' },
  input: z.object(ofTicket),
  output: standing,
  example: { ticket: '2026-2', version: 2 },
  async run(context) {
    const { tx, association, input } = context;
    const seen = (await ticketSeen(context, input.ticket)).ticket;
    const ids = [seen.id, ...(seen.mergedInto === null ? [] : [seen.mergedInto])];
    for (const id of ids.toSorted((a, b) => a - b)) await ticketToChange(tx, association, id);
    const hand = await ticketFor(context, input, 'unmerge');
    const { id, mergedInto } = hand.ticket;
    const events = await eventsOf(tx, association, id);
    const merged = events.findLast((event) => event.kind === 'merged')!;
    const before = ticketOf(
      events.filter(({ version }) => version < merged.version),
      id,
    )!;
    const into = await ticketSeen(context, ticketNumber(mergedInto!));
    await happens(context, into, { kind: 'separated', ticket: id });
    const restores = fieldsBefore(before, hand.ticket);
    const unmerged = { kind: 'unmerged', from: into.ticket.id, event: merged.version, restores } as const;
    const again = await happens(context, hand, unmerged);
    if (!merged.visits?.length) return standingOf(again);
    const { instant: after } = context.now;
    const visits = await moveVisits(tx, association, { from: mergedInto!, to: id, after, only: merged.visits });
    if (visits.length === 0) return standingOf(again);
    const body = `Tornano a questa richiesta gli interventi fissati: ${named(visits)}.`;
    return standingOf(await says(context, { ticket: again, party: hand.party }, { body, minutes: 0, files: [] }));
  },
});

function named(visits: readonly StoredVisit[]): string {
  return visits.map((visit) => `${visit.person_name}, ${whenOf(visit).it}`).join('; ');
}

/** Makes a request of its own out of what else somebody asked for; for the same person and entity. */
export const splitTicket = defineAction({
  name: 'service-desk/split-ticket',
  title: text('dividere una richiesta', 'split a request'),
  permission: { capability: 'service-desk', letter: 'w' },
  http: { method: 'POST', path: '/tickets/:ticket/splitting' },
  input: z.object({ ...ofTicket, subject: z.string().trim().min(1).max(200), body: bodyShape }),
  output: standing,
  example: { ticket: '2026-1', version: 1, subject: 'Anche lo scanner', body: 'Lo scanner non parte.' },
  async run(context) {
    const { subject, body } = context.input;
    const hand = await ticketFor(context, context.input, 'split');
    const { entity, requester, requesterName, service, priority, level, id } = hand.ticket;
    const made = await opens(
      context,
      {
        ...{ kind: 'opened', entity, requester, requesterName, service, priority, level, subject, body },
        ...{ contact: '', origin: hand.ticket.origin, asset: '', contract: '', from: id },
      },
      hand.party,
    );
    await happens(context, hand, { kind: 'split', into: made.id });
    return standingOf(made);
  },
});

/** Puts a request below a main one, of any entity: an outage that many tell of. Each entity sees only what is its own. */
export const setParent = defineAction({
  name: 'service-desk/set-parent',
  title: text('collegare a una richiesta principale', 'link to a main request'),
  permission: { capability: 'service-desk', letter: 'w' },
  http: { method: 'PUT', path: '/tickets/:ticket/parent' },
  input: z.object({ ...ofTicket, parent: ticketNumberShape.optional().meta({ description: 'Assente: nessuna.' }) }),
  output: standing,
  example: { ticket: '2026-2', version: 1, parent: '2026-1' },
  async run(context) {
    const { tx, association, input } = context;
    const hand = await ticketFor(context, input, 'set-parent');
    if (input.parent === undefined) {
      if (hand.ticket.parent === null) return standingOf(hand.ticket);
      return standingOf(await happens(context, hand, { kind: 'parent-set', parent: null }));
    }
    const parent = (await ticketSeen(context, input.parent)).ticket;
    if (parent.id === hand.ticket.id) throw new Refused(refusals.sameTicket());
    if (parent.parent !== null || (await childrenOf(tx, association, hand.ticket.id)).length > 0)
      throw new Refused(refusals.notAMainTicket());
    return standingOf(await happens(context, hand, { kind: 'parent-set', parent: parent.id }));
  },
});

/**
 * Says which machine or application a request is about, and under which contract of the register. A machine that is not among those
 * declared may be named; a contract that is not in the register, or is another entity's, may not.
 */
export const linkTicket = defineAction({
  name: 'service-desk/link-ticket',
  title: text('collegare a una dotazione o a un contratto', 'link to a machine or a contract'),
  permission: { capability: 'service-desk', letter: 'w' },
  http: { method: 'PUT', path: '/tickets/:ticket/links' },
  input: z.object({
    ...ofTicket,
    asset: z.string().trim().max(200).default(''),
    contract: z.string().trim().max(200).default(''),
  }),
  output: standing,
  example: { ticket: '2026-1', version: 1, asset: 'Stampante protocollo 2', contract: '' },
  async run(context) {
    const { asset, contract } = context.input;
    const hand = await ticketFor(context, context.input, 'link');
    const named = await contractOfRegister(context, { ...hand.ticket, asset }, contract);
    const words = [asset, ...(named ? [named.code, named.supplier, named.subject] : [])].join('\n');
    return standingOf(await happens(context, hand, { kind: 'linked', asset, contract: named?.code ?? '' }, { words }));
  },
});
