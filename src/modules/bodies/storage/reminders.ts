import type { Day } from '../../../kernel/day.ts';
import type { Tx } from '../../../platform/action.ts';
import type { BodiesTables } from './tables.ts';

export type Reminder = {
  /** What it is about: `appointment:` and its id. */
  readonly subject: string;
  readonly due: Day;
  readonly daysBefore: number;
  readonly at: Date;
};

/** False when it was sent already: the key decides, so that two runs at once send it once. */
export async function markReminded(tx: Tx, association: string, reminder: Reminder): Promise<boolean> {
  const { subject, due, daysBefore, at } = reminder;
  const row = await tx
    .withTables<BodiesTables>()
    .insertInto('bodies.reminders')
    .values({ association, subject, due, days_before: daysBefore, sent_at: at })
    .onConflict((conflict) => conflict.columns(['association', 'subject', 'due', 'days_before']).doNothing())
    .returning('subject')
    .executeTakeFirst();
  return row !== undefined;
}
