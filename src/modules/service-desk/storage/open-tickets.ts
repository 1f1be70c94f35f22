import type { Tx } from '../../../platform/action.ts';
import type { ServiceDeskTables } from './tables.ts';

/** Requests still open, of one entity or of all, by entity. */
export async function openTickets(
  tx: Tx,
  association: string,
  entity: string | null,
): Promise<readonly { readonly id: number; readonly entity: string }[]> {
  let query = tx
    .withTables<ServiceDeskTables>()
    .selectFrom('service_desk.tickets')
    .select(['id', 'entity'])
    .where('association', '=', association)
    .where('state', 'in', ['new', 'assigned', 'waiting'])
    .orderBy('entity')
    .orderBy('id');
  if (entity !== null) query = query.where('entity', '=', entity);
  return (await query.execute()).map((row) => ({ id: Number(row.id), entity: row.entity }));
}
