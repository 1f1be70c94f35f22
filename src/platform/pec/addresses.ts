import type { Tx } from '../action.ts';
import type { PecTables } from './tables.ts';

/** Where entities receive certified mail, by code; without those of whom it is not known. */
export async function pecAddressesOf(tx: Tx, association: string): Promise<ReadonlyMap<string, string>> {
  const rows = await tx
    .withTables<PecTables>()
    .selectFrom('pec.addresses')
    .select(['entity', 'address'])
    .where('association', '=', association)
    .execute();
  return new Map(rows.map(({ entity, address }) => [entity, address]));
}

/** Sets or, with null, forgets where an entity receives certified mail. */
export async function setPecAddress(
  tx: Tx,
  association: string,
  { entity, address }: { readonly entity: string; readonly address: string | null },
  by: { readonly name: string; readonly at: Date },
): Promise<void> {
  const tables = tx.withTables<PecTables>();
  if (address === null) {
    await tables
      .deleteFrom('pec.addresses')
      .where('association', '=', association)
      .where('entity', '=', entity)
      .execute();
    return;
  }
  const row = { address: address.toLowerCase(), changed: by.at, changed_by: by.name };
  await tables
    .insertInto('pec.addresses')
    .values({ association, entity, ...row })
    .onConflict((conflict) => conflict.columns(['association', 'entity']).doUpdateSet(row))
    .execute();
}
