import { createTransport } from 'nodemailer';
import { laidOut } from './layout.ts';
import type { MailServer } from './mail-server.ts';
import type { TryOutcome } from './tables.ts';

/** How a try ended, with the other side's words. */
export type Tried = { readonly outcome: TryOutcome; readonly answer: string };

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
  const transport = createTransport({
    pool: true,
    maxConnections: 1,
    host: server.host,
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
  return {
    send: async (letter: Letter): Promise<Tried> => {
      try {
        const info = await transport.sendMail(messageOf(letter, server));
        return { outcome: 'sent', answer: shortened(info.response) };
      } catch (error) {
        return triedOf(error);
      }
    },
    /** Connects and signs in, without sending. */
    greet: async (): Promise<Tried> => {
      try {
        await transport.verify();
        return { outcome: 'sent', answer: '' };
      } catch (error) {
        return triedOf(error);
      }
    },
    close: () => transport.close(),
  };
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

type SmtpError = Error & { code?: string; responseCode?: number; permanent?: boolean; command?: string };

/**
 * A permanent no about the recipient or the message is final; a no about ourselves (password, sender, encryption) is a matter of
 * settings, and waits until they are mended, as does a server that does not answer.
 */
function triedOf(thrown: unknown): Tried {
  const error = thrown as SmtpError;
  const answer = shortened(error.message);
  if (error.responseCode === undefined) return { outcome: 'unreachable', answer };
  const aboutThisMessage = /^(RCPT|DATA|BDAT)/i.test(error.command ?? '');
  if (error.permanent && aboutThisMessage) return { outcome: 'refused', answer };
  return { outcome: aboutThisMessage ? 'later' : 'unreachable', answer };
}

function shortened(words: string): string {
  return words.replace(/\p{Cc}+/gu, ' ').slice(0, 500);
}
