import { orRefuse, Refused } from '../../../kernel/result.ts';
import { enumerate, text } from '../../../kernel/text.ts';
import type { ActionContext } from '../../../platform/action.ts';
import {
  type Act,
  applyEvent,
  changedMeanwhile,
  fieldsBefore,
  type Happening,
  happeningNames,
  mayDo,
  type Party,
  partyOf,
  readTicketNumber,
  refusals,
  type Ticket,
  type TicketEvent,
  tellsSomebody,
} from '../rules/index.ts';
import { isOpen } from '../rules/ticket.ts';
import { eventsOf, insertEvent } from '../storage/ticket-events.ts';
import { storeDue, ticketById, ticketToChange, updateTicket } from '../storage/tickets.ts';
import { leaveToTell } from '../storage/untold.ts';
import { indexWords } from '../storage/words.ts';
import { clockAndEvents, momentsOf, movesTheClock } from './clock-of-ticket.ts';

export type Acting = Pick<ActionContext<unknown>, 'tx' | 'association' | 'actor' | 'now' | 'tell'>;

/** A request, and what somebody is to it. */
export type AtHand = { readonly ticket: Ticket; readonly party: Party };

/** A request that the actor may see, by its number. Refuses `service-desk/no-such-ticket`. */
export async function ticketSeen(context: Acting, number: string): Promise<AtHand> {
  const id = readTicketNumber(number);
  return seen(context, id === undefined ? undefined : await ticketById(context.tx, context.association, id));
}

/**
 * A request to do something to, kept still until that is done. Refuses what `mayDo` refuses, `service-desk/no-such-ticket`, and
 * `service-desk/changed-meanwhile` when others have done something since the version that was seen that this act would write over.
 */
export async function ticketFor(
  context: Acting,
  { ticket: number, version }: { readonly ticket: string; readonly version: number },
  act: Act,
): Promise<AtHand> {
  const { tx, association, actor, now } = context;
  const id = readTicketNumber(number);
  const found = seen(context, id === undefined ? undefined : await ticketToChange(tx, association, id));
  const since = found.ticket.version > version ? await eventsOf(tx, association, found.ticket.id, version) : [];
  const changed = changedMeanwhile(act, since, actor.person);
  if (changed.length > 0) throw new Refused(refusals.changedMeanwhile(told(changed)));
  orRefuse(mayDo(act, found.ticket, { party: found.party, now: now.instant.getTime() }));
  return found;
}

/** Stores when a request is due next and when somebody is warned, after something that moves its clock. */
export async function windUp(context: Pick<Acting, 'tx' | 'association' | 'now'>, ticket: Ticket): Promise<void> {
  const reckoned = (await clockAndEvents(context, ticket)) ?? { clock: undefined, events: [] };
  const { due, warn } = momentsOf(reckoned, isOpen(ticket));
  await storeDue(context.tx, context.association, ticket.id, due, warn);
}

function seen({ actor }: Acting, ticket: Ticket | undefined): AtHand {
  const party = ticket && partyToTicket(actor, ticket);
  if (!ticket || !party) throw new Refused(refusals.noSuchTicket());
  return { ticket, party };
}

/** What somebody is to a request, by the post he acts from. */
export function partyToTicket({ role, person, entity, kind }: Acting['actor'], ticket: Ticket): Party | undefined {
  return partyOf({ role, person, entity, console: kind === 'console' }, ticket);
}

function told(events: readonly TicketEvent[]) {
  const in2 = (language: 'it' | 'en') =>
    enumerate([...new Set(events.map(({ by, kind }) => `${by.name} ${happeningNames[kind][language]}`))], language);
  return text(in2('it'), in2('en'));
}

/**
 * Writes down what happened to a request and what it has become; both or neither.
 *
 * @param words what of it a search should find
 * @param shown false: only who works on requests sees it
 */
export async function happens(
  { tx, association, actor, now, tell }: Acting,
  { ticket, party }: AtHand,
  happening: Happening,
  { words = '', shown = true }: { readonly words?: string; readonly shown?: boolean } = {},
): Promise<Ticket> {
  const event: TicketEvent = {
    ...happening,
    version: ticket.version + 1,
    at: now.instant.getTime(),
    by: { person: actor.person, name: actor.name, party },
  };
  const after = applyEvent(ticket, event, ticket.id);
  const was = fieldsBefore(ticket, after);
  await insertEvent(tx, { association, ticket: ticket.id, entity: ticket.entity }, { ...event, shown, was });
  await updateTicket(tx, association, after);
  if (tellsSomebody(event.kind))
    await leaveToTell(tx, association, {
      ticket: ticket.id,
      version: event.version,
      entity: ticket.entity,
      at: now.instant,
    });
  if (words !== '') await indexWords(tx, ticket, { written: words, shown });
  if (movesTheClock(happening.kind)) await windUp({ tx, association, now }, after);
  tell({
    before: was,
    after: Object.fromEntries(Object.keys(was).map((field) => [field, after[field as keyof Ticket]])),
    actingFor: ticket.entity,
  });
  return after;
}
