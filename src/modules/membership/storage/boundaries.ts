import type { EntityCode } from '../../../kernel/entity.ts';
import type { Tx } from '../../../platform/action.ts';
import type { AreaGeometry } from '../../../platform/maps/geometry.ts';
import type { Recording } from './entities.ts';
import type { MembershipTables } from './tables.ts';

export async function boundariesOf(tx: Tx, association: string): Promise<Map<EntityCode, AreaGeometry>> {
  const rows = await tx
    .withTables<MembershipTables>()
    .selectFrom('membership.boundaries')
    .select(['entity', 'geometry'])
    .where('association', '=', association)
    .orderBy('entity')
    .execute();
  return new Map(rows.map((row) => [row.entity as EntityCode, row.geometry as AreaGeometry]));
}

/** Writes the boundary of an entity, over the one it had. */
export async function putBoundary(
  tx: Tx,
  association: string,
  boundary: { readonly entity: EntityCode; readonly geometry: AreaGeometry; readonly source: string },
  by: Recording,
): Promise<void> {
  const values = {
    geometry: JSON.stringify(boundary.geometry),
    source: boundary.source,
    recorded_at: by.at,
    recorded_by: by.by,
  };
  await tx
    .withTables<MembershipTables>()
    .insertInto('membership.boundaries')
    .values({ association, entity: boundary.entity, ...values })
    .onConflict((conflict) => conflict.columns(['association', 'entity']).doUpdateSet(values))
    .execute();
}
