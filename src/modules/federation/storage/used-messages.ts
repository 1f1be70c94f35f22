import type { Tx } from '../../../platform/action.ts';
import type { FederationTables } from './tables.ts';

/**
 * Whether a provider's message comes for the first time: PostgreSQL keeps its id, so that of two that arrive at once one is the
 * second.
 *
 * @param message `until` when it is too old to be believed anyway, and may be forgotten
 */
export async function isFirstUse(
  tx: Tx,
  message: { readonly issuer: string; readonly id: string; readonly until: Date },
  now: Date,
): Promise<boolean> {
  const rows = tx.withTables<FederationTables>();
  await rows.deleteFrom('federation.used_messages').where('until', '<', now).execute();
  const stored = await rows
    .insertInto('federation.used_messages')
    .values({ association: '', ...message })
    .onConflict((conflict) => conflict.columns(['association', 'issuer', 'id']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return stored !== undefined;
}
