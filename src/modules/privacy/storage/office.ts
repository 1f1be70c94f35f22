import { sql } from 'kysely';
import type { Tx } from '../../../platform/action.ts';

/**
 * Lets this transaction see, of every entity of the association, what the office has to know to apply technical measures: acts,
 * names of data sets, tasks. Never what the data sets hold, nor who read it.
 */
export async function seeAsOffice(tx: Tx): Promise<void> {
  await sql`select set_config('app.privacy_office', 'on', true)`.execute(tx);
}
