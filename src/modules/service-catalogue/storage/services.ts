import { sql } from 'kysely';
import type { Day } from '../../../kernel/day.ts';
import type { Tx } from '../../../platform/action.ts';
import type { ServiceContent } from '../rules/index.ts';
import type { CatalogueTables } from './tables.ts';

export const draftStages = ['idea', 'evaluation', 'proposal'] as const;
export type DraftStage = (typeof draftStages)[number];

/** A version of a service as stored. */
export type ServiceVersion = {
  readonly code: string;
  readonly number: number;
  readonly stage: DraftStage | 'approved' | 'dropped';
  readonly since: Day;
  readonly content: ServiceContent;
  readonly draftedAt: Date;
  readonly draftedBy: string;
  readonly approvedAt: Date | null;
  readonly approvedBy: string | null;
  readonly act: string;
};

const tables = (tx: Tx) => tx.withTables<CatalogueTables>();
const columns = [
  'code',
  'number',
  'stage',
  'since',
  'content',
  'drafted_at as draftedAt',
  'drafted_by as draftedBy',
  'approved_at as approvedAt',
  'approved_by as approvedBy',
  'act',
] as const;

/** Changes of the catalogue come one at a time, and after those of the activations that look at it. */
export async function holdCatalogue(tx: Tx, association: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('service-catalogue'), hashtext(${association}))`.execute(tx);
}

/** The services approved, each in the version that holds on a day, by code. */
export async function approvedOn(tx: Tx, association: string, on: Day): Promise<ServiceVersion[]> {
  const rows = await tables(tx)
    .selectFrom('service_catalogue.services')
    .distinctOn('code')
    .select(columns)
    .where('association', '=', association)
    .where('stage', '=', 'approved')
    .where('since', '<=', on)
    .orderBy('code')
    .orderBy('since', 'desc')
    .orderBy('number', 'desc')
    .execute();
  return rows as ServiceVersion[];
}

/** The versions of a service, the last first; all services' drafts where no code is given. */
export async function versionsOf(tx: Tx, association: string, code: string): Promise<ServiceVersion[]> {
  const rows = await tables(tx)
    .selectFrom('service_catalogue.services')
    .select(columns)
    .where('association', '=', association)
    .where('code', '=', code)
    .orderBy('number', 'desc')
    .execute();
  return rows as ServiceVersion[];
}

export async function draftsOf(tx: Tx, association: string): Promise<ServiceVersion[]> {
  const rows = await tables(tx)
    .selectFrom('service_catalogue.services')
    .select(columns)
    .where('association', '=', association)
    .where('stage', 'in', [...draftStages])
    .orderBy('code')
    .execute();
  return rows as ServiceVersion[];
}

/** Codes of all services that were ever written. */
export async function codesOf(tx: Tx, association: string): Promise<Set<string>> {
  const rows = await tables(tx)
    .selectFrom('service_catalogue.services')
    .select('code')
    .distinct()
    .where('association', '=', association)
    .execute();
  return new Set(rows.map(({ code }) => code));
}

export async function insertVersions(tx: Tx, association: string, versions: readonly ServiceVersion[]): Promise<void> {
  if (versions.length === 0) return;
  await tables(tx)
    .insertInto('service_catalogue.services')
    .values(
      versions.map((version) => ({
        association,
        code: version.code,
        number: version.number,
        stage: version.stage,
        since: version.since,
        content: JSON.stringify(version.content),
        drafted_at: version.draftedAt,
        drafted_by: version.draftedBy,
        approved_at: version.approvedAt,
        approved_by: version.approvedBy,
        act: version.act,
      })),
    )
    .execute();
}

/** Writes a draft anew, or what was decided about it. */
export async function updateVersion(tx: Tx, association: string, version: ServiceVersion): Promise<void> {
  const { code, number, stage, since, content, draftedAt, draftedBy, approvedAt, approvedBy, act } = version;
  await tables(tx)
    .updateTable('service_catalogue.services')
    .set({
      ...{ stage, since, act },
      content: JSON.stringify(content),
      drafted_at: draftedAt,
      drafted_by: draftedBy,
      approved_at: approvedAt,
      approved_by: approvedBy,
    })
    .where('association', '=', association)
    .where('code', '=', code)
    .where('number', '=', number)
    .execute();
}
