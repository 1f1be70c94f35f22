import { describe, expect, it } from 'vitest';
import { assemblePerform } from '../../app/assemble.ts';
import { Refused } from '../../kernel/result.ts';
import { consoleIn } from '../../testing/actor.ts';
import { startAssembly } from '../../testing/assembly.ts';
import { valdarno, valdarnoUnion } from '../../testing/cost-sharing.ts';
import { createTestDatabase } from '../../testing/database.ts';
import { movingClock } from '../../testing/moving-clock.ts';
import { createMeeting } from './actions/create-meeting.ts';
import { answerPoll, closePoll, openPoll } from './actions/polls.ts';
import { askSitting, listRequests, supportRequest } from './actions/requests.ts';
import { changeItem } from './actions/set-agenda.ts';
import { showMeeting } from './actions/show-meeting.ts';

const clock = movingClock('2027-06-10T09:00:00Z');
const perform = assemblePerform(await createTestDatabase(), { clock, checksOutput: true });

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'done';
  } catch (error) {
    if (error instanceof Refused) return error.refusals[0]!.code;
    throw error;
  }
}

describe('the request of a sitting', () => {
  it('[LC-4.extra] [R-LC-7] E2E-LC-06: a third of the members, once each, and then the sitting has their items', async () => {
    const { mayors, secretary } = await startAssembly(perform, { id: 'richiesta' });
    const asked = { body: 'assembly', reason: 'Aumento dei canoni', items: ['Variazione del piano', 'Tariffe'] };
    const first = await perform(askSitting, asked, mayors.get('c_e507')!);
    expect(first).toMatchObject({ members: 8, required: 3, supported: false });
    // who asked supports it already, and is not asked to
    expect(first.supportedByReader).toBe(true);
    const seen = (await perform(listRequests, {}, mayors.get('c_g009')!)).items;
    expect(seen.map(({ supportedByReader }) => supportedByReader)).toEqual([false]);
    const again = perform(supportRequest, { request: first.number }, mayors.get('c_e507')!);
    expect(await codeOf(again)).toBe('meetings/already-supported');
    await perform(supportRequest, { request: first.number }, mayors.get('c_g009')!);
    const third = await perform(supportRequest, { request: first.number }, mayors.get('c_f133')!);
    expect(third).toMatchObject({ supported: true, conveneBy: null, withdrawn: false });
    const given = { body: 'assembly', kind: 'extraordinary' as const, place: 'Sede', request: first.number };
    const { number } = await perform(createMeeting, { ...given, firstCall: '2027-07-01T17:00' }, secretary);
    const { items } = await perform(showMeeting, { meeting: number }, secretary);
    expect(items.map(({ title }) => title)).toEqual(asked.items);
    // What was asked gets its matter and its report before the notice.
    const report = { matter: 'variation', body: 'Relazione sui canoni.' };
    const filled = { meeting: number, item: 1, title: asked.items[0]!, kind: 'decision' as const, ...report };
    expect(await perform(changeItem, filled, secretary)).toMatchObject({ title: asked.items[0], ...report });
  });
});

describe('polls of entities', () => {
  it('[VV-11.4] three of eight are not enough, a fourth is; one answers for the own entity only', async () => {
    const association = 'consulta';
    const { mayors, secretary } = await startAssembly(perform, {
      id: association,
      agreement: 'valdarno-valdisieve',
      members: [valdarnoUnion, ...valdarno],
    });
    const poll = await perform(openPoll, { question: 'Prenotazione delle sale', requester: 'c_e668' }, secretary);
    expect(poll).toMatchObject({ entitled: 8, required: 4, inFavour: 1, approved: false });
    const answer = (code: string, declares = true) =>
      perform(answerPoll, { poll: poll.number, declares }, mayors.get(code)!);
    await answer('c_h937');
    expect(await answer('c_h635')).toMatchObject({ inFavour: 3, approved: false });
    const other = perform(answerPoll, { poll: poll.number, entity: 'c_g420', declares: true }, mayors.get('c_h635')!);
    expect(await codeOf(other)).toBe('meetings/not-your-entity');
    expect(await answer('c_g420')).toMatchObject({ inFavour: 4, approved: true });
    expect(await perform(closePoll, { poll: poll.number }, consoleIn(association))).toMatchObject({
      closed: true,
      approved: true,
    });
    expect(await codeOf(answer('c_g825'))).toBe('meetings/poll-closed');
  });
});
