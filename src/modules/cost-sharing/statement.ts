import type { Text } from '../../kernel/text.ts';
import type { Trace } from '../../kernel/trace.ts';
import type { PrintedCost, PrintedResult } from './printed.ts';

/** What an entity owes for a year and why: one line for each cost it takes part in. */
export type Statement = {
  readonly entity: string;
  readonly name: string;
  readonly amount: string;
  readonly percent: string;
  readonly reimbursement: string;
  readonly netPosition: string;
  readonly lines: readonly StatementLine[];
  /** The whole arithmetic, from the net position down to figures and clauses. */
  readonly trace: Trace;
};

export type StatementLine = PrintedCost & {
  readonly amount: string;
  /** How this amount comes out: "metà per PC (130 su 388) + …". */
  readonly how: Text;
};

/** @param explanations of the entity, by name */
export function statementOf(
  result: PrintedResult,
  entity: string,
  explanations: Readonly<Record<string, Trace>>,
): Statement | undefined {
  const share = result.shares.find((each) => each.entity === entity);
  const trace = explanations.share;
  if (!share || !trace) return undefined;
  const costs = new Map(result.costs.map((cost) => [cost.id, cost]));
  const { name, amount, percent, reimbursement, netPosition } = share;
  return {
    entity,
    name,
    amount,
    percent,
    reimbursement,
    netPosition,
    trace,
    lines: share.lines.map((line) => {
      const why = explanations[`line ${line.cost}`]?.why;
      return {
        ...costs.get(line.cost)!,
        amount: line.amount,
        how: why?.kind === 'step' ? why.how : costs.get(line.cost)!.key,
      };
    }),
  };
}
