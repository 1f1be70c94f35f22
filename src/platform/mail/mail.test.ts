import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { Refused } from '../../kernel/result.ts';
import { createTestDatabase } from '../../testing/database.ts';
import { headerOf, startSmtpServer } from '../../testing/smtp-server.ts';
import { type Clock, stoppedClock, systemClock } from '../clock.ts';
import { inContext } from '../database/context.ts';
import { inAssociation, wholeInstallation } from '../jobs/installation-context.ts';
import { deliverMail } from './deliver.ts';
import { forgetMail } from './forget-mail.ts';
import { storeServer } from './mail-server.ts';
import { cancelMail, markBounced, outboxRows, sendAgain, triesOf } from './outbox.ts';
import { type Mail, sendLater } from './send-later.ts';
import type { MailTables } from './tables.ts';

const database = await createTestDatabase();
const smtp = await startSmtpServer({
  onRcptTo({ address }, _session, done) {
    if (address.startsWith('nessuno@')) return done(Object.assign(new Error('no such user'), { responseCode: 550 }));
    if (address.startsWith('piena@')) return done(Object.assign(new Error('mailbox full'), { responseCode: 452 }));
    done();
  },
});
const folder = mkdtempSync(join(tmpdir(), 'comunanza-mail-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const letter = {
  association: 'lecco',
  to: 'rita@comune.lecco.example',
  language: 'it',
  subject: 'Convocazione',
  text: 'La seduta è il 3 dicembre.\n\nAltro: https://lecco.example/sedute/3.',
  kind: 'meetings/convocation',
} as const satisfies Mail;

const ask = (mail: Partial<Mail> = {}) =>
  inContext(database, inAssociation('lecco'), (tx) => sendLater(tx, { ...letter, ...mail }));
const deliver = (clock: Clock = systemClock) =>
  deliverMail.run({
    database,
    clock,
    now: clock(),
    perform: undefined as never,
    stopping: new AbortController().signal,
  });
const log = (association = 'lecco') =>
  inContext(database, inAssociation(association), (tx) => outboxRows(tx, { association }, { offset: 0, limit: 100 }));
const triesFor = (id: string) => inContext(database, inAssociation('lecco'), (tx) => triesOf(tx, 'lecco', id));

beforeEach(async () => {
  vi.stubEnv('COMUNANZA_SMTP_URL', smtp.url);
  vi.stubEnv('COMUNANZA_MAIL_FROM', 'CST Lecco <posta@lecco.example>');
  vi.stubEnv('COMUNANZA_DATA', folder);
  smtp.received.length = 0;
  await inContext(database, wholeInstallation, async (tx) => {
    await tx.withTables<MailTables>().deleteFrom('mail.outbox').execute();
    await tx.withTables<MailTables>().deleteFrom('mail.servers').execute();
  });
});

test('a message goes when the act is done, and not when it is undone', async () => {
  await inContext(database, inAssociation('lecco'), async (tx) => {
    await sendLater(tx, letter);
    throw new Error('undone');
  }).catch(() => {});
  await deliver();
  expect(smtp.received).toEqual([]);
  const { messageId } = await ask();
  await deliver();
  await deliver();
  expect(smtp.received).toHaveLength(1);
  const { source, to, from } = smtp.received[0]!;
  expect({ to, from }).toEqual({ to: ['rita@comune.lecco.example'], from: 'posta@lecco.example' });
  expect(headerOf(source, 'Message-ID')).toBe(messageId);
  expect(headerOf(source, 'Auto-Submitted')).toBe('auto-generated');
  expect(source).toContain('Content-Type: text/plain; charset=utf-8');
  expect(source).toContain('Content-Type: text/html; charset=utf-8');
  const [row] = await log();
  expect(row).toMatchObject({ state: 'sent', tries: 1 });
});

test('what was written is text, never markup', async () => {
  await ask({ text: 'Saluti <script>alert(1)</script> & https://lecco.example/a?b=1&c=2', subject: 'A & <b>' });
  await deliver();
  const source = smtp.received[0]!.source.replace(/=\r\n/g, '').replaceAll('=3D', '=');
  const html = source.slice(source.indexOf('text/html'));
  expect(html).toContain(
    'Saluti &lt;script&gt;alert(1)&lt;/script&gt; &amp; <a href="https://lecco.example/a?b=1&amp;c=2">',
  );
  expect(html).toContain('<title>A &amp; &lt;b&gt;</title>');
});

describe('nobody can add a header', () => {
  test.each([
    ['the subject', { subject: 'Saluti\r\nBcc: spia@altrove.example\r\n\r\ncorpo' }],
    ['the name', { to: { address: letter.to, name: 'Rita\r\nBcc: spia@altrove.example' } }],
    [
      'an attachment',
      { attachments: [{ name: 'a.txt\r\nBcc: spia@altrove.example', type: 'text/plain', content: Buffer.from('x') }] },
    ],
  ] as const)('through %s', async (_where, mail) => {
    await ask(mail);
    await deliver();
    const { source, to } = smtp.received[0]!;
    expect(to).toEqual([letter.to]);
    expect(source).not.toMatch(/^bcc:/im);
  });

  test.each([
    'rita@lecco.example\r\nBcc: spia@altrove.example',
    'rita@lecco.example, spia@altrove.example',
    'Rita <rita@lecco.example>',
    'rita',
    '',
  ])('an address like %j is refused', async (to) => {
    const refused = await ask({ to }).catch((error) => error);
    expect(refused).toBeInstanceOf(Refused);
    expect(refused.refusals[0].code).toBe('mail/bad-address');
  });

  test('a header of the delivery, or of two lines, is a fault', async () => {
    await expect(ask({ headers: { Bcc: 'spia@altrove.example' } })).rejects.toThrow('no mail header Bcc');
    await expect(ask({ headers: { 'In-Reply-To': '<a@b>\r\nBcc: x@y.example' } })).rejects.toThrow(
      'more than one line',
    );
    await ask({ headers: { 'In-Reply-To': '<a@b.example>' } });
    await deliver();
    expect(headerOf(smtp.received[0]!.source, 'In-Reply-To')).toBe('<a@b.example>');
  });
});

test('attachments arrive byte for byte', async () => {
  const content = randomBytes(70_000);
  await ask({ attachments: [{ name: 'atto è.pdf', type: 'application/pdf', content }] });
  await deliver();
  const { source } = smtp.received[0]!;
  const part = source.slice(source.indexOf('Content-Disposition: attachment'));
  const base64 = part.slice(part.indexOf('\r\n\r\n') + 4, part.indexOf('\r\n--')).replace(/\r\n/g, '');
  expect(Buffer.from(base64, 'base64').equals(content)).toBe(true);
});

test('a recipient who is not there is final; a full mailbox is tried again, ever less often, for five days', async () => {
  await ask({ to: 'nessuno@comune.lecco.example' });
  const { id } = await ask({ to: 'piena@comune.lecco.example' });
  const began = Date.now() + 1000;
  const at = (minutes: number) => stoppedClock(new Date(began + minutes * 60_000));
  await deliver(at(0));
  expect((await log()).map(({ recipient, state }) => [recipient, state]).toSorted()).toEqual([
    ['nessuno@comune.lecco.example', 'refused'],
    ['piena@comune.lecco.example', 'waiting'],
  ]);
  for (const minutes of [0.5, 1, 2.9, 3, 6.9, 7]) await deliver(at(minutes));
  expect((await triesFor(id)).map(({ began: try_ }) => (try_.getTime() - began) / 60_000)).toEqual([0, 1, 3, 7]);
  expect(await triesFor(id)).toMatchObject([
    { outcome: 'later', answer: expect.stringContaining('452 mailbox full') },
    {},
    {},
    {},
  ]);
  await deliver(at(6 * 24 * 60));
  expect((await log()).find((row) => row.id === id)).toMatchObject({ state: 'given-up' });
  await inContext(database, inAssociation('lecco'), (tx) => sendAgain(tx, 'lecco', id));
  expect((await log()).find((row) => row.id === id)).toMatchObject({ state: 'waiting' });
});

test('while no server answers, or none is said, messages wait', async () => {
  vi.stubEnv('COMUNANZA_SMTP_URL', 'smtp://127.0.0.1:1?tls=none');
  const { id } = await ask();
  await ask();
  await deliver();
  expect((await log()).map(({ state, tries }) => [state, tries]).toSorted()).toEqual([
    ['waiting', 0],
    ['waiting', 1],
  ]);
  expect(await triesFor(id)).toMatchObject([{ outcome: 'unreachable', server: '127.0.0.1:1' }]);
  vi.stubEnv('COMUNANZA_SMTP_URL', '');
  await deliver();
  expect((await log()).map(({ state }) => state)).toEqual(['waiting', 'waiting']);
});

test('an association’s own server is used for its mail, and its password is sealed', async () => {
  const own = await startSmtpServer({
    authOptional: false,
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, done) =>
      username === 'calatino' && password === 'segreto lungo' ? done(null, { user: username }) : done(new Error('no')),
  });
  const server = {
    host: '127.0.0.1',
    port: own.port,
    security: 'none',
    username: 'calatino',
    password: 'segreto lungo',
    sender: 'ict@calatino.example',
    senderName: 'Calatino',
  } as const;
  await inContext(database, inAssociation('calatino'), async (tx) => {
    await storeServer(tx, 'calatino', server, { person: null, at: new Date() });
    await sendLater(tx, { ...letter, association: 'calatino' });
  });
  await ask();
  await deliver();
  expect(own.received.map(({ from }) => from)).toEqual(['ict@calatino.example']);
  expect(smtp.received.map(({ from }) => from)).toEqual(['posta@lecco.example']);
  const stored = await database.pool.query(
    "set app.backup = 'on'; select sealed_password from mail.servers; reset app.backup",
  );
  expect(JSON.stringify(stored)).not.toContain('segreto lungo');
});

