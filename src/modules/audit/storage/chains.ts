import { sql } from 'kysely';
import type { Day } from '../../../kernel/day.ts';
import type { Tx } from '../../../platform/action.ts';
import type { ChainedEntry } from '../rules/chained-entry.ts';
import type { SignedArchive, SignedHead } from '../rules/statements.ts';
import type { ChainEnd } from '../rules/verify-chain.ts';

/** Timestamps as they are hashed and signed. */
const exactly = (column: string) =>
  sql<string>`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

type Whole<Row> = Omit<Row, 'number'> & { number: bigint };

/** Entries of a chain with numbers above `after`, by number and then as they were stored. */
export async function entriesAfter(
  tx: Tx,
  association: string,
  after: { readonly number: number; readonly row: bigint },
  limit: number,
): Promise<{ readonly entries: readonly ChainedEntry[]; readonly last: { number: number; row: bigint } | undefined }> {
  const { rows } = await sql<Whole<ChainedEntry> & { row: bigint }>`
    select id as row, association, number, previous, hash, ${exactly('at')} as at, action, outcome, person::text,
      actor_kind as "actorKind", role, post::text, entity, acting_for as "actingFor", via, origin,
      input_digest as "inputDigest", change
    from platform.audit_entries
    where association = ${association} and (number, id) > (${after.number}, ${after.row})
    order by number, id limit ${limit}`.execute(tx);
  const last = rows.at(-1);
  return {
    entries: rows.map(({ row: _, number, ...entry }) => ({ ...entry, number: Number(number) })),
    last: last && { number: Number(last.number), row: last.row },
  };
}

/** Every association that has entries, a head, a signed head or an archive; the installation's empty name first. */
export async function chainsThere(tx: Tx): Promise<readonly string[]> {
  const { rows } = await sql<{ association: string }>`
    select association from (
      select distinct association from platform.audit_entries union select association from audit.heads
      union select association from audit.daily_heads union select association from audit.archives
    ) chains order by association collate "C"`.execute(tx);
  return rows.map((row) => row.association);
}

export async function headOf(tx: Tx, association: string): Promise<ChainEnd | undefined> {
  const { rows } = await sql<Whole<ChainEnd>>`
    select number, hash from audit.heads where association = ${association}`.execute(tx);
  return rows[0] && { number: Number(rows[0].number), hash: rows[0].hash };
}

export type StoredHead = SignedHead & { readonly key: string; readonly day: Day };

/** The signed heads of a chain, the latest first. */
export async function dailyHeadsOf(tx: Tx, association: string, limit = 1_000_000): Promise<readonly StoredHead[]> {
  const { rows } = await sql<Whole<StoredHead>>`
    select association, day, number, hash, ${exactly('at')} as at, key, signature from audit.daily_heads
    where association = ${association} order by day desc limit ${limit}`.execute(tx);
  return rows.map((row) => ({ ...row, number: Number(row.number) }));
}

/** Keeps the day's head of a chain; a second one of the same day is left out. */
export async function insertDailyHead(tx: Tx, head: StoredHead): Promise<void> {
  await sql`insert into audit.daily_heads (association, day, number, hash, at, key, signature)
    values (${head.association}, ${head.day}, ${head.number}, ${head.hash}, ${head.at}, ${head.key}, ${head.signature})
    on conflict do nothing`.execute(tx);
}

export type StoredArchive = SignedArchive & { readonly file: string; readonly key: string };

/** The archives of a chain, the oldest first. */
export async function archivesOf(tx: Tx, association: string): Promise<readonly StoredArchive[]> {
  const { rows } = await sql<Omit<StoredArchive, 'first' | 'last'> & { first: bigint; last: bigint }>`
    select association, first, last, previous, hash, file, sha256, ${exactly('at')} as at, key, signature
    from audit.archives where association = ${association} order by first`.execute(tx);
  return rows.map((row) => ({ ...row, first: Number(row.first), last: Number(row.last) }));
}

/** The number up to which every entry is of before the instant; 0 where the first is not. */
export async function lastBefore(tx: Tx, association: string, instant: Date): Promise<number> {
  const { rows } = await sql<{ last: bigint }>`
    select coalesce(
      (select min(number) - 1 from platform.audit_entries where association = ${association} and at >= ${instant}),
      (select max(number) from platform.audit_entries where association = ${association}), 0) as last`.execute(tx);
  return Number(rows[0]!.last);
}

/** Records an archive and takes its entries away. Only the owner of the tables may. */
export async function takeAway(tx: Tx, archive: StoredArchive): Promise<bigint> {
  await sql`insert into audit.archives (association, first, last, previous, hash, file, sha256, at, key, signature)
    values (${archive.association}, ${archive.first}, ${archive.last}, ${archive.previous}, ${archive.hash},
      ${archive.file}, ${archive.sha256}, ${archive.at}, ${archive.key}, ${archive.signature})`.execute(tx);
  const { numAffectedRows } = await sql`delete from platform.audit_entries
    where association = ${archive.association} and number between ${archive.first} and ${archive.last}`.execute(tx);
  return numAffectedRows ?? 0n;
}
