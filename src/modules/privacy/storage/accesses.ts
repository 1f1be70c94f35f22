import { sql } from 'kysely';
import type { Day } from '../../../kernel/day.ts';
import type { Tx } from '../../../platform/action.ts';
import type { DataRight } from '../../agreement/rules/index.ts';
import type { PrivacyTables } from './tables.ts';

export type Access = {
  readonly at: Date;
  readonly entity: string;
  readonly dataSet: string;
  readonly person: string;
  readonly role: string | null;
  readonly right: DataRight;
  readonly purpose: string;
  readonly document: string | null;
  readonly recipient: string | null;
  readonly legalBasis: string | null;
  readonly act: string | null;
  readonly emergency: string | null;
  readonly origin: string | null;
};

export type LoggedAccess = Access & {
  readonly number: number;
  /** What the document is or was called; null where none in particular was opened. */
  readonly documentName: string | null;
};

/** Writes an access into the log. The database takes it only where its own copy of the rule allows it. */
export async function insertAccess(tx: Tx, association: string, access: Access): Promise<number> {
  const { dataSet, right, legalBasis, ...rest } = access;
  const { number } = await tx
    .withTables<PrivacyTables>()
    .insertInto('privacy.accesses')
    .values({ association, ...rest, data_set: dataSet, act_as: right, legal_basis: legalBasis })
    .returning('number')
    .executeTakeFirstOrThrow();
  return Number(number);
}

export type AccessFilter = {
  readonly association: string;
  readonly entity?: string;
  readonly dataSet?: string;
  readonly people?: readonly string[];
  readonly right?: DataRight;
  readonly since?: Day;
  readonly until?: Day;
};

function filtered(tx: Tx, filter: AccessFilter) {
  let query = tx
    .withTables<PrivacyTables>()
    .selectFrom('privacy.accesses')
    .where('association', '=', filter.association);
  const { entity, dataSet, people, right, since, until } = filter;
  if (entity !== undefined) query = query.where('entity', '=', entity);
  if (dataSet !== undefined) query = query.where('data_set', '=', dataSet);
  if (people) query = query.where(sql<boolean>`person = any(${[...people]}::uuid[])`);
  if (right) query = query.where('act_as', '=', right);
  if (since) query = query.where(sql<boolean>`(at at time zone 'Europe/Rome')::date >= ${since}`);
  if (until) query = query.where(sql<boolean>`(at at time zone 'Europe/Rome')::date <= ${until}`);
  return query;
}

export async function countAccesses(tx: Tx, filter: AccessFilter): Promise<number> {
  const { count } = await filtered(tx, filter)
    .select(({ fn }) => fn.countAll().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Accesses that the filter leaves, the latest first. */
export async function accessesLike(
  tx: Tx,
  filter: AccessFilter,
  page: { readonly before?: number | undefined; readonly limit: number },
): Promise<LoggedAccess[]> {
  let query = filtered(tx, filter)
    .select([
      'number',
      'at',
      'entity',
      'data_set',
      'person',
      'role',
      'act_as',
      'purpose',
      'document',
      sql<string | null>`(select n.name from privacy.document_names n
        where n.association = accesses.association and n.document = accesses.document)`.as('document_name'),
      'recipient',
      'legal_basis',
      'act',
      'emergency',
      'origin',
    ])
    .orderBy('number', 'desc')
    .limit(page.limit);
  if (page.before !== undefined) query = query.where('number', '<', BigInt(page.before));
  return (await query.execute()).map((row) => ({
    number: Number(row.number),
    at: row.at,
    entity: row.entity,
    dataSet: row.data_set,
    person: row.person,
    role: row.role,
    right: row.act_as,
    purpose: row.purpose,
    document: row.document,
    documentName: row.document_name,
    recipient: row.recipient,
    legalBasis: row.legal_basis,
    act: row.act,
    emergency: row.emergency,
    origin: row.origin,
  }));
}
