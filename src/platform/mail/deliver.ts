import { sql } from 'kysely';
import { text } from '../../kernel/text.ts';
import type { Tx } from '../action.ts';
import { inContext } from '../database/context.ts';
import { pauseAfter } from '../jobs/backoff.ts';
import { wholeInstallation } from '../jobs/installation-context.ts';
import { defineJob, type JobContext } from '../jobs/job.ts';
import { pecServerOf } from '../pec/mailboxes.ts';
import { BadMailSettings, type MailServer, serverOf } from './mail-server.ts';
import { openSmtp, type Tried } from './smtp.ts';
import type { MailTables, Through } from './tables.ts';

const pauses = { first: 60_000, longest: 4 * 60 * 60_000 };
/** After five days of tries, as mail servers do. */
const givenUpAfter = 5 * 24 * 60 * 60_000;
const associationsAtOnce = 3;

/**
 * Delivers what is in the outbox. Each try is on record before it begins; the message is locked until it is known how the try
 * ended, so that no other process sends it meanwhile. A process killed between the server's yes and the record of it leaves a
 * try without an end, and the message is sent again under the same `Message-ID`: twice is possible there, never is not.
 */
export const deliverMail = defineJob({
  name: 'mail/deliver',
  title: text('consegnare la posta in attesa', 'deliver the mail that waits'),
  every: '* * * * *',
  run: async (context) => {
    const waiting = await inContext(context.database, { ...wholeInstallation, reads: true }, (tx) =>
      queuesWaiting(tx, context.now.instant),
    );
    const next = waiting.values();
    await Promise.all(
      Array.from({ length: associationsAtOnce }, async () => {
        for (const queue of next) await deliverFor(context, queue);
      }),
    );
  },
});

/** Messages of an association that leave by the same server. */
type Queue = { readonly association: string; readonly through: Through };

async function deliverFor(context: JobContext, queue: Queue): Promise<void> {
  const { association, through } = queue;
  const server = await inContext(context.database, { ...wholeInstallation, reads: true }, (tx) =>
    through === 'pec' ? pecServerOf(tx, association) : serverOf(tx, association),
  ).catch((error) => {
    if (error instanceof BadMailSettings) return null;
    throw error;
  });
  if (!server) return;
  const smtp = openSmtp(server);
  try {
    let outcome: Tried['outcome'] | null;
    do {
      outcome = await deliverOne(context, queue, server, smtp);
    } while (outcome !== null && outcome !== 'unreachable' && !context.stopping.aborted);
  } finally {
    smtp.close();
  }
}

/** How the try of the first message due ended; null when none is due. */
async function deliverOne(
  context: JobContext,
  { association, through }: Queue,
  server: MailServer,
  smtp: ReturnType<typeof openSmtp>,
): Promise<Tried['outcome'] | null> {
  const { database, clock } = context;
  return inContext(database, wholeInstallation, async (tx) => {
    const tables = tx.withTables<MailTables>();
    const message = await tables
      .selectFrom('mail.outbox')
      .selectAll()
      .where('association', '=', association)
      .where('through', '=', through)
      .where('state', '=', 'waiting')
      .where((where) => where.or([where('next_try', 'is', null), where('next_try', '<=', clock().instant)]))
      .orderBy('asked')
      .limit(1)
      .forNoKeyUpdate()
      .skipLocked()
      .executeTakeFirst();
    if (!message) return null;
    const attachments = await tables
      .selectFrom('mail.attachments')
      .select(['name', 'type', 'content'])
      .where('association', '=', association)
      .where('message', '=', message.id)
      .orderBy('place')
      .execute();
    const place = { association, message: message.id };
    const number = await inContext(database, wholeInstallation, (apart) =>
      beginTry(apart, { ...place, began: clock().instant, server: `${server.host}:${server.port}` }),
    );
    const tried = await smtp.send({
      to: { address: message.recipient, name: message.recipient_name },
      language: message.language as 'it' | 'en',
      subject: message.subject,
      text: message.body ?? '',
      html: message.html,
      kind: message.kind,
      replyTo: message.reply_to,
      headers: message.headers,
      messageId: message.message_id,
      asked: message.asked,
      attachments,
    });
    await endTry(tx, { ...place, number }, tried, clock().instant);
    await settle(tx, { ...place, asked: message.asked, secret: message.secret, tries: message.tries + 1 }, tried, {
      at: clock().instant,
    });
    return tried.outcome;
  });
}

async function queuesWaiting(tx: Tx, at: Date): Promise<Queue[]> {
  return tx
    .withTables<MailTables>()
    .selectFrom('mail.outbox')
    .select(['association', 'through'])
    .distinct()
    .where('state', '=', 'waiting')
    .where((where) => where.or([where('next_try', 'is', null), where('next_try', '<=', at)]))
    .orderBy('association')
    .orderBy('through')
    .execute();
}

type Place = { readonly association: string; readonly message: string };

async function beginTry(tx: Tx, given: Place & { readonly began: Date; readonly server: string }): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    insert into mail.tries (association, message, number, began, server)
    select ${given.association}, ${given.message}, coalesce(max(number), 0) + 1, ${given.began}, ${given.server}
    from mail.tries where association = ${given.association} and message = ${given.message}
    returning number`.execute(tx);
  return rows[0]!.number;
}

async function endTry(tx: Tx, place: Place & { readonly number: number }, tried: Tried, at: Date): Promise<void> {
  await tx
    .withTables<MailTables>()
    .updateTable('mail.tries')
    .set({ ended: at, outcome: tried.outcome, answer: tried.answer, reason: tried.reason })
    .where('association', '=', place.association)
    .where('message', '=', place.message)
    .where('number', '=', place.number)
    .execute();
}

async function settle(
  tx: Tx,
  message: Place & { readonly asked: Date; readonly secret: boolean; readonly tries: number },
  tried: Tried,
  { at }: { readonly at: Date },
): Promise<void> {
  const tooLate = at.getTime() - message.asked.getTime() > givenUpAfter;
  const state =
    tried.outcome === 'sent'
      ? 'sent'
      : tried.outcome === 'refused'
        ? 'refused'
        : tooLate
          ? 'given-up'
          : ('waiting' as const);
  const settled = state !== 'waiting';
  await tx
    .withTables<MailTables>()
    .updateTable('mail.outbox')
    .set({
      state,
      tries: message.tries,
      answer: tried.answer,
      next_try: settled ? null : new Date(at.getTime() + pauseAfter(message.tries, pauses)),
      settled: settled ? at : null,
      ...(settled && message.secret ? { body: null, html: null } : {}),
    })
    .where('association', '=', message.association)
    .where('id', '=', message.message)
    .execute();
}
