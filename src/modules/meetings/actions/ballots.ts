import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction, type Tx } from '../../../platform/action.ts';
import { wakeJob } from '../../../platform/jobs/wake-job.ts';
import { BadInput, say } from '../../../platform/problem.ts';
import { stoppedBallot } from '../counting.ts';
import { refusals } from '../doors-refusals.ts';
import { frozenText } from '../electorate.ts';
import { clausesFor, clausesNamed } from '../regulation.ts';
import { mayBecome } from '../rules/index.ts';
import { makeBallotKey } from '../sealed-ballot/keys.ts';
import { ballotName } from '../sealed-ballot/paper.ts';
import { sittingAt } from '../sitting.ts';
import { agendaOf } from '../storage/agenda.ts';
import {
  type BallotPlace,
  ballotNumbered,
  ballotsOf,
  insertBallot,
  papersOf,
  type StoredBallot,
  updateBallot,
  votesOf,
} from '../storage/ballots.ts';
import { meetingChanged } from '../storage/meetings.ts';
import { ballotHead, ballotHeadOf } from './ballot-view.ts';
import { meetingToChange } from './known-meeting.ts';
import { mayLead } from './permission.ts';
import { ballotNumber, itemNumber, meetingNumber, reasonText } from './shapes.ts';

/** The ballot, locked for a change. Refuses `meetings/unknown-ballot`. */
export async function ballotToChange(tx: Tx, place: BallotPlace): Promise<StoredBallot> {
  const ballot = await ballotNumbered(tx, place, 'change');
  if (!ballot) throw new Refused(refusals.unknownBallot());
  return ballot;
}

export const createBallot = defineAction({
  name: 'meetings/create-ballot',
  title: text('preparare una votazione', 'prepare a ballot'),
  about: text(
    'Su un punto da decidere. La maggioranza è quella che la convenzione chiede per la sua materia; un’elezione ha i nomi dei candidati.',
    'On an item to be decided. The majority is the one that the agreement asks for its matter; an election has candidates.',
  ),
  permission: mayLead,
  http: { method: 'POST', path: '/meetings/:meeting/ballots' },
  input: z.object({
    meeting: meetingNumber,
    item: itemNumber,
    /** What is asked; the item's title, where left out. */
    question: z.string().trim().max(500).default(''),
    candidates: z.array(z.string().trim().min(1).max(200)).max(50).default([]),
    /** As the item says, where left out; an item by secret ballot is never voted openly. */
    secret: z.boolean().optional(),
    /** The voided ballot that it repeats. */
    repeats: ballotNumber.optional(),
  }),
  example: { meeting: 1, item: 2 },
  output: ballotHead,
  async run({ tx, association, actor, now, input, tell }) {
    const meeting = await meetingToChange(tx, association, input.meeting, ['open']);
    const item = (await agendaOf(tx, association, meeting.number)).find(({ number }) => number === input.item);
    if (!item) throw new Refused(refusals.unknownItem());
    if (item.kind === 'information') throw new Refused(refusals.notForVote());
    if (item.secret && input.secret === false) throw new Refused(refusals.secretItem(item.title));
    const kind = item.kind === 'election' ? ('election' as const) : ('proposal' as const);
    const candidates = [...new Set(input.candidates)];
    if (kind === 'election' && candidates.length === 0)
      throw new BadInput([
        {
          path: 'candidates',
          says: text('Servono i nomi fra cui si sceglie.', 'The names to choose among are needed.'),
        },
      ]);
    if (kind === 'proposal' && candidates.length > 0)
      throw new BadInput([
        {
          path: 'candidates',
          says: text('Si vota su una proposta, senza candidati.', 'The vote is on a proposal, without candidates.'),
        },
      ]);
    const sitting = await sittingAt(tx, association, meeting, now.instant);
    const { majority } = clausesFor(sitting.regulation, item.matter);
    if (input.repeats !== undefined) {
      const voided = await ballotNumbered(tx, { association, meeting: meeting.number, ballot: input.repeats });
      if (voided?.state !== 'void') throw new Refused(refusals.unknownBallot());
    }
    const number = await insertBallot(
      tx,
      association,
      meeting.number,
      {
        item: item.number,
        question: input.question || item.title,
        kind,
        candidates,
        way: (input.secret ?? item.secret) ? 'secret' : 'open',
        clause: majority.id,
        repeats: input.repeats ?? null,
      },
      { name: actor.name, at: now.instant },
    );
    await meetingChanged(tx, association, meeting.number);
    tell({ after: { meeting: meeting.number, ballot: number, item: item.number } });
    return ballotHeadOf((await ballotNumbered(tx, { association, meeting: meeting.number, ballot: number }))!);
  },
});

const step = z.object({ meeting: meetingNumber, ballot: ballotNumber });

