import type { Cents } from '../../../kernel/money.ts';
import type { Text } from '../../../kernel/text.ts';
import type { InForce } from '../../agreement/rules/index.ts';
import type { Cost, Secondment } from './cost.ts';
import type { SharingKey } from './sharing-key.ts';

/** The clause that decides how a cost is split. */
export type DecidingClause = InForce<'allocation'> | InForce<'capital'> | InForce<'requester-pays'>;

/** Parts in cents: as numbers where all of them are exact, which is quicker for thousands of entities. */
export type Parts = Float64Array | readonly bigint[];

export function partOf(parts: Parts, taker: number): Cents {
  const part = parts[taker]!;
  return (typeof part === 'bigint' ? part : BigInt(part)) as Cents;
}

/** A cost with its parts: what is shared, by which key, under which clause. */
export type CostSplit = {
  readonly id: string;
  readonly title: Text;
  readonly item: string | undefined;
  readonly clause: DecidingClause;
  /** `key`: by counts; `direct`: at the actual cost of each; `requested`: in equal parts among who asked. */
  readonly by: 'key' | 'direct' | 'requested';
  readonly gross: Cents;
  /** What contributions take away. */
  readonly reduction: Cents;
  readonly net: Cents;
  readonly split: SharingKey;
  /** The key before a corrective or the bounds of a share, where they changed it. */
  readonly before: SharingKey | undefined;
  readonly changedBy: 'corrective' | 'limits' | undefined;
  /** One per taker of `split`; they sum to `net`. */
  readonly parts: Parts;
  readonly cost: Cost | undefined;
  /** Where the cost is the reimbursement of lent staff. */
  readonly secondment: Secondment | undefined;
};
