import type { Day } from '../../kernel/day.ts';
import type { EntityCode } from '../../kernel/entity.ts';
import type { Tx } from '../../platform/action.ts';
import { roleCodes } from '../../platform/role.ts';
import { documentOn } from '../agreement/index.ts';
import { withReadings } from '../agreement/rules/index.ts';
import { postsBegunBy, seeingColleagues } from '../identity/index.ts';
import { membersBetween } from '../membership/index.ts';
import type { BodyFacts, PostFact } from './rules/index.ts';
import { bodyRegisters } from './storage/body-registers.ts';

/** Roles whose holders may sit somewhere; employees only where they are the lead's. */
const seatedRoles = roleCodes.filter((role) => role !== 'CIT' && role !== 'EMP');

/**
 * What registers know of the bodies of an association on a day, past or to come: the same for everybody, since who sits in a
 * body is common to all entities, and public.
 */
export async function bodyFacts(tx: Tx, association: string, on: Day): Promise<BodyFacts> {
  const stored = await documentOn(tx, association, on);
  const members = await membersBetween(tx, { association, from: on, to: on });
  const lead = members.find(({ relation }) => relation === 'lead');
  return {
    on,
    agreement: stored && withReadings(stored.document).agreement,
    members: members.map(({ code, name, kind, relation }) => ({ code, name, kind, relation })),
    posts: await seeingColleagues(tx, () => postsOf(tx, association, { on, lead: lead?.code })),
    ...(await bodyRegisters(tx, association, on)),
  };
}

async function postsOf(
  tx: Tx,
  association: string,
  { on, lead }: { readonly on: Day; readonly lead: EntityCode | undefined },
): Promise<PostFact[]> {
  const posts = await postsBegunBy(tx, association, { on, roles: seatedRoles });
  return lead ? [...posts, ...(await postsBegunBy(tx, association, { on, roles: ['EMP'], entity: lead }))] : posts;
}
