/** The front door for rules: instalments, yearly reimbursements, charges by use, without a database. */
export { type IndexedBase, type Reimbursement, reimbursementsOf } from './indexed-reimbursement.ts';
export { accountApproved, type Instalment, instalmentsOf, type SharePaid } from './instalments.ts';
export { type MeteredCharge, meteredChargesOf } from './metered-charge.ts';
export {
  dueAfter,
  dueOnDay,
  type HolidayRule,
  holidayRule,
  holidayTraces,
  type PaymentDue,
  type PaymentTerm,
} from './payment-due.ts';
export { refusals } from './refusals.ts';
