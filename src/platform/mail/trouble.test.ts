import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { startSmtpServer } from '../../testing/smtp-server.ts';
import type { MailServer } from './mail-server.ts';
import { openSmtp } from './smtp.ts';
import { mailTroubles, troubleOf } from './trouble.ts';
import { troubleWords } from './trouble-words.ts';

const folder = mkdtempSync(join(tmpdir(), 'comunanza-trouble-'));
const servers: Server[] = [];
const sockets: Socket[] = [];
afterAll(() => {
  for (const socket of sockets) socket.destroy();
  for (const server of servers) server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function listening(server: Server): Promise<number> {
  servers.push(server);
  server.on('connection', (socket) => sockets.push(socket));
  await new Promise<void>((ready) => {
    server.listen(0, '127.0.0.1', ready);
  });
  return (server.address() as AddressInfo).port;
}

/** A server that says what it is told to, whatever it is asked. */
const saying = (...words: readonly string[]) =>
  listening(
    createServer((socket) => {
      socket.on('error', () => {});
      const [first, ...rest] = words;
      if (first !== undefined) socket.write(`${first}\r\n`);
      socket.on('data', () => socket.write(`${rest.shift() ?? '250 ok'}\r\n`));
    }),
  );

function certificate(name: string, ...more: readonly string[]) {
  const file = (what: string) => join(folder, `${name}.${what}`);
  const request = [
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-subj',
    '/CN=posta.example',
    '-days',
    '2',
    ...more,
  ];
  execFileSync('openssl', [...request, '-keyout', file('key'), '-out', file('pem')], { stdio: 'ignore' });
  return { key: readFileSync(file('key')), cert: readFileSync(file('pem')) };
}

const encrypted = (secret: { readonly key: Buffer; readonly cert: Buffer }) => {
  const server = createTlsServer(secret, (socket) => {
    socket.on('error', () => {});
    socket.write('220 posta.example ESMTP\r\n');
  });
  server.on('tlsClientError', () => {});
  return listening(server);
};

const at = (port: number, more: Partial<MailServer> = {}): MailServer => ({
  host: '127.0.0.1',
  port,
  security: 'none',
  username: null,
  password: null,
  sender: 'posta@lecco.example',
  senderName: 'CST Lecco',
  ...more,
});

async function sent(server: MailServer, to = 'rita@comune.lecco.example') {
  const smtp = openSmtp(server);
  return smtp
    .send({
      to: { address: to, name: null },
      language: 'it',
      subject: 'Prova',
      text: 'Prova.',
      html: null,
      kind: 'operations/trial',
      replyTo: null,
      headers: {},
      messageId: '<prova@lecco.example>',
      asked: new Date('2026-11-21T11:00:00Z'),
      attachments: [],
    })
    .finally(() => smtp.close());
}

describe('a server that is not spoken to as it wants is told apart', () => {
  test('nobody at that port, and no such name', async () => {
    expect(await sent(at(1))).toMatchObject({ outcome: 'unreachable', reason: 'no-connection' });
    expect(await sent(at(25, { host: 'niente.invalid' }))).toMatchObject({ reason: 'unknown-host' });
  });

  test('no mail server, one that breaks off, one that takes nobody now', async () => {
    expect(await sent(at(await saying('HTTP/1.1 400 Bad Request')))).toMatchObject({ reason: 'not-mail' });
    expect(await sent(at(await saying('421 4.3.2 too busy')))).toMatchObject({ reason: 'busy' });
    const broken = await listening(createServer((socket) => socket.destroy()));
    expect(await sent(at(broken))).toMatchObject({ outcome: 'unreachable', reason: 'broken-off' });
  });

  test('TLS where a greeting in clear is expected, and no STARTTLS where it is asked for', async () => {
    const plain = () => saying('220 posta.example ESMTP', '250 posta.example', '502 5.5.1 no such command');
    expect(await sent(at(await plain(), { security: 'tls' }))).toMatchObject({ reason: 'plain-port' });
    expect(await sent(at(await plain(), { security: 'starttls' }))).toMatchObject({ reason: 'no-starttls' });
  });

  test('a certificate of nobody, of another name, expired', async () => {
    const secure = async (secret: ReturnType<typeof certificate>) =>
      sent(at(await encrypted(secret), { security: 'tls' }));
    const other = certificate('altro', '-addext', 'subjectAltName=DNS:altro.example');
    expect(await secure(other)).toMatchObject({ reason: 'certificate-unknown' });
    expect(troubleOf({ message: '', originalCode: 'ERR_TLS_CERT_ALTNAME_INVALID' }, at(465))).toBe('certificate-name');
    expect(troubleOf({ message: '', originalCode: 'CERT_HAS_EXPIRED' }, at(465))).toBe('certificate-expired');
  });

  test('silence: on port 465 spoken to in clear it is the encryption, elsewhere the network', () => {
    const silent = { message: 'Greeting never received', code: 'ETIMEDOUT' };
    expect(troubleOf(silent, { port: 465, security: 'starttls' })).toBe('tls-port');
    expect(troubleOf(silent, { port: 587, security: 'starttls' })).toBe('timeout');
    expect(troubleOf(silent, { port: 465, security: 'tls' })).toBe('timeout');
  });

  test('a wrong password, and none where one is wanted', async () => {
    const guarded = await startSmtpServer({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: (_given, _session, done) => done(Object.assign(new Error('no'), { responseCode: 535 })),
    });
    const wrong = at(guarded.port, { username: 'cst', password: 'sbagliata' });
    expect(await sent(wrong)).toMatchObject({ outcome: 'unreachable', reason: 'sign-in' });
    expect(await sent(at(guarded.port))).toMatchObject({ reason: 'sign-in-needed' });
    await guarded.close();
  });

  test('a server in a network that must not be called is not even connected to', async () => {
    const server = await startSmtpServer();
    vi.stubEnv('COMUNANZA_FORBIDDEN_NETWORKS', '127.0.0.0/8');
    expect(await sent(at(server.port))).toMatchObject({ outcome: 'unreachable', reason: 'not-allowed' });
    vi.unstubAllEnvs();
    expect(await sent(at(server.port))).toMatchObject({ outcome: 'sent', reason: null });
    await server.close();
  });
});

describe('what servers answer, in the words of postfix, exim, Exchange and others', () => {
  test.each([
    [
      'RCPT TO',
      550,
      '550 5.1.1 <x@y.example>: Recipient address rejected: User unknown in local recipient table',
      'mailbox-unknown',
    ],
    ['RCPT TO', 550, '550 No such user here', 'mailbox-unknown'],
    [
      'RCPT TO',
      550,
      '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup',
      'mailbox-unknown',
    ],
    ['RCPT TO', 550, '550 5.1.2 <x@y.example>: Recipient address rejected: Domain not found', 'mailbox-unknown'],
    ['RCPT TO', 550, '550 5.2.1 The email account that you tried to reach is disabled', 'mailbox-closed'],
    ['RCPT TO', 452, '452 4.2.2 <x@y.example>: Recipient address rejected: mailbox is full', 'mailbox-full'],
    ['DATA', 552, '552 5.2.2 Mailbox size limit exceeded', 'mailbox-full'],
    [
      'RCPT TO',
      450,
      '450 4.2.0 <x@y.example>: Recipient address rejected: Greylisted, see http://postgrey.schweikert.ch/',
      'greylisted',
    ],
    ['RCPT TO', 451, '451 4.7.1 Greylisting in action, please come back later', 'greylisted'],
    ['RCPT TO', 450, '450 4.1.2 <x@y.example>: Recipient address rejected: Domain not found', 'recipient-later'],
    ['RCPT TO', 554, '554 5.7.1 <x@y.example>: Relay access denied', 'relay'],
    ['RCPT TO', 454, '454 4.7.1 <x@y.example>: Relay access denied', 'relay'],
    ['RCPT TO', 554, '554 5.7.1 Service unavailable; Client host [10.0.0.1] blocked using zen.spamhaus.org', 'blocked'],
    ['RCPT TO', 550, '550 5.7.1 <x@y.example>: Recipient address rejected: Access denied', 'recipient-refused'],
    ['MAIL FROM', 553, '553 5.7.1 <a@b.example>: Sender address rejected: not owned by user cst', 'sender'],
    ['MAIL FROM', 552, '552 5.3.4 Message size exceeds fixed limit', 'too-large'],
    ['MAIL FROM', 530, '530 5.7.0 Must issue a STARTTLS command first', 'encryption-needed'],
    ['MAIL FROM', 530, '530 5.7.1 Authentication required', 'sign-in-needed'],
    ['DATA', 552, '552 5.3.4 Error: message file too big', 'too-large'],
    ['DATA', 550, '550 5.7.1 Message contains spam', 'blocked'],
    ['DATA', 451, '451 4.3.0 Error: queue file write error', 'message-later'],
    ['DATA', 554, '554 5.6.0 Message content rejected', 'message-refused'],
    ['RCPT TO', 452, '452 4.5.3 Error: too many recipients', 'too-many'],
    ['AUTH PLAIN', 535, '535 5.7.8 Error: authentication failed: (reason unavailable)', 'sign-in'],
    ['AUTH LOGIN', 535, '535-5.7.8 Username and Password not accepted', 'sign-in'],
    ['AUTH PLAIN', 538, '538 5.7.11 Encryption required for requested authentication mechanism', 'encryption-needed'],
    ['AUTH PLAIN', 454, '454 4.7.0 Temporary authentication failure: Connection lost to authentication server', 'busy'],
    ['CONN', 554, '554 5.7.1 No SMTP service here', 'blocked'],
    ['STARTTLS', 454, '454 4.7.0 TLS not available due to local problem', 'no-starttls'],
  ] as const)('%s %s %s', (command, responseCode, message, reason) => {
    const thrown = Object.assign(new Error(message), { responseCode, command });
    expect(troubleOf(thrown, at(587, { security: 'starttls' }))).toBe(reason);
  });

  test('every trouble is said in both languages, with what to do', () => {
    for (const trouble of mailTroubles) {
      const { says, remedy } = troubleWords[trouble];
      for (const sentence of [says.it, says.en, remedy.it, remedy.en])
        expect(sentence, trouble).toMatch(/^\p{Lu}.{10,}\.$/u);
    }
  });
});
