import { addDays, type Day } from '../../../kernel/day.ts';
import type { EntityCode } from '../../../kernel/entity.ts';
import type { Tx } from '../../../platform/action.ts';
import type { Recording } from './entities.ts';
import type { MembershipTables } from './tables.ts';

export type Representation = {
  readonly representative: EntityCode;
  readonly represented: EntityCode;
  readonly since: Day;
  /** Last day; null while it lasts. */
  readonly until: Day | null;
  readonly act: string;
};

/** Who represents whom, from the first; of one entity, on either side, when it is given. */
export async function representationsOf(tx: Tx, association: string, entity?: string): Promise<Representation[]> {
  let query = tx
    .withTables<MembershipTables>()
    .selectFrom('membership.representations')
    .select(['representative', 'represented', 'since', 'until', 'act'])
    .where('association', '=', association)
    .orderBy('represented')
    .orderBy('since');
  if (entity !== undefined) {
    query = query.where((eb) => eb.or([eb('represented', '=', entity), eb('representative', '=', entity)]));
  }
  return (await query.execute()).map((row) => ({
    representative: row.representative as EntityCode,
    represented: row.represented as EntityCode,
    since: row.since as Day,
    until: row.until as Day | null,
    act: row.act,
  }));
}

/** From that day the entity is represented by another; whoever did it until then did so until the day before. */
export async function insertRepresentation(
  tx: Tx,
  association: string,
  one: Omit<Representation, 'until'>,
  by: Recording,
): Promise<void> {
  await endRepresentation(tx, association, { represented: one.represented, until: addDays(one.since, -1) });
  await tx
    .withTables<MembershipTables>()
    .insertInto('membership.representations')
    .values({ association, ...one, until: null, recorded_at: by.at, recorded_by: by.by })
    .execute();
}

/** False when nobody represents the entity. */
export async function endRepresentation(
  tx: Tx,
  association: string,
  end: { readonly represented: EntityCode; readonly until: Day },
): Promise<boolean> {
  const ended = await tx
    .withTables<MembershipTables>()
    .updateTable('membership.representations')
    .set({ until: end.until })
    .where('association', '=', association)
    .where('represented', '=', end.represented)
    .where('until', 'is', null)
    .returning('represented')
    .executeTakeFirst();
  return ended !== undefined;
}
