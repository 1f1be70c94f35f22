import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { assemblePerform } from '../../app/assemble.ts';
import { Refused } from '../../kernel/result.ts';
import type { Actor } from '../../platform/action.ts';
import { inContext } from '../../platform/database/context.ts';
import { inAssociation } from '../../platform/jobs/installation-context.ts';
import { deliverMail } from '../../platform/mail/deliver.ts';
import { fetchCertifiedMail } from '../../platform/pec/fetch-job.ts';
import { messageRows, storeMessage } from '../../platform/pec/messages.ts';
import { understandMessages } from '../../platform/pec/understand.ts';
import { type Assembly, startAssembly } from '../../testing/assembly.ts';
import { createTestDatabase } from '../../testing/database.ts';
import { dovecotIsHere, startDovecot } from '../../testing/dovecot.ts';
import { movingClock } from '../../testing/moving-clock.ts';
import { pecProvider } from '../../testing/pec-provider.ts';
import { returnedMail } from '../../testing/returned-mail.ts';
import { headerOf, startSmtpServer } from '../../testing/smtp-server.ts';
import { confirmLateNotices } from './actions/confirm-late-notices.ts';
import { createMeeting } from './actions/create-meeting.ts';
import { openSitting } from './actions/open-sitting.ts';
import { resendConvocation, sendConvocation } from './actions/send-convocation.ts';
import { addItem } from './actions/set-agenda.ts';
import { setPecAddresses } from './actions/set-pec-addresses.ts';
import { readConvocation, showConvocation } from './actions/show-convocation.ts';
import { showMeeting } from './actions/show-meeting.ts';
import { showSitting } from './actions/show-sitting.ts';
import { convocationReceipts } from './convocation-receipts.ts';

