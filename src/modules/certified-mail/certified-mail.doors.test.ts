import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { Refused } from '../../kernel/result.ts';
import { inContext } from '../../platform/database/context.ts';
import { inAssociation } from '../../platform/jobs/installation-context.ts';
import { fetchMail } from '../../platform/mail/stored-mail.ts';
import { certifiedMail } from '../../platform/pec/certified-mail.ts';
import { pecMailboxOf } from '../../platform/pec/mailboxes.ts';
import type { PecTables } from '../../platform/pec/tables.ts';
import { understandMessages } from '../../platform/pec/understand.ts';
import { personIn } from '../../testing/actor.ts';
import { startFaultyImap } from '../../testing/faulty-imap.ts';
import { pecProvider } from '../../testing/pec-provider.ts';
import { startTestServer } from '../../testing/server.ts';
import { startSmtpServer } from '../../testing/smtp-server.ts';
import { removeMailbox, setMailbox, showMailbox } from './actions/mailbox.ts';
import { listMessages, readMessage, retryMessage } from './actions/messages.ts';

const server = await startTestServer({ associations: ['lecco', 'asti'] });
const { perform, database } = server;
const imap = await startFaultyImap();
const smtp = await startSmtpServer({
  allowInsecureAuth: true,
  onAuth: ({ password }, _session, done) =>
    password === 'neve alta'
      ? done(null, { user: 'pec' })
      : done(Object.assign(new Error('authentication failed'), { responseCode: 535 })),
});
const folder = mkdtempSync(join(tmpdir(), 'comunanza-certified-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const provider = pecProvider(folder);
const keeper = personIn('lecco', 'SYS');
const own = {
  address: 'assemblea@pec.lecco.example',
  senderName: 'Assemblea CST',
  password: 'neve alta',
  smtpHost: '127.0.0.1',
  smtpPort: smtp.port,
  smtpSecurity: 'none' as const,
  imapHost: '127.0.0.1',
  imapPort: imap.port,
  imapSecurity: 'none' as const,
};
const codes = (work: Promise<unknown>) =>
  work.then(
    () => [],
    (error) => (error instanceof Refused ? error.refusals.map((refusal) => refusal.code) : [String(error)]),
  );
afterEach(() => vi.unstubAllEnvs());

describe('the certified mailbox', () => {
  it('is tried both ways before it is stored; its password is sealed, never shown, and kept for the same hosts only', async () => {
    expect(await codes(perform(setMailbox, { ...own, password: 'x' }, keeper))).toEqual([
      'certified-mail/sending-refused',
    ]);
    imap.state.signsIn = false;
    expect(await codes(perform(setMailbox, own, keeper))).toEqual(['certified-mail/reading-refused']);
    imap.state.signsIn = true;
    expect(await codes(perform(setMailbox, { ...own, authorities: 'boh' }, keeper))).toEqual([
      'certified-mail/no-certificates',
    ]);
    expect((await perform(showMailbox, {}, keeper)).mailbox.whose).toBe('none');
    await perform(setMailbox, own, keeper);
    const shown = await perform(showMailbox, {}, keeper);
    expect(shown.mailbox).toMatchObject({ whose: 'association', address: own.address, username: own.address });
    expect(JSON.stringify(shown)).not.toContain('neve alta');
    const { password: _, ...silent } = own;
    await perform(setMailbox, { ...silent, senderName: 'Assemblea' }, keeper);
    expect(await codes(perform(setMailbox, { ...silent, imapHost: 'localhost' }, keeper))).toEqual([
      'certified-mail/password-needed',
    ]);
    const rows = await inContext(database, inAssociation('lecco'), (tx) =>
      tx.withTables<PecTables>().selectFrom('pec.mailboxes').select('sealed_password').execute(),
    );
    expect(rows).toHaveLength(1);
    expect(rows.every(({ sealed_password }) => !sealed_password.includes('neve'))).toBe(true);
  });

  it('is nobody else’s: another association has none, other roles see neither it nor its messages', async () => {
    expect((await perform(showMailbox, {}, personIn('asti', 'SYS'))).mailbox.whose).toBe('none');
    for (const role of ['MAY', 'SEC', 'REF'] as const)
      expect(await codes(perform(showMailbox, {}, personIn('lecco', role)))).not.toEqual([]);
  });

  it('messages in quarantine are listed with their reason, downloaded as they came, and read again from the page', async () => {
    const raw = provider.receipt({
      kind: 'accettazione',
      about: '<c1@pec.lecco.example>',
      to: own.address,
      recipient: 'comune@pec.example',
      at: new Date('2026-11-20T08:00:00Z'),
    });
    imap.put(raw);
    await perform(setMailbox, own, keeper);
    const mailbox = (await inContext(database, inAssociation('lecco'), (tx) => pecMailboxOf(tx, 'lecco')))!;
    await fetchMail(database, 'lecco', mailbox, certifiedMail);
    const now = new Date('2026-11-21T11:00:00Z');
    await understandMessages(database, 'lecco', [], { now });
    const { items, count } = await perform(listMessages, { state: 'quarantined' }, keeper);
    expect(count).toBe(1);
    expect(items[0]!.reason!.it).toContain('non è indicata alcuna autorità');
    const { base64 } = await perform(readMessage, { message: items[0]!.id }, keeper);
    expect(Buffer.from(base64, 'base64')).toEqual(raw);
    expect(await codes(perform(readMessage, { message: items[0]!.id }, personIn('asti', 'SYS')))).toEqual([
      'certified-mail/unknown-message',
    ]);
    const cookie = await server.signedIn({ role: 'SYS', association: 'lecco' });
    const page = await (await fetch(`${server.url}/lecco/sicurezza/posta-certificata`, { headers: { cookie } })).text();
    expect(page).toContain('non è indicata alcuna autorità');
    await perform(setMailbox, { ...own, authorities: provider.authority }, keeper);
    await perform(retryMessage, { message: items[0]!.id }, keeper);
    await understandMessages(database, 'lecco', [], { now });
    expect((await perform(listMessages, {}, keeper)).items.map(({ state }) => state)).toEqual(['unmatched']);
    expect((await perform(showMailbox, {}, keeper)).mailbox.authorities).toEqual(['Autorita gestore']);
  });

  it('removed, it gives way to the one of the environment', async () => {
    vi.stubEnv('COMUNANZA_PEC_LECCO_ADDRESS', 'altra@pec.example');
    vi.stubEnv('COMUNANZA_PEC_LECCO_SMTP', 'smtps://smtp.pec.example');
    vi.stubEnv('COMUNANZA_PEC_LECCO_IMAP', 'imaps://imap.pec.example');
    expect((await perform(removeMailbox, {}, keeper)).mailbox).toMatchObject({
      whose: 'environment',
      address: 'altra@pec.example',
      smtpPort: 465,
      imapPort: 993,
    });
    expect(await codes(perform(removeMailbox, {}, keeper))).toEqual(['certified-mail/no-own-mailbox']);
    vi.stubEnv('COMUNANZA_PEC_LECCO_SMTP', 'boh');
    expect((await perform(showMailbox, {}, keeper)).mailbox.whose).toBe('unreadable');
  });
});
