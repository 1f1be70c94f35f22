import type { ActionContext } from '../../../platform/action.ts';
import { wakeJob } from '../../../platform/jobs/wake-job.ts';
import { askRecount } from '../storage/recounts.ts';

/** Has due times of open requests counted anew, after a calendar or targets have changed: those of an entity, or all (''). */
export async function dueAgain(
  { tx, association }: Pick<ActionContext<unknown>, 'tx' | 'association'>,
  whose: string,
): Promise<void> {
  await askRecount(tx, association, whose);
  await wakeJob(tx, 'service-desk/recount');
}
