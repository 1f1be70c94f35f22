import type { EntityCode, EntityKind } from '../../../kernel/entity.ts';
import type { Tx } from '../../../platform/action.ts';
import type { Entity, Relation } from '../rules/entity.ts';
import type { MembershipTables } from './tables.ts';

/** Who records, and when. */
export type Recording = { readonly at: Date; readonly by: string | null };

type Row = Omit<MembershipTables['membership.entities'], 'association' | 'recorded_at' | 'recorded_by'>;

const columns = [
  'code',
  'name',
  'kind',
  'relation',
  'ipa',
  'istat',
  'belfiore',
  'tax_code',
  'province',
  'region',
  'latitude',
  'longitude',
  'has_ced',
  'has_ict_staff',
] as const;

/** Every entity of the register, members or not, by code. */
export async function allEntities(tx: Tx, association: string): Promise<Entity[]> {
  const rows = await tx
    .withTables<MembershipTables>()
    .selectFrom('membership.entities')
    .select(columns)
    .where('association', '=', association)
    .orderBy('code')
    .execute();
  return rows.map(fromRow);
}

/** What entities are called, by code; one that is not in the register is left out. */
export async function entityNames(
  tx: Tx,
  association: string,
  codes: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (codes.length === 0) return new Map();
  const rows = await tx
    .withTables<MembershipTables>()
    .selectFrom('membership.entities')
    .select(['code', 'name'])
    .where('association', '=', association)
    .where('code', 'in', [...new Set(codes)])
    .execute();
  return new Map(rows.map(({ code, name }) => [code, name]));
}

export async function entityByCode(tx: Tx, association: string, code: string): Promise<Entity | undefined> {
  const row = await tx
    .withTables<MembershipTables>()
    .selectFrom('membership.entities')
    .select(columns)
    .where('association', '=', association)
    .where('code', '=', code)
    .executeTakeFirst();
  return row && fromRow(row);
}

/** The entity, kept still until the transaction ends: memberships, figures and changes of one entity come one at a time. */
export async function entityToChange(tx: Tx, association: string, code: string): Promise<Entity | undefined> {
  const row = await tx
    .withTables<MembershipTables>()
    .selectFrom('membership.entities')
    .select(columns)
    .where('association', '=', association)
    .where('code', '=', code)
    .forUpdate()
    .executeTakeFirst();
  return row && fromRow(row);
}

/** Another entity that has one of these codes, or is already the lead. */
export async function holdersOf(tx: Tx, association: string, entity: Entity): Promise<Entity[]> {
  const rows = await tx
    .withTables<MembershipTables>()
    .selectFrom('membership.entities')
    .select(columns)
    .where('association', '=', association)
    .where('code', '<>', entity.code)
    .where((eb) =>
      eb.or([
        ...(entity.ipa === null ? [] : [eb(eb.fn<string>('lower', ['ipa']), '=', entity.ipa.toLowerCase())]),
        ...(entity.istat === null ? [] : [eb('istat', '=', entity.istat)]),
        ...(entity.belfiore === null ? [] : [eb('belfiore', '=', entity.belfiore)]),
        ...(entity.taxCode === null ? [] : [eb('tax_code', '=', entity.taxCode)]),
        ...(entity.relation === 'lead' ? [eb('relation', '=', 'lead')] : []),
      ]),
    )
    .execute();
  return rows.map(fromRow);
}

/** False when one of its codes is taken. */
export async function insertEntity(tx: Tx, association: string, entity: Entity, by: Recording): Promise<boolean> {
  const inserted = await tx
    .withTables<MembershipTables>()
    .insertInto('membership.entities')
    .values({ association, ...toRow(entity), recorded_at: by.at, recorded_by: by.by })
    .onConflict((conflict) => conflict.doNothing())
    .returning('code')
    .executeTakeFirst();
  return inserted !== undefined;
}

/** Writes the entity over what it was, which is kept among its changes. */
export async function updateEntity(
  tx: Tx,
  association: string,
  change: { readonly before: Entity; readonly after: Entity },
  by: Recording,
): Promise<void> {
  const tables = tx.withTables<MembershipTables>();
  const { before, after } = change;
  await tables
    .insertInto('membership.entity_changes')
    .columns(['association', 'entity', 'change', 'was', 'recorded_at', 'recorded_by'])
    .expression((eb) =>
      eb
        .selectFrom('membership.entity_changes')
        .where('association', '=', association)
        .where('entity', '=', before.code)
        .select((select) => [
          select.val(association).as('association'),
          select.val(before.code as string).as('entity'),
          select.fn.coalesce(select(select.fn.max('change'), '+', 1), select.lit(1)).as('change'),
          select.cast<string>(select.val(JSON.stringify(before)), 'jsonb').as('was'),
          select.cast<Date>(select.val(by.at), 'timestamptz').as('recorded_at'),
          select.val(by.by).as('recorded_by'),
        ]),
    )
    .execute();
  await tables
    .updateTable('membership.entities')
    .set({ ...toRow(after), recorded_at: by.at, recorded_by: by.by })
    .where('association', '=', association)
    .where('code', '=', before.code)
    .execute();
}

export type EntityChange = { readonly was: Partial<Entity>; readonly recordedAt: Date };

/** What the entity was before each change, the last first. */
export async function changesOf(tx: Tx, association: string, code: string): Promise<EntityChange[]> {
  const rows = await tx
    .withTables<MembershipTables>()
    .selectFrom('membership.entity_changes')
    .select(['was', 'recorded_at'])
    .where('association', '=', association)
    .where('entity', '=', code)
    .orderBy('change', 'desc')
    .execute();
  return rows.map((row) => ({ was: row.was as Partial<Entity>, recordedAt: row.recorded_at }));
}

function toRow(entity: Entity): Row {
  return {
    code: entity.code,
    name: entity.name,
    kind: entity.kind,
    relation: entity.relation,
    ipa: entity.ipa,
    istat: entity.istat,
    belfiore: entity.belfiore,
    tax_code: entity.taxCode,
    province: entity.province,
    region: entity.region,
    latitude: entity.latitude,
    longitude: entity.longitude,
    has_ced: entity.hasCed,
    has_ict_staff: entity.hasIctStaff,
  };
}

export function fromRow(row: Row): Entity {
  return {
    code: row.code as EntityCode,
    name: row.name,
    kind: row.kind as EntityKind,
    relation: row.relation as Relation,
    ipa: row.ipa,
    istat: row.istat,
    belfiore: row.belfiore,
    taxCode: row.tax_code,
    province: row.province,
    region: row.region,
    latitude: row.latitude,
    longitude: row.longitude,
    hasCed: row.has_ced,
    hasIctStaff: row.has_ict_staff,
  };
}
