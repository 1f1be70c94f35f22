import { randomBytes } from 'node:crypto';
import type { Tx } from '../../../platform/action.ts';
import { BadMailSettings } from '../../../platform/mail/mail-server.ts';
import type { ReadableMailbox } from '../../../platform/mail/read-mailbox.ts';
import { sealText, unsealText } from '../../../platform/secrets/sealing-key.ts';
import type { DeskMailTables } from './mail-tables.ts';

const tables = (tx: Tx) => tx.withTables<DeskMailTables>();

/** Where requests come by e-mail, and what is done with letters of people nobody knows. */
export type DeskMailbox = ReadableMailbox & {
  readonly address: string;
  /** The server takes `name+anything@domain`. */
  readonly subaddress: boolean;
  readonly strangers: 'quarantine' | 'open';
  /** Letters of one sender in an hour. */
  readonly hourly: number;
};

/** The mailbox of the association's desk; null where there is none. Throws `BadMailSettings` where its password cannot be read. */
export async function deskMailboxOf(tx: Tx, association: string): Promise<DeskMailbox | null> {
  const row = await tables(tx)
    .selectFrom('service_desk.mailboxes')
    .selectAll()
    .where('association', '=', association)
    .executeTakeFirst();
  if (!row) return null;
  const password = unsealText(row.sealed_password, sealedFor(association));
  if (password === undefined) throw new BadMailSettings(`password of ${row.address}: sealed with another key`);
  const { address, username, folder, subaddress, strangers, hourly } = row;
  const imap = { host: row.imap_host, port: row.imap_port, security: row.imap_security };
  return { address, username, password, imap, folder, subaddress, strangers, hourly };
}

/** What of the mailbox letters that go out have to know; needs no password. */
export async function deskAddressOf(
  tx: Tx,
  association: string,
): Promise<{ readonly address: string; readonly subaddress: boolean } | undefined> {
  return tables(tx)
    .selectFrom('service_desk.mailboxes')
    .select(['address', 'subaddress'])
    .where('association', '=', association)
    .executeTakeFirst();
}

export async function storeDeskMailbox(
  tx: Tx,
  association: string,
  mailbox: DeskMailbox,
  by: { readonly person: string | null; readonly at: Date },
): Promise<void> {
  const { address, username, password, imap, folder, subaddress, strangers, hourly } = mailbox;
  const row = {
    ...{ address, username, folder, subaddress, strangers, hourly },
    sealed_password: sealText(password, sealedFor(association)),
    imap_host: imap.host,
    imap_port: imap.port,
    imap_security: imap.security,
    changed: by.at,
    changed_by: by.person,
  };
  await tables(tx)
    .insertInto('service_desk.mailboxes')
    .values({ association, ...row })
    .onConflict((conflict) => conflict.column('association').doUpdateSet(row))
    .execute();
}

/** False where there was none. */
export async function removeDeskMailbox(tx: Tx, association: string): Promise<boolean> {
  const { numDeletedRows } = await tables(tx)
    .deleteFrom('service_desk.mailboxes')
    .where('association', '=', association)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/**
 * The key of the marks in letters, made when it is first needed; made anew where it cannot be opened, and then the marks of old
 * letters are worth nothing. Whoever asks keeps the others of the same association waiting until the transaction ends.
 */
export async function markKeyOf(tx: Tx, association: string): Promise<Uint8Array> {
  const about = `marks of ${association}`;
  const made = randomBytes(32).toString('base64');
  await tables(tx)
    .insertInto('service_desk.mark_keys')
    .values({ association, sealed_key: sealText(made, about) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const row = await tables(tx)
    .selectFrom('service_desk.mark_keys')
    .select('sealed_key')
    .where('association', '=', association)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const key = unsealText(row.sealed_key, about);
  if (key !== undefined) return Buffer.from(key, 'base64');
  await tables(tx)
    .updateTable('service_desk.mark_keys')
    .set({ sealed_key: sealText(made, about) })
    .where('association', '=', association)
    .execute();
  return Buffer.from(made, 'base64');
}

const sealedFor = (association: string) => `desk mailbox of ${association}`;