test('processes that deliver at once send each message once', async () => {
  for (let i = 0; i < 12; i++) await ask({ subject: `Messaggio ${i}` });
  await Promise.all([deliver(), deliver()]);
  await deliver();
  const subjects = smtp.received.map(({ source }) => headerOf(source, 'Subject'));
  expect(subjects.toSorted()).toEqual(Array.from({ length: 12 }, (_, i) => `Messaggio ${i}`).toSorted());
});

test('a process killed after the server took the message leaves a try without an end; it goes again under the same name', async () => {
  let killed = false;
  let child: ReturnType<typeof spawn> | undefined;
  const deadly = await startSmtpServer({
    onReceived: () => {
      if (killed) return;
      killed = true;
      child!.kill('SIGKILL'); // it has given everything, and not heard the answer
    },
  });
  const { id, messageId } = await ask();
  child = spawn(process.execPath, [fileURLToPath(new URL('../../testing/mail-program.ts', import.meta.url))], {
    env: { ...process.env, DATABASE_URL: database.url, COMUNANZA_SMTP_URL: deadly.url },
    stdio: 'inherit',
  });
  const signal = await new Promise((ended) => child!.on('exit', (_code, by) => ended(by)));
  expect(signal).toBe('SIGKILL');
  vi.stubEnv('COMUNANZA_SMTP_URL', deadly.url);
  await vi.waitFor(async () => {
    await deliver();
    expect(deadly.received).toHaveLength(2);
  }, 20_000);
  expect(deadly.received.map(({ source }) => headerOf(source, 'Message-ID'))).toEqual([messageId, messageId]);
  expect(await triesFor(id)).toMatchObject([
    { number: 1, ended: null, outcome: null },
    { number: 2, outcome: 'sent' },
  ]);
});