export const startBallot = defineAction({
  name: 'meetings/start-ballot',
  title: text('aprire una votazione', 'start a ballot'),
  about: text(
    'Solo con il numero legale, e una per volta. Una votazione segreta riceve adesso la sua chiave.',
    'Only with a quorum, and one at a time. A secret ballot gets its key now.',
  ),
  permission: mayLead,
  http: { method: 'POST', path: '/meetings/:meeting/ballots/:ballot/start' },
  input: step,
  example: { meeting: 1, ballot: 1 },
  output: ballotHead,
  async run({ tx, association, now, input, tell }) {
    const meeting = await meetingToChange(tx, association, input.meeting, ['open']);
    const place = { association, meeting: meeting.number, ballot: input.ballot };
    const ballot = await ballotToChange(tx, place);
    if (!mayBecome(ballot.state, 'started')) throw new Refused(refusals.ballotStep(ballot.state));
    const running = (await ballotsOf(tx, association, meeting.number)).some(({ state }) => state === 'started');
    if (running) throw new Refused(refusals.anotherRunning());
    const sitting = await sittingAt(tx, association, meeting, now.instant);
    const { quorum } = clausesNamed(sitting.regulation, ballot.clause);
    if (!sitting.quorum?.met)
      throw new Refused(refusals.notQuorate(sitting.quorum?.required ?? 0, sitting.attending, quorum.source));
    const key = ballot.way === 'secret' ? makeBallotKey(ballotName(place)) : undefined;
    await updateBallot(tx, place, {
      state: 'started',
      started: now.instant,
      ...(key ? { public_key: key.publicKey, sealed_half: key.sealedHalf, key_name: key.keyName } : {}),
    });
    await meetingChanged(tx, association, meeting.number);
    tell({ after: { ...input, state: 'started' } });
    return ballotHeadOf((await ballotNumbered(tx, place))!);
  },
});

export const stopBallot = defineAction({
  name: 'meetings/stop-ballot',
  title: text('chiudere una votazione', 'stop a ballot'),
  about: text(
    'Fissa chi era presente, i pesi, i voti e la spiegazione. Il voto di chi manca in questo momento non conta.',
    'Freezes who was present, weights, votes and explanation. The vote of who is away at this moment does not count.',
  ),
  permission: mayLead,
  http: { method: 'POST', path: '/meetings/:meeting/ballots/:ballot/stop' },
  input: step,
  example: { meeting: 1, ballot: 1 },
  output: ballotHead,
  async run({ tx, association, now, input, tell }) {
    const meeting = await meetingToChange(tx, association, input.meeting, ['open']);
    const place = { association, meeting: meeting.number, ballot: input.ballot };
    // Waits for the votes being written, and keeps out those that come later.
    const ballot = await ballotToChange(tx, place);
    if (!mayBecome(ballot.state, 'stopped')) throw new Refused(refusals.ballotStep(ballot.state));
    const sitting = await sittingAt(tx, association, meeting, now.instant);
    const frozen = frozenText(
      stoppedBallot(sitting, ballot, {
        votes: await votesOf(tx, place),
        papers: await papersOf(tx, place),
        at: now.instant,
      }),
    );
    await updateBallot(tx, place, {
      state: 'stopped',
      stopped: now.instant,
      frozen: frozen.text,
      frozen_sha256: frozen.sha256,
    });
    await meetingChanged(tx, association, meeting.number);
    tell({ after: { ...input, state: 'stopped', sha256: frozen.sha256 } });
    return ballotHeadOf((await ballotNumbered(tx, place))!);
  },
});

export const voidBallot = defineAction({
  name: 'meetings/void-ballot',
  title: text('annullare una votazione', 'void a ballot'),
  about: text(
    'Con il motivo, che va nel verbale; poi si può ripetere. Le schede di una votazione segreta non si aprono più.',
    'With the reason, which goes into the minutes; then it may be repeated. The papers of a secret ballot are never opened.',
  ),
  permission: mayLead,
  http: { method: 'POST', path: '/meetings/:meeting/ballots/:ballot/voiding' },
  input: step.extend({
    reason: reasonText,
    /** Prepares the same ballot again. */
    repeat: z.boolean(say('Serve sì o no.', 'It must be yes or no.')).default(false),
  }),
  example: { meeting: 1, ballot: 1, reason: 'Domanda posta male.', repeat: true },
  output: ballotHead,
  async run({ tx, association, actor, now, input, tell }) {
    const meeting = await meetingToChange(tx, association, input.meeting, ['open']);
    const place = { association, meeting: meeting.number, ballot: input.ballot };
    const ballot = await ballotToChange(tx, place);
    if (!mayBecome(ballot.state, 'void')) throw new Refused(refusals.ballotStep(ballot.state));
    await updateBallot(tx, place, {
      state: 'void',
      voided: now.instant,
      void_reason: input.reason,
      sealed_half: null,
      key_name: null,
    });
    if (ballot.way === 'secret') await wakeJob(tx, 'meetings/destroy-ballot-keys');
    let shown = input.ballot;
    if (input.repeat) {
      const { item, question, kind, candidates, way, clause } = ballot;
      shown = await insertBallot(
        tx,
        association,
        meeting.number,
        { item, question, kind, candidates, way, clause, repeats: ballot.number },
        { name: actor.name, at: now.instant },
      );
    }
    await meetingChanged(tx, association, meeting.number);
    tell({ before: { ...place, state: ballot.state }, after: { state: 'void', reason: input.reason } });
    return ballotHeadOf((await ballotNumbered(tx, { ...place, ballot: shown }))!);
  },
});
