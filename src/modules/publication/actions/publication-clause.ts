import type { Day } from '../../../kernel/day.ts';
import type { Tx } from '../../../platform/action.ts';
import { documentOn } from '../../agreement/index.ts';
import { type InForce, theClause, withReadings } from '../../agreement/rules/index.ts';

/** What the agreement says about posting on a day; undefined where it says nothing, or there is none. */
export async function publicationClause(
  tx: Tx,
  association: string,
  on: Day,
): Promise<InForce<'publication'> | undefined> {
  const stored = await documentOn(tx, association, on);
  if (!stored) return undefined;
  const clause = theClause(withReadings(stored.document).agreement, 'publication', on);
  return clause.ok ? clause.value : undefined;
}
