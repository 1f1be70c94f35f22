import type { Tx } from '../../../platform/action.ts';
import type { ClockTables } from './clock-tables.ts';

const tables = (tx: Tx) => tx.withTables<ClockTables>();

export type TargetRow = ClockTables['service_desk.targets'];
export type RulesRow = ClockTables['service_desk.clock_rules'];
export type StopRow = ClockTables['service_desk.clock_stops'];

/** Targets, the most general first, of each the latest first. */
export async function targetRows(tx: Tx, association: string): Promise<TargetRow[]> {
  return tables(tx)
    .selectFrom('service_desk.targets')
    .selectAll()
    .where('association', '=', association)
    .orderBy('service')
    .orderBy('priority')
    .orderBy('since', 'desc')
    .execute();
}

/** Puts a line in the place of the one for the same service, priority and day. */
export async function storeTarget(tx: Tx, target: TargetRow): Promise<void> {
  const { first_answer, solution, clause } = target;
  await tables(tx)
    .insertInto('service_desk.targets')
    .values(target)
    .onConflict((conflict) =>
      conflict.columns(['association', 'service', 'priority', 'since']).doUpdateSet({ first_answer, solution, clause }),
    )
    .execute();
}

/** False where there is none. */
export async function deleteTarget(
  tx: Tx,
  { association, service, priority, since }: Pick<TargetRow, 'association' | 'service' | 'priority' | 'since'>,
): Promise<boolean> {
  const { numDeletedRows } = await tables(tx)
    .deleteFrom('service_desk.targets')
    .where('association', '=', association)
    .where('service', '=', service)
    .where('priority', '=', priority)
    .where('since', '=', since)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** What was set about holidays, stops and escalations; undefined while nothing was. */
export async function clockRulesOf(
  tx: Tx,
  association: string,
): Promise<{ rules: RulesRow; stops: StopRow[] } | undefined> {
  const rules = await tables(tx)
    .selectFrom('service_desk.clock_rules')
    .selectAll()
    .where('association', '=', association)
    .executeTakeFirst();
  if (!rules) return undefined;
  const stops = await tables(tx)
    .selectFrom('service_desk.clock_stops')
    .selectAll()
    .where('association', '=', association)
    .execute();
  return { rules, stops };
}

/** Puts these rules in the place of those there were. */
export async function replaceClockRules(tx: Tx, rules: RulesRow, stops: readonly StopRow[]): Promise<void> {
  const { association, ...values } = rules;
  await tables(tx)
    .insertInto('service_desk.clock_rules')
    .values(rules)
    .onConflict((conflict) => conflict.column('association').doUpdateSet(values))
    .execute();
  await tables(tx).deleteFrom('service_desk.clock_stops').where('association', '=', association).execute();
  if (stops.length > 0)
    await tables(tx)
      .insertInto('service_desk.clock_stops')
      .values([...stops])
      .execute();
}
