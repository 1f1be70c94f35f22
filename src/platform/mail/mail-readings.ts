import { sql } from 'kysely';
import type { Tx } from '../action.ts';
import type { Reading } from './read-mailbox.ts';

export type LastLook = { readonly looked: Date | null; readonly failure: string | null };

export type MailReadings = {
  /** How far this mailbox was read; from the start where the server counts anew, or the mailbox is another. */
  readonly readingOf: (tx: Tx, association: string, place: ReadPlace) => Promise<Reading>;
  readonly advance: (tx: Tx, association: string, uidValidity: string, uid: number) => Promise<void>;
  readonly stuckAt: (tx: Tx, association: string, uid: number) => Promise<void>;
  /** Records that the mailbox was looked into, and what kept it from being read. */
  readonly looked: (tx: Tx, association: string, at: Date, failure: string | null) => Promise<void>;
  /** How reading the mailbox went the last time; undefined where it was never read. */
  readonly lastLook: (tx: Tx, association: string) => Promise<LastLook | undefined>;
};

type ReadPlace = { readonly address: string; readonly folder: string; readonly uidValidity: string };
type Row = {
  readonly address: string;
  readonly folder: string;
  readonly uid_validity: string;
  readonly last_uid: string;
  readonly stuck_uid: string | null;
  readonly stuck_times: number;
};

/**
 * How far each association's mailbox was read, one row each, in a table with the columns `association` (key), `address`, `folder`,
 * `uid_validity`, `last_uid`, `looked`, `failure`, `stuck_uid` and `stuck_times`.
 */
export function mailReadings(tableName: string): MailReadings {
  const table = sql.table(tableName);
  return {
    async readingOf(tx, association, { address, folder, uidValidity }) {
      const { rows } = await sql<Row>`select * from ${table} where association = ${association}`.execute(tx);
      const [row] = rows;
      if (row && row.address === address && row.folder === folder && row.uid_validity === uidValidity)
        return {
          lastUid: Number(row.last_uid),
          stuckUid: row.stuck_uid === null ? null : Number(row.stuck_uid),
          stuckTimes: row.stuck_times,
        };
      await sql`
        insert into ${table} (association, address, folder, uid_validity)
        values (${association}, ${address}, ${folder}, ${uidValidity})
        on conflict (association) do update set address = excluded.address, folder = excluded.folder,
          uid_validity = excluded.uid_validity, last_uid = 0, stuck_uid = null, stuck_times = 0`.execute(tx);
      return { lastUid: 0, stuckUid: null, stuckTimes: 0 };
    },
    async advance(tx, association, uidValidity, uid) {
      await sql`
        update ${table} set last_uid = ${uid}, stuck_uid = null, stuck_times = 0
        where association = ${association} and uid_validity = ${uidValidity} and last_uid < ${uid}`.execute(tx);
    },
    async stuckAt(tx, association, uid) {
      await sql`
        update ${table}
        set stuck_times = case when stuck_uid = ${uid} then stuck_times + 1 else 1 end, stuck_uid = ${uid}
        where association = ${association}`.execute(tx);
    },
    async looked(tx, association, at, failure) {
      await sql`
        insert into ${table} (association, address, folder, looked, failure)
        values (${association}, '', '', ${at}, ${failure})
        on conflict (association) do update set looked = excluded.looked, failure = excluded.failure`.execute(tx);
    },
    async lastLook(tx, association) {
      const { rows } = await sql<LastLook>`
        select looked, failure from ${table} where association = ${association}`.execute(tx);
      return rows[0];
    },
  };
}
