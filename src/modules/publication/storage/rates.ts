import type { Tx } from '../../../platform/action.ts';
import type { PublicationTables } from './tables.ts';

export type RateRow = PublicationTables['publication.rates'];
export type OfficeDaysRow = PublicationTables['publication.office_days'];
type Period = { readonly association: string; readonly entity: string; readonly year: number; readonly period: number };

const tables = (tx: Tx) => tx.withTables<PublicationTables>();

/** Puts the days of people of a period in the place of those there were. */
export async function replaceOfficeDays(tx: Tx, at: Period, rows: readonly OfficeDaysRow[]): Promise<void> {
  await tables(tx)
    .deleteFrom('publication.office_days')
    .where('association', '=', at.association)
    .where('entity', '=', at.entity)
    .where('year', '=', at.year)
    .where('period', '=', at.period)
    .execute();
  for (let from = 0; from < rows.length; from += 1000)
    await tables(tx)
      .insertInto('publication.office_days')
      .values(rows.slice(from, from + 1000))
      .execute();
}

export async function officeDaysOf(tx: Tx, at: Period): Promise<OfficeDaysRow[]> {
  return tables(tx)
    .selectFrom('publication.office_days')
    .selectAll()
    .where('association', '=', at.association)
    .where('entity', '=', at.entity)
    .where('year', '=', at.year)
    .where('period', '=', at.period)
    .orderBy('office')
    .orderBy('person')
    .execute();
}

export async function replaceRates(tx: Tx, at: Period, rows: readonly RateRow[]): Promise<void> {
  await tables(tx)
    .deleteFrom('publication.rates')
    .where('association', '=', at.association)
    .where('entity', '=', at.entity)
    .where('year', '=', at.year)
    .where('period', '=', at.period)
    .execute();
  if (rows.length > 0)
    await tables(tx)
      .insertInto('publication.rates')
      .values([...rows])
      .execute();
}

/** Rates as published, the latest period first. */
export async function publishedRates(
  tx: Tx,
  association: string,
  filters: { readonly entity?: string | undefined; readonly year?: number | undefined },
): Promise<RateRow[]> {
  let query = tables(tx).selectFrom('publication.rates').selectAll().where('association', '=', association);
  if (filters.entity !== undefined) query = query.where('entity', '=', filters.entity);
  if (filters.year !== undefined) query = query.where('year', '=', filters.year);
  return query
    .orderBy('year', 'desc')
    .orderBy('every')
    .orderBy('period', 'desc')
    .orderBy('entity')
    .orderBy('position')
    .execute();
}
