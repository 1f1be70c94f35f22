import type { Tx } from '../../../platform/action.ts';
import type { MeetingsTables } from './tables.ts';

const tables = (tx: Tx) => tx.withTables<MeetingsTables>();
type Row = MeetingsTables['meetings.minutes'];

export type MinutesState = 'draft' | 'approved' | 'signed' | 'published';

/** Minutes without their files. */
export type StoredMinutes = {
  readonly meeting: number;
  readonly state: MinutesState;
  readonly revision: number;
  readonly text: string;
  readonly base: string;
  readonly approved: Date | null;
  readonly approvedBy: string | null;
  readonly pdfSha256: string | null;
  readonly signed: Date | null;
  readonly signedName: string | null;
  readonly signedType: 'pades' | 'cades' | null;
  readonly signedSha256: string | null;
  /** Who signed, as verified (JSON). */
  readonly signatures: string | null;
  readonly published: Date | null;
};

const columns = [
  'meeting',
  'state',
  'revision',
  'text',
  'base',
  'approved',
  'approved_by as approvedBy',
  'pdf_sha256 as pdfSha256',
  'signed',
  'signed_name as signedName',
  'signed_type as signedType',
  'signed_sha256 as signedSha256',
  'signatures',
  'published',
] as const;

export async function minutesOf(
  tx: Tx,
  association: string,
  meeting: number,
  { lock = false }: { readonly lock?: boolean } = {},
): Promise<StoredMinutes | undefined> {
  let query = tables(tx)
    .selectFrom('meetings.minutes')
    .select(columns)
    .where('association', '=', association)
    .where('meeting', '=', meeting);
  if (lock) query = query.forUpdate();
  return (await query.executeTakeFirst()) as StoredMinutes | undefined;
}

export async function minutesState(tx: Tx, association: string, meeting: number): Promise<MinutesState | undefined> {
  const row = await tables(tx)
    .selectFrom('meetings.minutes')
    .select('state')
    .where('association', '=', association)
    .where('meeting', '=', meeting)
    .executeTakeFirst();
  return row?.state as MinutesState | undefined;
}

/** The PDF as approved, or the file as signed. */
export async function minutesFile(
  tx: Tx,
  association: string,
  meeting: number,
  which: 'pdf' | 'signed',
): Promise<{ readonly bytes: Buffer; readonly name: string | null } | undefined> {
  const row = await tables(tx)
    .selectFrom('meetings.minutes')
    .select([which === 'pdf' ? 'pdf as bytes' : 'signed_file as bytes', 'signed_name as name'])
    .where('association', '=', association)
    .where('meeting', '=', meeting)
    .executeTakeFirst();
  return row?.bytes ? { bytes: row.bytes, name: row.name } : undefined;
}

export async function insertMinutes(
  tx: Tx,
  association: string,
  minutes: { readonly meeting: number; readonly text: string; readonly sha256: string },
  by: { readonly name: string; readonly at: Date },
): Promise<void> {
  const { meeting, text, sha256 } = minutes;
  await tables(tx)
    .insertInto('meetings.minutes')
    .values({ association, meeting, state: 'draft', revision: 1, text, base: text, base_sha256: sha256 } as Row)
    .execute();
  await insertRevision(tx, association, { meeting, revision: 1, text }, by);
}

export async function updateMinutes(
  tx: Tx,
  association: string,
  meeting: number,
  fields: Partial<Omit<Row, 'association' | 'meeting'>>,
): Promise<void> {
  await tables(tx)
    .updateTable('meetings.minutes')
    .set(fields)
    .where('association', '=', association)
    .where('meeting', '=', meeting)
    .execute();
}

export async function insertRevision(
  tx: Tx,
  association: string,
  revision: { readonly meeting: number; readonly revision: number; readonly text: string },
  by: { readonly name: string; readonly at: Date },
): Promise<void> {
  await tables(tx)
    .insertInto('meetings.minutes_revisions')
    .values({ association, ...revision, at: by.at, by: by.name })
    .execute();
}
