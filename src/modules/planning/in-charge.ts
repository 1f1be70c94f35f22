import type { Day } from '../../kernel/day.ts';
import type { EntityCode } from '../../kernel/entity.ts';
import type { Tx } from '../../platform/action.ts';
import type { Role } from '../../platform/role.ts';
import { type Contact, contactsOf, postsBegunBy, seeingColleagues } from '../identity/index.ts';
import type { Duty } from './rules/index.ts';

/** Who is reminded where nobody holds a role that the clause names: who answers for the service. */
const otherwise: readonly Role[] = ['RES'];

/** Contacts of those in charge of a duty on a day: holders of its roles, for its entity where it is an entity's. */
export async function inChargeOf(
  tx: Tx,
  { association, duty, on }: { readonly association: string; readonly duty: Duty; readonly on: Day },
): Promise<Contact[]> {
  const { obligation, entity } = duty;
  const holding = async (roles: readonly Role[], of: string | null) => {
    const posts = await postsBegunBy(tx, association, { on, roles, ...(of ? { entity: of as EntityCode } : {}) });
    const people = posts.filter(({ until }) => until === null || until >= on).map(({ person }) => person);
    return contactsOf(tx, [...new Set(people)]);
  };
  return seeingColleagues(tx, async () => {
    const found = await holding(obligation.roles, entity);
    return found.length > 0 ? found : holding(otherwise, null);
  });
}
