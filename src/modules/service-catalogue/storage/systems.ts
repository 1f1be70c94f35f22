import type { Day } from '../../../kernel/day.ts';
import type { EntityCode } from '../../../kernel/entity.ts';
import type { Tx } from '../../../platform/action.ts';
import type { RequestCategory } from '../rules/index.ts';
import type { CatalogueTables, PointAnswer } from './tables.ts';

export type { PointAnswer } from './tables.ts';

type Table = CatalogueTables['service_catalogue.systems'];

/** What is known of a declared system since its last change. */
export type StoredSystem = {
  readonly id: string;
  readonly revision: number;
  readonly entity: EntityCode;
  readonly name: string;
  readonly category: RequestCategory;
  readonly kind: Table['kind'];
  readonly use: string;
  readonly bought: Day | null;
  readonly boughtBy: Table['bought_by'];
  readonly standard: string | null;
  readonly answers: Readonly<Record<string, PointAnswer>>;
  readonly conforms: boolean | null;
  readonly checkedOn: Day | null;
  readonly authorisation: Table['authorisation'];
  readonly authorisationAct: string;
  readonly authorisedOn: Day | null;
  readonly did: Table['did'];
  readonly why: string;
  readonly at: Date;
  readonly by: string;
};

const columns = [
  'id',
  'revision',
  'entity',
  'name',
  'category',
  'kind',
  'use_of as use',
  'bought',
  'bought_by as boughtBy',
  'standard',
  'answers',
  'conforms',
  'checked_on as checkedOn',
  'authorisation',
  'authorisation_act as authorisationAct',
  'authorised_on as authorisedOn',
  'did',
  'why',
  'at',
  'by_name as by',
] as const;

const tables = (tx: Tx) => tx.withTables<CatalogueTables>();

/** Declared systems as they stand, by entity and name; those dismissed only where asked for by id. */
export async function systemsOf(
  tx: Tx,
  association: string,
  { entity, id }: { readonly entity?: string | undefined; readonly id?: string | undefined } = {},
): Promise<StoredSystem[]> {
  let query = tables(tx)
    .selectFrom('service_catalogue.systems')
    .distinctOn('id')
    .select(columns)
    .where('association', '=', association)
    .orderBy('id')
    .orderBy('revision', 'desc');
  if (entity !== undefined) query = query.where('entity', '=', entity);
  if (id !== undefined) query = query.where('id', '=', id);
  const rows = (await query.execute()) as StoredSystem[];
  return rows
    .filter(({ did }) => id !== undefined || did !== 'dismissed')
    .sort((a, b) => (`${a.entity} ${a.name}` < `${b.entity} ${b.name}` ? -1 : 1));
}

/** What happened to a system, the first first. */
export async function historyOf(tx: Tx, association: string, id: string): Promise<StoredSystem[]> {
  const rows = await tables(tx)
    .selectFrom('service_catalogue.systems')
    .select(columns)
    .where('association', '=', association)
    .where('id', '=', id)
    .orderBy('revision')
    .execute();
  return rows as StoredSystem[];
}

export async function insertSystem(tx: Tx, association: string, system: StoredSystem): Promise<void> {
  await tables(tx)
    .insertInto('service_catalogue.systems')
    .values({
      association,
      id: system.id,
      revision: system.revision,
      entity: system.entity,
      name: system.name,
      category: system.category,
      kind: system.kind,
      use_of: system.use,
      bought: system.bought,
      bought_by: system.boughtBy,
      standard: system.standard,
      answers: JSON.stringify(system.answers),
      conforms: system.conforms,
      checked_on: system.checkedOn,
      authorisation: system.authorisation,
      authorisation_act: system.authorisationAct,
      authorised_on: system.authorisedOn,
      did: system.did,
      why: system.why,
      at: system.at,
      by_name: system.by,
    })
    .execute();
}
