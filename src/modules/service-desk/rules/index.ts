/** The front door of the rules of requests for help. The clock has its own: `clock/index.ts`. */
export { actOf, applyEvent, ticketOf } from './apply-event.ts';
export { clockEvents } from './clock-events.ts';
export { type Hop, hopsOf, type SupplierTicket, solvedInTheCall, supplierTicketsOf } from './hops.ts';
export { handedTo, type LevelOffered, levelsOf } from './levels.ts';
export { changedMeanwhile } from './meanwhile.ts';
export { type Ear, type Hearer, tellsSomebody, toldOf } from './notices.ts';
export { type Party, parties, partyOf, seesNotes } from './party.ts';
export { type ReadyValues, readyText } from './ready-text.ts';
export { refusals } from './refusals.ts';
export { runningWait } from './running-wait.ts';
export {
  type Level,
  levels,
  type Origin,
  openStates,
  origins,
  type Rating,
  ratings,
  readTicketNumber,
  type TaskKind,
  type Ticket,
  type TicketState,
  taskKinds,
  ticketId,
  ticketNumber,
  ticketStates,
} from './ticket.ts';
export type { Happening, HappeningKind, TicketEvent } from './ticket-event.ts';
export { type Act, acts, actsOf, mayDo, reopenDays, transitions } from './transitions.ts';
export { fieldsBefore, isTakenBack, undoable, undoMinutes } from './undo.ts';
export { type Warning, warningsNow, warningsToGive } from './warnings.ts';
export { actNames, happeningNames, levelNames, priorityNames, stateNames } from './words.ts';
