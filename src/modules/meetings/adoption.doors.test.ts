import { beforeAll, expect, it } from 'vitest';
import { assemblePerform } from '../../app/assemble.ts';
import { Refused } from '../../kernel/result.ts';
import type { Actor } from '../../platform/action.ts';
import { consoleIn, personIn } from '../../testing/actor.ts';
import { startAssembly } from '../../testing/assembly.ts';
import { createTestDatabase } from '../../testing/database.ts';
import { movingClock } from '../../testing/moving-clock.ts';
import { importDocument } from '../agreement/actions/import-document.ts';
import { adoptDocument, shippedAgreement, showAgreement } from '../agreement/index.ts';
import { correctAllocation } from '../cost-sharing/actions/correct-allocation.ts';
import { adoptAllocation, setCost, showAllocation, startAllocation } from '../cost-sharing/index.ts';
import { createBallot, startBallot, stopBallot, voidBallot } from './actions/ballots.ts';
import { recordVote } from './actions/cast-vote.ts';
import { conveneMeeting } from './actions/convene-meeting.ts';
import { createMeeting } from './actions/create-meeting.ts';
import { showDecision } from './actions/decisions.ts';
import { openSitting } from './actions/open-sitting.ts';
import { publishBallot } from './actions/publish-ballot.ts';
import { recordPassages } from './actions/record-passages.ts';
import { addItem } from './actions/set-agenda.ts';
import { showBallot } from './actions/show-ballot.ts';

const association = 'adozioni';
const clock = movingClock('2027-04-01T09:00:00Z');
const perform = assemblePerform(await createTestDatabase(), { clock, checksOutput: true });
const head = personIn(association, 'RES');
const act = 'Determinazione n. 7/2027';
const codes = ['p_lc', 'c_e507', 'c_g009', 'c_b639', 'c_f133', 'c_a745'];
const seats = codes.map((code) => `ente.${code}`);
let secretary: Actor;

beforeAll(async () => {
  ({ secretary } = await startAssembly(perform, { id: association }));
});

async function refusal(work: Promise<unknown>) {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error === undefined) return undefined;
  if (!(error instanceof Refused)) throw error;
  return error.refusals[0]!;
}

async function drafted(year: number): Promise<number> {
  const { number } = await perform(startAllocation, { year }, head);
  const direct = { c_e507: '3000.00', c_g009: '1000.00' };
  await perform(
    setCost,
    {
      allocation: number,
      id: 'linee',
      item: 'entity-connectivity',
      description: 'Linee dei comuni',
      amount: '4000.00',
      direct,
    },
    head,
  );
  return number;
}

/** A sitting of the Assembly in session, with an item for each subject. */
async function sitting(items: readonly { title: string; matter: string; subject: string }[]): Promise<number> {
  const { number } = await perform(
    createMeeting,
    { body: 'assembly', kind: 'ordinary', place: 'Sede', firstCall: '2027-04-26T17:00' },
    secretary,
  );
  for (const item of items) await perform(addItem, { meeting: number, kind: 'adoption', ...item }, secretary);
  clock.moveTo('2027-04-10T09:00:00Z');
  await perform(conveneMeeting, { meeting: number, way: 'pec' }, secretary);
  clock.moveTo('2027-04-26T15:00:00Z');
  await perform(openSitting, { meeting: number }, secretary);
  await perform(recordPassages, { meeting: number, what: 'arrives', seats }, secretary);
  return number;
}

/** A ballot on an item, stopped with everybody's choice. */
async function voted(meeting: number, item: number, choice: 'yes' | 'no'): Promise<number> {
  const { number: ballot } = await perform(createBallot, { meeting, item }, secretary);
  await perform(startBallot, { meeting, ballot }, secretary);
  for (const seat of seats) await perform(recordVote, { meeting, ballot, seat, choice }, secretary);
  await perform(stopBallot, { meeting, ballot }, secretary);
  return ballot;
}

it('[LC-4.pow.4] a split that the agreement leaves to the Assembly is refused to an act alone, and holds by the decision itself', async () => {
  const split = await drafted(2027);
  const refused = await refusal(perform(adoptAllocation, { allocation: split, act }, head));
  expect(refused).toMatchObject({ code: 'meetings/body-decides', source: { article: 'art. 4 c. 3, punto 4' } });
  expect(refused!.says.it).toContain('Assemblea degli Enti');
  expect(refused!.remedy!.it).toContain('ordine del giorno');

  const meeting = await sitting([{ title: 'Riparto 2027', matter: 'allocation', subject: String(split) }]);
  const rejected = await voted(meeting, 1, 'no');
  expect(await perform(publishBallot, { meeting, ballot: rejected }, secretary)).toMatchObject({ decision: null });
  expect(await refusal(perform(adoptAllocation, { allocation: split, act }, head))).toMatchObject({
    code: 'meetings/body-decides',
  });

  const voided = await voted(meeting, 1, 'yes');
  await perform(voidBallot, { meeting, ballot: voided, reason: 'Domanda letta male.', repeat: true }, secretary);
  expect((await perform(showAllocation, { allocation: split }, head)).state).toBe('draft');

  const approved = await voted(meeting, 1, 'yes');
  const { decision } = await perform(publishBallot, { meeting, ballot: approved }, secretary);
  const shown = await perform(showAllocation, { allocation: split }, head);
  const cited = `Assemblea degli Enti, decisione n. ${decision!.number}/2027 del 26 aprile 2027`;
  expect(shown).toMatchObject({ state: 'adopted', act: cited });
  const stored = await perform(showDecision, decision!, secretary);
  expect(stored).toMatchObject({
    matter: 'allocation',
    subject: String(split),
    subjectTitle: { it: expect.stringContaining(`n. ${split}`) },
  });

  // What was declared is undone by another decision alone: a correction, voted in its turn.
  expect(await refusal(perform(voidBallot, { meeting, ballot: approved, reason: 'x' }, secretary))).toMatchObject({
    code: 'meetings/ballot-step',
  });
  const { number: correction } = await perform(correctAllocation, { allocation: split }, head);
  expect(await refusal(perform(adoptAllocation, { allocation: correction, act }, head))).toMatchObject({
    code: 'meetings/body-decides',
  });
  const next = await sitting([{ title: 'Correzione', matter: 'allocation', subject: String(correction) }]);
  const again = await voted(next, 1, 'yes');
  await perform(publishBallot, { meeting: next, ballot: again }, secretary);
  expect((await perform(showAllocation, { allocation: correction }, head)).state).toBe('adopted');
});

