/** The front door for rules: the calendar of obligations, without a database. */
export { type ApprovalChain, approvalChain, brokenLinks, type ChainLink, chainLinks } from './approval-chain.ts';
export { type Period, periodsMissed, periodsOf } from './cadence.ts';
export { type Delivery, type Undelivered, undelivered } from './deliveries.ts';
export { type Events, eventsKnown, happeningsOf, isKnownEvent } from './events.ts';
export type { Obligation } from './obligation.ts';
export { obligationsOf } from './obligations.ts';
