import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTestDatabase } from '../../testing/database.ts';
import { dovecotIsHere, startDovecot } from '../../testing/dovecot.ts';
import { startFaultyImap } from '../../testing/faulty-imap.ts';
import { pecProvider } from '../../testing/pec-provider.ts';
import type { Tx } from '../action.ts';
import { systemClock } from '../clock.ts';
import { inContext } from '../database/context.ts';
import { inAssociation } from '../jobs/installation-context.ts';
import { fetchMail } from '../mail/stored-mail.ts';
import { certifiedMail } from './certified-mail.ts';
import { fetchCertifiedMail } from './fetch-job.ts';
import type { PecMailbox } from './mailboxes.ts';
import { messageRows, rawMessage, readAgain } from './messages.ts';
import type { ReceiptListener } from './receipt-listener.ts';
import type { PecTables } from './tables.ts';
import { understandMessages } from './understand.ts';

const folder = mkdtempSync(join(tmpdir(), 'comunanza-fetch-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const database = await createTestDatabase();
const provider = pecProvider(folder);
const imap = await startFaultyImap();
/** Long enough for a server that answers, on a busy machine too. */
const limits = { silence: 15_000, oneMessage: 15_000, most: 100 };
const impatient = { ...limits, oneMessage: 3000 };
/** Each test has an association of its own. */
let association = 'prova0';
let tests = 0;
const own = 'assemblea@pec.lecco.example';

const mailbox = (port = imap.port, password = 'x', authorities = provider.authority): PecMailbox => ({
  address: own,
  senderName: 'Assemblea',
  username: 'pec',
  password,
  smtp: { host: '127.0.0.1', port: 1, security: 'none' },
  imap: { host: '127.0.0.1', port, security: 'none' },
  folder: 'INBOX',
  authorities,
  whose: 'environment',
});
const inside = <T>(work: (tx: Tx) => Promise<T>) => inContext(database, inAssociation(association), work);
const fetched = (box = mailbox(), within = limits) =>
  fetchMail(database, association, box, certifiedMail, { limits: within });
const rows = () => inside((tx) => messageRows(tx, association, {}, { offset: 0, limit: 1000 }));
const subjects = async () => (await rows()).map(({ subject }) => subject).sort();
const mail = (name: string, more = '') =>
  `Message-ID: <${name}@x>\r\nSubject: ${name}\r\n${more}\r\nTesto di ${name}.\r\n`;
const receipt = (given: Partial<Parameters<typeof provider.receipt>[0]> = {}) =>
  provider.receipt({
    kind: 'accettazione',
    about: '<c1@pec.lecco.example>',
    to: own,
    recipient: 'comune@pec.example',
    at: new Date('2027-04-15T08:00:00Z'),
    ...given,
  });

beforeEach(() => {
  tests += 1;
  association = `prova${tests}`;
  imap.state.messages.length = 0;
  imap.state.asked.length = 0;
  Object.assign(imap.state, { uidValidity: 1, twice: false, signsIn: true });
});

describe('fetching certified mail', () => {
  it('stores each message as it came, once, and asks only for what is new', async () => {
    const raw = Buffer.from(mail('uno', 'X-Strano: \u00e9\u0000\r\n'), 'latin1');
    imap.put(raw);
    imap.put(mail('due'));
    expect(await fetched()).toEqual({ stored: 2 });
    expect(await fetched()).toEqual({ stored: 0 });
    imap.put(mail('tre'));
    expect(await fetched()).toEqual({ stored: 1 });
    expect(imap.state.asked).toEqual([1, 2, 3]);
    const first = (await rows()).find(({ subject }) => subject === 'uno')!;
    expect(await inside((tx) => rawMessage(tx, association, first.id))).toEqual(raw);
  });

  it('a mailbox that repeats itself, or counts anew, brings nothing twice and loses nothing', async () => {
    imap.state.twice = true;
    imap.put(mail('uno'));
    imap.put(mail('uno'));
    await fetched();
    imap.state.uidValidity = 2;
    imap.put(mail('due'));
    await fetched();
    expect(await subjects()).toEqual(['due', 'uno']);
  });

  it('a message that the server refuses is set apart with its answer, and those after it come', async () => {
    imap.put(mail('uno'));
    imap.put(mail('guasto'), 'refuses');
    imap.put(mail('tre'));
    await fetched();
    expect(await subjects()).toEqual(['', 'tre', 'uno']);
    const bad = (await rows()).find(({ state }) => state === 'quarantined')!;
    expect(bad).toMatchObject({
      fetched: false,
      reason: { it: expect.stringContaining('il server non dà il messaggio') },
    });
  });

  for (const fault of ['hangs up', 'goes silent'] as const)
    it(`a connection that ${fault} at a message loses nothing, and after three times goes past it`, async () => {
      imap.put(mail('uno'));
      imap.put(mail('fermo'), fault);
      imap.put(mail('tre'));
      for (let time = 1; time <= 3; time += 1) await expect(fetched(mailbox(), impatient)).rejects.toThrow();
      expect(await subjects()).toEqual(['uno']);
      await fetched();
      expect(await subjects()).toEqual(['', 'tre', 'uno']);
      expect((await rows()).find(({ state }) => state === 'quarantined')!.reason!.it).toContain('3 volte');
    });

  it('the job says why a mailbox cannot be read, and reads the others', async () => {
    await inContext(
      database,
      { association: null, actor: { person: null }, entities: 'all', installation: true },
      (tx) =>
        tx
          .withTables<{
            'platform.associations': { id: string; name: string; short_name: string; agreement: string };
          }>()
          .insertInto('platform.associations')
          .values(['lecco', 'asti'].map((id) => ({ id, name: id, short_name: id, agreement: id })))
          .execute(),
    );
    for (const [name, port] of [
      ['LECCO', 1],
      ['ASTI', imap.port],
    ] as const) {
      vi.stubEnv(`COMUNANZA_PEC_${name}_ADDRESS`, own);
      vi.stubEnv(`COMUNANZA_PEC_${name}_PASSWORD`, 'x');
      vi.stubEnv(`COMUNANZA_PEC_${name}_SMTP`, 'smtp://127.0.0.1:1?tls=none');
      vi.stubEnv(`COMUNANZA_PEC_${name}_IMAP`, `imap://127.0.0.1:${port}?tls=none`);
    }
    imap.put(mail('uno'));
    const job = fetchCertifiedMail([]);
    const stopping = new AbortController().signal;
    await job.run({ database, clock: systemClock, now: systemClock(), perform: undefined as never, stopping });
    vi.unstubAllEnvs();
    const inLecco = await inContext(database, inAssociation('lecco'), (tx) =>
      certifiedMail.readings.lastLook(tx, 'lecco'),
    );
    expect(inLecco!.failure).toMatch(/ECONNREFUSED/);
    const inAsti = await inContext(database, inAssociation('asti'), (tx) =>
      messageRows(tx, 'asti', {}, { offset: 0, limit: 9 }),
    );
    expect(inAsti.map(({ subject, state }) => [subject, state])).toEqual([['uno', 'mail']]);
  });

  it.skipIf(!dovecotIsHere)('reads from dovecot, also after its counting begins anew [dovecot-imapd]', async () => {
    const dovecot = await startDovecot();
    try {
      const box = mailbox(dovecot.port, dovecot.password);
      const raw = receipt();
      dovecot.deliver(raw);
      dovecot.deliver(Buffer.from(mail('due')));
      expect(await fetched(box)).toEqual({ stored: 2 });
      expect(await fetched(box)).toEqual({ stored: 0 });
      dovecot.countAnew();
      dovecot.deliver(Buffer.from(mail('tre')));
      expect(await fetched(box)).toEqual({ stored: 1 });
      expect((await rows()).map(({ claims }) => claims).sort()).toEqual(['', '', 'accettazione']);
      await expect(fetched({ ...box, password: 'sbagliata' })).rejects.toThrow();
    } finally {
      await dovecot.stop();
    }
  });
});

describe('understanding certified mail', () => {
  const told: string[] = [];
  const listener: ReceiptListener = async (_tx, _association, { kind, about }) => {
    if (about !== '<c1@pec.lecco.example>') return 'unknown';
    told.push(kind);
    return 'matched';
  };
  const understood = (authorities = provider.authority, listeners: readonly ReceiptListener[] = [listener]) => {
    const prefix = `COMUNANZA_PEC_${association.toUpperCase()}_`;
    vi.stubEnv(`${prefix}ADDRESS`, own);
    vi.stubEnv(`${prefix}SMTP`, 'smtps://smtp.example');
    vi.stubEnv(`${prefix}IMAP`, 'imaps://imap.example');
    vi.stubEnv('COMUNANZA_PEC_AUTHORITIES', authoritiesFile(authorities));
    return understandMessages(database, association, listeners, { now: new Date('2027-04-15T09:00:00Z') });
  };
  const authoritiesFile = (pem: string) => {
    const path = join(folder, `authorities-${pem.length}.pem`);
    writeFileSync(path, pem);
    return path;
  };
  const states = async () => (await rows()).map(({ state }) => state).sort();
  beforeEach(() => {
    told.length = 0;
  });

  it('a receipt is told once, however often and however differently its message comes', async () => {
    const raw = receipt({ messageId: '<r1@gestore.example>' });
    imap.put(raw);
    imap.put(Buffer.concat([Buffer.from('Received: from giro\r\n'), raw]));
    imap.put(Buffer.concat([Buffer.from('Received: from giro\r\nReceived: from giro\r\n'), raw]));
    await fetched();
    expect(await understood()).toBe(3);
    expect(told).toEqual(['accettazione']);
    expect(await states()).toEqual(['receipt', 'repeated', 'repeated']);
  });

  it('a bad message waits apart with its reason while the others are read, and is read again when asked', async () => {
    const forged = receipt({ messageId: '<r2@gestore.example>' }).toString('latin1').replace('trattato', 'perduto!');
    imap.put(Buffer.from(forged, 'latin1'));
    imap.put(receipt({ messageId: '<r2@gestore.example>' }));
    imap.put(receipt({ about: '<altro@pec.lecco.example>' }));
    imap.put(receipt({ to: 'altri@pec.example' }));
    imap.put(mail('lettera'));
    await fetched();
    await understood();
    expect(told).toEqual(['accettazione']);
    expect(await states()).toEqual(['mail', 'quarantined', 'quarantined', 'receipt', 'unmatched']);
    expect(
      (await rows())
        .filter(({ reason }) => reason)
        .map(({ reason }) => reason!.it)
        .sort(),
    ).toEqual([
      'la firma del gestore non corrisponde al messaggio',
      'la ricevuta è di un messaggio inviato da altri@pec.example',
    ]);
  });

  it('receipts of an authority given later are believed when they are read again', async () => {
    imap.put(receipt());
    await fetched();
    await understood('nessuna');
    const [waiting] = await rows();
    expect(waiting).toMatchObject({ state: 'quarantined', tries: 1 });
    expect(waiting!.reason!.it).toContain('non è indicata alcuna autorità');
    expect(await inside((tx) => readAgain(tx, association, waiting!.id))).toBe(true);
    await understood();
    expect(told).toEqual(['accettazione']);
    expect(await states()).toEqual(['receipt']);
  });

  it('a listener that fails sets its message apart, and undoes what it had written', async () => {
    imap.put(receipt());
    imap.put(mail('lettera'));
    await fetched();
    const failing: ReceiptListener = async (tx) => {
      await tx.withTables<PecTables>().updateTable('pec.messages').set({ subject: 'scritto a metà' }).execute();
      throw new Error('table is gone');
    };
    await understood(provider.authority, [failing]);
    expect(await subjects()).not.toContain('scritto a metà');
    expect((await rows()).find(({ reason }) => reason)!.reason!.it).toContain('table is gone');
    expect(await states()).toEqual(['mail', 'quarantined']);
  });
});