it('[R-LC-6] a decision whose split cannot be adopted is not declared, and nothing of it stays', async () => {
  const empty = (await perform(startAllocation, { year: 2028 }, head)).number;
  const meeting = await sitting([{ title: 'Riparto 2028', matter: 'allocation', subject: String(empty) }]);
  const ballot = await voted(meeting, 1, 'yes');
  expect(await refusal(perform(publishBallot, { meeting, ballot }, secretary))).toMatchObject({
    code: 'cost-sharing/nothing-to-share',
  });
  expect(await perform(showBallot, { meeting, ballot }, secretary)).toMatchObject({ state: 'stopped', decision: null });
  await perform(voidBallot, { meeting, ballot, reason: 'Il riparto è ancora vuoto.' }, secretary);
});

it('[LC-8.1] a text of the agreement holds from the day after its decision; where no body decides it, an act is enough', async () => {
  const written = shippedAgreement('lecco')!.written;
  const second = await perform(importDocument, { written: written.replaceAll('30%', '35%') }, head);
  const meeting = await sitting([
    { title: 'Nuovo testo', matter: 'agreement-version', subject: String(second.number) },
  ]);
  const ballot = await voted(meeting, 1, 'yes');
  await perform(publishBallot, { meeting, ballot }, secretary);
  expect((await perform(showAgreement, { on: '2027-04-26' }, head)).number).toBe(1);
  expect((await perform(showAgreement, { on: '2027-04-27' }, head)).number).toBe(second.number);
  const third = await perform(importDocument, { written: written.replaceAll('30%', '40%') }, head);
  await perform(adoptDocument, { number: third.number, since: '2028-01-01', act }, head);
});

it('the operator at the console records what bodies decided before the program was there', async () => {
  const split = await drafted(2026);
  const adopted = await perform(
    adoptAllocation,
    { allocation: split, act: 'Decisione n. 3/2026' },
    consoleIn(association),
  );
  expect(adopted.state).toBe('adopted');
});

it('[LC-8.1] where the Assembly decides the text: from a later day by an act that follows its decision, never from before it, and not by who has no say', async () => {
  const id = 'testo-deciso';
  const shipped = shippedAgreement('lecco')!.written;
  const decides = shipped.replace(
    '[forecast, account, allocation]',
    '[forecast, account, allocation, agreement-version]',
  );
  expect(decides).not.toBe(shipped);
  clock.moveTo('2027-06-01T09:00:00Z');
  const { secretary: office, mayors } = await startAssembly(perform, { id });
  const base = (await perform(importDocument, { written: decides }, consoleIn(id))).number;
  await perform(adoptDocument, { number: base, since: '2027-01-01', act: 'Delibera 1' }, consoleIn(id));
  const responsible = personIn(id, 'RES');
  const { number } = await perform(importDocument, { written: decides.replaceAll('30%', '35%') }, responsible);
  const adopt = (since: string, actor: Actor = responsible) =>
    refusal(perform(adoptDocument, { number, since, act }, actor)).then((found) => found?.code);
  expect(await adopt('2027-07-01')).toBe('meetings/body-decides');
  expect(await adopt('2027-07-01', mayors.get('c_e507')!)).toBe('platform/forbidden');
  expect(await adopt('2027-07-01', office)).toMatch(/^platform\/|body-decides/);
  expect(await adopt('2027-07-01', personIn(id, 'CIT'))).toBe('platform/forbidden');

  const given = { body: 'assembly', kind: 'ordinary' as const, place: 'Sede', firstCall: '2027-06-21T17:00' };
  const { number: meeting } = await perform(createMeeting, given, office);
  const item = {
    title: 'Nuovo testo',
    kind: 'decision' as const,
    matter: 'agreement-version',
    subject: String(number),
  };
  await perform(addItem, { meeting, ...item }, office);
  await perform(conveneMeeting, { meeting, way: 'pec' }, office);
  clock.moveTo('2027-06-21T15:00:00Z');
  await perform(openSitting, { meeting }, office);
  await perform(recordPassages, { meeting, what: 'arrives', seats }, office);
  const { number: ballot } = await perform(createBallot, { meeting, item: 1 }, office);
  await perform(startBallot, { meeting, ballot }, office);
  for (const seat of seats) await perform(recordVote, { meeting, ballot, seat, choice: 'yes' }, office);
  await perform(stopBallot, { meeting, ballot }, office);
  await perform(publishBallot, { meeting, ballot }, office);
  expect((await perform(showAgreement, { on: '2030-01-01' }, responsible)).number).toBe(base);

  expect(await adopt('2027-06-20')).toBe('meetings/before-decision');
  expect(await adopt('2017-01-01')).toMatch(/before-decision|would-rewrite-past/);
  expect(await adopt('2028-01-01')).toBeUndefined();
  expect((await perform(showAgreement, { on: '2027-12-31' }, responsible)).number).toBe(base);
  expect((await perform(showAgreement, { on: '2028-01-01' }, responsible)).number).toBe(number);
});
