import type { Day } from '../../../kernel/day.ts';
import type { EntityCode } from '../../../kernel/entity.ts';
import type { Tx } from '../../../platform/action.ts';
import type { Entity, Membership } from '../rules/entity.ts';
import { allEntities } from './entities.ts';
import { membershipsOf } from './memberships.ts';
import { representationsOf } from './representations.ts';

/** An entity in the association for some part of a period. */
export type MemberOver = Entity & {
  /** Of its last membership that touches the period; `left` is the first day out. */
  readonly membership: Membership;
  /** Whom it represents on the last day of the period. */
  readonly represents: readonly EntityCode[];
};

/**
 * The entities that are in the association on any day from the first to the last, both included, by code; the lead and
 * partners too: `relation` tells them. For one day give it twice.
 */
export async function membersBetween(
  tx: Tx,
  { association, from, to }: { readonly association: string; readonly from: Day; readonly to: Day },
): Promise<MemberOver[]> {
  const memberships = Map.groupBy(await membershipsOf(tx, association), ({ entity }) => entity);
  const representations = (await representationsOf(tx, association)).filter(
    ({ since, until }) => since <= to && (until === null || until >= to),
  );
  const represented = Map.groupBy(representations, ({ representative }) => representative);
  return (await allEntities(tx, association)).flatMap((entity) => {
    const membership = memberships
      .get(entity.code)
      ?.findLast((one) => one.joined <= to && (one.left === null || one.left > from));
    if (!membership) return [];
    return [{ ...entity, membership, represents: (represented.get(entity.code) ?? []).map((one) => one.represented) }];
  });
}
