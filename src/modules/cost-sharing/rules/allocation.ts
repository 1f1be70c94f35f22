import type { EntityCode } from '../../../kernel/entity.ts';
import type { Fraction } from '../../../kernel/fraction.ts';
import type { Cents } from '../../../kernel/money.ts';
import type { Trace } from '../../../kernel/trace.ts';
import type { CostSplit } from './cost-split.ts';
import type { Surplus } from './net-of-contributions.ts';

/** What an entity bears of one cost. */
export type Line = {
  readonly cost: string;
  /** The id of the clause that decides. */
  readonly clause: string;
  readonly amount: Cents;
  /** The entity's part of the cost, before rounding. */
  readonly ratio: Fraction;
};

/** What an entity bears in all: one line for each cost it takes part in, also at 0.00. */
export type Share = {
  readonly entity: EntityCode;
  readonly amount: Cents;
  /** Of the net, as a decimal text; all shares sum to 100. */
  readonly percent: string;
  /** For the staff it lends. */
  readonly reimbursement: Cents;
  /** `amount` less `reimbursement`. */
  readonly netPosition: Cents;
  readonly lines: readonly Line[];
};

/** A year's costs shared out: amounts in cents that sum exactly to `net`, shares in the order of the entities. */
export type Allocation = {
  readonly year: number;
  readonly gross: Cents;
  /** What reduced the costs; what exceeds them is in `surplus` only. */
  readonly contributions: Cents;
  readonly net: Cents;
  readonly shares: readonly Share[];
  readonly surplus: readonly Surplus[];
  readonly costs: readonly CostSplit[];
  /** Why an entity bears this of a cost; undefined where it takes no part in it. */
  readonly explainLine: (entity: EntityCode, cost: string) => Trace | undefined;
  /** Why each taker of a cost bears its part, in their order; each is made when it is reached. */
  readonly explainCost: (cost: string) => Iterable<Trace> | undefined;
  readonly explainShare: (entity: EntityCode) => Trace | undefined;
  readonly explainPercent: (entity: EntityCode) => Trace | undefined;
  /** The whole: gross, contributions, net, and every key with the figures of all entities. */
  readonly explainTotal: () => Trace;
};