test('words that open doors are forgotten when delivered, the others after a month, all after a year', async () => {
  const { id: secret } = await ask({ secret: true });
  const { id: plain } = await ask({ attachments: [{ name: 'a.txt', type: 'text/plain', content: Buffer.from('x') }] });
  await deliver();
  const bodies = async () => {
    const rows = await inContext(database, inAssociation('lecco'), (tx) =>
      tx.withTables<MailTables>().selectFrom('mail.outbox').select(['id', 'body']).execute(),
    );
    return Object.fromEntries(rows.map((row) => [row.id, row.body !== null]));
  };
  expect(await bodies()).toEqual({ [secret]: false, [plain]: true });
  const forget = (days: number) => {
    const clock = stoppedClock(new Date(Date.now() + days * 24 * 60 * 60_000));
    return forgetMail.run({
      database,
      clock,
      now: clock(),
      perform: undefined as never,
      stopping: new AbortController().signal,
    });
  };
  await forget(29);
  expect(await bodies()).toEqual({ [secret]: false, [plain]: true });
  await forget(31);
  expect(await bodies()).toEqual({ [secret]: false, [plain]: false });
  const left = await inContext(database, inAssociation('lecco'), (tx) =>
    tx.withTables<MailTables>().selectFrom('mail.attachments').select('name').execute(),
  );
  expect(left).toEqual([]);
  await forget(366);
  expect(await bodies()).toEqual({});
});

test('a message can be taken back while it waits, and be known as returned after it went', async () => {
  const { id, messageId } = await ask();
  const other = await ask();
  const act = <T>(work: Parameters<typeof inContext<T>>[2]) => inContext(database, inAssociation('lecco'), work);
  expect(await act((tx) => cancelMail(tx, 'lecco', other.id, new Date()))).toBe(true);
  await deliver();
  expect(smtp.received).toHaveLength(1);
  expect(await act((tx) => cancelMail(tx, 'lecco', id, new Date()))).toBe(false);
  expect(await act((tx) => markBounced(tx, messageId, '550 5.1.1 unknown', new Date()))).toBe(true);
  expect((await log()).map(({ state }) => state).toSorted()).toEqual(['bounced', 'cancelled']);
});

test('[ISO-1] mail of an association is not seen from another, and can be asked for from anywhere', async () => {
  await inContext(database, inAssociation('asti'), (tx) => sendLater(tx, letter));
  expect(await log('lecco')).toHaveLength(1);
  const seen = await inContext(database, inAssociation('asti'), (tx) =>
    tx.withTables<MailTables>().selectFrom('mail.outbox').select('id').execute(),
  );
  expect(seen).toEqual([]);
});
