import { Refused } from '../../../kernel/result.ts';
import type { Tx } from '../../../platform/action.ts';
import { refusals } from '../doors-refusals.ts';
import { allocationNumbered, type StoredAllocation } from '../storage/allocations.ts';

/** The allocation of this number. Refuses `cost-sharing/unknown-allocation`. */
export async function theAllocation(tx: Tx, association: string, number: number): Promise<StoredAllocation> {
  const allocation = await allocationNumbered(tx, association, number);
  if (!allocation) throw new Refused(refusals.unknownAllocation(number));
  return allocation;
}

/** The draft of this number. Refuses what is adopted already. */
export async function theDraft(tx: Tx, association: string, number: number): Promise<StoredAllocation> {
  const allocation = await theAllocation(tx, association, number);
  if (allocation.adopted !== null) throw new Refused(refusals.adopted(number));
  return allocation;
}
