import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assemblePerform } from '../../app/assemble.ts';
import { paperOf } from '../../app/example-paper.ts';
import { Refused } from '../../kernel/result.ts';
import type { Actor } from '../../platform/action.ts';
import { BadInput } from '../../platform/problem.ts';
import { toWire } from '../../platform/wire.ts';
import { consoleIn, personIn } from '../../testing/actor.ts';
import { type Assembly, registered, startAssembly } from '../../testing/assembly.ts';
import { createTestDatabase } from '../../testing/database.ts';
import { movingClock } from '../../testing/moving-clock.ts';
import { delegateSeat, fillSeat, listPeople } from '../bodies/module.ts';
import { createBallot, startBallot, stopBallot, voidBallot } from './actions/ballots.ts';
import { castVote, recordVote } from './actions/cast-vote.ts';
import { closeSitting } from './actions/close-sitting.ts';
import { conveneMeeting } from './actions/convene-meeting.ts';
import { createMeeting } from './actions/create-meeting.ts';
import { desertFirstCall } from './actions/desert-first-call.ts';
import { exportBallot } from './actions/export-ballot.ts';
import { draftMinutes } from './actions/minutes.ts';
import { openSitting } from './actions/open-sitting.ts';
import { publishBallot } from './actions/publish-ballot.ts';
import { recordPassages, strikePassageEntry } from './actions/record-passages.ts';
import { resendConvocation } from './actions/send-convocation.ts';
import { addItem } from './actions/set-agenda.ts';
import { showBallot } from './actions/show-ballot.ts';
import { showConvocation } from './actions/show-convocation.ts';
import { showMeeting } from './actions/show-meeting.ts';
import { showSitting } from './actions/show-sitting.ts';
import { verifyBallot } from './actions/verify-ballot.ts';
import { destroyEndedKeys } from './ballot-keys.ts';

const keys = mkdtempSync(join(tmpdir(), 'ballot-keys-'));
process.env.COMUNANZA_BALLOT_KEYS = keys;
process.env.COMUNANZA_SECRETS_KEY ??= Buffer.alloc(32, 7).toString('base64');
afterAll(() => rmSync(keys, { recursive: true }));

const association = 'seduta';
const database = await createTestDatabase();
const clock = movingClock('2027-04-10T09:00:00Z');
const perform = assemblePerform(database, { clock, checksOutput: true });
let assembly: Assembly;
let secretary: Actor;
const mayor = (code: string) => assembly.mayors.get(code)!;

beforeAll(async () => {
  assembly = await startAssembly(perform, { id: association });
  ({ secretary } = assembly);
});

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'done';
  } catch (error) {
    if (error instanceof Refused) return error.refusals[0]!.code;
    throw error;
  }
}

const seat = (code: string) => `ente.${code}`;

async function convened(items: Parameters<typeof addToAgenda>[1][] = [{ title: 'Rendiconto 2026', kind: 'decision' }]) {
  const { number } = await perform(
    createMeeting,
    {
      body: 'assembly',
      kind: 'ordinary',
      place: 'Sede della Provincia',
      firstCall: '2027-04-26T17:00',
      secondCall: '2027-04-27T17:30',
    },
    secretary,
  );
  for (const item of items) await addToAgenda(number, item);
  clock.moveTo('2027-04-10T09:00:00Z');
  await perform(conveneMeeting, { meeting: number, way: 'pec' }, secretary);
  return number;
}

async function addToAgenda(
  meeting: number,
  item: {
    title: string;
    kind: 'information' | 'decision' | 'election' | 'adoption';
    matter?: string;
    subject?: string;
    secret?: boolean;
  },
) {
  await perform(addItem, { meeting, ...item }, secretary);
}

async function inSession(codes: readonly string[], items?: Parameters<typeof convened>[0]): Promise<number> {
  const meeting = await convened(items);
  clock.moveTo('2027-04-27T15:30:00Z');
  await perform(openSitting, { meeting, call: 2 }, secretary);
  clock.pass(60);
  await perform(recordPassages, { meeting, what: 'arrives', seats: codes.map(seat) }, secretary);
  clock.pass(60);
  return meeting;
}

