import type { Day } from '../../kernel/day.ts';
import type { EntityCode } from '../../kernel/entity.ts';
import type { Tx } from '../../platform/action.ts';
import { colleagueNames, postsBegunBy } from '../identity/index.ts';

/** The names of the referents in charge of an entity on a day, whom to ask for what is not for the office. */
export async function referentsOf(
  tx: Tx,
  association: string,
  { entity, on }: { readonly entity: string; readonly on: Day },
): Promise<readonly string[]> {
  const posts = await postsBegunBy(tx, association, { on, entity: entity as EntityCode, roles: ['REF'] });
  const people = posts.filter(({ until }) => until === null || until >= on).map(({ person }) => person);
  const names = await colleagueNames(tx, [...new Set(people)]);
  return [...names.values()].toSorted((a, b) => a.localeCompare(b, 'it'));
}
