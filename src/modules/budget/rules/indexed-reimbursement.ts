import { add, type Fraction, fraction, multiply, one, toShortestDecimal } from '../../../kernel/fraction.ts';
import { type Cents, parseMoney, timesHalfUp } from '../../../kernel/money.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { given, money, percent, stated, step, type Trace, words } from '../../../kernel/trace.ts';
import { type InForce, readingTraces } from '../../agreement/rules/index.ts';
import { refusals } from './refusals.ts';

export type Reimbursement = {
  readonly year: number;
  /** Base of the year, after its variation, without its expenses. */
  readonly base: Cents;
  readonly expenses: Cents;
  readonly total: Cents;
  readonly explain: () => Trace;
};

export type IndexedBase = {
  /** Base of the year before the first variation; left out where the clause states it. */
  readonly base: Cents | undefined;
  /** One for each year, in percent (`1.9`); may be negative. */
  readonly variations: readonly { readonly year: number; readonly percent: Fraction }[];
  /** Refunded expenses by year; a year left out has none. */
  readonly expenses: ReadonlyMap<number, Cents>;
};

/**
 * The reimbursement of each year that has a variation, by year: the base of the year before, grown by the variation and
 * rounded half-up to the cent, plus the expenses of the year. Where expenses are consolidated, the next year grows from both.
 *
 * Refuses `budget/missing-base` where neither the facts nor the clause give the starting amount.
 * Source: clause kind `indexed-reimbursement` (Asti: commitments of the municipality, point 1).
 */
export function reimbursementsOf(
  { base, variations, expenses }: IndexedBase,
  clause: InForce<'indexed-reimbursement'>,
): Result<Reimbursement[]> {
  const stating = clause.terms.base;
  const start = base ?? (stating === 'given' ? undefined : parseMoney(stating));
  if (start === undefined) return refuse(refusals.missingBase(clause.source));
  const startTrace = () =>
    base === undefined
      ? stated(text('importo di partenza', 'starting amount'), money(start), clause.source)
      : given(text('importo di partenza', 'starting amount'), money(start));
  const consolidated = clause.terms.expenses === 'consolidated';
  let before: { readonly from: Cents; readonly explain: () => Trace } = { from: start, explain: startTrace };
  const years: Reimbursement[] = [];
  for (const { year, percent: variation } of variations.toSorted((a, b) => a.year - b.year)) {
    const previous = before;
    const growth = multiply(variation, fraction(1, 100));
    const grown = timesHalfUp(previous.from, add(one, growth));
    const spent = expenses.get(year) ?? (0n as Cents);
    const total = (grown + spent) as Cents;
    const explainBase = () =>
      step(
        text(`base ${year}`, `base ${year}`),
        money(grown),
        text(
          "base dell'anno prima con la variazione, al centesimo più vicino",
          'base of the year before with the variation, to the nearest cent',
        ),
        [
          previous.explain(),
          given(
            text(`variazione contrattuale ${year}`, `contractual variation ${year}`),
            percent(growth, decimalsOf(variation)),
          ),
        ],
      );
    const explain = () =>
      step(
        text(`rimborso ${year}`, `reimbursement ${year}`),
        money(total),
        text("base più spese dell'anno", 'base plus the expenses of the year'),
        [
          explainBase(),
          given(text(`spese ${year}`, `expenses ${year}`), money(spent)),
          stated(text('regola', 'rule'), words(clause.title), clause.source),
          ...readingTraces(clause, 'expenses'),
        ],
      );
    years.push({ year, base: grown, expenses: spent, total, explain });
    before = consolidated ? { from: total, explain } : { from: grown, explain: explainBase };
  }
  return ok(years);
}

/** Two decimals, or as many as the percent was written with. */
function decimalsOf(percentage: Fraction): number {
  return Math.max(2, toShortestDecimal(percentage).split('.')[1]?.length ?? 0);
}