async function running(meeting: number, item = 1, ballot: { candidates?: string[] } = {}): Promise<number> {
  const { number } = await perform(createBallot, { meeting, item, ...ballot }, secretary);
  await perform(startBallot, { meeting, ballot: number }, secretary);
  clock.pass(10);
  return number;
}

describe('convening', () => {
  it('[LC-4.conv.1] an ordinary sitting is convened ten days before: a late notice needs the reason of the chair', async () => {
    const given = { body: 'assembly', kind: 'ordinary' as const, place: 'Sede', firstCall: '2027-10-28T17:00' };
    const { number } = await perform(createMeeting, given, secretary);
    await addToAgenda(number, { title: 'Previsione 2028', kind: 'decision' });
    clock.moveTo('2027-10-19T08:00:00Z');
    expect(await codeOf(perform(conveneMeeting, { meeting: number, way: 'pec' }, secretary))).toBe(
      'meetings/late-notice',
    );
    expect(
      await codeOf(perform(conveneMeeting, { meeting: number, sent: '2027-10-18T23:00', way: 'pec' }, secretary)),
    ).toBe('done');
    const shown = await perform(showMeeting, { meeting: number }, secretary);
    expect(shown.notice).toMatchObject({ sendBy: '2027-10-18', regular: true });
    expect(shown.notices).toHaveLength(8);
    expect(shown.untold).toEqual([]);
    // the notice is a PDF however entities are told; how they are told is always said
    expect((await perform(showConvocation, { meeting: number }, secretary)).document).toMatchObject({
      name: `convocazione-seduta-${number}.pdf`,
    });
    await expect(perform(conveneMeeting, { meeting: number, way: '' } as never, secretary)).rejects.toThrow(BadInput);
    expect(await codeOf(perform(resendConvocation, { meeting: number, entity: 'c_e507' }, secretary))).toBe(
      'meetings/no-convocation',
    );
    // a body of five seats has no news for entities that sit in none of them
    const few = await perform(createMeeting, { ...given, body: 'presidency' }, secretary);
    expect((await perform(showMeeting, { meeting: few.number }, secretary)).untold.map(({ entity }) => entity)).toEqual(
      ['p_lc'],
    );
    const late = await perform(createMeeting, given, secretary);
    await addToAgenda(late.number, { title: 'Previsione 2028', kind: 'decision' });
    await perform(conveneMeeting, { meeting: late.number, lateReason: 'Termini di legge', way: 'pec' }, secretary);
    expect((await perform(showMeeting, { meeting: late.number }, secretary)).lateReason).toBe('Termini di legge');
  });

  it('[LC-4.notice] a notice without place, time or agenda is not sent, and says all that it lacks', async () => {
    const { number } = await perform(createMeeting, { body: 'assembly', kind: 'ordinary' }, secretary);
    const refused = await perform(conveneMeeting, { meeting: number, way: 'pec' }, secretary).catch(
      (error: Refused) => error,
    );
    expect((refused as Refused).refusals[0]!.says.it).toBe(
      'All’avviso manca: il luogo, il giorno e l’ora e l’ordine del giorno.',
    );
    await expect(
      perform(createMeeting, { body: 'assembly', kind: 'urgent', firstCall: '2027-05-03T10:00' }, secretary),
    ).rejects.toMatchObject({ problems: [{ path: 'reason' }] });
  });

  it('[LC-4.w] figures that the weights lack are told before the convocation, and in few words at the opening', async () => {
    clock.moveTo('2026-04-10T09:00:00Z');
    const given = { body: 'assembly', kind: 'ordinary' as const, place: 'Sede', firstCall: '2026-05-04T17:00' };
    const { number } = await perform(createMeeting, given, secretary);
    await addToAgenda(number, { title: 'Rendiconto 2025', kind: 'decision' });
    const { lacking } = await perform(showMeeting, { meeting: number }, secretary);
    expect(lacking.map(({ register, on, entities }) => [register, on, entities.length])).toEqual([
      ['population', '2025-12-31', 8],
      ['direct-costs', '2025-12-31', 8],
    ]);
    await perform(conveneMeeting, { meeting: number, way: 'pec' }, secretary);
    expect((await perform(showMeeting, { meeting: number }, mayor('c_e507'))).lacking).toEqual([]);
    clock.moveTo('2026-05-04T15:00:00Z');
    const refused = await perform(openSitting, { meeting: number }, secretary).catch((error: Refused) => error);
    const [refusal] = (refused as Refused).refusals;
    expect(refusal).toMatchObject({ code: 'meetings/missing-figure', at: { path: '/enti/dati' } });
    expect(refusal!.says.it).toContain('e altri 3 enti');
    clock.moveTo('2027-04-10T09:00:00Z');
    expect((await perform(showMeeting, { meeting: await convened() }, secretary)).lacking).toEqual([]);
  });

  it('[LC-4.conv.1] a seat filled after the notices went out: who leads is told before opening, and the minutes say it', async () => {
    clock.moveTo('2027-04-10T09:00:00Z');
    const given = { body: 'presidency', kind: 'ordinary' as const, place: 'Sede', firstCall: '2027-04-26T17:00' };
    const { number: meeting } = await perform(createMeeting, given, secretary);
    await addToAgenda(meeting, { title: 'Programma', kind: 'information' });
    await perform(conveneMeeting, { meeting, way: 'hand' }, secretary);
    expect((await perform(showMeeting, { meeting }, secretary)).untold).toEqual([]);
    const seat = { body: 'presidency', seat: 'fascia-piccola' };
    const [chosen] = (await perform(listPeople, seat, secretary)).items;
    await perform(fillSeat, { ...seat, post: chosen!.post, since: '2027-04-10', act: 'delibera' }, secretary);
    const name = chosen!.entity!.name;
    expect((await perform(showMeeting, { meeting }, secretary)).untold.map((one) => one.name)).toEqual([name]);
    clock.moveTo('2027-04-26T15:00:00Z');
    await perform(openSitting, { meeting }, secretary);
    await perform(closeSitting, { meeting }, secretary);
    const { text } = await perform(draftMinutes, { meeting }, secretary);
    expect(text).toContain(`Hanno un seggio all’apertura e non risultano avvisati: ${name} (${chosen!.name}).`);
  });

  it('drafts are there for who prepares them alone', async () => {
    const { number } = await perform(createMeeting, { body: 'assembly', kind: 'ordinary' }, secretary);
    expect(await codeOf(perform(showMeeting, { meeting: number }, mayor('c_e507')))).toBe('meetings/unknown-meeting');
    expect(await codeOf(perform(showMeeting, { meeting: number }, personIn(association, 'CIT')))).toBe(
      'meetings/unknown-meeting',
    );
    const elsewhere = { ...mayor('c_e507'), association: 'altra' };
    expect(await codeOf(perform(showMeeting, { meeting: number }, elsewhere))).toBe('meetings/unknown-meeting');
  });
});

