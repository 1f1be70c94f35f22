import { type Cents, timesHalfUp } from '../../../kernel/money.ts';
import type { Secondment } from './cost.ts';

/**
 * What an entity is reimbursed for staff it lends: the yearly cost times the part that works for the service, half-up to the cent.
 * Source: clause kind `staff-reimbursement` (Valdarno e Valdisieve, art. 13 c. 5).
 */
export function reimbursedFor({ cost, part }: Pick<Secondment, 'cost' | 'part'>): Cents {
  return timesHalfUp(cost, part);
}
