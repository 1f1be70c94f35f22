import type { EntityCode } from '../../../kernel/entity.ts';
import { zero } from '../../../kernel/fraction.ts';
import { type Cents, cents } from '../../../kernel/money.ts';
import type { Line, Share } from './allocation.ts';
import { type CostSplit, partOf } from './cost-split.ts';

/** A share whose lines are made when asked for: there are as many as entities times costs. */
export class EntityShare implements Share {
  readonly entity: EntityCode;
  readonly amount: Cents;
  readonly percent: string;
  readonly reimbursement: Cents;
  readonly #place: number;
  readonly #costs: readonly CostSplit[];

  /** @param place of the entity among all */
  constructor(share: Omit<Share, 'lines' | 'netPosition'>, place: number, costs: readonly CostSplit[]) {
    this.entity = share.entity;
    this.amount = share.amount;
    this.percent = share.percent;
    this.reimbursement = share.reimbursement;
    this.#place = place;
    this.#costs = costs;
  }

  get netPosition(): Cents {
    return cents(this.amount - this.reimbursement);
  }

  get lines(): readonly Line[] {
    const lines: Line[] = [];
    for (const { id, clause, split, parts } of this.#costs) {
      const taker = split.placeOf[this.#place]!;
      if (taker < 0) continue;
      const { weights, total } = split.key;
      lines.push({
        cost: id,
        clause: clause.id,
        amount: partOf(parts, taker),
        ratio: total === 0n ? zero : { num: weights[taker]!, den: total },
      });
    }
    return lines;
  }
}
