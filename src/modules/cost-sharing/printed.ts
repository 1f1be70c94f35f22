import { reduce } from '../../kernel/fraction.ts';
import { formatMoney } from '../../kernel/money.ts';
import type { Text } from '../../kernel/text.ts';
import type { Allocation, CostSplit, SharingEntity } from './rules/index.ts';
import { splitKeyPhrase } from './split-key-phrase.ts';

/** One cost as it is printed: amounts as decimal texts, its key in words. */
export type PrintedCost = {
  readonly id: string;
  readonly title: Text;
  readonly item: string | null;
  /** The clause that decides how it is split. */
  readonly clause: string;
  readonly article: string;
  /** Since when the version of the clause is in force, and the act that set it. */
  readonly since: string | null;
  readonly act: string | null;
  readonly by: CostSplit['by'];
  /** `metà per PC + metà per abitanti`. */
  readonly key: Text;
  readonly gross: string;
  readonly contributions: string;
  readonly net: string;
};

/** The result of an allocation as it is printed: amounts and percentages as decimal texts. */
export type PrintedResult = {
  readonly year: number;
  readonly gross: string;
  readonly contributions: string;
  readonly net: string;
  readonly costs: readonly PrintedCost[];
  readonly shares: readonly PrintedShare[];
  readonly surplus: readonly { readonly cost: string; readonly amount: string }[];
};

export type PrintedShare = {
  readonly entity: string;
  readonly name: string;
  readonly amount: string;
  readonly percent: string;
  readonly lines: readonly { readonly cost: string; readonly clause: string; readonly amount: string }[];
  readonly reimbursement: string;
  readonly netPosition: string;
};

/**
 * How a cost was split, for programs: what its key counts with totals as exact fractions (`388`, `1952/7`), and for each
 * entity that takes part its count of each term and its part of the cost.
 */
export type PrintedSplit = {
  readonly cost: string;
  readonly terms: readonly { readonly driver: string; readonly weight: string; readonly total: string }[];
  readonly takers: readonly { readonly entity: string; readonly counts: readonly string[]; readonly ratio: string }[];
};

export function printResult(allocation: Allocation, entities: readonly SharingEntity[]): PrintedResult {
  return {
    year: allocation.year,
    gross: formatMoney(allocation.gross),
    contributions: formatMoney(allocation.contributions),
    net: formatMoney(allocation.net),
    costs: allocation.costs.map((split) => ({
      id: split.id,
      title: split.title,
      item: split.item ?? null,
      clause: split.clause.id,
      article: split.clause.article,
      since: split.clause.source.since ?? null,
      act: split.clause.source.by ?? null,
      by: split.by,
      key: splitKeyPhrase(split),
      gross: formatMoney(split.gross),
      contributions: formatMoney(split.reduction),
      net: formatMoney(split.net),
    })),
    shares: allocation.shares.map((share, place) => ({
      entity: share.entity,
      name: entities[place]?.name ?? share.entity,
      amount: formatMoney(share.amount),
      percent: share.percent,
      lines: share.lines.map(({ cost, clause, amount }) => ({ cost, clause, amount: formatMoney(amount) })),
      reimbursement: formatMoney(share.reimbursement),
      netPosition: formatMoney(share.netPosition),
    })),
    surplus: allocation.surplus.map(({ cost, amount }) => ({ cost, amount: formatMoney(amount) })),
  };
}

export function printSplits(allocation: Allocation, entities: readonly SharingEntity[]): PrintedSplit[] {
  return allocation.costs.map(({ id, split }) => ({
    cost: id,
    terms: split.terms.map(({ counted, weight, total }) => ({
      driver: driverName(counted),
      weight: fractionText(weight),
      total: fractionText(total),
    })),
    takers: split.takers.map((place, taker) => ({
      entity: entities[place]!.code,
      counts: split.terms.map(({ counts }) => fractionText(counts[taker]!)),
      ratio: fractionText({ num: split.key.weights[taker]!, den: split.key.total }),
    })),
  }));
}

function fractionText(fraction: { readonly num: bigint; readonly den: bigint }): string {
  const { num, den } = reduce(fraction);
  return den === 1n ? `${num}` : `${num}/${den}`;
}

function driverName(counted: CostSplit['split']['terms'][number]['counted']): string {
  if (typeof counted === 'string') return counted;
  if ('having' in counted) return `having:${counted.having}`;
  return 'sum' in counted ? 'sum' : `bands:${counted.bands.of}`;
}
