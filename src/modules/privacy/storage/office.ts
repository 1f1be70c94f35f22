import type { Tx } from '../../../platform/action.ts';
import { setLocally } from '../../../platform/database/local-setting.ts';

/**
 * Lets this transaction see, of every entity of the association, what the office has to know to apply technical measures: acts,
 * names of data sets, tasks. Never what the data sets hold, nor who read it.
 */
export async function seeAsOffice(tx: Tx): Promise<void> {
  await setLocally(tx, 'app.privacy_office', 'on');
}
