import { Refused } from '../../../../kernel/result.ts';
import type { Tx } from '../../../../platform/action.ts';
import type { BoundaryItem } from '../../rules/import/boundaries.ts';
import type { PlanItem } from '../../rules/import/plan.ts';
import { refusals } from '../../rules/refusals.ts';
import { putBoundary } from '../../storage/boundaries.ts';
import { entityByCode, insertEntity, type Recording, updateEntity } from '../../storage/entities.ts';
import { insertFigures } from '../../storage/figures.ts';
import { insertMembership } from '../../storage/memberships.ts';
import { insertRepresentation } from '../../storage/representations.ts';

/** Records what the plan adds and changes: entities first, then what is said of them. */
export async function applyPlan(
  tx: Tx,
  association: string,
  plan: {
    readonly items: readonly (PlanItem | BoundaryItem)[];
    /** The file, for the figures' evidence. */
    readonly evidence: string;
    /** Of the boundaries. */
    readonly source: string;
  },
  by: Recording,
): Promise<void> {
  const acts = plan.items.filter((item) => item.outcome !== 'same');
  for (const item of acts) {
    if (item.what !== 'entity') continue;
    if (item.outcome === 'add') {
      if (!(await insertEntity(tx, association, item.entity, by))) throw new Refused(refusals.codeTaken(item.code));
    } else {
      const before = await entityByCode(tx, association, item.code);
      if (!before) throw new Refused(refusals.previewOutdated());
      await updateEntity(tx, association, { before, after: item.entity }, by);
    }
  }
  for (const item of acts) {
    if (item.what === 'membership') await insertMembership(tx, association, item.membership, by);
    if (item.what === 'representation') {
      const one = { representative: item.representative, represented: item.code, since: item.since, act: '' };
      await insertRepresentation(tx, association, one, by);
    }
    if (item.what === 'boundary') {
      const { code: entity, geometry } = item;
      await putBoundary(tx, association, { entity, geometry, source: plan.source }, by);
    }
  }
  const figures = acts.flatMap((item) =>
    item.what === 'figure'
      ? [
          {
            entity: item.code,
            register: item.figure.register,
            on: item.figure.on,
            value: BigInt(item.figure.value),
            standing: item.figure.standing,
            source: item.figure.source,
            evidence: plan.evidence.slice(0, 400),
            decided: null,
          },
        ]
      : [],
  );
  await insertFigures(tx, association, figures, by);
}