describe('a sitting', () => {
  it('[LC-4.quorum.1] [LC-4.quorum.2] first call without a quorum, second call with a quarter', async () => {
    const meeting = await convened();
    clock.moveTo('2027-04-26T15:00:00Z');
    expect(await codeOf(perform(openSitting, { meeting, call: 2 }, secretary))).toBe('meetings/not-today');
    await perform(openSitting, { meeting }, secretary);
    clock.pass(60);
    await perform(recordPassages, { meeting, what: 'arrives', seats: ['p_lc', 'c_e507'].map(seat) }, secretary);
    const first = await perform(showSitting, { meeting }, secretary);
    expect(first.quorum).toEqual({ call: 1, required: 5, present: 2, met: false, entitled: 8 });
    expect(first.secondCallQuorum).toBe(2);
    const { number } = await perform(createBallot, { meeting, item: 1 }, secretary);
    expect(await codeOf(perform(startBallot, { meeting, ballot: number }, secretary))).toBe('meetings/not-quorate');
    clock.pass(3600);
    await perform(desertFirstCall, { meeting }, secretary);
    expect((await perform(showMeeting, { meeting }, mayor('c_a745'))).deserted).toEqual({
      opened: '2027-04-26T17:00',
      closed: '2027-04-26T18:01',
      entitled: 8,
      required: 5,
      present: 2,
      seats: ['Lecco', 'Provincia di Lecco'],
    });
    expect(await codeOf(perform(openSitting, { meeting }, secretary))).toBe('meetings/first-call-deserted');
    clock.moveTo('2027-04-27T15:30:00Z');
    await perform(openSitting, { meeting, call: 2 }, secretary);
    const anew = await perform(showSitting, { meeting }, secretary);
    expect(anew.passages).toEqual([]);
    expect(anew.quorum).toEqual({ call: 2, required: 2, present: 0, met: false, entitled: 8 });
    expect(await codeOf(perform(desertFirstCall, { meeting }, secretary))).toBe('meetings/no-second-call');
    clock.pass(60);
    await perform(recordPassages, { meeting, what: 'arrives', seats: ['c_a745', 'c_e507'].map(seat) }, secretary);
    await perform(startBallot, { meeting, ballot: number }, secretary);
    await perform(recordVote, { meeting, ballot: number, seat: seat('c_e507'), choice: 'no' }, secretary);
    await perform(stopBallot, { meeting, ballot: number }, secretary);
    await perform(publishBallot, { meeting, ballot: number }, secretary);
    await perform(closeSitting, { meeting }, secretary);
    const { text } = await perform(draftMinutes, { meeting }, secretary);
    expect(text).toContain(
      'La prima convocazione, aperta il 26 aprile 2027 alle 17:00, è stata dichiarata deserta alle 18:01: presenti 2 su 8 (Lecco, Provincia di Lecco), ne servivano 5.',
    );
    expect(text).toContain('- Provincia di Lecco: assente');
  });

  it('[LC-4.quorum.1] a first call that has its quorum is not deserted', async () => {
    const meeting = await convened();
    clock.moveTo('2027-04-26T15:00:00Z');
    await perform(openSitting, { meeting }, secretary);
    clock.pass(60);
    const seats = ['p_lc', 'c_e507', 'c_g009', 'c_b639', 'c_f133'].map(seat);
    await perform(recordPassages, { meeting, what: 'arrives', seats }, secretary);
    expect(await codeOf(perform(desertFirstCall, { meeting }, secretary))).toBe('meetings/first-call-valid');
  });

  it('[LC-4.w] weights come from the figures and are frozen at the opening', async () => {
    const meeting = await inSession(['p_lc', 'c_e507', 'c_a745']);
    const { seats, weighed, totalWeight, presentWeight } = await perform(showSitting, { meeting }, secretary);
    const weightOf = Object.fromEntries(seats.map((one) => [one.seat, one.weight]));
    expect(weighed).toBe(true);
    expect(weightOf).toMatchObject({
      'ente.p_lc': '5',
      'ente.c_e507': '6',
      'ente.c_g009': '3',
      'ente.c_a745': '2',
      'ente.c_d398': '2',
    });
    expect(presentWeight).toBe('13');
    expect(totalWeight).toBe('28');
  });

  it('[LC-4.maj] two thirds of the weight present decide, and the decision has the next number of its year', async () => {
    const meeting = await inSession(['p_lc', 'c_e507', 'c_g009', 'c_a745']);
    const ballot = await running(meeting);
    expect(await codeOf(perform(startBallot, { meeting, ballot }, secretary))).toBe('meetings/ballot-step');
    expect(await perform(castVote, { meeting, ballot, choice: 'yes' }, mayor('c_e507'))).toMatchObject({
      seat: 'ente.c_e507',
      choice: 'yes',
    });
    await perform(castVote, { meeting, ballot, choice: 'no' }, mayor('c_a745'));
    await perform(recordVote, { meeting, ballot, seat: 'ente.c_g009', choice: 'abstain' }, secretary);
    await perform(castVote, { meeting, ballot, choice: 'no' }, mayor('p_lc'));
    // a double click, and a change of mind: one seat, one vote, the last
    await perform(castVote, { meeting, ballot, choice: 'yes' }, mayor('p_lc'));
    await perform(castVote, { meeting, ballot, choice: 'yes' }, mayor('p_lc'));
    await perform(stopBallot, { meeting, ballot }, secretary);
    expect(await codeOf(perform(castVote, { meeting, ballot, choice: 'no' }, mayor('p_lc')))).toBe(
      'meetings/ballot-not-running',
    );
    const { result, explanations, seats } = await perform(showBallot, { meeting, ballot }, secretary);
    // 5 + 6 of 16: 11 needed
    expect(result?.options[0]).toMatchObject({ base: '16/1', required: 11, yes: '11/1', outcome: 'approved' });
    expect(result?.tallies).toEqual([
      { choice: 'yes', heads: 2, weight: '11/1' },
      { choice: 'no', heads: 1, weight: '2/1' },
      { choice: 'abstain', heads: 1, weight: '3/1' },
    ]);
    expect(toWire(explanations)).toContain('art. 4 c. 7');
    expect(seats.find((one) => one.seat === 'ente.p_lc')).toMatchObject({ choice: 'yes', weight: '5' });
    expect((await perform(showBallot, { meeting, ballot }, mayor('c_a745'))).result).toBeNull();
    const published = await perform(publishBallot, { meeting, ballot }, secretary);
    expect(published).toMatchObject({ outcome: 'approved', decision: { body: 'assembly', year: 2027, number: 1 } });
    expect((await perform(showBallot, { meeting, ballot }, mayor('c_a745'))).result?.outcome).toBe('approved');
    const second = await running(meeting);
    await perform(castVote, { meeting, ballot: second, choice: 'yes' }, mayor('c_e507'));
    await perform(stopBallot, { meeting, ballot: second }, secretary);
    expect(await perform(publishBallot, { meeting, ballot: second }, secretary)).toMatchObject({
      outcome: 'rejected',
      decision: null,
    });
    expect(await codeOf(perform(closeSitting, { meeting }, secretary))).toBe('done');
  });

  it('[LC-4.mand] the vote of who has left does not count, and counts again once back', async () => {
    const meeting = await inSession(['p_lc', 'c_e507', 'c_g009']);
    const ballot = await running(meeting);
    for (const code of ['p_lc', 'c_e507', 'c_g009'])
      await perform(castVote, { meeting, ballot, choice: 'yes' }, mayor(code));
    await perform(recordPassages, { meeting, what: 'leaves', seats: ['ente.c_e507'] }, secretary);
    expect(await codeOf(perform(castVote, { meeting, ballot, choice: 'no' }, mayor('c_e507')))).toBe(
      'meetings/no-seat-of-yours',
    );
    expect(await codeOf(perform(recordVote, { meeting, ballot, seat: 'ente.c_e507', choice: 'no' }, secretary))).toBe(
      'meetings/seat-absent',
    );
    clock.pass(60);
    await perform(stopBallot, { meeting, ballot }, secretary);
    const { result, seats } = await perform(showBallot, { meeting, ballot }, secretary);
    expect(result?.options[0]).toMatchObject({ base: '8/1', yes: '8/1' });
    expect(seats.find((one) => one.seat === 'ente.c_e507')).toMatchObject({ voted: true, present: false });
  });

  it('[VV-14.1.a] [LC-4.mand] a councillor delegated by the mayor votes from the own device, and no longer once gone', async () => {
    const councillor = await registered(perform, {
      association,
      email: 'assessora@seduta.example',
      name: 'Ada Assessora',
      role: 'ASS',
      entity: 'c_d398',
    });
    const given = {
      body: 'assembly',
      seat: 'ente.c_d398',
      delegate: councillor.person!,
      kind: 'sitting' as const,
      since: '2027-04-27',
      signed: '2027-04-01',
      document: paperOf('Delega'),
    };
    await perform(delegateSeat, given, secretary);
    const meeting = await inSession(['p_lc', 'c_e507', 'c_d398']);
    const ballot = await running(meeting);
    expect((await perform(showSitting, { meeting }, councillor)).mine).toMatchObject([{ seat: 'ente.c_d398' }]);
    expect(await perform(castVote, { meeting, ballot, choice: 'no' }, councillor)).toMatchObject({
      seat: 'ente.c_d398',
      choice: 'no',
    });
    expect(await codeOf(perform(castVote, { meeting, ballot, choice: 'yes' }, mayor('c_d398')))).toBe(
      'meetings/no-seat-of-yours',
    );
    await perform(recordPassages, { meeting, what: 'leaves', seats: ['ente.c_d398'] }, secretary);
    expect(await codeOf(perform(castVote, { meeting, ballot, choice: 'yes' }, councillor))).toBe(
      'meetings/no-seat-of-yours',
    );
    await perform(stopBallot, { meeting, ballot }, secretary);
    await perform(publishBallot, { meeting, ballot }, secretary);
  });

  it('[LC-4.sec] opened before the hour of the notice and closed with a ballot only prepared: the minutes say both', async () => {
    const meeting = await convened([
      { title: 'Primo', kind: 'decision' },
      { title: 'Secondo', kind: 'decision' },
    ]);
    clock.moveTo('2027-04-26T14:42:00Z');
    await perform(openSitting, { meeting }, secretary);
    clock.pass(60);
    const seats = ['p_lc', 'c_e507', 'c_g009', 'c_b639', 'c_f133'].map(seat);
    await perform(recordPassages, { meeting, what: 'arrives', seats }, secretary);
    await perform(createBallot, { meeting, item: 2 }, secretary);
    await perform(closeSitting, { meeting }, secretary);
    const { ballots } = await perform(showSitting, { meeting }, secretary);
    expect(ballots.map(({ state }) => state)).toEqual(['void']);
    const { text } = await perform(draftMinutes, { meeting }, secretary);
    expect(text).toContain('La seduta è stata aperta alle 16:42, prima dell’ora indicata nell’avviso (17:00).');
    expect(text).toContain('era preparata ed è stata ritirata senza aprirla: nessuno ha votato.');
    expect(text).not.toContain('non proclamata');
    expect(text).toMatch(/\(luogo: Sede della Provincia\), si riunisce in prima convocazione, .* l’organo «/);
  });

  it('who is nobody in the room does not vote, whatever the post; a mistake in the roll call is struck out', async () => {
    const meeting = await inSession(['p_lc', 'c_e507', 'c_g009']);
    const ballot = await running(meeting);
    expect(await codeOf(perform(castVote, { meeting, ballot, choice: 'yes' }, mayor('c_a745')))).toBe(
      'meetings/no-seat-of-yours',
    );
    expect(
      await codeOf(perform(castVote, { meeting, ballot, choice: 'yes', seat: 'ente.c_e507' }, mayor('p_lc'))),
    ).toBe('meetings/no-seat-of-yours');
    for (const nobody of [secretary, personIn(association, 'CIT'), personIn(association, 'AUD')])
      expect(await codeOf(perform(castVote, { meeting, ballot, choice: 'yes' }, nobody))).toBe(
        'meetings/no-seat-of-yours',
      );
    expect(await codeOf(perform(castVote, { meeting, ballot, choice: 'yes' }, personIn(association, 'ACC')))).toBe(
      'platform/missing',
    );
    expect(
      await codeOf(perform(recordVote, { meeting, ballot, seat: 'ente.p_lc', choice: 'yes' }, mayor('p_lc'))),
    ).toBe('platform/forbidden');
    expect(
      await codeOf(
        perform(recordPassages, { meeting, what: 'arrives', seats: ['ente.p_lc'], remote: true }, secretary),
      ),
    ).toBe('meetings/remote-not-allowed');
    const { passages } = await perform(showSitting, { meeting }, secretary);
    await perform(strikePassageEntry, { meeting, number: passages[0]!.number }, secretary);
    expect((await perform(showSitting, { meeting }, secretary)).quorum?.present).toBe(2);
  });

  it('a ballot asked wrongly is void with its reason, and repeated', async () => {
    const meeting = await inSession(['p_lc', 'c_e507', 'c_g009']);
    const ballot = await running(meeting);
    await perform(castVote, { meeting, ballot, choice: 'yes' }, mayor('p_lc'));
    const again = await perform(voidBallot, { meeting, ballot, reason: 'Domanda posta male', repeat: true }, secretary);
    expect(again).toMatchObject({ state: 'created', repeats: ballot });
    await perform(startBallot, { meeting, ballot: again.number }, secretary);
    expect((await perform(showSitting, { meeting }, secretary)).current).toMatchObject({
      number: again.number,
      cast: 0,
    });
  });
});

