import { Refused } from '../../../kernel/result.ts';
import type { Tx } from '../../../platform/action.ts';
import type { Reach } from '../../../platform/role.ts';
import { refusals } from '../doors-refusals.ts';
import { allocationNumbered, type StoredAllocation } from '../storage/allocations.ts';

/** The allocation of this number. Refuses `cost-sharing/unknown-allocation`. */
export async function theAllocation(tx: Tx, association: string, number: number): Promise<StoredAllocation> {
  const allocation = await allocationNumbered(tx, association, number);
  if (!allocation) throw new Refused(refusals.unknownAllocation(number));
  return allocation;
}

/** The same for a reader: who does not see the whole association has no drafts. */
export async function readAllocation(
  { tx, association, reach }: { readonly tx: Tx; readonly association: string; readonly reach: Reach },
  number: number,
): Promise<StoredAllocation> {
  const allocation = await allocationNumbered(tx, association, number, { adopted: reach !== 'g' });
  if (!allocation) throw new Refused(refusals.unknownAllocation(number));
  return allocation;
}

/** The draft of this number, which nobody else changes until the act ends. Refuses what is adopted already. */
export async function theDraft(tx: Tx, association: string, number: number): Promise<StoredAllocation> {
  const allocation = await allocationNumbered(tx, association, number, { lock: true });
  if (!allocation) throw new Refused(refusals.unknownAllocation(number));
  if (allocation.adopted !== null) throw new Refused(refusals.adopted(number));
  return allocation;
}
