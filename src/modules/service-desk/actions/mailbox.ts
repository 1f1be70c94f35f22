import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction, type Tx } from '../../../platform/action.ts';
import { wakeJob } from '../../../platform/jobs/wake-job.ts';
import { mailHost, mailPort, mailSecurity } from '../../../platform/mail/machine-shapes.ts';
import { BadMailSettings } from '../../../platform/mail/mail-server.ts';
import { greetMailbox } from '../../../platform/mail/read-mailbox.ts';
import { saidOf } from '../../../platform/mail/said-of.ts';
import { say } from '../../../platform/problem.ts';
import { helpChannels } from '../channels.ts';
import { deskMail } from '../mail/desk-mail.ts';
import { mailRefusals } from '../mail/refusals.ts';
import { countLetters } from '../storage/letters.ts';
import { letterStates } from '../storage/mail-tables.ts';
import { type DeskMailbox, deskMailboxOf, removeDeskMailbox, storeDeskMailbox } from '../storage/mailbox.ts';

const maySee = { capability: 'service-desk', letter: 'w', roles: ['L1', 'L2', 'SYS', 'RES'] } as const;
const mayChange = { capability: 'service-desk', letter: 'w', roles: ['SYS', 'RES'] } as const;

const strangers = z.enum(['quarantine', 'open']);
const hourly = z.coerce.number().pipe(z.int().min(1).max(1000)).meta({ format: 'int32' });

const mailboxView = z.object({
  state: z.enum(['set', 'none', 'unreadable']),
  address: z.string().nullable(),
  username: z.string().nullable(),
  imapHost: z.string().nullable(),
  imapPort: mailPort.nullable(),
  imapSecurity: mailSecurity.nullable(),
  folder: z.string().nullable(),
  subaddress: z.boolean(),
  strangers,
  hourly: z.int().min(1).max(1000).meta({ format: 'int32' }),
});
export type MailboxView = z.output<typeof mailboxView>;

export const showMailbox = defineAction({
  name: 'service-desk/show-mailbox',
  title: text('vedere la casella dell’assistenza', 'see the mailbox of the desk'),
  about: text(
    'Da dove arrivano le richieste per posta, quando la casella è stata letta e come è andata; i canali che nomina la convenzione. Mai la password.',
    'Where requests come in by mail, when the mailbox was read and how it went; the channels that the agreement names. Never the password.',
  ),
  reads: true,
  permission: maySee,
  http: { method: 'GET', path: '/service-desk/mailbox' },
  input: z.object({}),
  output: z.object({
    mailbox: mailboxView,
    channels: z
      .array(
        z.object({
          telephone: z.string().max(30).nullable(),
          mailbox: z.string().max(254).nullable(),
          article: z.string().max(300),
          clause: z.string().max(100),
        }),
      )
      .max(100),
    looked: z.iso.datetime().nullable(),
    failure: z.string().max(1000).nullable(),
    counts: z.partialRecord(z.enum(letterStates), z.int().min(0)),
  }),
  example: {},
  async run({ tx, association, now }) {
    const last = await deskMail.readings.lastLook(tx, association);
    const channels = await helpChannels(tx, association, now.today);
    return {
      mailbox: await shown(tx, association),
      channels: channels.map(({ telephone, mailbox, source }) => ({
        ...{ telephone, mailbox },
        article: source.article,
        clause: source.clause,
      })),
      looked: last?.looked?.toISOString() ?? null,
      failure: last?.failure ?? null,
      counts: Object.fromEntries(await countLetters(tx, association)),
    };
  },
});

/**
 * Sets the mailbox, after signing in to it. An empty password keeps the one there is, for the same user on the same machine.
 * Refuses `service-desk/reading-refused`, `service-desk/password-needed`.
 */
