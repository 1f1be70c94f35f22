import type { Tx } from '../action.ts';
import type { Database } from '../database/connect.ts';
import { inContext } from '../database/context.ts';
import { inAssociation } from '../jobs/installation-context.ts';
import { type FetchLimits, type Reading, readMailbox } from '../mail/read-mailbox.ts';
import type { PecMailbox } from './mailboxes.ts';
import { storeMessage, storeUnfetched } from './messages.ts';
import type { PecTables } from './tables.ts';

/**
 * Brings what is new in the mailbox into the database, and never touches the mailbox: each message is stored as it came, together
 * with how far it was read, in one transaction. Read again from the start when the server counts anew (`UIDVALIDITY`), or when
 * the mailbox is another: what is there already is known by its hash. Throws what keeps the mailbox from being read.
 */
export async function fetchMessages(
  database: Database,
  association: string,
  mailbox: PecMailbox,
  how: { readonly stopping?: AbortSignal; readonly limits?: FetchLimits } = {},
): Promise<{ readonly stored: number }> {
  const work = <T>(does: (tx: Tx) => Promise<T>) => inContext(database, inAssociation(association), does);
  return readMailbox(
    mailbox,
    {
      reading: (uidValidity) => work((tx) => readingOf(tx, association, mailbox, uidValidity)),
      keep: (place, raw) =>
        work(async (tx) => {
          const isNew = await storeMessage(tx, association, { ...place, raw });
          await advance(tx, association, place.uidValidity, place.uid);
          return isNew;
        }),
      pass: (place, why) =>
        work(async (tx) => {
          if (why) await storeUnfetched(tx, association, place, why);
          await advance(tx, association, place.uidValidity, place.uid);
        }),
      stuck: (uid) => work((tx) => stuckAt(tx, association, uid)),
    },
    how,
  );
}

async function readingOf(tx: Tx, association: string, mailbox: PecMailbox, uidValidity: string): Promise<Reading> {
  const tables = tx.withTables<PecTables>();
  const row = await tables
    .selectFrom('pec.readings')
    .selectAll()
    .where('association', '=', association)
    .executeTakeFirst();
  const { address, folder } = mailbox;
  if (row && row.address === address && row.folder === folder && row.uid_validity === uidValidity)
    return {
      lastUid: Number(row.last_uid),
      stuckUid: row.stuck_uid === null ? null : Number(row.stuck_uid),
      stuckTimes: row.stuck_times,
    };
  const anew = { address, folder, uid_validity: uidValidity, last_uid: 0, stuck_uid: null, stuck_times: 0 };
  await tables
    .insertInto('pec.readings')
    .values({ association, ...anew, looked: null, failure: null })
    .onConflict((conflict) => conflict.column('association').doUpdateSet(anew))
    .execute();
  return { lastUid: 0, stuckUid: null, stuckTimes: 0 };
}

async function advance(tx: Tx, association: string, uidValidity: string, uid: number): Promise<void> {
  await tx
    .withTables<PecTables>()
    .updateTable('pec.readings')
    .set({ last_uid: uid, stuck_uid: null, stuck_times: 0 })
    .where('association', '=', association)
    .where('uid_validity', '=', uidValidity)
    .where('last_uid', '<', uid)
    .execute();
}

async function stuckAt(tx: Tx, association: string, uid: number): Promise<void> {
  await tx
    .withTables<PecTables>()
    .updateTable('pec.readings')
    .set((of) => ({
      stuck_times: of
        .case()
        .when('stuck_uid', '=', uid)
        .then(of('stuck_times', '+', 1))
        .else(1)
        .end(),
      stuck_uid: uid,
    }))
    .where('association', '=', association)
    .execute();
}
