import type { Day } from '../../../kernel/day.ts';
import type { Text } from '../../../kernel/text.ts';
import type { Tx } from '../../../platform/action.ts';
import type { StandardPoint } from '../rules/index.ts';
import type { CatalogueTables } from './tables.ts';

export type StoredStandard = {
  readonly code: string;
  readonly kind: 'structural' | 'application' | 'documents';
  readonly stage: 'study' | 'proposal' | 'adopted';
  readonly since: Day;
  readonly title: Text;
  readonly points: readonly StandardPoint[];
  readonly legacyUntil: Day | null;
  readonly act: string;
};

const tables = (tx: Tx) => tx.withTables<CatalogueTables>();

/** By kind, of each the latest first. */
export async function standardsOf(tx: Tx, association: string): Promise<StoredStandard[]> {
  const rows = await tables(tx)
    .selectFrom('service_catalogue.standards')
    .select(['code', 'kind', 'stage', 'since', 'title', 'points', 'legacy_until as legacyUntil', 'act'])
    .where('association', '=', association)
    .orderBy('kind')
    .orderBy('since', 'desc')
    .orderBy('code')
    .execute();
  return rows as StoredStandard[];
}

/** Puts a standard in the place of the one with its code. */
export async function putStandard(
  tx: Tx,
  association: string,
  { code, kind, stage, since, title, points, legacyUntil, act }: StoredStandard,
  by: { readonly at: Date; readonly name: string },
): Promise<void> {
  const values = {
    ...{ kind, stage, since, act },
    title: JSON.stringify(title),
    points: JSON.stringify(points),
    legacy_until: legacyUntil,
    recorded_at: by.at,
    recorded_by: by.name,
  };
  await tables(tx)
    .insertInto('service_catalogue.standards')
    .values({ association, code, ...values })
    .onConflict((conflict) => conflict.columns(['association', 'code']).doUpdateSet(values))
    .execute();
}
