import type { Tx } from '../../../platform/action.ts';

type AssociationsTable = { id: string; name: string; short_name: string; agreement: string };
type Tables = { 'platform.associations': AssociationsTable };

/** False when the id is taken. */
export async function insertAssociation(
  tx: Tx,
  association: { readonly id: string; readonly name: string; readonly shortName: string; readonly agreement: string },
): Promise<boolean> {
  const result = await tx
    .withTables<Tables>()
    .insertInto('platform.associations')
    .values({
      id: association.id,
      name: association.name,
      short_name: association.shortName,
      agreement: association.agreement,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}
