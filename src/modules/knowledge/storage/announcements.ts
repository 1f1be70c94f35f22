import type { Tx } from '../../../platform/action.ts';
import type { Announced, AnnouncementKind, Impact, Outcome, Stage } from '../rules/index.ts';
import type { KnowledgeTables } from './tables.ts';

const tables = (tx: Tx) => tx.withTables<KnowledgeTables>();

export type StoredAnnouncement = Announced & {
  readonly id: string;
  readonly title: string;
  readonly outcome: Outcome | null;
  readonly createdAt: Date;
};

export type StoredUpdate = {
  readonly number: number;
  readonly at: Date;
  readonly byName: string;
  readonly stage: Stage;
  readonly body: string;
};

export type NewAnnouncement = {
  readonly kind: AnnouncementKind;
  readonly title: string;
  readonly services: readonly string[];
  readonly impact: Impact;
  readonly startsAt: Date;
  readonly endsAt: Date | null;
};

export async function insertAnnouncement(
  tx: Tx,
  { association, id, at }: { readonly association: string; readonly id: string; readonly at: Date },
  { startsAt, endsAt, services, ...rest }: NewAnnouncement,
): Promise<void> {
  await tables(tx)
    .insertInto('knowledge.announcements')
    .values({
      association,
      id,
      ...rest,
      services: [...services],
      starts_at: startsAt,
      ends_at: endsAt,
      closed_at: null,
      outcome: null,
      created_at: at,
    })
    .execute();
}

const columns = [
  ...(['id', 'kind', 'title', 'services', 'impact', 'starts_at', 'ends_at', 'closed_at', 'outcome'] as const),
  'created_at',
] as const;
type Row = Pick<KnowledgeTables['knowledge.announcements'], (typeof columns)[number]>;

const stored = ({ starts_at, ends_at, closed_at, created_at, ...row }: Row): StoredAnnouncement => ({
  ...row,
  startsAt: starts_at,
  endsAt: ends_at,
  closedAt: closed_at,
  createdAt: created_at,
});

/** Announcements that are not closed, and the last of those that are, the latest first. */
export async function announcementsOf(tx: Tx, association: string, closed: number): Promise<StoredAnnouncement[]> {
  const of = (open: boolean) =>
    tables(tx)
      .selectFrom('knowledge.announcements')
      .select(columns)
      .where('association', '=', association)
      .where('closed_at', open ? 'is' : 'is not', null)
      .orderBy('starts_at', 'desc')
      .orderBy('id')
      .limit(open ? 500 : closed)
      .execute();
  return [...(await of(true)), ...(await of(false))].map(stored);
}

export async function announcementById(
  tx: Tx,
  association: string,
  id: string,
  keeps = false,
): Promise<StoredAnnouncement | undefined> {
  const query = tables(tx)
    .selectFrom('knowledge.announcements')
    .select(columns)
    .where('association', '=', association)
    .where('id', '=', id);
  const row = await (keeps ? query.forUpdate() : query).executeTakeFirst();
  return row && stored(row);
}

/** What was said of each, the first first. */
export async function updatesOf(
  tx: Tx,
  association: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly StoredUpdate[]>> {
  if (ids.length === 0) return new Map();
  const rows = await tables(tx)
    .selectFrom('knowledge.announcement_updates')
    .selectAll()
    .where('association', '=', association)
    .where('announcement', 'in', ids)
    .orderBy('number')
    .execute();
  const by = Map.groupBy(rows, ({ announcement }) => announcement);
  return new Map(
    [...by].map(([id, own]) => [
      id,
      own.map(({ number, at, by_name, stage, body }) => ({ number, at, byName: by_name, stage, body })),
    ]),
  );
}

export async function insertUpdate(
  tx: Tx,
  { association, announcement }: { readonly association: string; readonly announcement: string },
  { byName, ...update }: StoredUpdate,
): Promise<void> {
  await tables(tx)
    .insertInto('knowledge.announcement_updates')
    .values({ association, announcement, ...update, by_name: byName })
    .execute();
}

/** What an update changes of the announcement itself. */
export async function changeAnnouncement(
  tx: Tx,
  { association, id }: { readonly association: string; readonly id: string },
  change: Partial<Pick<KnowledgeTables['knowledge.announcements'], 'impact' | 'ends_at' | 'closed_at' | 'outcome'>>,
): Promise<void> {
  if (Object.keys(change).length === 0) return;
  await tables(tx)
    .updateTable('knowledge.announcements')
    .set(change)
    .where('association', '=', association)
    .where('id', '=', id)
    .execute();
}

export async function linkRequest(tx: Tx, link: KnowledgeTables['knowledge.announcement_requests']): Promise<void> {
  await tables(tx)
    .insertInto('knowledge.announcement_requests')
    .values(link)
    .onConflict((conflict) => conflict.columns(['association', 'announcement', 'ticket']).doNothing())
    .execute();
}

export async function unlinkRequest(
  tx: Tx,
  { association, announcement, ticket }: { association: string; announcement: string; ticket: number },
): Promise<void> {
  await tables(tx)
    .deleteFrom('knowledge.announcement_requests')
    .where('association', '=', association)
    .where('announcement', '=', announcement)
    .where('ticket', '=', BigInt(ticket))
    .execute();
}

/** The requests linked to it, of those that may be seen. */
export async function requestsOf(tx: Tx, association: string, announcement: string): Promise<number[]> {
  const rows = await tables(tx)
    .selectFrom('knowledge.announcement_requests')
    .select('ticket')
    .where('association', '=', association)
    .where('announcement', '=', announcement)
    .orderBy('ticket')
    .execute();
  return rows.map(({ ticket }) => Number(ticket));
}

/** The announcements that a request is linked to. */
export async function announcementsOfRequest(tx: Tx, association: string, ticket: number): Promise<string[]> {
  const rows = await tables(tx)
    .selectFrom('knowledge.announcement_requests')
    .select('announcement')
    .where('association', '=', association)
    .where('ticket', '=', BigInt(ticket))
    .execute();
  return rows.map(({ announcement }) => announcement);
}
