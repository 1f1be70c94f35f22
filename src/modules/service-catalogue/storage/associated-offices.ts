import type { Day } from '../../../kernel/day.ts';
import type { Text } from '../../../kernel/text.ts';
import type { Tx } from '../../../platform/action.ts';
import type { AssociatedOffice, Procedure } from '../rules/index.ts';
import type { CatalogueTables } from './tables.ts';

export type StoredOffice = AssociatedOffice & {
  readonly revision: number;
  readonly act: string;
  readonly at: Date;
  readonly by: string;
};

const tables = (tx: Tx) => tx.withTables<CatalogueTables>();

/** The offices as they stand, by code; one of them where a code is given. */
export async function officesOf(tx: Tx, association: string, code?: string): Promise<StoredOffice[]> {
  let query = tables(tx)
    .selectFrom('service_catalogue.associated_offices')
    .distinctOn('code')
    .select(['code', 'revision', 'name', 'stage', 'since', 'entities', 'procedures', 'act', 'at', 'by_name as by'])
    .where('association', '=', association)
    .orderBy('code')
    .orderBy('revision', 'desc');
  if (code !== undefined) query = query.where('code', '=', code);
  const rows = await query.execute();
  return rows.map((row) => ({
    ...row,
    since: row.since as Day,
    name: row.name as Text,
    entities: row.entities as readonly string[],
    procedures: row.procedures as readonly Procedure[],
  }));
}

export async function insertOffice(tx: Tx, association: string, office: StoredOffice): Promise<void> {
  const { code, revision, name, stage, since, entities, procedures, act, at, by } = office;
  await tables(tx)
    .insertInto('service_catalogue.associated_offices')
    .values({
      ...{ association, code, revision, stage, since, act, at },
      name: JSON.stringify(name),
      entities: JSON.stringify(entities),
      procedures: JSON.stringify(procedures),
      by_name: by,
    })
    .execute();
}
