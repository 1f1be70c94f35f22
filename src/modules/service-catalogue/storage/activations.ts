import { sql } from 'kysely';
import type { Day } from '../../../kernel/day.ts';
import type { EntityCode } from '../../../kernel/entity.ts';
import type { Tx } from '../../../platform/action.ts';
import type { CatalogueTables } from './tables.ts';

type Table = CatalogueTables['service_catalogue.activations'];

/** What is known of an activation since its last change. */
export type StoredActivation = {
  readonly id: string;
  readonly revision: number;
  readonly entity: EntityCode;
  readonly service: string;
  readonly from: Day;
  readonly until: Day | null;
  readonly units: number | null;
  readonly beneficiary: string;
  readonly act: string;
  readonly state: Table['state'];
  readonly did: Table['did'];
  readonly why: string;
  readonly at: Date;
  readonly by: string;
};

const columns = [
  'id',
  'revision',
  'entity',
  'service',
  'from_day as from',
  'until_day as until',
  'units',
  'beneficiary',
  'act',
  'state',
  'did',
  'why',
  'at',
  'by_name as by',
] as const;

const tables = (tx: Tx) => tx.withTables<CatalogueTables>();

export type ActivationFilter = {
  readonly entity?: string | undefined;
  readonly service?: string | undefined;
  readonly id?: string | undefined;
  /** As it was known at that moment; as it is now where left out. */
  readonly knownAt?: Date | undefined;
};

/** Activations as they stand, by entity, service and first day. */
export async function activationsOf(
  tx: Tx,
  association: string,
  { entity, service, id, knownAt }: ActivationFilter = {},
): Promise<StoredActivation[]> {
  let query = tables(tx)
    .selectFrom('service_catalogue.activations')
    .distinctOn('id')
    .select(columns)
    .where('association', '=', association)
    .orderBy('id')
    .orderBy('revision', 'desc');
  if (entity !== undefined) query = query.where('entity', '=', entity);
  if (service !== undefined) query = query.where('service', '=', service);
  if (id !== undefined) query = query.where('id', '=', id);
  if (knownAt) query = query.where('at', '<=', knownAt);
  const rows = (await query.execute()) as StoredActivation[];
  const order = ({ entity, service, from }: StoredActivation) => `${entity} ${service} ${from}`;
  return rows.sort((a, b) => (order(a) < order(b) ? -1 : 1));
}

/** What happened to an activation, the first first. */
export async function revisionsOf(tx: Tx, association: string, id: string): Promise<StoredActivation[]> {
  const rows = await tables(tx)
    .selectFrom('service_catalogue.activations')
    .select(columns)
    .where('association', '=', association)
    .where('id', '=', id)
    .orderBy('revision')
    .execute();
  return rows as StoredActivation[];
}

export async function insertActivations(tx: Tx, association: string, rows: readonly StoredActivation[]): Promise<void> {
  for (let from = 0; from < rows.length; from += 500) {
    await tables(tx)
      .insertInto('service_catalogue.activations')
      .values(
        rows.slice(from, from + 500).map((row) => ({
          association,
          id: row.id,
          revision: row.revision,
          entity: row.entity,
          service: row.service,
          from_day: row.from,
          until_day: row.until,
          units: row.units,
          beneficiary: row.beneficiary,
          act: row.act,
          state: row.state,
          did: row.did,
          why: row.why,
          at: row.at,
          by_name: row.by,
        })),
      )
      .execute();
  }
}

/** How many entities have each service in force on a day, as far as the actor sees. */
export async function countActive(tx: Tx, association: string, on: Day): Promise<Map<string, number>> {
  const { rows } = await sql<{ service: string; entities: number }>`
    select service, count(distinct entity)::int as entities
    from (
      select distinct on (id) * from service_catalogue.activations
      where association = ${association} order by id, revision desc
    ) as latest
    where state = 'in-force' and from_day <= ${on} and (until_day is null or until_day >= ${on})
    group by service`.execute(tx);
  return new Map(rows.map(({ service, entities }) => [service, entities]));
}
