/** The front door of cost sharing: allocations as stored and computed. Rules are behind `rules/index.ts`. */
export { adoptAllocation } from './actions/adopt-allocation.ts';
export { explainAmount } from './actions/explain-amount.ts';
export { removeCost } from './actions/remove-cost.ts';
export { setCost } from './actions/set-cost.ts';
export { setCosts } from './actions/set-costs.ts';
export { showAllocation } from './actions/show-allocation.ts';
export { startAllocation } from './actions/start-allocation.ts';
export { factsOf } from './frozen.ts';
export { type AgreementOfYear, agreementOfYear, gather, membersOfYear, referenceDay } from './gathering.ts';
export { type PrintedResult, printResult } from './printed.ts';
export {
  type AllocationHead,
  allocationNumbered,
  allocationsOf,
  type Ingredients,
  type StoredAllocation,
} from './storage/allocations.ts';
