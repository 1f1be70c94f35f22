import { expect, it } from 'vitest';
import { assemblePerform } from '../../app/assemble.ts';
import { traceLines } from '../../kernel/explain.ts';
import { Refused } from '../../kernel/result.ts';
import type { Actor } from '../../platform/action.ts';
import { toWire } from '../../platform/wire.ts';
import { consoleIn } from '../../testing/actor.ts';
import { registered, startAssembly } from '../../testing/assembly.ts';
import { createTestDatabase } from '../../testing/database.ts';
import { movingClock } from '../../testing/moving-clock.ts';
import { createBallot, startBallot, stopBallot } from './actions/ballots.ts';
import { castVote, recordVote } from './actions/cast-vote.ts';
import { closeSitting } from './actions/close-sitting.ts';
import { conveneMeeting } from './actions/convene-meeting.ts';
import { createMeeting } from './actions/create-meeting.ts';
import { listDecisions } from './actions/decisions.ts';
import { draftMinutes } from './actions/minutes.ts';
import { openSitting } from './actions/open-sitting.ts';
import { publishBallot } from './actions/publish-ballot.ts';
import { recordPassages } from './actions/record-passages.ts';
import { addItem, changeItem } from './actions/set-agenda.ts';
import { showBallot } from './actions/show-ballot.ts';

const association = 'pareri';
const clock = movingClock('2027-03-01T09:00:00Z');
const perform = assemblePerform(await createTestDatabase(), { clock, checksOutput: true });
const towns = [
  ['c_d403', 'Empoli'],
  ['c_m059', 'Vinci'],
  ['c_c540', 'Certaldo'],
] as const;
const seats = towns.map(([code]) => `referente.${code}`);

it('[EV-org.2] what the technical authority votes is an opinion, for or against: numbered and named so, and it adopts nothing', async () => {
  const { secretary } = await startAssembly(perform, {
    id: association,
    agreement: 'empolese-valdelsa',
    members: [
      { code: 'circondario', name: 'Circondario', kind: 'unione', relation: 'lead', figures: {} },
      ...towns.map(([code, name]) => ({ code, name, figures: {} })),
    ],
    vacant: ['circondario'],
  });
  const referents: Actor[] = [];
  for (const [code, name] of towns)
    referents.push(
      await registered(perform, {
        association,
        email: `ref.${code}@pareri.example`,
        name: `Referente di ${name}`,
        role: 'REF',
        entity: code,
      }),
    );
  const { number: meeting } = await perform(
    createMeeting,
    { body: 'authority', kind: 'ordinary', place: 'Empoli', firstCall: '2027-03-12T10:00' },
    secretary,
  );
  const adoption = { meeting, title: 'Rete', kind: 'adoption' as const, matter: 'plan' };
  await expect(perform(addItem, adoption, secretary)).rejects.toMatchObject({
    refusals: [{ code: 'meetings/advice-only' }],
  });
  for (const title of ['Rete', 'Sito'])
    await perform(addItem, { meeting, title, kind: 'decision', matter: 'account' }, secretary);
  const changed = perform(changeItem, { ...adoption, item: 1 }, consoleIn(association));
  await expect(changed).rejects.toThrow(Refused);
  await perform(conveneMeeting, { meeting, way: 'pec' }, secretary);
  clock.moveTo('2027-03-12T09:00:00Z');
  await perform(openSitting, { meeting }, secretary);
  await perform(recordPassages, { meeting, what: 'arrives', seats }, secretary);
  const vote = async (item: number, choice: 'yes' | 'no') => {
    const { number: ballot } = await perform(createBallot, { meeting, item }, secretary);
    await perform(startBallot, { meeting, ballot }, secretary);
    // one from the own device, as who sits in the authority does, the others by roll call
    const own = await perform(castVote, { meeting, ballot, choice }, referents[0]!);
    expect(own.seat).toBe(seats[0]);
    for (const seat of seats.slice(1)) await perform(recordVote, { meeting, ballot, seat, choice }, secretary);
    await perform(stopBallot, { meeting, ballot }, secretary);
    return { ballot, ...(await perform(publishBallot, { meeting, ballot }, secretary)) };
  };
  const yes = await vote(1, 'yes');
  expect(yes).toMatchObject({ outcome: 'favourable', decision: { body: 'authority', number: 1, kind: 'opinion' } });
  expect(await vote(2, 'no')).toMatchObject({ outcome: 'contrary', decision: { number: 2, kind: 'opinion' } });

  const { items } = await perform(listDecisions, { kind: 'opinion' }, secretary);
  expect(items).toMatchObject([
    { number: 2, kind: 'opinion', favourable: false, adopts: false },
    { number: 1, kind: 'opinion', favourable: true, adopts: false },
  ]);
  expect((await perform(listDecisions, { kind: 'decision' }, secretary)).count).toBe(0);
  const shown = await perform(showBallot, { meeting, ballot: yes.ballot }, secretary);
  const told = [toWire(shown), ...shown.explanations.flatMap(({ trace }) => traceLines(trace, 'it'))].join();
  expect(told).toContain('parere favorevole');
  expect(told).not.toMatch(/approved|approvat/);
  await perform(closeSitting, { meeting }, secretary);
  const { text } = await perform(draftMinutes, { meeting }, secretary);
  expect(text).toContain('Parere favorevole n. 1/2027: Rete.');
  expect(text).toContain('Parere contrario n. 2/2027: Sito.');
  expect(text).not.toMatch(/approvat|respint|Decisione/i);
});
