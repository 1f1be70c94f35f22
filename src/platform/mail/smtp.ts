import { isIP } from 'node:net';
import { createTransport } from 'nodemailer';
import { resolved } from '../outgoing/resolve.ts';
import { laidOut } from './layout.ts';
import type { MailServer } from './mail-server.ts';
import type { TryOutcome } from './tables.ts';
import { type MailTrouble, type SmtpError, troubleOf } from './trouble.ts';

/** How a try ended, with the other side's words, and the trouble that they mean where it did not end well. */
export type Tried = { readonly outcome: TryOutcome; readonly answer: string; readonly reason: MailTrouble | null };

export type Letter = {
  readonly to: { readonly address: string; readonly name: string | null };
  readonly language: 'it' | 'en';
  readonly subject: string;
  readonly text: string;
  readonly html: string | null;
  readonly kind: string;
  readonly replyTo: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly messageId: string;
  readonly asked: Date;
  readonly attachments: readonly { readonly name: string; readonly type: string; readonly content: Buffer }[];
};

const second = 1000;

/** A connection to a server, kept for several messages. Nothing is read from files or addresses that a message names. */
export function openSmtp(server: MailServer) {
  let opened: ReturnType<typeof transportTo> | undefined;
  const transport = () => {
    opened ??= transportTo(server);
    return opened;
  };
  const forget = () => {
    opened?.then(
      (one) => one.close(),
      () => {},
    );
    opened = undefined;
  };
  const tried = async (work: () => Promise<string>): Promise<Tried> => {
    try {
      return { outcome: 'sent', answer: await work(), reason: null };
    } catch (error) {
      const failed = triedOf(error as SmtpError & { permanent?: boolean }, server);
      if (failed.outcome === 'unreachable') forget();
      return failed;
    }
  };
  return {
    send: (letter: Letter): Promise<Tried> =>
      tried(async () => shortened((await (await transport()).sendMail(messageOf(letter, server))).response)),
    /** Connects and signs in, without sending. */
    greet: (): Promise<Tried> =>
      tried(async () => {
        await (await transport()).verify();
        return '';
      }),
    close: forget,
  };
}

/** By the machine's number, looked up once; the certificate has to be that of its name. */
async function transportTo(server: MailServer) {
  const machine = await resolved(server.host);
  return createTransport({
    pool: true,
    maxConnections: 1,
    host: machine.address,
    ...(isIP(server.host) ? {} : { servername: server.host }),
    port: server.port,
    secure: server.security === 'tls',
    requireTLS: server.security === 'starttls',
    ignoreTLS: server.security === 'none',
    ...(server.username === null ? {} : { auth: { user: server.username, pass: server.password ?? '' } }),
    connectionTimeout: 15 * second,
    greetingTimeout: 15 * second,
    socketTimeout: 60 * second,
    dnsTimeout: 15 * second,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

function messageOf(letter: Letter, server: MailServer) {
  const { text, html } = laidOut({ ...letter, senderName: server.senderName });
  const to = letter.to.name ? { name: letter.to.name, address: letter.to.address } : letter.to.address;
  return {
    from: { name: server.senderName, address: server.sender },
    to,
    envelope: { from: server.sender, to: letter.to.address },
    ...(letter.replyTo === null ? {} : { replyTo: letter.replyTo }),
    subject: letter.subject,
    text,
    html,
    messageId: letter.messageId,
    date: letter.asked,
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'Content-Language': letter.language,
      'X-Comunanza-Kind': letter.kind,
      ...letter.headers,
    },
    attachments: letter.attachments.map(({ name, type, content }) => ({ filename: name, contentType: type, content })),
  };
}

/**
 * A permanent no about the recipient or the message is final; a no about ourselves (password, sender, encryption) is a matter of
 * settings, and waits until they are mended, as does a server that does not answer.
 */
function triedOf(error: SmtpError & { readonly permanent?: boolean }, server: MailServer): Tried {
  const answer = shortened(error.message);
  const reason = troubleOf(error, server);
  if (error.responseCode === undefined) return { outcome: 'unreachable', answer, reason };
  const aboutThisMessage = /^(RCPT|DATA|BDAT)/i.test(error.command ?? '');
  if (error.permanent && aboutThisMessage) return { outcome: 'refused', answer, reason };
  return { outcome: aboutThisMessage ? 'later' : 'unreachable', answer, reason };
}

function shortened(words: string): string {
  return words.replace(/\p{Cc}+/gu, ' ').slice(0, 500);
}
