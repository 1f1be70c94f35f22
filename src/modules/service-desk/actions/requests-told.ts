import { ticketNumber } from '../rules/index.ts';
import { eventsOf } from '../storage/ticket-events.ts';
import { ticketToChange } from '../storage/tickets.ts';
import { says } from './talk.ts';
import { type Acting, partyToTicket, ticketSeen } from './ticket-at-hand.ts';

/** What another module needs to know of a request. Refuses `service-desk/no-such-ticket`. */
export async function requestTold(context: Acting, number: string) {
  const { ticket } = await ticketSeen(context, number);
  const events = await eventsOf(context.tx, context.association, ticket.id);
  const solved = ticket.solvedAt === null ? undefined : events.findLast(({ kind }) => kind === 'solved');
  const opened = events.find(({ kind }) => kind === 'opened');
  const { id, entity, service, subject, asset, requesterName } = ticket;
  return {
    ...{ id, entity, service, subject, asset },
    number: ticketNumber(id),
    /** What was done; null while it is not solved. */
    solution: solved?.kind === 'solved' ? solved.body : null,
    /** The names of everybody that it speaks of by itself. */
    people: [requesterName, opened?.kind === 'opened' ? opened.contact : '', ...events.map(({ by }) => by.name)],
  };
}

/** Writes the same answer in requests, by their id; those over meanwhile hear nothing. Answers how many heard it. */
export async function tellRequests(context: Acting, requests: readonly number[], body: string): Promise<number> {
  let told = 0;
  for (const id of requests) {
    const ticket = await ticketToChange(context.tx, context.association, id);
    const party = ticket && partyToTicket(context.actor, ticket);
    if (!ticket || !party || ['closed', 'merged', 'refused'].includes(ticket.state)) continue;
    await says(context, { ticket, party }, { body, minutes: 0, files: [] });
    told += 1;
  }
  return told;
}

/** As people say them: `2026/123`. */
export function requestNumbers(requests: readonly number[]): string[] {
  return requests.map(ticketNumber);
}
