import { randomUUID } from 'node:crypto';
import type { Day } from '../../../kernel/day.ts';
import { orRefuse, Refused } from '../../../kernel/result.ts';
import type { Now, Tx } from '../../../platform/action.ts';
import { BadInput } from '../../../platform/problem.ts';
import type { Role } from '../../../platform/role.ts';
import { documentOn } from '../../agreement/index.ts';
import { clausesInForce, type InForce, withReadings } from '../../agreement/rules/index.ts';
import { allEntities } from '../../membership/index.ts';
import { mayAlsoHold, overlap } from '../rules/compatibility.ts';
import { entityNeeded, lastBeforeFirst, notInRegister, postRefusals } from '../rules/post-refusals.ts';
import { ofOneEntity } from '../rules/roles-of-an-entity.ts';
import { type HeldPost, heldPosts, insertPost, onePostAtATime } from '../storage/posts.ts';

/** A post to be given. */
export type AskedPost = {
  readonly person: string;
  readonly role: Role;
  readonly entity: string | null;
  readonly since: Day;
  readonly until: Day | null;
  readonly act: string;
  readonly actNumber: string;
  readonly actDate: Day | null;
  readonly actIssuer: string;
};

type Place = { readonly tx: Tx; readonly association: string; readonly now: Now };

/**
 * Gives a post, whoever asks and whatever the door. The transaction must see every post of the person in the association.
 * Bad input at `entity`: a code that is not in the association's register, none for a role held for an entity; at `until`: a
 * last day before the first. Refuses `identity/post-held-already`, `identity/incompatible-roles` with the clause.
 *
 * @returns the new post's id, and the post as the audit trail is told
 */
export async function givePost(place: Place, asked: AskedPost): Promise<{ post: string; after: object }> {
  const { tx, association, now } = place;
  await onePostAtATime(tx, association);
  const entityName = await nameOfEntity(place, asked);
  await refuseUnfit(place, asked);
  const post = randomUUID();
  const { person, role, entity, since, until, act } = asked;
  const written = { act_number: asked.actNumber, act_date: asked.actDate, act_issuer: asked.actIssuer };
  await insertPost(tx, {
    association,
    id: post,
    person,
    role,
    entity,
    entity_name: entityName,
    since,
    until,
    act,
    ...written,
    assigned_at: now.instant,
  });
  return { post, after: told({ ...asked, post }) };
}

/**
 * Whether the person may hold the post beside the others: dates in order, not held already, nothing that excludes it.
 *
 * @param without a post that is changed, or ended by the same act
 */
export async function refuseUnfit(
  { tx, association, now }: Place,
  asked: Pick<AskedPost, 'person' | 'role' | 'entity' | 'since' | 'until'>,
  without?: string,
): Promise<void> {
  const { role, entity, since, until } = asked;
  if (until !== null && until < since) throw new BadInput([{ path: 'until', says: lastBeforeFirst(since) }]);
  const held = (await heldPosts(tx, association, { on: now.today, person: asked.person })).filter(
    ({ id }) => id !== without,
  );
  const twice = held.find((post) => post.role === role && post.entity === entity && overlap(post, asked));
  if (twice) throw new Refused(postRefusals.sameTwice(role, twice.since));
  let on = now.today;
  if (since > on) on = since;
  const clauses = await incompatibleRoles(tx, association, on);
  orRefuse(mayAlsoHold({ role, entity, since, until }, held, clauses));
}

/** The clauses that keep roles apart on a day; none where the association has no agreement yet. */
export async function incompatibleRoles(
  tx: Tx,
  association: string,
  on: Day,
): Promise<readonly InForce<'incompatible-roles'>[]> {
  const stored = await documentOn(tx, association, on);
  return stored ? clausesInForce(withReadings(stored.document).agreement, 'incompatible-roles', on) : [];
}

async function nameOfEntity(
  { tx, association }: Place,
  { entity, role }: Pick<AskedPost, 'entity' | 'role'>,
): Promise<string | null> {
  if (entity === null) {
    if (!ofOneEntity.includes(role)) return null;
    throw new BadInput([{ path: 'entity', says: entityNeeded(role) }]);
  }
  const known = (await allEntities(tx, association)).find(({ code }) => code === entity);
  if (known) return known.name;
  throw new BadInput([{ path: 'entity', says: notInRegister(entity) }]);
}

/** A post as the audit trail keeps it. */
export function told(post: Omit<AskedPost, 'person'> & { readonly post: string }): object {
  const { post: id, role, entity, since, until, act, actNumber, actDate, actIssuer } = post;
  return { post: id, role, entity, since, until, act, actNumber, actDate, actIssuer };
}

export function toldOf(post: HeldPost): object {
  return told({ ...post, post: post.id });
}
