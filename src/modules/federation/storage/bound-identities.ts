import type { Tx } from '../../../platform/action.ts';
import type { FederationTables } from './tables.ts';

export type BoundIdentity = Omit<FederationTables['federation.bound_identities'], 'association'>;

export async function boundIdentityOf(tx: Tx, person: string): Promise<BoundIdentity | undefined> {
  return tx
    .withTables<FederationTables>()
    .selectFrom('federation.bound_identities')
    .select(['person', 'method', 'provider', 'level', 'bound'])
    .where('person', '=', person)
    .executeTakeFirst();
}

/** Remembers how a person bound their account the last time. */
export async function storeBoundIdentity(tx: Tx, bound: BoundIdentity): Promise<void> {
  const { person: _, ...how } = bound;
  await tx
    .withTables<FederationTables>()
    .insertInto('federation.bound_identities')
    .values({ association: '', ...bound })
    .onConflict((conflict) => conflict.columns(['association', 'person']).doUpdateSet(how))
    .execute();
}

/** False where the person had bound none. */
export async function deleteBoundIdentity(tx: Tx, person: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .withTables<FederationTables>()
    .deleteFrom('federation.bound_identities')
    .where('person', '=', person)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}
