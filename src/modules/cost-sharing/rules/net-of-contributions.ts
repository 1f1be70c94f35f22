import { type Cents, cents, sumCents } from '../../../kernel/money.ts';
import { type Text, text } from '../../../kernel/text.ts';
import type { InForce } from '../../agreement/rules/index.ts';
import type { Contribution, Cost } from './cost.ts';

/** What contributions gave beyond the expense that they were obtained for: listed, never spread. */
export type Surplus = {
  /** The cost, or `total` where contributions reduce the grand total. */
  readonly cost: string;
  readonly amount: Cents;
};

/** Words for where contributions come from: a clause that lists some of them leaves the others of these out. */
const knownSources: ReadonlyMap<string, string> = new Map([
  ['national', 'nazionale'],
  ['regional', 'regionale'],
  ['provincial', 'provinciale'],
  ['private', 'privato'],
  ['european', 'europeo'],
]);

/** "contributo regionale" */
export function contributionName({ source = '' }: Pick<Contribution, 'source'>): Text {
  const given = source === '' ? '' : ` ${source}`;
  const known = knownSources.get(source);
  return known
    ? text(`contributo ${known}`, `${source} contribution`)
    : text(`contributo${given}`, `contribution${given}`);
}

/**
 * How much of each cost contributions take away, in cents. Each reduces its own cost, never below zero; or, with
 * `grand_total`, all together reduce all costs in proportion to their amounts, by largest remainder (ties: order of the costs).
 * Source: clause kind `contributions` (Valdarno e Valdisieve, art. 13 c. 2); without such a clause each reduces its own cost.
 */
export function reductionsByContributions(
  costs: readonly Pick<Cost, 'id' | 'amount' | 'contributions'>[],
  clause: InForce<'contributions'> | undefined,
): { readonly reductions: readonly Cents[]; readonly surplus: readonly Surplus[] } {
  const given = costs.map(({ contributions }) =>
    sumCents((contributions ?? []).filter((contribution) => reduces(contribution, clause)).map(({ amount }) => amount)),
  );
  if (clause?.terms.scope === 'grand_total') {
    const gross = sumCents(costs.map(({ amount }) => amount));
    const all = sumCents(given);
    const beyond = cents(all - gross);
    return {
      reductions: inProportion(
        beyond > 0n ? gross : all,
        costs.map(({ amount }) => amount),
        gross,
      ),
      surplus: beyond > 0n ? [{ cost: 'total', amount: beyond }] : [],
    };
  }
  const surplus: Surplus[] = [];
  const reductions = costs.map(({ id, amount }, place) => {
    const contributions = given[place]!;
    if (contributions <= amount) return contributions;
    surplus.push({ cost: id, amount: cents(contributions - amount) });
    return amount;
  });
  return { reductions, surplus };
}

function reduces({ source }: Contribution, clause: InForce<'contributions'> | undefined): boolean {
  const named = clause?.terms.sources;
  if (!Array.isArray(named) || source === undefined || !knownSources.has(source)) return true;
  return named.includes(source);
}

/** Ties go by position, not by size: a cost has no code to be ordered by. */
function inProportion(total: bigint, amounts: readonly bigint[], sum: bigint): Cents[] {
  if (sum === 0n) return amounts.map(() => cents(0n));
  const parts = amounts.map((amount) => (total * amount) / sum);
  let left = total;
  for (const part of parts) left -= part;
  const rest = (place: number) => (total * amounts[place]!) % sum;
  const order = amounts
    .map((_, place) => place)
    .sort((a, b) => (rest(b) > rest(a) ? 1 : rest(b) < rest(a) ? -1 : a - b));
  for (const place of order.slice(0, Number(left))) parts[place]! += 1n;
  return parts as Cents[];
}
