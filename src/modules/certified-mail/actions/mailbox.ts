import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction, type Tx } from '../../../platform/action.ts';
import { wakeJob } from '../../../platform/jobs/wake-job.ts';
import { mailHost, mailPort, mailSecurity } from '../../../platform/mail/machine-shapes.ts';
import { BadMailSettings } from '../../../platform/mail/mail-server.ts';
import { greetMailbox } from '../../../platform/mail/read-mailbox.ts';
import { saidOf } from '../../../platform/mail/said-of.ts';
import { openSmtp } from '../../../platform/mail/smtp.ts';
import { certifiedMail } from '../../../platform/pec/certified-mail.ts';
import {
  commonAuthorities,
  type PecMailbox,
  pecMailboxOf,
  removePecMailbox,
  storePecMailbox,
} from '../../../platform/pec/mailboxes.ts';
import { countMessages } from '../../../platform/pec/messages.ts';
import { certificateName, certificatesIn } from '../../../platform/pec/verify-provider.ts';
import { say } from '../../../platform/problem.ts';
import { refusals } from '../rules/refusals.ts';

const maySee = { capability: 'security', letter: 'r', roles: ['SYS', 'RES'] } as const;
const mayChange = { capability: 'security', letter: 'w', roles: ['SYS', 'RES'] } as const;

const mailboxView = z.object({
  whose: z.enum(['association', 'environment', 'none', 'unreadable']),
  address: z.string().nullable(),
  senderName: z.string().nullable(),
  username: z.string().nullable(),
  smtpHost: z.string().nullable(),
  smtpPort: mailPort.nullable(),
  smtpSecurity: mailSecurity.nullable(),
  imapHost: z.string().nullable(),
  imapPort: mailPort.nullable(),
  imapSecurity: mailSecurity.nullable(),
  folder: z.string().nullable(),
  /** Who issued the certificates that are trusted. */
  authorities: z.array(z.string()),
});
export type MailboxView = z.output<typeof mailboxView>;

export const showMailbox = defineAction({
  name: 'certified-mail/show-mailbox',
  title: text('vedere la casella di posta certificata', 'see the certified mailbox'),
  about: text(
    'Da dove partono e arrivano i messaggi certificati, quando la casella è stata letta e come è andata. Mai la password.',
    'Where certified messages leave from and come in, when the mailbox was read and how it went. Never the password.',
  ),
  reads: true,
  permission: maySee,
  http: { method: 'GET', path: '/certified-mailbox' },
  input: z.object({}),
  output: z.object({
    mailbox: mailboxView,
    looked: z.iso.datetime().nullable(),
    failure: z.string().nullable(),
    counts: z.record(z.string(), z.int()),
  }),
  example: {},
  async run({ tx, association }) {
    const state = await certifiedMail.readings.lastLook(tx, association);
    return {
      mailbox: await shown(tx, association),
      looked: state?.looked?.toISOString() ?? null,
      failure: state?.failure ?? null,
      counts: Object.fromEntries(await countMessages(tx, association)),
    };
  },
});

/**
 * Sets the association's mailbox; signs in both to send and to read before storing it. An empty password keeps the one there is,
 * for the same user on the same machines. Refuses `certified-mail/sending-refused`, `certified-mail/reading-refused`,
 * `certified-mail/no-certificates`, `certified-mail/password-needed`.
 */
