import { z } from 'zod';
import { text } from '../../../kernel/text.ts';
import { defineAction, type Tx } from '../../../platform/action.ts';
import { BadMailSettings, installationServer, type MailServer, ownServer } from '../../../platform/mail/mail-server.ts';
import { countOutbox, outboxRows, triesOf } from '../../../platform/mail/outbox.ts';
import { mailTroubles } from '../../../platform/mail/trouble.ts';
import { offsetCursor } from '../../../platform/shape.ts';

export const mailStates = ['waiting', 'sent', 'refused', 'given-up', 'bounced', 'cancelled'] as const;

const instant = z.iso.datetime();

const messageView = z.object({
  id: z.uuid(),
  kind: z.string(),
  recipient: z.string(),
  subject: z.string(),
  state: z.enum(mailStates),
  asked: instant,
  settled: instant.nullable(),
  nextTry: instant.nullable(),
  /** Being handed over right now. */
  underWay: z.boolean(),
  tries: z.array(
    z.object({
      number: z.int().min(1),
      began: instant,
      outcome: z.enum(['sent', 'later', 'refused', 'unreachable']).nullable(),
      server: z.string(),
      reason: z
        .enum(mailTroubles)
        .nullable()
        .meta({ description: 'Che cosa non è andato; answer è la risposta del server, come è arrivata.' }),
      answer: z.string().nullable(),
    }),
  ),
});
export type MessageView = z.output<typeof messageView>;

export const serverView = z.object({
  whose: z.enum(['association', 'installation', 'none', 'unreadable']).meta({
    description: 'Dell’associazione, dell’installazione, nessuno, o impostato in modo illeggibile.',
  }),
  host: z.string().nullable(),
  port: z.int().nullable().meta({ format: 'int32' }),
  security: z.enum(['tls', 'starttls', 'none']).nullable(),
  username: z.string().nullable(),
  sender: z.string().nullable(),
  senderName: z.string().nullable(),
});
export type ServerView = z.output<typeof serverView>;

/** What leaves by mail in the association's name: to whom, how it went, through which server. Never the words. */
export const listMail = defineAction({
  name: 'operations/list-mail',
  title: text('vedere la posta in uscita', 'see outgoing mail'),
  reads: true,
  permission: { capability: 'security', letter: 'r', roles: ['SYS', 'RES'] },
  http: { method: 'GET', path: '/outgoing-mail' },
  input: z.object({
    state: z.enum(mailStates).optional(),
    recipient: z.string().trim().min(1).max(200).optional().meta({ description: 'Parte dell’indirizzo.' }),
    cursor: offsetCursor.optional(),
    limit: z.int().min(1).max(200).default(30).meta({ format: 'int32' }),
  }),
  output: z.object({
    server: serverView,
    waiting: z.int().min(0),
    count: z.int().min(0),
    items: z.array(messageView),
    next: z.string().nullable(),
  }),
  example: { state: 'waiting' },
  async run({ tx, association, input }) {
    const { cursor, limit, ...chosen } = input;
    const filters = { association, ...chosen };
    const offset = Number(cursor ?? 0);
    const rows = await outboxRows(tx, filters, { offset, limit: limit + 1 });
    const items: MessageView[] = [];
    for (const row of rows.slice(0, limit)) {
      const tries = await triesOf(tx, association, row.id);
      items.push({
        id: row.id,
        kind: row.kind,
        recipient: row.recipient,
        subject: row.subject,
        state: row.state,
        asked: row.asked.toISOString(),
        settled: row.settled?.toISOString() ?? null,
        nextTry: row.nextTry?.toISOString() ?? null,
        underWay: row.state === 'waiting' && tries.length > 0 && tries.at(-1)!.ended === null,
        tries: tries.map(({ began, ended: _, ...one }) => ({ ...one, began: began.toISOString() })),
      });
    }
    return {
      server: await serverShown(tx, association),
      waiting: await countOutbox(tx, { association, state: 'waiting' }),
      count: await countOutbox(tx, filters),
      items,
      next: rows.length > limit ? String(offset + limit) : null,
    };
  },
});

const nothing = { host: null, port: null, security: null, username: null, sender: null, senderName: null };

/** The server mail leaves through, without its password. */
export async function serverShown(tx: Tx, association: string): Promise<ServerView> {
  try {
    const own = await ownServer(tx, association);
    if (own) return { whose: 'association', ...withoutPassword(own) };
    const common = installationServer();
    return common ? { whose: 'installation', ...withoutPassword(common) } : { whose: 'none', ...nothing };
  } catch (error) {
    if (error instanceof BadMailSettings) return { whose: 'unreadable', ...nothing };
    throw error;
  }
}

function withoutPassword({ password: _, ...server }: MailServer) {
  return server;
}
