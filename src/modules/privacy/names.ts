import type { Tx } from '../../platform/action.ts';
import { colleagueNames } from '../identity/index.ts';
import { allEntities } from '../membership/index.ts';

/** What entities are called, by code; a code that is no entity's stands for itself. */
export async function entityNames(tx: Tx, association: string): Promise<(code: string) => string> {
  const known = new Map((await allEntities(tx, association)).map(({ code, name }) => [code as string, name]));
  return (code) => known.get(code) ?? code;
}

/** What people are called, by id; nothing for those who are no longer of the association. */
export async function peopleNames(tx: Tx, ids: readonly string[]): Promise<(id: string) => string> {
  const known = await colleagueNames(tx, ids);
  return (id) => known.get(id) ?? '';
}