export const setMailbox = defineAction({
  name: 'certified-mail/set-mailbox',
  title: text('impostare la casella di posta certificata', 'set the certified mailbox'),
  permission: mayChange,
  http: { method: 'PUT', path: '/certified-mailbox' },
  input: z.object({
    address: z.email(say('Serve un indirizzo PEC.', 'It must be a PEC address.')).max(254),
    senderName: z
      .string()
      .trim()
      .min(1)
      .max(100)
      .regex(/^\P{Cc}+$/u),
    /** The address, where left out. */
    username: z.string().trim().max(254).nullable().default(null),
    password: z.string().max(1000).nullable().default(null).meta({ secret: true }),
    smtpHost: mailHost,
    smtpPort: mailPort.default(465),
    smtpSecurity: mailSecurity.default('tls'),
    imapHost: mailHost,
    imapPort: mailPort.default(993),
    imapSecurity: mailSecurity.default('tls'),
    folder: z.string().trim().min(1).max(200).default('INBOX'),
    /** Certificates in PEM; null keeps those there are. */
    authorities: z.string().max(500_000).nullable().default(null),
  }),
  output: z.object({ mailbox: mailboxView }),
  example: {
    address: 'assemblea@pec.lecco.example',
    senderName: 'Assemblea CST Lecco',
    password: 'segreto lungo',
    smtpHost: 'smtps.pec.example',
    imapHost: 'imaps.pec.example',
  },
  async run({ tx, association, actor, now, input, tell }) {
    const before = await shown(tx, association);
    const stored = await ownMailbox(tx, association);
    const username = input.username ?? input.address.toLowerCase();
    const same =
      stored?.username === username && stored.smtp.host === input.smtpHost && stored.imap.host === input.imapHost;
    const password = input.password ?? (same ? stored.password : null);
    if (password === null) throw new Refused(refusals.passwordNeeded());
    const authorities = input.authorities ?? (stored ? withoutCommon(stored.authorities) : '');
    if (authorities.trim() !== '' && certificatesIn(authorities).length === 0)
      throw new Refused(refusals.noCertificates());
    const mailbox: PecMailbox = {
      address: input.address.toLowerCase(),
      senderName: input.senderName,
      username,
      password,
      smtp: { host: input.smtpHost, port: input.smtpPort, security: input.smtpSecurity },
      imap: { host: input.imapHost, port: input.imapPort, security: input.imapSecurity },
      folder: input.folder,
      authorities: authorities.trim(),
      whose: 'association',
    };
    await tryMailbox(mailbox);
    await storePecMailbox(tx, association, mailbox, { person: actor.person, at: now.instant });
    const after = await shown(tx, association);
    tell({ before, after });
    await wakeJob(tx, 'pec/fetch');
    await wakeJob(tx, 'mail/deliver');
    return { mailbox: after };
  },
});

/** Refuses `certified-mail/no-own-mailbox`. */
export const removeMailbox = defineAction({
  name: 'certified-mail/remove-mailbox',
  title: text('togliere la casella di posta certificata', 'remove the certified mailbox'),
  about: text(
    'Si torna a quella indicata da chi gestisce la macchina, se c’è. Ciò che è arrivato resta.',
    'Back to the one given by whoever runs the machine, if there is one. What came in stays.',
  ),
  permission: mayChange,
  http: { method: 'DELETE', path: '/certified-mailbox' },
  input: z.object({}),
  output: z.object({ mailbox: mailboxView }),
  example: {},
  async run({ tx, association, tell }) {
    const before = await shown(tx, association);
    if (!(await removePecMailbox(tx, association))) throw new Refused(refusals.noOwnMailbox());
    const after = await shown(tx, association);
    tell({ before, after });
    return { mailbox: after };
  },
});

async function tryMailbox(mailbox: PecMailbox): Promise<void> {
  const { smtp: place, username, password, address, senderName } = mailbox;
  const smtp = openSmtp({ ...place, username, password, sender: address, senderName });
  const greeted = await smtp.greet().finally(() => smtp.close());
  if (greeted.outcome !== 'sent') throw new Refused(refusals.sendingRefused(greeted.answer));
  try {
    await greetMailbox(mailbox, { silence: 15_000, oneMessage: 15_000, most: 0 });
  } catch (error) {
    throw new Refused(refusals.readingRefused(saidOf(error)));
  }
}

async function ownMailbox(tx: Tx, association: string): Promise<PecMailbox | null> {
  try {
    const mailbox = await pecMailboxOf(tx, association);
    return mailbox?.whose === 'association' ? mailbox : null;
  } catch (error) {
    if (error instanceof BadMailSettings) return null;
    throw error;
  }
}

function withoutCommon(authorities: string): string {
  return authorities.replace(commonAuthorities(), '').trim();
}

const nothing = {
  address: null,
  senderName: null,
  username: null,
  smtpHost: null,
  smtpPort: null,
  smtpSecurity: null,
  imapHost: null,
  imapPort: null,
  imapSecurity: null,
  folder: null,
  authorities: [],
};

async function shown(tx: Tx, association: string): Promise<MailboxView> {
  try {
    const mailbox = await pecMailboxOf(tx, association);
    if (!mailbox) return { whose: 'none', ...nothing };
    const { whose, address, senderName, username, smtp, imap, folder, authorities } = mailbox;
    return {
      whose,
      address,
      senderName,
      username,
      smtpHost: smtp.host,
      smtpPort: smtp.port,
      smtpSecurity: smtp.security,
      imapHost: imap.host,
      imapPort: imap.port,
      imapSecurity: imap.security,
      folder,
      authorities: [...new Set(certificatesIn(authorities).map(certificateName))],
    };
  } catch (error) {
    if (error instanceof BadMailSettings) return { whose: 'unreadable', ...nothing };
    throw error;
  }
}
