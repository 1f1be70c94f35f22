import { isIP } from 'node:net';
import { ImapFlow } from 'imapflow';
import { text } from '../../kernel/text.ts';
import type { Tx } from '../action.ts';
import type { Database } from '../database/connect.ts';
import { inContext } from '../database/context.ts';
import { inAssociation } from '../jobs/installation-context.ts';
import { resolved } from '../outgoing/resolve.ts';
import type { PecMailbox } from './mailboxes.ts';
import { storeMessage, storeUnfetched } from './messages.ts';
import type { PecTables } from './tables.ts';

const second = 1000;
const largest = 64 * 1024 * 1024;
/** After so many connections that broke at the same message, it is set apart. */
const patience = 3;

export type FetchLimits = {
  /** Silence of the server, in milliseconds. */
  readonly silence: number;
  /** The longest that one message may take, in milliseconds. */
  readonly oneMessage: number;
  /** Messages of one run. */
  readonly most: number;
};
const usual: FetchLimits = { silence: 60 * second, oneMessage: 300 * second, most: 2000 };

/**
 * Brings what is new in the mailbox into the database, and never touches the mailbox: each message is stored as it came, together
 * with how far it was read, in one transaction. Read again from the start when the server counts anew (`UIDVALIDITY`), or when
 * the mailbox is another: what is there already is known by its hash. Throws what keeps the mailbox from being read.
 */
export async function fetchMessages(
  database: Database,
  association: string,
  mailbox: PecMailbox,
  { stopping, limits = usual }: { readonly stopping?: AbortSignal; readonly limits?: FetchLimits } = {},
): Promise<{ readonly stored: number }> {
  const work = <T>(does: (tx: Tx) => Promise<T>) => inContext(database, inAssociation(association), does);
  const client = await imapClient(mailbox, limits);
  const broken = new Promise<never>((_, reject) => client.on('error', reject));
  broken.catch(() => {});
  let stored = 0;
  try {
    await within(limits.silence, client, client.connect());
    const lock = await within(limits.silence, client, client.getMailboxLock(mailbox.folder, { readOnly: true }));
    try {
      const uidValidity = client.mailbox ? String(client.mailbox.uidValidity) : '';
      const reading = await work((tx) => readingOf(tx, association, mailbox, uidValidity));
      const waiting = await within(limits.oneMessage, client, listFrom(client, reading.lastUid + 1, limits.most));
      for (const { uid, size, came } of waiting) {
        if (stopping?.aborted) break;
        const place = { uidValidity, uid, came };
        const skip = reasonToSkip(reading, uid, size);
        if (skip) {
          await work(async (tx) => {
            await storeUnfetched(tx, association, { ...place, size }, skip);
            await advance(tx, association, uidValidity, uid);
          });
          continue;
        }
        const raw = await sourceOf(client, uid, limits).catch(async (error: unknown) => {
          if (!client.usable) await work((tx) => stuckAt(tx, association, uid));
          if (!client.usable) throw error;
          return error instanceof Error ? error : new Error(String(error));
        });
        await work(async (tx) => {
          if (raw instanceof Error) await storeUnfetched(tx, association, { ...place, size }, notGiven(raw.message));
          else if (raw && (await storeMessage(tx, association, { ...place, raw }))) stored += 1;
          await advance(tx, association, uidValidity, uid);
        });
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
export async function greetMailbox(mailbox: PecMailbox, limits: FetchLimits = usual): Promise<void> {
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

async function imapClient({ imap, username, password }: PecMailbox, limits: FetchLimits): Promise<ImapFlow> {
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
    found.set(message.uid, { uid: message.uid, size: message.size ?? 0, came: known });
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

type Reading = { readonly lastUid: number; readonly stuckUid: number | null; readonly stuckTimes: number };

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
