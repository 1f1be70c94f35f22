import { text } from '../../../kernel/text.ts';
import type { SearchSource } from '../../../platform/page.ts';
import { listTickets } from '../actions/list-tickets.ts';
import { stateNames } from '../vocabulary.ts';
import { ticketHref } from './desk-frame.ts';

/** Requests by what is written in them, with typing errors forgiven, or by their number. */
export const ticketSearch: SearchSource = {
  needs: listTickets,
  title: text('Richieste di assistenza', 'Requests for help'),
  find: async (request, words, most) => {
    const { items } = await request.perform(listTickets, { q: words, limit: most });
    return items.map(({ number, subject, state }) => ({
      title: subject,
      href: ticketHref(request.association!.id, number),
      detail: `${number}, ${stateNames[state][request.language]}`,
    }));
  },
};
