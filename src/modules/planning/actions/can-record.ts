import type { ActionContext } from '../../../platform/action.ts';
import type { Role } from '../../../platform/role.ts';
import type { DutyNow } from '../duties-of-year.ts';
import { mayRecordFor } from './reach.ts';

/** The roles that write in the cell `planning` of the permission matrix. */
export const recorders: readonly Role[] = ['REF', 'ASS', 'PRE', 'TEC', 'RES', 'ADM'];

/** Whether who asks may say that a duty was done: for showing or leaving out a button. */
export function canRecord(context: ActionContext<unknown>): (duty: DutyNow) => boolean {
  const { actor } = context;
  const writes = actor.kind === 'console' || (actor.role !== null && recorders.includes(actor.role));
  return (duty) => writes && mayRecordFor(context, duty);
}