export const setMailbox = defineAction({
  name: 'service-desk/set-mailbox',
  title: text('impostare la casella dell’assistenza', 'set the mailbox of the desk'),
  permission: mayChange,
  http: { method: 'PUT', path: '/service-desk/mailbox' },
  input: z.object({
    address: z
      .email(say('Serve un indirizzo di posta.', 'It must be an e-mail address.'))
      .max(254)
      .regex(/^[^+]+$/, say('Senza il segno +.', 'Without the sign +.')),
    /** The address, where left out. */
    username: z.string().trim().max(254).nullable().default(null),
    password: z.string().max(1000).nullable().default(null).meta({ secret: true }),
    imapHost: mailHost,
    imapPort: mailPort.default(993),
    imapSecurity: mailSecurity.default('tls'),
    folder: z.string().trim().min(1).max(200).default('INBOX'),
    /** The server takes `name+anything@domain`. */
    subaddress: z.stringbool().or(z.boolean()).default(false),
    strangers: strangers.default('quarantine'),
    hourly: hourly.default(20),
  }),
  output: z.object({ mailbox: mailboxView }),
  example: { address: 'assistenza@unione.example', password: 'segreto lungo', imapHost: 'imap.unione.example' },
  async run({ tx, association, actor, now, input, tell }) {
    const before = await shown(tx, association);
    const stored = await deskMailboxOf(tx, association).catch(() => null);
    const address = input.address.toLowerCase();
    const username = input.username || address;
    const same = stored?.username === username && stored.imap.host === input.imapHost;
    const password = input.password || (same ? stored.password : null);
    if (password === null) throw new Refused(mailRefusals.passwordNeeded());
    const { folder, subaddress, strangers: unknown, hourly: most } = input;
    const mailbox: DeskMailbox = {
      ...{ address, username, password, folder, subaddress, strangers: unknown, hourly: most },
      imap: { host: input.imapHost, port: input.imapPort, security: input.imapSecurity },
    };
    try {
      await greetMailbox(mailbox, { silence: 15_000, oneMessage: 15_000, most: 0 });
    } catch (error) {
      throw new Refused(mailRefusals.readingRefused(saidOf(error)));
    }
    await storeDeskMailbox(tx, association, mailbox, { person: actor.person, at: now.instant });
    const after = await shown(tx, association);
    tell({ before, after });
    await wakeJob(tx, 'service-desk/fetch-letters');
    return { mailbox: after };
  },
});

/** Refuses `service-desk/no-mailbox`. What came in stays. */
export const removeMailbox = defineAction({
  name: 'service-desk/remove-mailbox',
  title: text('togliere la casella dell’assistenza', 'remove the mailbox of the desk'),
  permission: mayChange,
  http: { method: 'DELETE', path: '/service-desk/mailbox' },
  input: z.object({}),
  output: z.object({ mailbox: mailboxView }),
  example: {},
  async run({ tx, association, tell }) {
    const before = await shown(tx, association);
    if (!(await removeDeskMailbox(tx, association))) throw new Refused(mailRefusals.noMailbox());
    const after = await shown(tx, association);
    tell({ before, after });
    return { mailbox: after };
  },
});

const nothing: Omit<MailboxView, 'state'> = {
  ...{ address: null, username: null, imapHost: null, imapPort: null, imapSecurity: null, folder: null },
  subaddress: false,
  strangers: 'quarantine',
  hourly: 20,
};

async function shown(tx: Tx, association: string): Promise<MailboxView> {
  try {
    const mailbox = await deskMailboxOf(tx, association);
    if (!mailbox) return { state: 'none', ...nothing };
    const { address, username, imap, folder, subaddress, strangers: unknown, hourly: most } = mailbox;
    return {
      ...{ state: 'set', address, username, folder, subaddress, strangers: unknown, hourly: most },
      ...{ imapHost: imap.host, imapPort: imap.port, imapSecurity: imap.security },
    };
  } catch (error) {
    if (error instanceof BadMailSettings) return { state: 'unreadable', ...nothing };
    throw error;
  }
}
