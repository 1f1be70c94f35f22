import type { Day } from '../../kernel/day.ts';
import type { Text } from '../../kernel/text.ts';
import type { Tx } from '../../platform/action.ts';
import { bodiesOn } from '../bodies/index.ts';

export type Body = { readonly id: string; readonly name: Text; readonly nature: 'decides' | 'advises' };

/** The bodies of a day by their name in the agreement. */
export async function bodiesNamed(tx: Tx, association: string, on: Day): Promise<ReadonlyMap<string, Body>> {
  return new Map((await bodiesOn(tx, association, on)).map((body) => [body.id, body]));
}
