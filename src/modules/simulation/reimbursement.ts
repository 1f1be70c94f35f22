import type { Fraction } from '../../kernel/fraction.ts';
import { type Cents, formatMoney } from '../../kernel/money.ts';
import { ok } from '../../kernel/result.ts';
import { text } from '../../kernel/text.ts';
import { clausesInForce, theClause } from '../agreement/rules/index.ts';
import { reimbursementsOf } from '../budget/rules/index.ts';
import type { Fields } from './facts.ts';
import { readFacts } from './read-facts.ts';
import { dayForYear, type Simulation } from './simulation.ts';
import { latest } from './voters.ts';

type Variation = { readonly year: number; readonly percent: Fraction };
type ReimbursementFacts = {
  readonly base?: Cents | undefined;
  readonly variations: readonly Variation[];
  readonly expenses: ReadonlyMap<number, Cents>;
};

/** A yearly reimbursement that grows with the contract (R-AT-2). */
export const reimbursement: Simulation<ReimbursementFacts> = {
  rule: 'reimbursement',
  title: text('rimborso annuo', 'yearly reimbursement'),
  check: (raw, agreement) =>
    readFacts<ReimbursementFacts>(raw, ['base', 'variations', 'expenses'], (fields) => {
      const stated = clausesInForce(agreement, 'indexed-reimbursement', latest).some(
        ({ terms }) => terms.base !== 'given',
      );
      const base = fields.money('base', { mandatory: !stated });
      const { variations, years } = readVariations(fields);
      return { base, variations, expenses: readExpenses(fields, years) };
    }),
  run: ({ base, variations, expenses }, agreement) => {
    const first = Math.min(...variations.map(({ year }) => year));
    const clause = theClause(agreement, 'indexed-reimbursement', dayForYear(agreement, first));
    if (!clause.ok) return clause;
    const years = reimbursementsOf({ base, variations, expenses }, clause.value);
    if (!years.ok) return years;
    return ok({
      result: {
        years: years.value.map(({ year, base: grown, expenses: spent, total }) => ({
          year,
          base: formatMoney(grown),
          expenses: formatMoney(spent),
          total: formatMoney(total),
        })),
      },
      explain: () => Object.fromEntries(years.value.map(({ explain }, place) => [`years[${place}]`, explain()])),
    });
  },
};

/** The variations, and their years; undefined where one could not be read, so that no year is called unknown. */
function readVariations(fields: Fields): {
  variations: Variation[] | undefined;
  years: ReadonlySet<number> | undefined;
} {
  const years = new Set<number>();
  let unread = false;
  const variations = fields.list(
    'variations',
    (raw, path) => {
      const variation = fields.reader.fields(raw, path, ['year', 'percent']);
      const year = variation?.year('year');
      const percent = variation?.decimal('percent', { mandatory: true, negative: true });
      if (variation === undefined || year === undefined) {
        unread = true;
        return undefined;
      }
      if (years.has(year))
        variation.report('year', `Il ${year} ha già una variazione.`, `${year} already has a variation.`);
      years.add(year);
      return percent === undefined ? undefined : { year, percent };
    },
    { mandatory: true },
  );
  return { variations, years: variations === undefined || unread ? undefined : years };
}

function readExpenses(fields: Fields, years: ReadonlySet<number> | undefined): Map<number, Cents> {
  const expenses = new Map<number, Cents>();
  fields.map('expenses', (raw, path, name) => {
    const year = /^[1-9][0-9]{0,3}$/.test(name) ? Number(name) : undefined;
    if (year === undefined) fields.reader.report(path, `«${name}» non è un anno.`, `"${name}" is not a year.`);
    else if (years && !years.has(year))
      fields.reader.report(
        path,
        `Il ${year} ha spese ma nessuna variazione.`,
        `${year} has expenses but no variation.`,
      );
    const amount = fields.reader.money(raw, path);
    if (year !== undefined && amount !== undefined) expenses.set(year, amount);
    return amount;
  });
  return expenses;
}
