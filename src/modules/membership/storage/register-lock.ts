import { sql } from 'kysely';
import type { Tx } from '../../../platform/action.ts';

/**
 * Keeps the association's register for this transaction: `alone` for who decides on the whole of it (codes that must be
 * nobody's, a file confirmed as it was shown), `beside` for who changes one entity. Waits for who has it.
 */
export async function holdRegister(tx: Tx, association: string, how: 'alone' | 'beside'): Promise<void> {
  const lock = sql.raw(how === 'alone' ? 'pg_advisory_xact_lock' : 'pg_advisory_xact_lock_shared');
  await sql`select ${lock}(hashtext('membership'), hashtext(${association}))`.execute(tx);
}
