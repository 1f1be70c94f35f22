import type { Day } from '../../kernel/day.ts';
import type { Tx } from '../../platform/action.ts';
import { documentOn } from '../agreement/index.ts';
import {
  type Agreement,
  type ClauseKind,
  clausesInForce,
  type InForce,
  withReadings,
} from '../agreement/rules/index.ts';

/** The agreement in force on a day; undefined where there is none. */
export async function agreementOn(tx: Tx, association: string, on: Day): Promise<Agreement | undefined> {
  const stored = await documentOn(tx, association, on);
  return stored && withReadings(stored.document).agreement;
}

/** The clause of a kind in force on a day; undefined where the agreement has none. */
export async function clauseOn<K extends ClauseKind>(
  tx: Tx,
  { association, kind, on }: { readonly association: string; readonly kind: K; readonly on: Day },
): Promise<InForce<K> | undefined> {
  const agreement = await agreementOn(tx, association, on);
  return agreement && clausesInForce(agreement, kind, on)[0];
}

/** From how many days a week a site is staffed: as the agreement says, else any recurring presence will do. */
export async function leastStaffedDays(tx: Tx, association: string, on: Day): Promise<number> {
  return (await clauseOn(tx, { association, kind: 'site-referent', on }))?.terms.staffedDays ?? 0;
}
