import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { assemblePerform } from '../../app/assemble.ts';
import { Refused } from '../../kernel/result.ts';
import type { Actor } from '../../platform/action.ts';
import { deliverMail } from '../../platform/mail/deliver.ts';
import { type Assembly, startAssembly } from '../../testing/assembly.ts';
import { createTestDatabase } from '../../testing/database.ts';
import { movingClock } from '../../testing/moving-clock.ts';
import { headerOf, startSmtpServer } from '../../testing/smtp-server.ts';
import { createMeeting } from './actions/create-meeting.ts';
import { resendConvocation, sendConvocation } from './actions/send-convocation.ts';
import { addItem } from './actions/set-agenda.ts';
import { setPecAddresses } from './actions/set-pec-addresses.ts';
import { readConvocation, showConvocation } from './actions/show-convocation.ts';

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
    expect((await PostalMime.parse(pec.received[0]!.source)).text).toContain('urgente: Guasto della sala server');
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
