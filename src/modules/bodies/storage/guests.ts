import type { Day } from '../../../kernel/day.ts';
import type { Tx } from '../../../platform/action.ts';
import type { Recording } from './documents.ts';
import type { BodiesTables } from './tables.ts';

/** Who may be invited to a body's sittings: never with a vote. */
export type Guest = {
  readonly id: string;
  readonly body: string;
  /** A group of the agreement; null for any other guest. */
  readonly group: string | null;
  readonly name: string;
  readonly address: string;
  readonly proposedBy: string | null;
  readonly since: Day;
  readonly until: Day | null;
};

/** The guests on a day, by name; of one body, where it is given. */
export async function guestsOn(tx: Tx, association: string, on: Day, body?: string): Promise<Guest[]> {
  let query = tx
    .withTables<BodiesTables>()
    .selectFrom('bodies.guests')
    .select(['id', 'body', 'guest_group', 'name', 'address', 'proposed_by', 'since', 'until'])
    .where('association', '=', association)
    .where('since', '<=', on)
    .where((where) => where.or([where('until', 'is', null), where('until', '>=', on)]))
    .orderBy('name');
  if (body !== undefined) query = query.where('body', '=', body);
  return (await query.execute()).map(({ guest_group, proposed_by, ...rest }) => ({
    ...rest,
    group: guest_group,
    proposedBy: proposed_by,
  }));
}

export async function insertGuest(tx: Tx, association: string, guest: Guest, by: Recording): Promise<void> {
  const { group, proposedBy, ...rest } = guest;
  await tx
    .withTables<BodiesTables>()
    .insertInto('bodies.guests')
    .values({
      association,
      ...rest,
      guest_group: group,
      proposed_by: proposedBy,
      recorded_at: by.at,
      recorded_by: by.by,
    })
    .execute();
}

/** False when there is no such guest, or it begins after that day. */
export async function endGuest(tx: Tx, association: string, id: string, until: Day): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .withTables<BodiesTables>()
    .updateTable('bodies.guests')
    .set({ until })
    .where('association', '=', association)
    .where('id', '=', id)
    .where('since', '<=', until)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
