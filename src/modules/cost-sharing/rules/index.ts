/** The front door for rules: who pays what part of which cost, without a database. */
export { allocate, type ToShare } from './allocate.ts';
export type { Allocation, Line, Share } from './allocation.ts';
export { type Adhesion, costsByAdhesion } from './by-adhesion.ts';
export type { Contribution, Cost, Secondment } from './cost.ts';
export type { CostSplit, DecidingClause } from './cost-split.ts';
export { isDriver } from './driver-words.ts';
export { membershipIn } from './membership-days.ts';
export type { Surplus } from './net-of-contributions.ts';
export { refusals } from './refusals.ts';
export { reimbursedFor } from './reimbursement.ts';
export {
  type CostItem,
  clauseOfItem,
  clausesForChecks,
  openClause,
  type SharingClauses,
  sharingClauses,
  writtenItems,
} from './sharing-clauses.ts';
export { entityTitle, type Figure, isLead, type SharingEntity } from './sharing-entity.ts';
export { termsOf } from './sharing-key.ts';
