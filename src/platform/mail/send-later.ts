import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { z } from 'zod';
import { Refused } from '../../kernel/result.ts';
import type { Language } from '../../kernel/text.ts';
import type { Tx } from '../action.ts';
import { wakeJob } from '../jobs/wake-job.ts';
import { refusals } from './refusals.ts';
import type { MailTables, Through } from './tables.ts';

export type Mail = {
  /** In whose name; null for the installation. */
  readonly association: string | null;
  /** One person: each has a message, and a log, of their own. */
  readonly to: string | { readonly address: string; readonly name: string };
  readonly language: Language;
  /** One line; a break in it becomes a space. */
  readonly subject: string;
  /** Paragraphs separated by an empty line; addresses on a line of their own become links in the HTML. */
  readonly text: string;
  /** The body of the HTML part; made from the text where left out. */
  readonly html?: string;
  /** What it is about, `module/matter`: `identity/invitation`. */
  readonly kind: `${string}/${string}`;
  /** The body carries something that opens doors (a single-use link): it is forgotten as soon as it is delivered. */
  readonly secret?: boolean;
  readonly replyTo?: string;
  /** Further headers, such as `In-Reply-To`; those that the delivery writes itself cannot be given. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly attachments?: readonly Attachment[];
  /** `<…@…>`, where the caller has to know it beforehand; new where left out. */
  readonly messageId?: string;
  /** `pec`: by the association's certified mail, from its address. */
  readonly through?: Through;
  /** Not before then; as soon as possible where left out. */
  readonly notBefore?: Date;
  /** Who asked for it, where it was a person. */
  readonly by?: string | null;
};

export type Attachment = { readonly name: string; readonly type: string; readonly content: Uint8Array };

const address = z.email().max(254);
const headerName = /^[A-Za-z][A-Za-z0-9-]{0,60}$/;
const ownHeaders = new Set(
  'from sender to cc bcc reply-to subject date message-id mime-version content-type content-transfer-encoding return-path dkim-signature'.split(
    ' ',
  ),
);

/**
 * Writes a message into the outbox, in this transaction: it goes if the act is done and not otherwise. A job delivers it, and
 * tries for days. Gives its id and its `Message-ID`. Refuses `mail/bad-address`.
 */
export async function sendLater(tx: Tx, mail: Mail): Promise<{ readonly id: string; readonly messageId: string }> {
  const to = typeof mail.to === 'string' ? { address: mail.to, name: null } : mail.to;
  for (const given of [to.address, ...(mail.replyTo === undefined ? [] : [mail.replyTo])]) {
    if (!address.safeParse(given).success) throw new Refused(refusals.badAddress(given));
  }
  const id = randomUUID();
  const messageId = mail.messageId ?? `<${id}@${messageDomain()}>`;
  const association = mail.association ?? '';
  const tables = tx.withTables<MailTables>();
  await tables
    .insertInto('mail.outbox')
    .values({
      association,
      id,
      kind: mail.kind,
      recipient: to.address,
      recipient_name: to.name === null ? null : oneLine(to.name),
      language: mail.language,
      subject: oneLine(mail.subject),
      body: mail.text,
      html: mail.html ?? null,
      reply_to: mail.replyTo ?? null,
      headers: JSON.stringify(checkedHeaders(mail.headers ?? {})) as never,
      message_id: messageId,
      through: mail.through ?? 'mail',
      secret: mail.secret ?? false,
      asked: new Date(),
      asked_by: mail.by ?? null,
      next_try: mail.notBefore ?? null,
      settled: null,
      answer: null,
    })
    .execute();
  for (const [place, { name, type, content }] of (mail.attachments ?? []).entries()) {
    await tables
      .insertInto('mail.attachments')
      .values({ association, message: id, place, name: fileName(name), type, content: Buffer.from(content) })
      .execute();
  }
  await wakeJob(tx, 'mail/deliver');
  return { id, messageId };
}

/** Without what would end a header line. */
function oneLine(words: string): string {
  return words.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}

function fileName(name: string): string {
  return oneLine(name).replace(/[\\/]+/g, '-') || 'allegato';
}

/** Headers are written by programs: one that could not be sent as it is, is a fault. */
function checkedHeaders(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  for (const [name, value] of Object.entries(headers)) {
    if (!headerName.test(name) || ownHeaders.has(name.toLowerCase())) throw new Error(`no mail header ${name}`);
    if (/\p{Cc}/u.test(value)) throw new Error(`the mail header ${name} has more than one line`);
  }
  return headers;
}

/** Where messages say that they were born: the domain they are sent from, else this machine. */
export function messageDomain(): string {
  const sender = /@([A-Za-z0-9.-]+)>?$/.exec(process.env.COMUNANZA_MAIL_FROM?.trim() ?? '')?.[1];
  return (sender ?? hostname().replace(/[^A-Za-z0-9.-]/g, '')) || 'comunanza.invalid';
}
