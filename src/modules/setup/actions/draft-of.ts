import type { Tx } from '../../../platform/action.ts';
import { type AllocationHead, allocationsOf } from '../../cost-sharing/index.ts';

/** The draft of a year that corrects nothing: the first opened. */
export async function draftOf(tx: Tx, association: string, year: number): Promise<AllocationHead | undefined> {
  const all = await allocationsOf(tx, association);
  return all
    .filter((one) => one.year === year && one.adopted === null && one.corrects === null)
    .sort((a, b) => a.number - b.number)[0];
}
