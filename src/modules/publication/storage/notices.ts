import { type SqlBool, sql } from 'kysely';
import type { Day } from '../../../kernel/day.ts';
import type { Tx } from '../../../platform/action.ts';
import type { NoticeState, PersonalFinding } from '../rules/index.ts';
import type { PublicationTables } from './tables.ts';

export type NoticeRow = Omit<PublicationTables['publication.notices'], 'document'>;
export type PostingRow = PublicationTables['publication.postings'];

export type StoredNotice = NoticeRow & {
  readonly postings: readonly PostingRow[];
  /** The name of the board's entity; null for the association's own. */
  readonly board: string | null;
};

const columns = [
  'id',
  'association',
  'entity',
  'subject',
  'kind',
  'issuer',
  'act',
  'act_date',
  'executive',
  'days',
  'adopts_document',
  'document_name',
  'document_type',
  'document_sha256',
  'found',
  'personal_data',
  'personal_reason',
  'created',
  'created_by',
  'year',
  'number',
  'withdrawn',
  'withdrawn_reason',
  'document_removed',
  'adopted',
] as const;

const tables = (tx: Tx) => tx.withTables<PublicationTables>();

export async function insertNotice(
  tx: Tx,
  notice: Pick<NoticeRow, 'association' | 'id' | 'entity' | 'created' | 'created_by'> & NoticeContent,
): Promise<void> {
  const { found, ...rest } = notice;
  await tables(tx)
    .insertInto('publication.notices')
    .values({
      ...rest,
      found: JSON.stringify(found) as never,
      personal_data: null,
      personal_reason: '',
      year: null,
      number: null,
      withdrawn: null,
      withdrawn_reason: null,
      document_removed: null,
      adopted: null,
    })
    .execute();
}

/** What the clerk writes; a document not given again stays. */
export type NoticeContent = Pick<
  PublicationTables['publication.notices'],
  | 'subject'
  | 'kind'
  | 'issuer'
  | 'act'
  | 'act_date'
  | 'executive'
  | 'days'
  | 'adopts_document'
  | 'document'
  | 'document_name'
  | 'document_type'
  | 'document_sha256'
> & { readonly found: readonly PersonalFinding[] };

