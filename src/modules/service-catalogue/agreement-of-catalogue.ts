import type { Day } from '../../kernel/day.ts';
import type { Source } from '../../kernel/source.ts';
import type { Tx } from '../../platform/action.ts';
import { documentOn } from '../agreement/index.ts';
import { type Agreement, clauseInForce, clausesInForce, type InForce, withReadings } from '../agreement/rules/index.ts';
import type { CostItemWay } from './rules/index.ts';

/** What the catalogue needs of the agreement that holds on a day. */
export type AgreementOfCatalogue = {
  readonly agreement: Agreement;
  /** The tables of what the office does, of each clause that has one. */
  readonly scope: readonly InForce<'scope'>[];
  /** The article of each clause, by its id. */
  readonly articles: ReadonlyMap<string, string>;
  /** The cost items that its clauses list, by their id: what they are called and how they are split. */
  readonly costItems: ReadonlyMap<string, CostItemWay>;
  /** Clauses that split a cost by a key that has to be said each time, with the one chosen for all, by the clause's id. */
  readonly adhesions: ReadonlyMap<string, { readonly source: Source; readonly key: string | null }>;
  /** The clause that a reading belongs to, as a source; undefined where there is no such reading. */
  readonly sourceOfReading: (key: string) => Source | undefined;
};

/** Undefined where no document holds that day. */
export async function agreementOfCatalogue(
  tx: Tx,
  association: string,
  on: Day,
): Promise<AgreementOfCatalogue | undefined> {
  const stored = await documentOn(tx, association, on);
  if (!stored) return undefined;
  const { agreement } = withReadings(stored.document);
  const { clauses } = stored.document;
  const costItems = clausesInForce(agreement, 'allocation', on).flatMap(({ terms, article }) =>
    Array.isArray(terms.items)
      ? terms.items.map(({ id, name, method }) => [id, { name, article, by: method.by }] as const)
      : [],
  );
  return {
    agreement,
    scope: clausesInForce(agreement, 'scope', on),
    articles: new Map(clauses.map(({ id, article }) => [id, article])),
    costItems: new Map(costItems),
    adhesions: new Map(
      clausesInForce(agreement, 'allocation', on).flatMap(({ id, source, terms }) => {
        const missing = [...agreement.readings.values()].find(
          ({ clause, nature }) => clause === id && nature === 'missing',
        );
        if (terms.items !== 'any' || !missing) return [];
        return [[id, { source, key: typeof missing.value === 'string' ? missing.value : null }] as const];
      }),
    ),
    sourceOfReading: (key) => {
      const reading = agreement.readings.get(key);
      const clause = reading && clauses.find(({ id }) => id === reading.clause);
      if (!clause) return undefined;
      const found = clauseInForce(agreement, clause, on);
      return found.ok ? found.value.source : { agreement: agreement.id, clause: clause.id, article: clause.article };
    },
  };
}
