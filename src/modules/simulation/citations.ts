import type { Text } from '../../kernel/text.ts';
import type { Tx } from '../../platform/action.ts';
import { allocationNumbered, allocationsOf } from '../cost-sharing/index.ts';
import type { RegistersNow } from './registers-now.ts';

/** An adopted split with the costs that a clause decided in it. */
export type Citation = {
  readonly allocation: number;
  readonly year: number;
  readonly act: string | null;
  readonly costs: string[];
};

const mostAllocations = 20;

type FrozenLines = {
  result: {
    costs?: { id: string; title: Text }[];
    shares: { entity: string; lines: { cost: string; clause: string }[] }[];
  };
};

/** The last adopted splits whose lines a clause decided, newest first, as far as the reader may see them. */
export async function citationsOf(
  tx: Tx,
  asked: { readonly association: string; readonly clause: string; readonly shares: RegistersNow['shares'] },
): Promise<Citation[]> {
  const { association, clause, shares } = asked;
  if (shares === 'none') return [];
  const adopted = (await allocationsOf(tx, association)).filter((head) => head.adopted !== null);
  const found: Citation[] = [];
  for (const { number, year, act } of adopted.slice(0, mostAllocations)) {
    const stored = await allocationNumbered(tx, association, number);
    if (!stored?.frozen) continue;
    const { result } = JSON.parse(stored.frozen) as FrozenLines;
    const seen = result.shares.filter(({ entity }) => shares === 'all' || entity === shares.of);
    const costs = new Set(
      seen.flatMap(({ lines }) => lines.filter((line) => line.clause === clause).map(({ cost }) => cost)),
    );
    if (costs.size === 0) continue;
    const titles = new Map(result.costs?.map(({ id, title }) => [id, title.it]));
    const names = new Map(stored.costs.map(({ id, description }) => [id, description || id]));
    found.push({
      allocation: number,
      year,
      act,
      costs: [...costs].map((cost) => names.get(cost) ?? titles.get(cost) ?? cost),
    });
  }
  return found;
}
