import type { Day } from '../../../../kernel/day.ts';
import type { Tx } from '../../../../platform/action.ts';
import { digestOf } from '../../../../platform/audit.ts';
import { type BoundaryItem, planBoundaries } from '../../rules/import/boundaries.ts';
import { type ImportPlan, type PlanItem, planImport, type RegisterState } from '../../rules/import/plan.ts';
import type { ReadRow, WrongLine } from '../../rules/import/read-row.ts';
import { boundariesOf } from '../../storage/boundaries.ts';
import { allEntities } from '../../storage/entities.ts';
import { figuresInForce } from '../../storage/figures.ts';
import { membershipsOf } from '../../storage/memberships.ts';
import { representationsOf } from '../../storage/representations.ts';
import type { PreviewContent } from './preview-content.ts';

export type CurrentPlan = {
  readonly items: readonly (PlanItem | BoundaryItem)[];
  /** Lines that read well but cannot be taken into the register as it is. */
  readonly wrong: readonly WrongLine[];
  readonly unmatched: readonly { readonly line: number; readonly label: string; readonly key: string }[];
  readonly absent: ImportPlan['absent'];
};

/** What importing the content would do to the register as it is now. */
export async function currentPlan(
  tx: Tx,
  { association, today }: { readonly association: string; readonly today: Day },
  content: PreviewContent,
): Promise<CurrentPlan> {
  const entities = await allEntities(tx, association);
  if (content.kind === 'boundaries') {
    return { ...planBoundaries(content.rows, entities, await boundariesOf(tx, association)), absent: [] };
  }
  const state: RegisterState = {
    entities,
    memberships: await membershipsOf(tx, association),
    representations: (await representationsOf(tx, association)).filter(({ until }) => until === null),
    figures: await figuresConcerned(tx, association, content.rows),
  };
  const { add, joined } = content;
  return planImport({ rows: content.rows, kind: content.kind }, state, { add, ...(joined ? { joined } : {}), today });
}

async function figuresConcerned(tx: Tx, association: string, rows: readonly ReadRow[]) {
  const days = rows.flatMap((row) => row.figures.map((figure) => figure.on)).sort();
  const registers = [...new Set(rows.flatMap((row) => row.figures.map((figure) => figure.register)))];
  if (days.length === 0) return [];
  return figuresInForce(tx, association, { registers, from: days[0]!, to: days.at(-1)! });
}

/** SHA-256 of what confirming would do, to tell whether it is still what was shown. */
export function planSha256({ items, wrong }: CurrentPlan): string {
  const acts = items.filter((item) => item.outcome !== 'same');
  return digestOf([acts, wrong]);
}
