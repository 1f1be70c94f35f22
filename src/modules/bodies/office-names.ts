import type { Tx } from '../../platform/action.ts';
import { namesOf, seeingColleagues } from '../identity/index.ts';

/** Names by id of people who sit in bodies or hold offices: common to all entities. Nothing else of them. */
export function officeNames(tx: Tx, people: readonly string[]): Promise<ReadonlyMap<string, string>> {
  return seeingColleagues(tx, () => namesOf(tx, [...new Set(people)]));
}
