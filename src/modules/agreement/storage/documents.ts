import type { Day } from '../../../kernel/day.ts';
import type { Tx } from '../../../platform/action.ts';
import { parsedDocument } from '../parsed-document.ts';
import type { AgreementDocument } from '../rules/index.ts';
import { sha256, shippedAgreement } from '../shipped.ts';
import type { AgreementTables } from './tables.ts';

/** A document of an association as stored: a draft until adopted. */
export type StoredDocument = {
  readonly number: number;
  readonly document: AgreementDocument;
  readonly sha256: string;
  readonly imported: Date;
  readonly importedBy: string;
  readonly adopted: Date | null;
  /** First day on which it holds; null for the first one: from the beginning. */
  readonly since: Day | null;
  readonly act: string | null;
};

type Row = Omit<StoredDocument, 'document'>;

const tables = (tx: Tx) => tx.withTables<AgreementTables>();
const columns = ['number', 'sha256', 'imported', 'imported_by as importedBy', 'adopted', 'since', 'act'] as const;

async function withDocument(tx: Tx, association: string, row: Row | undefined): Promise<StoredDocument | undefined> {
  if (!row) return undefined;
  const document = await parsedDocument(row.sha256, () => writtenText(tx, association, row.number));
  return { ...row, document };
}

/** The text of a document, as it came in. */
export async function writtenText(tx: Tx, association: string, number: number): Promise<string> {
  const { written } = await tables(tx)
    .selectFrom('agreement.documents')
    .select('written')
    .where('association', '=', association)
    .where('number', '=', number)
    .executeTakeFirstOrThrow();
  return written;
}

/** The document that holds on a day: the adopted one that began last. */
export async function documentOn(tx: Tx, association: string, on: Day): Promise<StoredDocument | undefined> {
  const row = await tables(tx)
    .selectFrom('agreement.documents')
    .select(columns)
    .where('association', '=', association)
    .where('adopted', 'is not', null)
    .where((where) => where.or([where('since', 'is', null), where('since', '<=', on)]))
    .orderBy('since', (by) => by.desc().nullsLast())
    .limit(1)
    .executeTakeFirst();
  return withDocument(tx, association, row as Row | undefined);
}

/** The hash of the document that holds on a day: to know whether one read before still does. */
export async function hashOn(tx: Tx, association: string, on: Day): Promise<string | undefined> {
  const row = await tables(tx)
    .selectFrom('agreement.documents')
    .select('sha256')
    .where('association', '=', association)
    .where('adopted', 'is not', null)
    .where((where) => where.or([where('since', 'is', null), where('since', '<=', on)]))
    .orderBy('since', (by) => by.desc().nullsLast())
    .limit(1)
    .executeTakeFirst();
  return row?.sha256;
}

export async function documentNumbered(
  tx: Tx,
  association: string,
  number: number,
): Promise<StoredDocument | undefined> {
  const row = await tables(tx)
    .selectFrom('agreement.documents')
    .select(columns)
    .where('association', '=', association)
    .where('number', '=', number)
    .executeTakeFirst();
  return withDocument(tx, association, row as Row | undefined);
}

/** The document with this hash: to prove what was computed with it. */
export async function documentHashed(tx: Tx, association: string, hash: string): Promise<StoredDocument | undefined> {
  const row = await tables(tx)
    .selectFrom('agreement.documents')
    .select(columns)
    .where('association', '=', association)
    .where('sha256', '=', hash)
    .executeTakeFirst();
  return withDocument(tx, association, row as Row | undefined);
}

export async function documentsOf(tx: Tx, association: string): Promise<Row[]> {
  const rows = await tables(tx)
    .selectFrom('agreement.documents')
    .select(columns)
    .where('association', '=', association)
    .orderBy('number')
    .execute();
  return rows as Row[];
}

/** Stores a text as the next number; the text already stored is returned as it is. */
export async function insertDocument(
  tx: Tx,
  association: string,
  written: string,
  by: { readonly name: string; readonly at: Date },
): Promise<{ number: number; isNew: boolean }> {
  const hash = sha256(written);
  const existing = await tables(tx)
    .selectFrom('agreement.documents')
    .select('number')
    .where('association', '=', association)
    .where('sha256', '=', hash)
    .executeTakeFirst();
  if (existing) return { number: existing.number, isNew: false };
  const { last } = await tables(tx)
    .selectFrom('agreement.documents')
    .select((of) => of.fn.coalesce(of.fn.max('number'), of.lit(0)).as('last'))
    .where('association', '=', association)
    .executeTakeFirstOrThrow();
  const number = Number(last) + 1;
  await tables(tx)
    .insertInto('agreement.documents')
    .values({ association, number, written, sha256: hash, imported: by.at, imported_by: by.name })
    .execute();
  return { number, isNew: true };
}

export async function markAdopted(
  tx: Tx,
  association: string,
  number: number,
  how: { readonly since: Day | null; readonly act: string; readonly at: Date },
): Promise<boolean> {
  const result = await tables(tx)
    .updateTable('agreement.documents')
    .set({ adopted: how.at, since: how.since, act: how.act })
    .where('association', '=', association)
    .where('number', '=', number)
    .where('adopted', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export async function deleteDraft(tx: Tx, association: string, number: number): Promise<boolean> {
  const result = await tables(tx)
    .deleteFrom('agreement.documents')
    .where('association', '=', association)
    .where('number', '=', number)
    .where('adopted', 'is', null)
    .executeTakeFirst();
  return result.numDeletedRows === 1n;
}

/** A shipped agreement's text, for an association that starts with it. */
export function shippedText(name: string): string | undefined {
  return shippedAgreement(name)?.written;
}
