import type { Day } from '../../kernel/day.ts';
import type { Tx } from '../../platform/action.ts';
import { documentOn } from '../agreement/index.ts';
import { withReadings } from '../agreement/rules/index.ts';
import { type AccessTerms, accessTermsOn } from './rules/access-terms.ts';

/** The terms of access of an association on a day: of its agreement, or assumed where it has none or it is silent. */
export async function termsOn(tx: Tx, association: string, on: Day): Promise<AccessTerms> {
  const stored = await documentOn(tx, association, on);
  return accessTermsOn(stored ? withReadings(stored.document).agreement : null, on);
}
