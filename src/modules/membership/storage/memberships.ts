import type { Day } from '../../../kernel/day.ts';
import type { EntityCode } from '../../../kernel/entity.ts';
import type { Tx } from '../../../platform/action.ts';
import type { Membership, Way } from '../rules/entity.ts';
import type { Recording } from './entities.ts';
import type { MembershipTables } from './tables.ts';

/** The memberships of the association, or of one entity, from the first. */
export async function membershipsOf(tx: Tx, association: string, entity?: string): Promise<Membership[]> {
  let query = tx
    .withTables<MembershipTables>()
    .selectFrom('membership.memberships')
    .select(['entity', 'joined_on', 'left_on', 'signed_on', 'way', 'act', 'leaving_act'])
    .where('association', '=', association)
    .orderBy('entity')
    .orderBy('joined_on');
  if (entity !== undefined) query = query.where('entity', '=', entity);
  return (await query.execute()).map((row) => ({
    entity: row.entity as EntityCode,
    joined: row.joined_on as Day,
    left: row.left_on as Day | null,
    signed: row.signed_on as Day | null,
    way: row.way as Way,
    act: row.act,
    leavingAct: row.leaving_act,
  }));
}

export async function insertMembership(
  tx: Tx,
  association: string,
  membership: Membership,
  by: Recording,
): Promise<void> {
  await tx
    .withTables<MembershipTables>()
    .insertInto('membership.memberships')
    .values({
      association,
      entity: membership.entity,
      joined_on: membership.joined,
      left_on: membership.left,
      signed_on: membership.signed,
      way: membership.way,
      act: membership.act,
      leaving_act: membership.leavingAct,
      recorded_at: by.at,
      recorded_by: by.by,
      left_recorded_at: membership.left === null ? null : by.at,
      left_recorded_by: membership.left === null ? null : by.by,
    })
    .execute();
}

/** Ends the membership that is running. False when none is. */
export async function endMembership(
  tx: Tx,
  association: string,
  end: { readonly entity: EntityCode; readonly left: Day; readonly act: string },
  by: Recording,
): Promise<boolean> {
  const ended = await tx
    .withTables<MembershipTables>()
    .updateTable('membership.memberships')
    .set({ left_on: end.left, leaving_act: end.act, left_recorded_at: by.at, left_recorded_by: by.by })
    .where('association', '=', association)
    .where('entity', '=', end.entity)
    .where('left_on', 'is', null)
    .returning('entity')
    .executeTakeFirst();
  return ended !== undefined;
}
