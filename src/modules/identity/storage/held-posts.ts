import type { Day } from '../../../kernel/day.ts';
import type { EntityCode } from '../../../kernel/entity.ts';
import type { Tx } from '../../../platform/action.ts';
import type { Role } from '../../../platform/role.ts';
import type { IdentityTables } from './tables.ts';

/** A post as other modules see it: who speaks for whom, from when to when. */
export type HeldPost = {
  readonly post: string;
  readonly person: string;
  readonly role: Role;
  readonly entity: EntityCode | null;
  readonly since: Day;
  /** Last day; null while it lasts. */
  readonly until: Day | null;
  readonly act: string;
};

/** Posts of an association that had begun by a day, ended ones too, oldest first; of these roles, and of this entity, where they are given. */
export async function postsBegunBy(
  tx: Tx,
  association: string,
  { on, roles, entity }: { readonly on: Day; readonly roles?: readonly Role[]; readonly entity?: EntityCode },
): Promise<HeldPost[]> {
  let query = tx
    .withTables<IdentityTables>()
    .selectFrom('identity.posts')
    .select(['id', 'person', 'role', 'entity', 'since', 'until', 'act'])
    .where('association', '=', association)
    .where('since', '<=', on)
    .orderBy('since')
    .orderBy('id');
  if (roles) query = query.where('role', 'in', [...roles]);
  if (entity) query = query.where('entity', '=', entity);
  return (await query.execute()).map((row) => ({
    post: row.id,
    person: row.person,
    role: row.role as Role,
    entity: row.entity as EntityCode | null,
    since: row.since,
    until: row.until,
    act: row.act,
  }));
}
