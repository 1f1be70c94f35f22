import type { Day } from '../../../kernel/day.ts';
import type { Tx } from '../../../platform/action.ts';
import type { PlanningTables } from './tables.ts';

const tables = (tx: Tx) => tx.withTables<PlanningTables>();

export type Reminder = {
  readonly obligation: string;
  readonly entity: string | null;
  readonly due: Day;
  readonly daysBefore: number;
  readonly sentAt: Date;
  /** How many people were written to. */
  readonly recipients: number;
};

/** False when it was sent already: the key decides, so that two runs at once send it once. */
export async function markReminded(tx: Tx, association: string, reminder: Reminder): Promise<boolean> {
  const { obligation, entity, due, daysBefore, sentAt, recipients } = reminder;
  const row = await tables(tx)
    .insertInto('planning.reminders')
    .values({
      association,
      obligation,
      whose: entity ?? '',
      due,
      days_before: daysBefore,
      sent_at: sentAt,
      recipients,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('obligation')
    .executeTakeFirst();
  return row !== undefined;
}

/** Reminders of what is due within some days, both included, of those that the actor may see; the first sent first. */
export async function remindersBetween(tx: Tx, association: string, from: Day, to: Day): Promise<Reminder[]> {
  return tables(tx)
    .selectFrom('planning.reminders')
    .select(['obligation', 'entity', 'due', 'days_before as daysBefore', 'sent_at as sentAt', 'recipients'])
    .where('association', '=', association)
    .where('due', '>=', from)
    .where('due', '<=', to)
    .orderBy('sent_at')
    .execute();
}
