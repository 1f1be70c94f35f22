import { isIP } from 'node:net';
import { ImapFlow } from 'imapflow';
import { type Text, text } from '../../kernel/text.ts';
import { resolved } from '../outgoing/resolve.ts';
import type { Security } from './tables.ts';

const second = 1000;
const largest = 64 * 1024 * 1024;
/** What is said of the size beyond it is kept as this: the most that an `integer` holds. */
const mostBytes = 2_147_483_647;
/** After so many connections that broke at the same message, it is set apart. */
const patience = 3;

/** A mailbox that can be read over IMAP. */
export type ReadableMailbox = {
  readonly username: string;
  readonly password: string;
  readonly imap: { readonly host: string; readonly port: number; readonly security: Security };
  readonly folder: string;
};

export type FetchLimits = {
  /** Silence of the server, in milliseconds. */
  readonly silence: number;
  /** The longest that one message may take, in milliseconds. */
  readonly oneMessage: number;
  /** Messages of one run. */
  readonly most: number;
};
const usual: FetchLimits = { silence: 60 * second, oneMessage: 300 * second, most: 2000 };

/** How far a mailbox was read, and at which message the connection broke how often. */
export type Reading = {
  readonly lastUid: number;
  readonly stuckUid: number | null;
  readonly stuckTimes: number;
};

/** Where a message stands in the mailbox, and when it came. */
export type MailPlace = { readonly uidValidity: string; readonly uid: number; readonly came: Date };

/** Where what is read goes; each of these is one transaction, with how far was read. */
export type MailKeeper = {
  /** How far this mailbox was read; from the start where the server counts anew. */
  readonly reading: (uidValidity: string) => Promise<Reading>;
  /** Stores a message as it came; gives whether it is new. */
  readonly keep: (place: MailPlace, raw: Buffer) => Promise<boolean>;
  /** Records that a message could not be fetched; nothing of it where `why` is null: it was gone. */
  readonly pass: (place: MailPlace & { readonly size: number }, why: Text | null) => Promise<void>;
  /** Records that the connection broke at a message. */
  readonly stuck: (uid: number) => Promise<void>;
};

/**
 * Hands over what is new in a mailbox, one message at a time, and never touches the mailbox. Throws what keeps it from being read;
 * a message that the server does not give is passed over with the reason.
 */
export async function readMailbox(
  mailbox: ReadableMailbox,
  keeper: MailKeeper,
  { stopping, limits = usual }: { readonly stopping?: AbortSignal; readonly limits?: FetchLimits } = {},
): Promise<{ readonly stored: number }> {
  const client = await imapClient(mailbox, limits);
  const broken = new Promise<never>((_, reject) => client.on('error', reject));
  broken.catch(() => {});
  let stored = 0;
  try {
    await within(limits.silence, client, client.connect());
    const lock = await within(limits.silence, client, client.getMailboxLock(mailbox.folder, { readOnly: true }));
    try {
      const uidValidity = client.mailbox ? String(client.mailbox.uidValidity) : '';
      const reading = await keeper.reading(uidValidity);
      const waiting = await within(limits.oneMessage, client, listFrom(client, reading.lastUid + 1, limits.most));
      for (const { uid, size, came } of waiting) {
        if (stopping?.aborted) break;
        const place = { uidValidity, uid, came };
        const skip = reasonToSkip(reading, uid, size);
        if (skip) {
          await keeper.pass({ ...place, size }, skip);
          continue;
        }
        const raw = await sourceOf(client, uid, limits).catch(async (error: unknown) => {
          if (!client.usable) await keeper.stuck(uid);
          if (!client.usable) throw error;
          return error instanceof Error ? error : new Error(String(error));
        });
        if (raw instanceof Error) await keeper.pass({ ...place, size }, notGiven(raw.message));
        else if (raw === null) await keeper.pass({ ...place, size }, null);
        else if (await keeper.keep(place, raw)) stored += 1;
      }
    } finally {
      lock.release();
    }
    await within(limits.silence, client, client.logout()).catch(() => {});
    return { stored };
  } finally {
    client.close();
  }
}

/** Connects, signs in and opens the folder, without reading anything. Throws what keeps it from doing so. */
export async function greetMailbox(mailbox: ReadableMailbox, limits: FetchLimits = usual): Promise<void> {
  const client = await imapClient(mailbox, limits);
  client.on('error', () => {});
  try {
    await within(limits.silence, client, client.connect());
    (await within(limits.silence, client, client.getMailboxLock(mailbox.folder, { readOnly: true }))).release();
    await within(limits.silence, client, client.logout()).catch(() => {});
  } finally {
    client.close();
  }
}

async function imapClient({ imap, username, password }: ReadableMailbox, limits: FetchLimits): Promise<ImapFlow> {
  const machine = await resolved(imap.host);
  return new ImapFlow({
    host: machine.address,
    ...(isIP(imap.host) ? {} : { servername: imap.host }),
    port: imap.port,
    secure: imap.security === 'tls',
    ...(imap.security === 'tls' ? {} : { doSTARTTLS: imap.security === 'starttls' }),
    auth: { user: username, pass: password },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: Math.min(limits.silence, 15 * second),
    greetingTimeout: Math.min(limits.silence, 15 * second),
    socketTimeout: limits.silence,
    maxLineLength: 1024 * 1024,
    maxLiteralSize: largest + 1024,
    maxResponseSize: largest + 2 * 1024 * 1024,
  });
}

type Listed = { readonly uid: number; readonly size: number; readonly came: Date };

/** Messages from a number on, by number; the last of the mailbox is answered even when it is before. */
async function listFrom(client: ImapFlow, from: number, most: number): Promise<Listed[]> {
  const found = new Map<number, Listed>();
  for await (const message of client.fetch(`${from}:*`, { size: true, internalDate: true }, { uid: true })) {
    if (message.uid < from) continue;
    const came = new Date(message.internalDate ?? Date.now());
    const known = Number.isNaN(came.getTime()) ? new Date() : came;
    found.set(message.uid, { uid: message.uid, size: Math.min(message.size ?? 0, mostBytes), came: known });
  }
  return [...found.values()].sort((a, b) => a.uid - b.uid).slice(0, most);
}

/** Null when it is no longer there. */
async function sourceOf(client: ImapFlow, uid: number, limits: FetchLimits): Promise<Buffer | null> {
  const found = await within(
    limits.oneMessage,
    client,
    client.fetchOne(String(uid), { source: true, uid: true }, { uid: true }),
  );
  if (!found) return null;
  if (!found.source) throw new Error('the server gave no content');
  return found.source;
}

function reasonToSkip(reading: Reading, uid: number, size: number) {
  if (size > largest)
    return text(
      `il messaggio è di ${Math.round(size / 1024 / 1024)} MB: se ne leggono al più 64`,
      `the message is of ${Math.round(size / 1024 / 1024)} MB: at most 64 are read`,
    );
  if (reading.stuckUid === uid && reading.stuckTimes >= patience)
    return text(
      `il collegamento si è interrotto ${reading.stuckTimes} volte a questo messaggio`,
      `the connection broke ${reading.stuckTimes} times at this message`,
    );
  return undefined;
}

const notGiven = (answer: string) =>
  text(
    `il server non dà il messaggio: ${answer.slice(0, 300)}`,
    `the server does not give it: ${answer.slice(0, 300)}`,
  );

/** What takes longer ends the connection. */
async function within<T>(milliseconds: number, client: ImapFlow, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      client.close();
      reject(new Error('the mailbox does not answer'));
    }, milliseconds);
  });
  work.catch(() => {});
  try {
    return await Promise.race([work, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}
