import type { Tx } from '../../../platform/action.ts';
import type { PrivacyTables } from './tables.ts';

export type Emergency = {
  readonly id: string;
  readonly dataSet: string;
  readonly entity: string;
  readonly person: string;
  readonly reason: string;
  readonly opened: Date;
  readonly closes: Date;
  readonly reviewedAt: Date | null;
  readonly review: string;
};

export async function insertEmergency(
  tx: Tx,
  association: string,
  emergency: Omit<Emergency, 'reviewedAt' | 'review'>,
): Promise<void> {
  const { dataSet, ...rest } = emergency;
  await tx
    .withTables<PrivacyTables>()
    .insertInto('privacy.emergencies')
    .values({ association, ...rest, data_set: dataSet, reviewed_at: null, reviewed_by: null, review: '' })
    .execute();
}

/** Emergency accesses that the transaction may see, the latest first. */
export async function emergenciesLike(
  tx: Tx,
  association: string,
  filter: { readonly id?: string; readonly dataSet?: string; readonly person?: string } = {},
): Promise<Emergency[]> {
  let query = tx
    .withTables<PrivacyTables>()
    .selectFrom('privacy.emergencies')
    .select(['id', 'data_set', 'entity', 'person', 'reason', 'opened', 'closes', 'reviewed_at', 'review'])
    .where('association', '=', association)
    .orderBy('opened', 'desc')
    .orderBy('id')
    .limit(1000);
  if (filter.id !== undefined) query = query.where('id', '=', filter.id);
  if (filter.dataSet !== undefined) query = query.where('data_set', '=', filter.dataSet);
  if (filter.person !== undefined) query = query.where('person', '=', filter.person);
  return (await query.execute()).map((row) => ({
    id: row.id,
    dataSet: row.data_set,
    entity: row.entity,
    person: row.person,
    reason: row.reason,
    opened: row.opened,
    closes: row.closes,
    reviewedAt: row.reviewed_at,
    review: row.review,
  }));
}

/** Keeps what the entity says of an emergency access; false when it was said before. */
export async function storeReview(
  tx: Tx,
  association: string,
  review: { readonly id: string; readonly at: Date; readonly by: string | null; readonly says: string },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .withTables<PrivacyTables>()
    .updateTable('privacy.emergencies')
    .set({ reviewed_at: review.at, reviewed_by: review.by, review: review.says })
    .where('association', '=', association)
    .where('id', '=', review.id)
    .where('reviewed_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}
