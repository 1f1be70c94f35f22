/** The front door for rules: entities and their figures, joining and leaving, without a database. */
export { lastDayForNotice, type Withdrawal, type WithdrawalNotice, withdrawalOf } from './withdrawal.ts';
export { withdrawalRefusals } from './withdrawal-refusals.ts';
