import { ok, type Result, refuse } from '../../kernel/result.ts';
import type { Trace } from '../../kernel/trace.ts';
import { readTraces } from '../../kernel/trace-text.ts';
import type { Tx } from '../../platform/action.ts';
import { refusals } from './doors-refusals.ts';
import { entityTraces, type Frozen, figuresOf, hashOf, readFrozen } from './frozen.ts';
import { type Asked, gather } from './gathering.ts';
import { type PrintedResult, printResult, printSplits } from './printed.ts';
import { type Allocation, allocate } from './rules/index.ts';
import { supposing } from './scenario.ts';
import { explanationsOf, type Ingredients, type StoredAllocation } from './storage/allocations.ts';

/** A computation done now. */
export type Computed = {
  readonly asked: Asked;
  readonly allocation: Allocation;
  readonly result: PrintedResult;
};

export function computed(asked: Asked): Result<Computed> {
  const allocated = allocate(asked);
  if (!allocated.ok) return allocated;
  return ok({ asked, allocation: allocated.value, result: printResult(allocated.value, asked.entities) });
}

/** Computes what a draft gives today, from the registers and the agreement; or every reason why it cannot. */
export async function compute(
  tx: Tx,
  association: string,
  draft: Ingredients & { readonly year: number },
): Promise<Result<Computed>> {
  const gathered = await gather(tx, association, draft);
  const { without, joining } = draft;
  return computed(
    without.length > 0 || joining.length > 0 ? supposing(gathered, { readings: {}, without, joining }) : gathered,
  );
}

/** A table with how each cost was split and where the figures of the entities came from. */
export type Table = Pick<Frozen, 'result' | 'splits' | 'figures'>;

/** The table of an allocation: as frozen when adopted, as computed now when a draft. */
export async function tableOf(tx: Tx, association: string, allocation: StoredAllocation): Promise<Result<Table>> {
  if (allocation.frozen !== null) return readFrozen(allocation);
  const now = await compute(tx, association, allocation);
  if (!now.ok) return now;
  const { asked, allocation: computedNow, result } = now.value;
  return ok({ result, splits: printSplits(computedNow, asked.entities), figures: figuresOf(asked.entities) });
}

/** The explanations of an entity by name (`share`, `percent`, `line canoni`), as frozen or as of now. */
export async function entityExplanations(
  tx: Tx,
  association: string,
  allocation: StoredAllocation,
  entity: string,
): Promise<Result<Readonly<Record<string, Trace>> | undefined>> {
  if (allocation.frozen !== null) return keptTraces(tx, association, allocation, entity);
  const now = await compute(tx, association, allocation);
  return now.ok ? ok(entityTraces(now.value.allocation, entity)) : now;
}

/** The frozen explanations of an entity, or of the total where it is empty. Refuses `cost-sharing/tampered`. */
async function keptTraces(
  tx: Tx,
  association: string,
  allocation: StoredAllocation,
  entity: string,
): Promise<Result<Readonly<Record<string, Trace>> | undefined>> {
  const frozen = readFrozen(allocation);
  if (!frozen.ok) return frozen;
  const [kept] = await explanationsOf(tx, association, allocation.number, entity);
  const expected = frozen.value.explanations[entity];
  if (!kept && expected === undefined) return ok(undefined);
  if (!kept || hashOf(kept.written) !== expected) return refuse(refusals.tampered(allocation.number));
  return ok(readTraces(kept.written));
}

/** What can be explained: the whole, or of an entity its share, its percentage, one line. */
export type Explainable =
  | { readonly of: 'total' }
  | { readonly of: 'share' | 'percent'; readonly entity: string }
  | { readonly of: 'line'; readonly entity: string; readonly cost: string };

/** One explanation of an allocation, as frozen or as of now; undefined where there is nothing to explain. */
export async function explanationOf(
  tx: Tx,
  association: string,
  allocation: StoredAllocation,
  asked: Explainable,
): Promise<Result<Trace | undefined>> {
  if (asked.of !== 'total') {
    const all = await entityExplanations(tx, association, allocation, asked.entity);
    return all.ok ? ok(all.value?.[asked.of === 'line' ? `line ${asked.cost}` : asked.of]) : all;
  }
  if (allocation.frozen !== null) {
    const kept = await keptTraces(tx, association, allocation, '');
    return kept.ok ? ok(kept.value?.total) : kept;
  }
  const now = await compute(tx, association, allocation);
  return now.ok ? ok(now.value.allocation.explainTotal()) : now;
}
