import type { Day } from '../../kernel/day.ts';
import type { Tx } from '../../platform/action.ts';
import type { Line } from './rules/index.ts';
import { approvedOn } from './storage/services.ts';

/** The line of action of each service approved, by its code, as it is on a day. */
export async function linesOfServices(tx: Tx, association: string, on: Day): Promise<ReadonlyMap<string, Line>> {
  return new Map((await approvedOn(tx, association, on)).map(({ code, content }) => [code, content.line]));
}
