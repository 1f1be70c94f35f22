/** The front door for rules: the calendar of obligations, without a database. */
export { type ApprovalChain, approvalChain, brokenLinks, type ChainLink, chainLinks } from './approval-chain.ts';
export { type Period, periodsMissed, periodsOf } from './cadence.ts';
export { type ChainMeeting, type ChainOnDay, chainOfYear, type LinkOnDay, type LinkState } from './chain-of-year.ts';
export { type Delivery, type Undelivered, undelivered } from './deliveries.ts';
export {
  type Duty,
  type DutyState,
  daysLeft,
  dutiesFrom,
  dutyState,
  dutyStates,
  type NamingKnown,
  namingThatCounts,
  type RegisterFacts,
  type Shown,
  shownByRegisters,
  yearsAhead,
} from './duty.ts';
export { type Events, eventsKnown, happeningsOf, isKnownEvent } from './events.ts';
export type { Bearer, Naming, Obligation, ShownBy } from './obligation.ts';
export { obligationsOf } from './obligations.ts';
export { eventBeyond } from './other-obligations.ts';
export { unstaffedEvent } from './referents.ts';
