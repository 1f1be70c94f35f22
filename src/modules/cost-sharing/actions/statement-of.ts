import type { EntityCode } from '../../../kernel/entity.ts';
import { orRefuse, Refused } from '../../../kernel/result.ts';
import type { Tx } from '../../../platform/action.ts';
import type { Reach } from '../../../platform/role.ts';
import { entityExplanations, tableOf } from '../computation.ts';
import { refusals } from '../doors-refusals.ts';
import { type Statement, statementOf } from '../statement.ts';
import { adoptedOfYear, allocationNumbered, type StoredAllocation } from '../storage/allocations.ts';
import { readAllocation } from './draft.ts';

export type EntityStatement = {
  readonly allocation: StoredAllocation;
  readonly statement: Statement;
  /** What the entity owed by the split of the year before that holds. */
  readonly before: { readonly year: number; readonly amount: string } | null;
};

/**
 * The statement of an entity in an allocation. Refuses `cost-sharing/unknown-share` where there is none or the reader may not see
 * it, and whatever keeps a draft from being computed.
 */
export async function entityStatement(
  context: {
    readonly tx: Tx;
    readonly association: string;
    readonly reach: Reach;
    readonly actor: { readonly entity: EntityCode | null };
  },
  number: number,
  entity: string,
): Promise<EntityStatement> {
  const { tx, association, reach, actor } = context;
  const allocation = await readAllocation(context, number);
  if (reach !== 'g' && entity !== actor.entity) throw new Refused(refusals.unknownShare(entity));
  const { result } = orRefuse(await tableOf(tx, association, allocation));
  const explanations = orRefuse(await entityExplanations(tx, association, allocation, entity));
  const statement = explanations && statementOf(result, entity, explanations);
  if (!statement) throw new Refused(refusals.unknownShare(entity));
  const before = await adoptedOfYear(tx, association, allocation.year - 1);
  const last = before === undefined ? undefined : await allocationNumbered(tx, association, before);
  const lastTable = last && (await tableOf(tx, association, last));
  const then = lastTable?.ok ? lastTable.value.result.shares.find((share) => share.entity === entity) : undefined;
  return { allocation, statement, before: last && then ? { year: last.year, amount: then.amount } : null };
}
