import type { Day } from '../../kernel/day.ts';
import type { Source } from '../../kernel/source.ts';
import type { Text } from '../../kernel/text.ts';
import type { Tx } from '../../platform/action.ts';
import { clausesInForce } from '../agreement/rules/index.ts';
import { agreementOfCatalogue } from './agreement-of-catalogue.ts';

/** How the agreement of a day says what is for the office. */
export type WhatIsOffered = {
  /** Whether a table decides by category. */
  readonly hasTable: boolean;
  /** The clause under which it lists what it offers, with what that says to who asks for something else. */
  readonly offer: { readonly says: Text; readonly source: Source } | undefined;
  /** Its clauses, by which something can be turned down. */
  readonly clauses: readonly { readonly id: string; readonly article: string; readonly title: Text }[];
};

export async function whatIsOffered(tx: Tx, association: string, on: Day): Promise<WhatIsOffered> {
  const known = await agreementOfCatalogue(tx, association, on);
  if (!known) return { hasTable: false, offer: undefined, clauses: [] };
  const [offer] = clausesInForce(known.agreement, 'offer', on);
  return {
    hasTable: known.scope.length > 0,
    offer: offer && { says: offer.terms.says, source: offer.source },
    clauses: known.agreement.document.clauses.map(({ id, article, title }) => ({ id, article, title })),
  };
}
