import { randomBytes } from 'node:crypto';
import PostalMime from 'postal-mime';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { createTestDatabase } from '../../testing/database.ts';
import { mailServers, startMailSystem } from '../../testing/mail-system.ts';
import { stoppedClock } from '../clock.ts';
import { inContext } from '../database/context.ts';
import { inAssociation } from '../jobs/installation-context.ts';
import { fetchMail } from '../mail/stored-mail.ts';
import { certifiedMail } from '../pec/certified-mail.ts';
import { messageRows, rawMessage } from '../pec/messages.ts';
import { deliverMail } from './deliver.ts';
import { outboxRows, triesOf } from './outbox.ts';
import { type Mail, sendLater } from './send-later.ts';
import { openSmtp } from './smtp.ts';

const database = await createTestDatabase();
const rita = 'rita@comune.lecco.example';
const system = await startMailSystem([rita]);
afterAll(() => system.stop());
const clock = stoppedClock(new Date('2026-11-21T11:00:00Z'));
const lecco = <T>(work: Parameters<typeof inContext<T>>[2]) => inContext(database, inAssociation('lecco'), work);

const letter = {
  association: 'lecco',
  to: { address: rita, name: 'Rita Bianchi' },
  language: 'it',
  subject: 'Convocazione dell’assemblea – perché sì, città',
  text: 'La seduta è il 3 dicembre.\n.\n.. punto e a capo\nFrom qui in poi.',
  kind: 'meetings/convocation',
} as const satisfies Mail;

async function leaves(mail: Partial<Mail> = {}) {
  vi.stubEnv('COMUNANZA_SMTP_URL', `smtp://127.0.0.1:${system.smtp}?tls=none`);
  vi.stubEnv('COMUNANZA_MAIL_FROM', 'CST Lecco <posta@lecco.example>');
  const { id, messageId } = await lecco((tx) => sendLater(tx, { ...letter, ...mail }));
  const stopping = new AbortController().signal;
  await deliverMail.run({ database, clock, now: clock(), perform: undefined as never, stopping });
  const [row] = (await lecco((tx) => outboxRows(tx, { association: 'lecco' }, { offset: 0, limit: 50 }))).filter(
    (one) => one.id === id,
  );
  const [tried] = await lecco((tx) => triesOf(tx, 'lecco', id));
  return { state: row!.state, messageId, reason: tried!.reason, answer: tried!.answer };
}

/** The mailbox as the program reads it: over IMAP, into its database. */
async function read() {
  const box = {
    address: rita,
    senderName: 'Rita',
    username: system.imap.user,
    password: system.imap.password,
    smtp: { host: '127.0.0.1', port: 1, security: 'none' },
    imap: { host: '127.0.0.1', port: system.imap.port, security: 'none' },
    folder: 'INBOX',
    authorities: '',
    whose: 'environment',
  } as const;
  await fetchMail(database, 'lecco', box, certifiedMail);
  const rows = await lecco((tx) => messageRows(tx, 'lecco', {}, { offset: 0, limit: 100 }));
  const raws = [];
  for (const { id } of rows) raws.push(await lecco((tx) => rawMessage(tx, 'lecco', id)));
  return Promise.all(raws.map((raw) => PostalMime.parse(raw!)));
}

describe(`a letter, from the outbox to the mailbox, through ${mailServers}`, () => {
  test('arrives with its words, accents, attachments and headers, and is read again as it came', async () => {
    const content = randomBytes(50_000);
    const { state, messageId, reason } = await leaves({
      attachments: [{ name: 'atto è.pdf', type: 'application/pdf', content }],
    });
    expect([state, reason]).toEqual(['sent', null]);
    const came = await vi.waitFor(
      async () => {
        const found = (await read()).find((one) => one.messageId === messageId);
        expect(found).toBeDefined();
        return found!;
      },
      { timeout: 25_000, interval: 300 },
    );
    expect(came.subject).toBe(letter.subject);
    expect(came.from).toMatchObject({ address: 'posta@lecco.example', name: 'CST Lecco' });
    expect(came.text).toContain('La seduta è il 3 dicembre.\n.\n.. punto e a capo\nFrom qui in poi.');
    expect(came.headers.find(({ key }) => key === 'auto-submitted')?.value).toBe('auto-generated');
    expect(came.attachments.map(({ filename }) => filename)).toEqual(['atto è.pdf']);
    expect(Buffer.from(came.attachments[0]!.content as ArrayBuffer).equals(content)).toBe(true);
  });

  test('what the server does not take is told apart: no such mailbox, not its domain, too large', async () => {
    expect(await leaves({ to: 'nessuno@comune.lecco.example' })).toMatchObject({
      state: 'refused',
      reason: 'mailbox-unknown',
    });
    expect(await leaves({ to: 'rita@altrove.example' })).toMatchObject({ state: 'refused', reason: 'relay' });
    const large = { name: 'grande.bin', type: 'application/octet-stream', content: randomBytes(400_000) };
    expect(await leaves({ attachments: [large] })).toMatchObject({ reason: 'too-large' });
  });

  test('encryption that cannot be trusted keeps it from leaving', async () => {
    const smtp = openSmtp({
      host: '127.0.0.1',
      port: system.smtp,
      security: 'starttls',
      username: null,
      password: null,
      sender: 'posta@lecco.example',
      senderName: 'CST Lecco',
    });
    const greeted = await smtp.greet();
    smtp.close();
    expect(greeted.outcome).toBe('unreachable');
    expect(['certificate-unknown', 'no-starttls']).toContain(greeted.reason);
  });
});
