import type { Tx } from '../../platform/action.ts';
import { systemsOf } from './storage/systems.ts';

/** What the machines and applications declared for an entity are called, in the order of the alphabet. */
export async function systemNames(tx: Tx, association: string, entity: string): Promise<string[]> {
  return (await systemsOf(tx, association, { entity })).map(({ name }) => name);
}
