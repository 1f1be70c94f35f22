import type { Tx } from '../../../platform/action.ts';

type AssociationTables = { 'platform.associations': { id: string; name: string } };

export async function nameOfAssociation(tx: Tx, id: string): Promise<string> {
  const row = await tx
    .withTables<AssociationTables>()
    .selectFrom('platform.associations')
    .select('name')
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.name ?? id;
}