/** Changes a draft; false when there is no such draft. */
export async function updateDraft(
  tx: Tx,
  at: { readonly association: string; readonly id: string },
  content: Partial<NoticeContent>,
): Promise<boolean> {
  const { found, ...rest } = content;
  const { numUpdatedRows } = await tables(tx)
    .updateTable('publication.notices')
    .set({ ...rest, ...(found ? { found: JSON.stringify(found) as never } : {}) })
    .where('association', '=', at.association)
    .where('id', '=', at.id)
    .where('number', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function deleteDraft(tx: Tx, association: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await tables(tx)
    .deleteFrom('publication.notices')
    .where('association', '=', association)
    .where('id', '=', id)
    .where('number', 'is', null)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** The next number of a board's repertory in a year; whoever posts meanwhile waits. */
export async function nextNumber(
  tx: Tx,
  {
    association,
    entity,
    year,
  }: { readonly association: string; readonly entity: string | null; readonly year: number },
): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`publication ${association} ${entity ?? ''} ${year}`}, 0))`.execute(
    tx,
  );
  const { rows } = await sql<{ last: number | null }>`
    select max(number) as last from publication.notices
    where association = ${association} and entity is not distinct from ${entity} and year = ${year}`.execute(tx);
  return (rows[0]?.last ?? 0) + 1;
}

/** Gives a draft its number and what the clerk said of personal data; false when it has a number already. */
export async function numberNotice(
  tx: Tx,
  at: { readonly association: string; readonly id: string },
  given: Pick<NoticeRow, 'year' | 'number' | 'personal_data' | 'personal_reason'>,
): Promise<boolean> {
  const { numUpdatedRows } = await tables(tx)
    .updateTable('publication.notices')
    .set(given)
    .where('association', '=', at.association)
    .where('id', '=', at.id)
    .where('number', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function insertPosting(
  tx: Tx,
  posting: Omit<PostingRow, 'interrupted' | 'interrupted_at' | 'reason'>,
): Promise<void> {
  await tables(tx)
    .insertInto('publication.postings')
    .values({ ...posting, interrupted: null, interrupted_at: null, reason: null })
    .execute();
}

/** Cuts a posting short; false when it was already. */
export async function interruptPosting(
  tx: Tx,
  at: { readonly association: string; readonly notice: string; readonly number: number },
  cut: { readonly interrupted: Day; readonly interrupted_at: Date; readonly reason: string },
): Promise<boolean> {
  const { numUpdatedRows } = await tables(tx)
    .updateTable('publication.postings')
    .set(cut)
    .where('association', '=', at.association)
    .where('notice', '=', at.notice)
    .where('number', '=', at.number)
    .where('interrupted', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function markWithdrawn(
  tx: Tx,
  at: { readonly association: string; readonly id: string },
  { day, reason }: { readonly day: Day; readonly reason: string },
): Promise<boolean> {
  const { numUpdatedRows } = await tables(tx)
    .updateTable('publication.notices')
    .set({ withdrawn: day, withdrawn_reason: reason })
    .where('association', '=', at.association)
    .where('id', '=', at.id)
    .where('number', 'is not', null)
    .where('withdrawn', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function noticeNamed(
  tx: Tx,
  association: string,
  id: string,
  board?: string,
): Promise<StoredNotice | undefined> {
  const filters = { association, id, board, today: '1990-01-01' as Day };
  const [notice] = await noticesLike(tx, filters, { from: 0, limit: 1 });
  return notice;
}

export async function documentOf(
  tx: Tx,
  association: string,
  id: string,
): Promise<{ readonly document: Buffer | null } | undefined> {
  return tables(tx)
    .selectFrom('publication.notices')
    .select('document')
    .where('association', '=', association)
    .where('id', '=', id)
    .executeTakeFirst();
}

export type NoticeFilters = {
  readonly association: string;
  readonly today: Day;
  readonly id?: string;
  /** The board of an entity; empty for the association's own. */
  readonly board?: string | undefined;
  readonly states?: readonly NoticeState[];
  readonly year?: number | undefined;
  readonly kind?: string | undefined;
  readonly q?: string | undefined;
};

/** The notices that the filters leave: those with a number the latest first, drafts before them. */
export async function noticesLike(
  tx: Tx,
  filters: NoticeFilters,
  { from, limit }: { readonly from: number; readonly limit: number },
): Promise<StoredNotice[]> {
  const { rows } = await sql<{ id: string }>`
    select n.id from publication.notices n ${lastPosting}
    where ${matching(filters)}
    order by n.number is not null, p.posted desc, n.year desc, n.number desc, n.created desc, n.id
    limit ${limit} offset ${from}`.execute(tx);
  const ids = rows.map((row) => row.id);
  if (ids.length === 0) return [];
  const notices = await tables(tx)
    .selectFrom('publication.notices')
    .select([...columns])
    .where('association', '=', filters.association)
    .where('id', 'in', ids)
    .execute();
  const postings = await tables(tx)
    .selectFrom('publication.postings')
    .selectAll()
    .where('association', '=', filters.association)
    .where('notice', 'in', ids)
    .orderBy('number')
    .execute();
  const boards = await tables(tx)
    .selectFrom('publication.boards')
    .select(['entity', 'name'])
    .where('association', '=', filters.association)
    .execute();
  return ids.map((id) => {
    const notice = notices.find((one) => one.id === id)!;
    return {
      ...notice,
      postings: postings.filter((one) => one.notice === id),
      board:
        notice.entity === null ? null : (boards.find((one) => one.entity === notice.entity)?.name ?? notice.entity),
    };
  });
}

export async function countNotices(tx: Tx, filters: NoticeFilters): Promise<number> {
  const { rows } = await sql<{ count: bigint }>`
    select count(*) as count from publication.notices n ${lastPosting} where ${matching(filters)}`.execute(tx);
  return Number(rows[0]!.count);
}

const lastPosting = sql`left join lateral (
  select posted, last_day, interrupted from publication.postings
  where association = n.association and notice = n.id order by number desc limit 1
) p on true`;

/** The same as `noticeStateOn`, for a query. */
function stateOn(today: Day) {
  return sql`case when n.number is null then 'draft' when n.withdrawn <= ${today} then 'withdrawn'
    when p.interrupted is not null then 'interrupted' when p.last_day < ${today} then 'ended' else 'posted' end`;
}

function matching({ association, today, id, board, states, year, kind, q }: NoticeFilters) {
  const conditions = [
    sql<SqlBool>`n.association = ${association}`,
    id === undefined ? undefined : sql<SqlBool>`n.id = ${id}`,
    board === undefined ? undefined : sql<SqlBool>`coalesce(n.entity, '') = ${board}`,
    states && sql<SqlBool>`(${stateOn(today)}) = any(${[...states]}::text[])`,
    year === undefined ? undefined : sql<SqlBool>`n.year = ${year}`,
    kind === undefined ? undefined : sql<SqlBool>`n.kind = ${kind}`,
    q === undefined
      ? undefined
      : sql<SqlBool>`(n.subject || ' ' || n.issuer || ' ' || n.act || ' ' || coalesce(n.number || '/' || n.year, ''))
          ilike ${`%${q.replace(/[\\%_]/g, '\\$&')}%`}`,
  ];
  return sql.join(
    conditions.filter((condition) => condition !== undefined),
    sql` and `,
  );
}

/** Notices whose posting has ended and whose end has not been attended to: documents to take away, texts to adopt. */
export async function endedToAttend(tx: Tx, association: string, today: Day): Promise<StoredNotice[]> {
  const { rows } = await sql<{ id: string }>`
    select n.id from publication.notices n ${lastPosting}
    where n.association = ${association} and (${stateOn(today)}) in ('ended', 'withdrawn')
      and ((n.personal_data = 'necessary' and n.document_removed is null)
        or (n.adopts_document is not null and n.adopted is null and n.withdrawn is null))
    order by n.year, n.number`.execute(tx);
  const found: StoredNotice[] = [];
  for (const { id } of rows) found.push((await noticeNamed(tx, association, id))!);
  return found;
}

/** Takes away the document and what the check had found; name and hash stay as proof. */
export async function removeDocument(tx: Tx, at: { association: string; id: string }, when: Date): Promise<void> {
  await tables(tx)
    .updateTable('publication.notices')
    .set({ document: null, found: JSON.stringify([]) as never, document_removed: when })
    .where('association', '=', at.association)
    .where('id', '=', at.id)
    .execute();
}

export async function markAdopted(tx: Tx, at: { association: string; id: string }, when: Date): Promise<void> {
  await tables(tx)
    .updateTable('publication.notices')
    .set({ adopted: when })
    .where('association', '=', at.association)
    .where('id', '=', at.id)
    .execute();
}
