import type { Selectable } from 'kysely';
import type { Day } from '../../../kernel/day.ts';
import type { Tx } from '../../../platform/action.ts';
import type { PlannedPost } from '../rules/index.ts';
import type { StaffingTables } from './tables.ts';

const tables = (tx: Tx) => tx.withTables<StaffingTables>();

export type PlanRow = Selectable<StaffingTables['staffing.staff_plans']>;

/** The plans of the staff, the last first. */
export async function staffPlans(tx: Tx, association: string): Promise<PlanRow[]> {
  return tables(tx)
    .selectFrom('staffing.staff_plans')
    .selectAll()
    .where('association', '=', association)
    .orderBy('number', 'desc')
    .execute();
}

/** Writes the draft, in the place of the one there is. */
export async function putDraftPlan(
  tx: Tx,
  association: string,
  plan: {
    readonly number: number;
    readonly since: Day;
    readonly posts: readonly PlannedPost[];
    readonly at: Date;
    readonly by: string;
  },
): Promise<void> {
  const { number, since, at, by } = plan;
  const values = { since, posts: JSON.stringify(plan.posts), drafted_at: at, drafted_by: by };
  await tables(tx)
    .insertInto('staffing.staff_plans')
    .values({
      ...{ association, number, ...values },
      ...{ approved_at: null, approved_by: null, act_number: null, act_day: null },
    })
    .onConflict((conflict) => conflict.columns(['association', 'number']).doUpdateSet(values))
    .execute();
}

export async function approvePlan(
  tx: Tx,
  association: string,
  plan: {
    readonly number: number;
    readonly at: Date;
    readonly by: string;
    readonly actNumber: string;
    readonly actDay: Day;
  },
): Promise<void> {
  await tables(tx)
    .updateTable('staffing.staff_plans')
    .set({ approved_at: plan.at, approved_by: plan.by, act_number: plan.actNumber, act_day: plan.actDay })
    .where('association', '=', association)
    .where('number', '=', plan.number)
    .execute();
}
