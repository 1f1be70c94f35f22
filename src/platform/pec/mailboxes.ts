import { readFileSync } from 'node:fs';
import type { Tx } from '../action.ts';
import { BadMailSettings, type MailServer } from '../mail/mail-server.ts';
import type { Security } from '../mail/tables.ts';
import { sealText, unsealText } from '../secrets/sealing-key.ts';
import type { PecTables } from './tables.ts';

export type Place = { readonly host: string; readonly port: number; readonly security: Security };

/** The certified mail of an association: where it sends from, and where its receipts come in. */
export type PecMailbox = {
  readonly address: string;
  readonly senderName: string;
  readonly username: string;
  readonly password: string;
  readonly smtp: Place;
  readonly imap: Place;
  /** The folder where receipts come in. */
  readonly folder: string;
  /** Certificates of the authorities of PEC providers, PEM; with those of `COMUNANZA_PEC_AUTHORITIES`. */
  readonly authorities: string;
  readonly whose: 'association' | 'environment';
};

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The association's mailbox: as set by its people, else of the environment. Null where there is none; throws `BadMailSettings`
 * where it is set and cannot be used.
 */
export async function pecMailboxOf(
  tx: Tx,
  association: string,
  environment: Environment = process.env,
): Promise<PecMailbox | null> {
  const row = await tx
    .withTables<PecTables>()
    .selectFrom('pec.mailboxes')
    .selectAll()
    .where('association', '=', association)
    .executeTakeFirst();
  if (!row) return environmentMailbox(association, environment);
  const password = unsealText(row.sealed_password, sealedFor(association));
  if (password === undefined) throw new BadMailSettings(`password of ${row.address}: sealed with another key`);
  return {
    address: row.address,
    senderName: row.sender_name,
    username: row.username,
    password,
    smtp: { host: row.smtp_host, port: row.smtp_port, security: row.smtp_security },
    imap: { host: row.imap_host, port: row.imap_port, security: row.imap_security },
    folder: row.folder,
    authorities: `${row.authorities}\n${commonAuthorities(environment)}`,
    whose: 'association',
  };
}

/** The server that messages of the association leave through by certified mail. */
export async function pecServerOf(tx: Tx, association: string): Promise<MailServer | null> {
  const mailbox = await pecMailboxOf(tx, association);
  return (
    mailbox && {
      ...mailbox.smtp,
      username: mailbox.username === '' ? null : mailbox.username,
      password: mailbox.password,
      sender: mailbox.address,
      senderName: mailbox.senderName,
    }
  );
}

/**
 * `COMUNANZA_PEC_LECCO_ADDRESS`, `…_NAME`, `…_USERNAME` (the address where left out), `…_PASSWORD` (or the path of a file with it
 * in `…_PASSWORD_FILE`), `…_SMTP` (`smtps://host:465`, `smtp://host:587`), `…_IMAP` (`imaps://host:993`), `…_FOLDER` (`INBOX`);
 * the name of the association in capitals, hyphens as underscores.
 */
function environmentMailbox(association: string, environment: Environment): PecMailbox | null {
  const prefix = `COMUNANZA_PEC_${association.toUpperCase().replace(/-/g, '_')}_`;
  const said = (name: string) => environment[`${prefix}${name}`]?.trim() ?? '';
  const address = said('ADDRESS').toLowerCase();
  if (address === '') return null;
  if (!/^[^\s@<>,;]+@[^\s@<>,;]+$/.test(address)) throw new BadMailSettings(`${prefix}ADDRESS: ente@pec.example.it`);
  return {
    address,
    senderName: said('NAME') || address,
    username: said('USERNAME') || address,
    password: passwordIn(said('PASSWORD'), said('PASSWORD_FILE')),
    smtp: placeIn(`${prefix}SMTP`, said('SMTP'), 'smtp'),
    imap: placeIn(`${prefix}IMAP`, said('IMAP'), 'imap'),
    folder: said('FOLDER') || 'INBOX',
    authorities: commonAuthorities(environment),
    whose: 'environment',
  };
}

function passwordIn(password: string, file: string): string {
  if (password !== '' || file === '') return password;
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    throw new BadMailSettings(`${file}: cannot be read`);
  }
}

/** The authorities that every association of the installation trusts: the PEM file that `COMUNANZA_PEC_AUTHORITIES` names. */
export function commonAuthorities(environment: Environment = process.env): string {
  const path = environment.COMUNANZA_PEC_AUTHORITIES?.trim();
  if (!path) return '';
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new BadMailSettings(`COMUNANZA_PEC_AUTHORITIES: ${path} cannot be read`);
  }
}

function placeIn(variable: string, written: string, protocol: 'smtp' | 'imap'): Place {
  const url = URL.canParse(written) ? new URL(written) : null;
  if (!url?.hostname || (url.protocol !== `${protocol}:` && url.protocol !== `${protocol}s:`))
    throw new BadMailSettings(`${variable}: ${protocol}s://${protocol}.example.it`);
  const tls = url.protocol === `${protocol}s:`;
  const usual = protocol === 'smtp' ? (tls ? 465 : 587) : tls ? 993 : 143;
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || usual,
    security: tls ? 'tls' : url.searchParams.get('tls') === 'none' ? 'none' : 'starttls',
  };
}

export async function storePecMailbox(
  tx: Tx,
  association: string,
  mailbox: Omit<PecMailbox, 'whose'>,
  by: { readonly person: string | null; readonly at: Date },
): Promise<void> {
  const row = {
    address: mailbox.address,
    sender_name: mailbox.senderName,
    username: mailbox.username,
    sealed_password: sealText(mailbox.password, sealedFor(association)),
    smtp_host: mailbox.smtp.host,
    smtp_port: mailbox.smtp.port,
    smtp_security: mailbox.smtp.security,
    imap_host: mailbox.imap.host,
    imap_port: mailbox.imap.port,
    imap_security: mailbox.imap.security,
    folder: mailbox.folder,
    authorities: mailbox.authorities,
    changed: by.at,
    changed_by: by.person,
  };
  await tx
    .withTables<PecTables>()
    .insertInto('pec.mailboxes')
    .values({ association, ...row })
    .onConflict((conflict) => conflict.column('association').doUpdateSet(row))
    .execute();
}

/** Back to the environment's mailbox, or to none; false when there was nothing set here. */
export async function removePecMailbox(tx: Tx, association: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .withTables<PecTables>()
    .deleteFrom('pec.mailboxes')
    .where('association', '=', association)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

function sealedFor(association: string): string {
  return `pec mailbox of ${association}`;
}
