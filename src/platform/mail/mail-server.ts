import type { Tx } from '../action.ts';
import { sealText, unsealText } from '../secrets/sealing-key.ts';
import type { MailTables, Security } from './tables.ts';

/** A server that takes mail, and who it is from. */
export type MailServer = {
  readonly host: string;
  readonly port: number;
  /** `tls` from the first byte (465), `starttls` required, `none` in clear: only for a server on the same machine or network. */
  readonly security: Security;
  readonly username: string | null;
  readonly password: string | null;
  readonly sender: string;
  readonly senderName: string;
};

/** Settings that say nothing usable, as a sentence for the page; never with the password. */
export class BadMailSettings extends Error {}

/**
 * The installation's server: `COMUNANZA_SMTP_URL` (`smtps://user:password@host:465`, `smtp://…:587`, STARTTLS required unless
 * `?tls=none`) and `COMUNANZA_MAIL_FROM` (`Name <address>`). Null where none is said; throws `BadMailSettings`.
 */
export function installationServer(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): MailServer | null {
  const address = environment.COMUNANZA_SMTP_URL?.trim();
  if (!address) return null;
  const url = URL.canParse(address) ? new URL(address) : null;
  if (!url || !/^smtps?:$/.test(url.protocol) || !url.hostname)
    throw new BadMailSettings('COMUNANZA_SMTP_URL: smtps://user:password@host:465');
  const from = senderOf(environment.COMUNANZA_MAIL_FROM ?? '');
  if (!from) throw new BadMailSettings('COMUNANZA_MAIL_FROM: Comunanza <posta@example.it>');
  const tls = url.protocol === 'smtps:';
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (tls ? 465 : 587),
    security: tls ? 'tls' : url.searchParams.get('tls') === 'none' ? 'none' : 'starttls',
    username: url.username ? decodeURIComponent(url.username) : null,
    password: url.password ? decodeURIComponent(url.password) : null,
    sender: from.address,
    senderName: from.name,
  };
}

/** The server that mail of an association (empty: of the installation) leaves through; null where there is none. */
export async function serverOf(tx: Tx, association: string): Promise<MailServer | null> {
  return (await ownServer(tx, association)) ?? installationServer();
}

/** The server that the association has chosen for itself. Throws `BadMailSettings` when its password cannot be read. */
export async function ownServer(tx: Tx, association: string): Promise<MailServer | null> {
  const row = await tx
    .withTables<MailTables>()
    .selectFrom('mail.servers')
    .selectAll()
    .where('association', '=', association)
    .executeTakeFirst();
  if (!row) return null;
  const password = row.sealed_password === null ? null : unsealText(row.sealed_password, sealedFor(association));
  if (password === undefined) throw new BadMailSettings(`password of ${row.host}: sealed with another key`);
  return {
    host: row.host,
    port: row.port,
    security: row.security,
    username: row.username,
    password,
    sender: row.sender,
    senderName: row.sender_name,
  };
}

export async function storeServer(
  tx: Tx,
  association: string,
  server: MailServer,
  by: { readonly person: string | null; readonly at: Date },
): Promise<void> {
  const row = {
    host: server.host,
    port: server.port,
    security: server.security,
    username: server.username,
    sealed_password: server.password === null ? null : sealText(server.password, sealedFor(association)),
    sender: server.sender,
    sender_name: server.senderName,
    changed: by.at,
    changed_by: by.person,
  };
  await tx
    .withTables<MailTables>()
    .insertInto('mail.servers')
    .values({ association, ...row })
    .onConflict((conflict) => conflict.column('association').doUpdateSet(row))
    .execute();
}

/** Back to the installation's server; false when there was nothing of the association's own. */
export async function removeServer(tx: Tx, association: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .withTables<MailTables>()
    .deleteFrom('mail.servers')
    .where('association', '=', association)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

function sealedFor(association: string): string {
  return `mail.servers ${association}`;
}

function senderOf(written: string): { readonly name: string; readonly address: string } | null {
  const [, quoted, plain, inner, bare] =
    /^\s*(?:(?:"([^"]*)"|([^<>"]*?))\s*<([^<>\s]+@[^<>\s]+)>|([^<>\s]+@[^<>\s]+))\s*$/.exec(written) ?? [];
  const address = inner ?? bare;
  if (!address || /\p{Cc}/u.test(written)) return null;
  return { name: (quoted ?? plain ?? '').trim() || 'Comunanza', address };
}
