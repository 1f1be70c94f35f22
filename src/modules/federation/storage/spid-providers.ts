import type { Tx } from '../../../platform/action.ts';
import type { SamlProvider } from '../protocol/provider-metadata.ts';
import type { FederationTables } from './tables.ts';

export async function spidProviders(tx: Tx): Promise<SamlProvider[]> {
  const rows = await tx
    .withTables<FederationTables>()
    .selectFrom('federation.spid_providers')
    .selectAll()
    .orderBy('name')
    .execute();
  return rows.map(providerOf);
}

export async function spidProvider(tx: Tx, entityId: string): Promise<SamlProvider | undefined> {
  const row = await tx
    .withTables<FederationTables>()
    .selectFrom('federation.spid_providers')
    .selectAll()
    .where('entity_id', '=', entityId)
    .executeTakeFirst();
  return row && providerOf(row);
}

export async function storeSpidProvider(tx: Tx, provider: SamlProvider, at: Date): Promise<void> {
  const values = {
    name: provider.name,
    sign_in_address: provider.signInAddress,
    sign_out_address: provider.signOutAddress,
    certificates: [...provider.certificates],
    changed: at,
  };
  await tx
    .withTables<FederationTables>()
    .insertInto('federation.spid_providers')
    .values({ association: '', entity_id: provider.entityId, ...values })
    .onConflict((conflict) => conflict.columns(['association', 'entity_id']).doUpdateSet(values))
    .execute();
}

export async function deleteSpidProvider(tx: Tx, entityId: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .withTables<FederationTables>()
    .deleteFrom('federation.spid_providers')
    .where('entity_id', '=', entityId)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

function providerOf(row: FederationTables['federation.spid_providers']): SamlProvider {
  return {
    entityId: row.entity_id,
    name: row.name,
    signInAddress: row.sign_in_address,
    signOutAddress: row.sign_out_address,
    certificates: row.certificates,
  };
}