const association = 'avvisi';
const folder = mkdtempSync(join(tmpdir(), 'comunanza-convocation-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
process.env.COMUNANZA_SECRETS_KEY ??= Buffer.alloc(32, 7).toString('base64');
const ordinary = await startSmtpServer();
const pec = await startSmtpServer({
  allowInsecureAuth: true,
  authOptional: false,
  onAuth: ({ username, password }, _session, done) =>
    username === 'assemblea@pec.lecco.example' && password === 'neve alta'
      ? done(null, { user: username })
      : done(new Error('wrong password')),
});
const database = await createTestDatabase();
const clock = movingClock('2027-04-10T09:00:00Z');
const perform = assemblePerform(database, { clock, checksOutput: true });
let assembly: Assembly;
let secretary: Actor;

beforeAll(async () => {
  assembly = await startAssembly(perform, { id: association });
  ({ secretary } = assembly);
});
beforeEach(() => {
  vi.stubEnv('COMUNANZA_SMTP_URL', ordinary.url);
  vi.stubEnv('COMUNANZA_MAIL_FROM', 'CST <posta@lecco.example>');
  withMailbox();
  pec.received.length = 0;
});

function withMailbox() {
  vi.stubEnv('COMUNANZA_PEC_AVVISI_ADDRESS', 'assemblea@pec.lecco.example');
  vi.stubEnv('COMUNANZA_PEC_AVVISI_USERNAME', 'assemblea@pec.lecco.example');
  vi.stubEnv('COMUNANZA_PEC_AVVISI_NAME', 'Assemblea CST');
  vi.stubEnv('COMUNANZA_PEC_AVVISI_SMTP', `smtp://127.0.0.1:${pec.port}?tls=none`);
  vi.stubEnv('COMUNANZA_PEC_AVVISI_IMAP', 'imap://127.0.0.1:1?tls=none');
  vi.stubEnv('COMUNANZA_PEC_AVVISI_PASSWORD', 'neve alta');
}

async function refusalOf(work: Promise<unknown>) {
  try {
    await work;
  } catch (error) {
    if (error instanceof Refused) return error.refusals[0]!;
    throw error;
  }
  throw new Error('nothing was refused');
}

const codes = ['p_lc', 'c_e507', 'c_g009', 'c_b639', 'c_f133', 'c_a745', 'c_d398', 'c_l751'];
const addressOf = (code: string) => `${code.replace('_', '.')}@pec.example`;
const givenAddresses = (some = codes) =>
  perform(
    setPecAddresses,
    { addresses: codes.map((entity) => ({ entity, address: some.includes(entity) ? addressOf(entity) : '' })) },
    secretary,
  );

async function prepared(meeting: Record<string, unknown> = {}): Promise<number> {
  const { number } = await perform(
    createMeeting,
    {
      body: 'assembly',
      kind: 'ordinary',
      place: 'Sede della Provincia',
      firstCall: '2027-04-26T17:00',
      secondCall: '2027-04-27T17:30',
      ...meeting,
    },
    secretary,
  );
  await perform(addItem, { meeting: number, title: 'Rendiconto 2026', kind: 'decision' }, secretary);
  return number;
}

const deliver = () =>
  deliverMail.run({ database, clock, now: clock(), perform, stopping: new AbortController().signal });

describe('the convocation by certified mail', () => {
  it('[LC-4.conv.1] entities without an address are named before anything leaves', async () => {
    clock.moveTo('2027-04-10T09:00:00Z');
    await givenAddresses(codes.slice(2));
    const meeting = await prepared();
    const refusal = await refusalOf(perform(sendConvocation, { meeting }, secretary));
    expect(refusal).toMatchObject({
      code: 'meetings/missing-pec-addresses',
      says: { it: 'Manca l’indirizzo PEC di Lecco e Provincia di Lecco.' },
    });
    vi.stubEnv('COMUNANZA_PEC_AVVISI_ADDRESS', '');
    expect((await refusalOf(perform(sendConvocation, { meeting }, secretary))).code).toBe('meetings/no-pec-mailbox');
    await deliver();
    expect(pec.received).toEqual([]);
  });

  it('[LC-4.conv.1] each entity has a message of its own with the notice as PDF, by the PEC server alone', async () => {
    clock.moveTo('2027-04-10T09:00:00Z');
    await givenAddresses();
    const meeting = await prepared();
    await perform(sendConvocation, { meeting }, secretary);
    await deliver();
    expect(pec.received.map(({ to }) => to[0]).sort()).toEqual(codes.map(addressOf).sort());
    expect(ordinary.received.filter(({ source }) => headerOf(source, 'Subject')?.includes('Convocazione'))).toEqual([]);
    const shown = await perform(showConvocation, { meeting }, secretary);
    expect(shown).toMatchObject({ state: 'convened', proof: 'acceptance', term: { sendBy: '2027-04-16' } });
    expect(shown.counts).toEqual({ entities: 8, inTime: 0, late: 0, unproven: 8, withoutAddress: 0 });
    const sent = pec.received.find(({ to }) => to[0] === addressOf('c_g009'))!;
    const [message] = shown.entities.find(({ entity }) => entity === 'c_g009')!.messages;
    expect(headerOf(sent.source, 'Message-ID')).toBe(message!.messageId);
    expect(headerOf(sent.source, 'From')).toBe('Assemblea CST <assemblea@pec.lecco.example>');
    const { base64, name } = await perform(readConvocation, { meeting }, secretary);
    const pdf = Buffer.from(base64, 'base64');
    expect(name).toBe(`convocazione-seduta-${meeting}.pdf`);
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.includes('/StructTreeRoot')).toBe(true);
    expect(sent.source.replace(/\s/g, '')).toContain(base64.slice(0, 400));
  });

  it('[LC-4.conv.1] a notice after the term does not leave without the reason of the chair', async () => {
    clock.moveTo('2027-04-17T08:00:00Z');
    await givenAddresses();
    const meeting = await prepared();
    expect(await refusalOf(perform(sendConvocation, { meeting }, secretary))).toMatchObject({
      code: 'meetings/late-notice',
      source: { article: 'art. 4 c. 5' },
    });
    await deliver();
    expect(pec.received).toEqual([]);
    await perform(sendConvocation, { meeting, lateReason: 'Scadenza di legge' }, secretary);
    expect(await perform(showConvocation, { meeting }, secretary)).toMatchObject({
      lateReason: 'Scadenza di legge',
      blocked: [],
    });
  });

  it('[LC-4.conv.3] an urgent sitting says why in its notice, and is counted in hours', async () => {
    clock.moveTo('2027-04-10T09:00:00Z');
    await givenAddresses();
    const when = { kind: 'urgent', firstCall: '2027-04-11T12:00', secondCall: '2027-04-12T12:00' };
    const meeting = await prepared({ ...when, reason: 'Guasto della sala server' });
    await perform(sendConvocation, { meeting }, secretary);
    await deliver();
    const letters = await Promise.all(pec.received.map(({ source }) => PostalMime.parse(source)));
    expect(letters.filter(({ text }) => text?.includes('urgente: Guasto della sala server'))).toHaveLength(8);
    expect(await perform(showConvocation, { meeting }, secretary)).toMatchObject({
      term: { sendBy: '2027-04-10T12:00' },
    });
  });

  it('an entity told otherwise gets no message; another can be sent its message again', async () => {
    clock.moveTo('2027-04-10T09:00:00Z');
    await givenAddresses(codes.slice(1));
    const meeting = await prepared();
    const told = { entity: 'p_lc', way: 'hand', sent: '2027-04-10T10:00', proof: 'Firmato per ricevuta' } as const;
    await perform(sendConvocation, { meeting, otherwise: [told] }, secretary);
    await deliver();
    expect(pec.received).toHaveLength(7);
    await perform(resendConvocation, { meeting, entity: 'c_e507' }, secretary);
    await deliver();
    expect(pec.received).toHaveLength(8);
    const { entities } = await perform(showConvocation, { meeting }, secretary);
    expect(entities.find(({ entity }) => entity === 'p_lc')).toMatchObject({
      standing: 'in-time',
      messages: [],
      otherwise: [{ way: 'hand', sent: '2027-04-10T10:00' }],
    });
    expect(entities.find(({ entity }) => entity === 'c_e507')!.messages.map(({ number }) => number)).toEqual([1, 2]);
  });

  it('who represents an entity reads of that entity alone', async () => {
    clock.moveTo('2027-04-10T09:00:00Z');
    await givenAddresses();
    const meeting = await prepared();
    await perform(sendConvocation, { meeting }, secretary);
    const shown = await perform(showConvocation, { meeting }, assembly.mayors.get('c_g009')!);
    expect(shown.entities.map(({ entity }) => entity)).toEqual(['c_g009']);
    expect(shown.counts.entities).toBe(1);
  });
});

describe('the proof of the convocation', () => {
  const provider = pecProvider(folder);
  let uid = 0;
  const came = async (receipt: Omit<Parameters<typeof provider.receipt>[0], 'to'>) => {
    uid += 1;
    const raw = provider.receipt({ to: 'assemblea@pec.lecco.example', ...receipt });
    const message = { uidValidity: '1', uid, came: clock().instant, raw };
    await inContext(database, inAssociation(association), (tx) => storeMessage(tx, association, message));
    await understandMessages(database, association, [convocationReceipts], { now: clock().instant });
  };
  beforeEach(() => {
    const authorities = join(folder, 'authorities.pem');
    writeFileSync(authorities, provider.authority);
    vi.stubEnv('COMUNANZA_PEC_AUTHORITIES', authorities);
  });
  const shownTo = (meeting: number, actor = secretary) => perform(showConvocation, { meeting }, actor);
  const messageTo = async (meeting: number, code: string) => {
    const { entities } = await shownTo(meeting);
    return entities.find(({ entity }) => entity === code)!.messages.at(-1)!.messageId;
  };
  const acceptedBy = async (meeting: number, list: readonly string[], at: string) => {
    for (const code of list) {
      const about = await messageTo(meeting, code);
      await came({ kind: 'accettazione', about, recipient: addressOf(code), at: new Date(at) });
    }
  };
  const open = (meeting: number) => perform(openSitting, { meeting, call: 1 }, secretary);

  it('[LC-4.conv.1] E2E-LC-04: receipts in time prove the notice of every entity, and the sitting opens', async () => {
    clock.moveTo('2027-04-10T09:00:00Z');
    await givenAddresses();
    const meeting = await prepared();
    await perform(sendConvocation, { meeting }, secretary);
    await acceptedBy(meeting, codes.slice(1), '2027-04-10T09:01:00Z');
    let shown = await shownTo(meeting);
    expect(shown.counts).toMatchObject({ inTime: 7, late: 0, unproven: 1 });
    expect(shown.entities.find(({ entity }) => entity === 'p_lc')).toMatchObject({
      standing: 'waiting',
      missing: ['accettazione', 'avvenuta-consegna'],
    });
    clock.moveTo('2027-04-26T15:00:00Z');
    const refusal = await refusalOf(open(meeting));
    expect(refusal).toMatchObject({
      code: 'meetings/notice-not-proven',
      says: { it: 'Manca la ricevuta di accettazione per Provincia di Lecco.' },
      source: { article: 'art. 4 c. 5' },
    });
    await acceptedBy(meeting, ['p_lc'], '2027-04-10T09:02:00Z');
    const delivered = { kind: 'avvenuta-consegna', recipient: addressOf('p_lc'), at: new Date('2027-04-10T09:03:00Z') };
    await came({ ...delivered, about: await messageTo(meeting, 'p_lc') });
    shown = await shownTo(meeting);
    expect(shown.counts).toMatchObject({ inTime: 8, unproven: 0 });
    expect(shown.entities.find(({ entity }) => entity === 'p_lc')).toMatchObject({
      standing: 'in-time',
      proven: '2027-04-10T11:02',
      missing: [],
    });
    const { notices } = await perform(showMeeting, { meeting }, secretary);
    expect(notices.find(({ entity }) => entity === 'p_lc')).toMatchObject({
      way: 'pec',
      delivered: '2027-04-10T11:03',
      proof: 'accettazione 2027-04-10 11:02; avvenuta-consegna 2027-04-10 11:03',
    });
    expect(await open(meeting)).toMatchObject({ state: 'open' });
  });

  it('[LC-4.conv.2] E2E-LC-07: a notice that counts too late blocks the opening, until the chair confirms it with a reason', async () => {
    clock.moveTo('2027-05-03T21:00:00Z');
    await givenAddresses();
    const meeting = await prepared({
      kind: 'extraordinary',
      firstCall: '2027-05-08T17:00',
      secondCall: '2027-05-09T17:30',
    });
    await perform(sendConvocation, { meeting }, secretary);
    await acceptedBy(meeting, codes.slice(2), '2027-05-03T21:01:00Z');
    await acceptedBy(meeting, ['c_e507'], '2027-05-04T07:00:00Z');
    const failed = { recipient: addressOf('p_lc'), at: new Date('2027-05-03T21:01:00Z'), error: 'no-dest' };
    await came({
      ...failed,
      kind: 'non-accettazione',
      about: await messageTo(meeting, 'p_lc'),
      detail: 'casella piena',
    });
    clock.moveTo('2027-05-08T15:00:00Z');
    const shown = await shownTo(meeting);
    expect(shown.entities.find(({ entity }) => entity === 'c_e507')).toMatchObject({ standing: 'late', lateBy: 'P1D' });
    expect(shown.entities.find(({ entity }) => entity === 'p_lc')).toMatchObject({ standing: 'failed' });
    expect([...shown.blocked].sort()).toEqual(['c_e507', 'p_lc']);
    expect((await refusalOf(open(meeting))).says.it).toBe(
      'L’avviso è arrivato oltre il termine a Lecco. Manca la ricevuta di accettazione per Provincia di Lecco.',
    );
    const mayor = assembly.mayors.get('c_g009')!;
    const reason = 'Tutti gli enti sono in aula';
    await expect(perform(confirmLateNotices, { meeting, reason }, mayor)).rejects.toThrow(Refused);
    await perform(confirmLateNotices, { meeting, reason, chair: 'Alessandra Hofmann' }, secretary);
    expect(await open(meeting)).toMatchObject({ state: 'open' });
    const { lateReason } = await perform(showMeeting, { meeting }, secretary);
    expect(lateReason).toBe(
      'Tutti gli enti sono in aula (confermato da Alessandra Hofmann per Lecco e Provincia di Lecco)',
    );
    expect((await shownTo(meeting)).entities.find(({ entity }) => entity === 'p_lc')).toMatchObject({
      confirmed: { chair: 'Alessandra Hofmann', reason },
    });
  });

  it.skipIf(!dovecotIsHere)(
    '[LC-4.conv.1] a message that comes back to the mailbox is told on the page of the convocation, until it is sent to a better address [dovecot-imapd]',
    async () => {
      clock.moveTo('2027-04-10T09:00:00Z');
      const dovecot = await startDovecot();
      try {
        await givenAddresses();
        const meeting = await prepared();
        await perform(sendConvocation, { meeting }, secretary);
        await deliver();
        await acceptedBy(meeting, ['c_g009'], '2027-04-10T09:01:00Z');
        const { version } = await perform(showSitting, { meeting }, secretary);
        const messageId = await messageTo(meeting, 'c_g009');
        const sent = pec.received.find(({ source }) => headerOf(source, 'Message-ID') === messageId)!;
        dovecot.deliver(returnedMail(sent.source, addressOf('c_g009'), '550 5.1.1 utente sconosciuto'));
        const failed = { kind: 'errore-consegna', error: 'no-dest', detail: 'casella inesistente' };
        dovecot.deliver(
          provider.receipt({
            to: 'assemblea@pec.lecco.example',
            recipient: addressOf('p_lc'),
            about: await messageTo(meeting, 'p_lc'),
            at: new Date('2027-04-10T09:05:00Z'),
            ...failed,
          } as never),
        );
        vi.stubEnv('COMUNANZA_PEC_AVVISI_IMAP', `imap://127.0.0.1:${dovecot.port}?tls=none`);
        vi.stubEnv('COMUNANZA_PEC_AVVISI_USERNAME', dovecot.user);
        vi.stubEnv('COMUNANZA_PEC_AVVISI_PASSWORD', dovecot.password);
        const job = fetchCertifiedMail([convocationReceipts]);
        await job.run({ database, clock, now: clock(), perform, stopping: new AbortController().signal });
        const undelivered = async () =>
          (await shownTo(meeting)).entities
            .filter((one) => one.undelivered)
            .map((one) => [one.entity, one.standing, one.undelivered]);
        expect(await undelivered()).toEqual([
          [
            'c_g009',
            'in-time',
            { at: '2027-04-10T11:00', certified: false, error: '', why: 'smtp; 550 5.1.1 utente sconosciuto' },
          ],
          ['p_lc', 'failed', { at: '2027-04-10T11:05', certified: true, error: 'no-dest', why: 'casella inesistente' }],
        ]);
        expect((await perform(showSitting, { meeting }, secretary)).version).toBeGreaterThan(version);
        for (const entity of ['c_g009', 'p_lc']) await perform(resendConvocation, { meeting, entity }, secretary);
        expect(await undelivered()).toEqual([]);
      } finally {
        await dovecot.stop();
      }
    },
  );

  it('a delivery to somebody else proves nothing, and a mayor reads the receipts of his entity alone', async () => {
    clock.moveTo('2027-04-10T09:00:00Z');
    await givenAddresses();
    const meeting = await prepared();
    await perform(sendConvocation, { meeting }, secretary);
    await acceptedBy(meeting, ['c_g009', 'c_f133'], '2027-04-10T09:01:00Z');
    const about = await messageTo(meeting, 'c_g009');
    await came({
      kind: 'avvenuta-consegna',
      about,
      recipient: 'altri@pec.example',
      at: new Date('2027-04-10T09:02:00Z'),
    });
    const quarantined = await inContext(database, inAssociation(association), (tx) =>
      messageRows(tx, association, { state: 'quarantined' }, { offset: 0, limit: 10 }),
    );
    expect(quarantined.map(({ reason }) => reason!.it)).toEqual([
      'la ricevuta è per altri@pec.example, il messaggio era per c.g009@pec.example',
    ]);
    const { entities } = await shownTo(meeting, assembly.mayors.get('c_g009')!);
    expect(entities).toHaveLength(1);
    expect(entities[0]!.messages[0]!.receipts.map(({ kind }) => kind)).toEqual(['accettazione']);
  });
});