describe('a secret ballot', () => {
  it('[LC-4.maj] its total can be checked by everyone, its papers by nobody, and its key is gone', async () => {
    const codes = ['p_lc', 'c_e507', 'c_g009', 'c_a745'];
    const meeting = await inSession(codes, [{ title: 'Nomina', kind: 'election', secret: true }]);
    const opened = perform(createBallot, { meeting, item: 1, candidates: ['Bianchi'], secret: false }, secretary);
    expect(await codeOf(opened)).toBe('meetings/secret-item');
    const ballot = await running(meeting, 1, { candidates: ['Anna Riva', 'Luca Sala'] });
    const votes = ['candidate-1', 'candidate-1', 'candidate-2', 'blank'];
    const receipts: (string | null)[] = [];
    for (const [place, code] of codes.entries()) {
      const cast = await perform(castVote, { meeting, ballot, choice: votes[place]! }, mayor(code));
      expect(cast.choice).toBeNull();
      receipts.push(cast.receipt);
    }
    expect(await codeOf(perform(recordVote, { meeting, ballot, seat: 'ente.p_lc', choice: 'blank' }, secretary))).toBe(
      'meetings/secret-from-device',
    );
    expect(readdirSync(keys)).toHaveLength(1);
    await perform(stopBallot, { meeting, ballot }, secretary);
    expect((await perform(showBallot, { meeting, ballot }, secretary)).result).toBeNull();
    const published = await perform(publishBallot, { meeting, ballot }, secretary);
    expect(published.outcome).toBe('approved');
    await destroyEndedKeys({ database, clock });
    expect(readdirSync(keys)).toEqual([]);
    const shown = await perform(showBallot, { meeting, ballot }, mayor('c_a745'));
    expect(shown.result?.tallies).toEqual([
      { choice: 'candidate-1', heads: null, weight: '11/1' },
      { choice: 'candidate-2', heads: null, weight: '3/1' },
      { choice: 'blank', heads: null, weight: '2/1' },
    ]);
    expect(shown.result?.passed).toBe('candidate-1');
    expect(
      shown.seats
        .filter(({ receipt }) => receipt)
        .map(({ receipt }) => receipt)
        .sort(),
    ).toEqual([...receipts].sort());
    expect(shown.seats.every(({ choice }) => choice === null)).toBe(true);
    const { document, flaws } = await perform(exportBallot, { meeting, ballot }, mayor('c_a745'));
    expect(flaws).toEqual([]);
    const verified = await perform(verifyBallot, { document }, mayor('c_a745'));
    expect(verified).toMatchObject({ holds: true, papers: 4, counted: 4 });
    const changed = document.replace('"total":11', '"total":12');
    expect(changed).not.toBe(document);
    expect((await perform(verifyBallot, { document: changed }, consoleIn(association))).holds).toBe(false);
  });

  it('leaves no trace of a choice in any table: not in votes, not in the trail, not among stored answers', async () => {
    const meeting = await inSession(
      ['p_lc', 'c_e507', 'c_g009'],
      [{ title: 'Sfiducia', kind: 'decision', secret: true }],
    );
    const ballot = await running(meeting);
    await perform.once(castVote, { meeting, ballot, choice: 'yes' }, mayor('p_lc'), 'chiave-1');
    await perform.once(castVote, { meeting, ballot, choice: 'no' }, mayor('c_e507'), 'chiave-1');
    const digests = await wholeTable('platform.audit_entries', `action = 'meetings/cast-vote'`);
    const inputs = digests.filter(
      ({ change }) => String(change).includes(`"ballot":${ballot}`) && String(change).includes(`"meeting":${meeting}`),
    );
    expect(new Set(inputs.map(({ input_digest }) => input_digest)).size).toBe(1);
    expect(JSON.stringify(inputs)).not.toMatch(/"(yes|no)"/);
    const keysOf = await wholeTable('platform.idempotency_keys', `key = 'chiave-1'`);
    expect(keysOf).toHaveLength(2);
    expect(new Set(keysOf.map(({ request_sha256 }) => request_sha256)).size).toBe(1);
    expect(JSON.stringify(keysOf)).not.toMatch(/"(yes|no)"/);
    expect(await wholeTable('meetings.votes', `meeting = ${meeting}`)).toEqual([]);
  });
});

async function wholeTable(table: string, where: string): Promise<Record<string, unknown>[]> {
  const { Client } = await import('pg');
  const client = new Client({ connectionString: database.url });
  await client.connect();
  try {
    await client.query(`select set_config('app.backup', 'on', false)`);
    return (await client.query(`select * from ${table} where ${where}`)).rows;
  } finally {
    await client.end();
  }
}
