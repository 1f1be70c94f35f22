import { sql } from 'kysely';
import type { Tx } from '../../../platform/action.ts';

const name = 'audit.retention-months';

/** How many months entries stay; null where nobody said. */
export async function retentionMonthsOf(tx: Tx, association: string): Promise<number | null> {
  const { rows } = await sql<{ value: number | null }>`
    select value from platform.settings where association = ${association} and name = ${name}`.execute(tx);
  return rows[0]?.value ?? null;
}

export async function storeRetentionMonths(
  tx: Tx,
  setting: {
    readonly association: string;
    readonly months: number | null;
    readonly by: string | null;
    readonly at: Date;
  },
): Promise<void> {
  const { association, months, by, at } = setting;
  await sql`insert into platform.settings (association, name, value, changed, changed_by)
    values (${association}, ${name}, ${JSON.stringify(months)}::jsonb, ${at}, ${by})
    on conflict (association, name)
    do update set value = excluded.value, changed = excluded.changed, changed_by = excluded.changed_by`.execute(tx);
}
