import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { assemblePerform } from '../../app/assemble.ts';
import { day } from '../../kernel/day.ts';
import { Refused } from '../../kernel/result.ts';
import { inContext } from '../../platform/database/context.ts';
import { consoleIn, personIn } from '../../testing/actor.ts';
import { startAssembly } from '../../testing/assembly.ts';
import { createTestDatabase } from '../../testing/database.ts';
import { movingClock } from '../../testing/moving-clock.ts';
import { signedByOpenssl } from '../../testing/signatures.ts';
import { leaveAssociation } from '../membership/actions/leave-association.ts';
import { membersBetween } from '../membership/index.ts';
import { createBallot, startBallot, stopBallot } from './actions/ballots.ts';
import { recordVote } from './actions/cast-vote.ts';
import { closeSitting } from './actions/close-sitting.ts';
import { conveneMeeting } from './actions/convene-meeting.ts';
import { createMeeting } from './actions/create-meeting.ts';
import { listDecisions } from './actions/decisions.ts';
import {
  approveMinutes,
  draftMinutes,
  editMinutes,
  publishMinutes,
  readMinutesFile,
  signMinutes,
} from './actions/minutes.ts';
import { openSitting } from './actions/open-sitting.ts';
import { publishBallot } from './actions/publish-ballot.ts';
import { recordPassages } from './actions/record-passages.ts';
import { addItem } from './actions/set-agenda.ts';
import { showMeeting } from './actions/show-meeting.ts';

const folder = mkdtempSync(join(tmpdir(), 'verbale-'));
afterAll(() => rmSync(folder, { recursive: true }));
const association = 'verbale';
const database = await createTestDatabase();
// Certificates are made now: the sitting is held now too.
const clock = movingClock('2027-04-01T09:00:00Z');
const perform = assemblePerform(database, { clock, checksOutput: true });

it('[LC-4.sec] [LC-8.1] an accession holds by its decision; minutes with the arithmetic are signed, verified and published', async () => {
  const { secretary } = await startAssembly(perform, { id: association });
  await perform(leaveAssociation, { entity: 'c_l751', left: '2027-01-01', act: 'recesso' }, consoleIn(association));
  const given = { body: 'assembly', kind: 'ordinary' as const, place: 'Sede', firstCall: '2027-04-26T17:00' };
  const { number: meeting } = await perform(createMeeting, given, secretary);
  const item = { title: 'Rientro di Vercurago', kind: 'adoption' as const, matter: 'accession', subject: 'c_l751' };
  await expect(perform(addItem, { meeting, ...item, subject: 'c_e507' }, secretary)).rejects.toThrow(Refused);
  await perform(addItem, { meeting, ...item }, secretary);
  await perform(conveneMeeting, { meeting, way: 'pec' }, secretary);
  clock.moveTo('2027-04-26T15:00:00Z');
  await perform(openSitting, { meeting }, secretary);
  const codes = ['p_lc', 'c_e507', 'c_g009', 'c_f133', 'c_a745'];
  const seats = codes.map((code) => `ente.${code}`);
  await perform(recordPassages, { meeting, what: 'arrives', seats }, secretary);
  const { number: ballot } = await perform(createBallot, { meeting, item: 1 }, secretary);
  await perform(startBallot, { meeting, ballot }, secretary);
  for (const seat of seats) await perform(recordVote, { meeting, ballot, seat, choice: 'yes' }, secretary);
  await perform(stopBallot, { meeting, ballot }, secretary);
  const { decision } = await perform(publishBallot, { meeting, ballot }, secretary);
  expect(decision).toEqual({ body: 'assembly', year: 2027, number: 1, kind: 'decision' });
  const members = await inContext(database, { association, actor: { person: null }, entities: 'all' }, (tx) =>
    membersBetween(tx, { association, from: day('2027-04-27'), to: day('2027-04-27') }),
  );
  expect(members.find(({ code }) => code === 'c_l751')?.membership).toMatchObject({
    joined: '2027-04-27',
    act: 'Assemblea degli Enti, decisione n. 1/2027 del 26 aprile 2027',
  });
  await perform(closeSitting, { meeting }, secretary);
  const draft = await perform(draftMinutes, { meeting }, secretary);
  expect(draft.text).toContain('Decisione n. 1/2027: Rientro di Vercurago.');
  expect(draft.text).toMatch(/Maggioranza \(Maggioranza dei due terzi, art\. 4 c\. 7\): base \d+, ne servono \d+/);
  const edited = { meeting, text: `${draft.text}\nLetto e confermato.`, revision: draft.revision };
  await perform(editMinutes, edited, secretary);
  await expect(perform(editMinutes, edited, secretary)).rejects.toMatchObject({
    refusals: [{ code: 'meetings/minutes-changed' }],
  });
  await perform(approveMinutes, { meeting }, secretary);
  const citizen = personIn(association, 'CIT');
  expect((await perform(listDecisions, {}, citizen)).count).toBe(0);
  const pdf = Buffer.from((await perform(readMinutesFile, { meeting, which: 'pdf' }, secretary)).base64, 'base64');
  const signed = signedByOpenssl(folder, pdf, { name: 'Carla Segretaria' });
  const wrong = signedByOpenssl(folder, Buffer.from('altro'), { name: 'Carla Segretaria' });
  const upload = (file: Buffer) =>
    perform(signMinutes, { meeting, name: 'verbale.pdf.p7m', content: file.toString('base64') }, secretary);
  await expect(upload(wrong)).rejects.toMatchObject({ refusals: [{ code: 'meetings/bad-signature' }] });
  expect(await upload(signed)).toMatchObject({
    state: 'signed',
    signedType: 'cades',
    signers: [{ name: 'Carla Segretaria', qualified: false }],
  });
  await perform(publishMinutes, { meeting }, secretary);
  expect((await perform(listDecisions, {}, citizen)).count).toBe(1);
  expect((await perform(showMeeting, { meeting }, citizen)).outcomes).toMatchObject([
    { item: 1, outcome: 'approved', decision: { body: 'assembly', year: 2027, number: 1 } },
  ]);
}, 90_000);
