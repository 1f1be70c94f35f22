import type { Result } from '../../kernel/result.ts';
import { ok } from '../../kernel/result.ts';
import type { Trace } from '../../kernel/trace.ts';
import type { Tx } from '../../platform/action.ts';
import { explanationsOf, frozenExplanation, type PrintedResult, printResult, readFrozen } from './frozen.ts';
import { type AgreementOfYear, gather } from './gathering.ts';
import { type Allocation, allocate, type ToShare } from './rules/index.ts';
import type { Ingredients, StoredAllocation } from './storage/allocations.ts';

/** A draft as computed now. */
export type Computed = {
  readonly asked: ToShare & { readonly document: AgreementOfYear };
  readonly allocation: Allocation;
  readonly result: PrintedResult;
};

/** Computes what a draft gives today, from the registers and the agreement; or every reason why it cannot. */
export async function compute(
  tx: Tx,
  association: string,
  asked: Ingredients & { readonly year: number },
): Promise<Result<Computed>> {
  const gathered = await gather(tx, association, asked);
  const allocated = allocate(gathered);
  if (!allocated.ok) return allocated;
  return ok({ asked: gathered, allocation: allocated.value, result: printResult(allocated.value, gathered.entities) });
}

/** An allocation's table: as frozen when adopted, as computed now when a draft. */
export async function resultOf(
  tx: Tx,
  association: string,
  allocation: StoredAllocation,
): Promise<Result<PrintedResult>> {
  if (allocation.frozen !== null) return ok(readFrozen(allocation.frozen).result);
  const computed = await compute(tx, association, allocation);
  return computed.ok ? ok(computed.value.result) : computed;
}

/** One explanation of an allocation by its name (`total`, `share c_g825`, `line c_g825 canoni`), as frozen or as of now. */
export async function explanationOf(
  tx: Tx,
  association: string,
  allocation: StoredAllocation,
  name: string,
): Promise<Result<Trace | undefined>> {
  if (allocation.frozen !== null) return ok(frozenExplanation(readFrozen(allocation.frozen), name));
  const computed = await compute(tx, association, allocation);
  return computed.ok ? ok(explanationsOf(computed.value.allocation)[name]) : computed;
}
