/** The front door of requests for help: who is given one, what is told in them, and the minutes that people write in them. */
export { changeTickets } from './actions/change-tickets.ts';
export { assignTicket } from './actions/hand-over.ts';
export { openTicket } from './actions/open-ticket.ts';
export { requestNumbers, requestTold, tellRequests } from './actions/requests-told.ts';
export { type MinutesWorked, minutesWorked } from './storage/minutes-worked.ts';
export { choicesOf as noticeChoicesOf } from './storage/notices.ts';
export { bookVisit } from './visits/actions.ts';
export { visitRefusals } from './visits/refusals.ts';
export { visitHours } from './visits/visit-hours.ts';
