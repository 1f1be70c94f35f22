import type { EntityCode } from '../../../kernel/entity.ts';
import type { ActionContext } from '../../../platform/action.ts';
import type { Role } from '../../../platform/role.ts';
import { colleagueNames, namesOf, postsBegunBy } from '../../identity/index.ts';

type Acting = Pick<ActionContext<unknown>, 'tx' | 'association' | 'now'>;

/** The posts with which requests are worked on. */
export const workingRoles: readonly Role[] = ['L1', 'L2', 'SYS', 'RES', 'SUP'];

/** Those of them that are of the office; a supplier sees only what was given to him. */
export const officeRoles: readonly Role[] = workingRoles.filter((role) => role !== 'SUP');

/** The name of whom a request can be given to, by id; undefined where the person holds no post with which to work on it. */
export async function assigneeName(
  { tx, association, now }: Acting,
  person: string,
  roles = workingRoles,
): Promise<string | undefined> {
  const posts = await postsBegunBy(tx, association, { on: now.today, roles });
  if (!posts.some((post) => post.person === person && (post.until === null || post.until >= now.today)))
    return undefined;
  return (await namesOf(tx, [person])).get(person);
}

/** Those a request can be given to, by name, and who of them is of a supplier only. */
export async function assignees({ tx, association, now }: Acting) {
  const posts = await postsBegunBy(tx, association, { on: now.today, roles: workingRoles });
  const current = posts.filter(({ until }) => until === null || until >= now.today);
  const ofOffice = new Set(current.filter(({ role }) => role !== 'SUP').map(({ person }) => person));
  const names = await namesOf(tx, [...new Set(current.map(({ person }) => person))]);
  return [...names]
    .map(([id, name]) => ({ id, name, supplier: !ofOffice.has(id) }))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'it'));
}

/** The name of somebody who holds a post for an entity; undefined where he holds none. */
export async function nameAt(
  { tx, association, now }: Acting,
  entity: string,
  person: string,
): Promise<string | undefined> {
  const posts = await postsBegunBy(tx, association, { on: now.today, entity: entity as EntityCode });
  if (!posts.some((post) => post.person === person && (post.until === null || post.until >= now.today)))
    return undefined;
  return (await namesOf(tx, [person])).get(person);
}

/** Names of the people whom rows speak of, whatever entity they are of. */
export async function namesIn({ tx }: Pick<Acting, 'tx'>, people: readonly (string | null)[]) {
  return colleagueNames(
    tx,
    people.filter((person) => person !== null),
  );
}
