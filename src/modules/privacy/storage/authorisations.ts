import type { Day } from '../../../kernel/day.ts';
import type { Tx } from '../../../platform/action.ts';
import type { PrivacyTables } from './tables.ts';

export type Authorisation = {
  readonly id: string;
  /** The entity that authorises for its own data; null where it is for the whole service. */
  readonly entity: string | null;
  readonly person: string;
  readonly authorisedBy: string;
  readonly on: Day;
  readonly until: Day | null;
  readonly revoked: Day | null;
  readonly instructions: string;
  readonly readAt: Date | null;
};

type By = { readonly at: Date; readonly person: string | null };

export async function insertAuthorisation(
  tx: Tx,
  association: string,
  { authorisedBy, on, readAt, ...rest }: Authorisation,
  by: By,
): Promise<void> {
  await tx
    .withTables<PrivacyTables>()
    .insertInto('privacy.authorisations')
    .values({
      association,
      ...rest,
      authorised_by: authorisedBy,
      on_day: on,
      read_at: readAt,
      at: by.at,
      by_person: by.person,
    })
    .execute();
}

/** Authorisations that the transaction may see, the latest first; of these people where they are given. */
export async function authorisationsOf(
  tx: Tx,
  association: string,
  { people, id }: { readonly people?: readonly string[]; readonly id?: string } = {},
): Promise<Authorisation[]> {
  if (people?.length === 0) return [];
  let query = tx
    .withTables<PrivacyTables>()
    .selectFrom('privacy.authorisations')
    .select(['id', 'entity', 'person', 'authorised_by', 'on_day', 'until', 'revoked', 'instructions', 'read_at'])
    .where('association', '=', association)
    .orderBy('on_day', 'desc')
    .orderBy('id')
    .limit(5000);
  if (people) query = query.where('person', 'in', [...people]);
  if (id !== undefined) query = query.where('id', '=', id);
  return (await query.execute()).map((row) => ({
    id: row.id,
    entity: row.entity,
    person: row.person,
    authorisedBy: row.authorised_by,
    on: row.on_day,
    until: row.until,
    revoked: row.revoked,
    instructions: row.instructions,
    readAt: row.read_at,
  }));
}

export async function storeRevocation(tx: Tx, association: string, id: string, revoked: Day): Promise<void> {
  await tx
    .withTables<PrivacyTables>()
    .updateTable('privacy.authorisations')
    .set({ revoked })
    .where('association', '=', association)
    .where('id', '=', id)
    .execute();
}

/** Records that the person has read the instructions; false when that was recorded before. */
export async function storeReading(
  tx: Tx,
  association: string,
  read: { readonly id: string; readonly person: string; readonly at: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .withTables<PrivacyTables>()
    .updateTable('privacy.authorisations')
    .set({ read_at: read.at })
    .where('association', '=', association)
    .where('id', '=', read.id)
    .where('person', '=', read.person)
    .where('read_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
