import { z } from 'zod';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { type ActionContext, defineAction } from '../../../platform/action.ts';
import { BadInput } from '../../../platform/problem.ts';
import { refusals } from '../doors-refusals.ts';
import { electorateFor, type FrozenSeat } from '../electorate.ts';
import { ownSeats } from '../own-seats.ts';
import { choicesOf, presentAt } from '../rules/index.ts';
import { ballotName, receiptOf, sealPaper } from '../sealed-ballot/paper.ts';
import { passagesOf } from '../storage/attendance.ts';
import { ballotNumbered, putPaper, putVote, type StoredBallot } from '../storage/ballots.ts';
import { meetingNumbered, type StoredMeeting } from '../storage/meetings.ts';
import { mayCast, mayLead, seesConvened } from './permission.ts';
import { ballotNumber, localTimeShape, meetingNumber, seatName, shownTime, textShape } from './shapes.ts';

const choiceInput = z
  .string()
  .max(40)
  .meta({ secret: true, description: 'yes, no, abstain; candidate-1…, blank in un’elezione.' });

const recorded = z.object({
  seat: seatName,
  title: textShape,
  /** What was recorded; null where it is secret. */
  choice: z.string().max(40).nullable(),
  /** Of a secret ballot: the hash of the paper, to find it among those published. */
  receipt: z.string().max(64).nullable(),
  at: localTimeShape,
});

export const castVote = defineAction({
  name: 'meetings/cast-vote',
  title: text('votare', 'vote'),
  about: text(
    'Per il seggio per cui si è registrati presenti, come titolare o come delegato. Fino alla chiusura si può votare di nuovo: vale l’ultimo voto. La risposta arriva solo quando il voto è scritto.',
    'For the seat that one is recorded as present for, as its holder or its delegate. Until the stop one may vote again: the last vote counts. The answer comes only once the vote is written.',
  ),
  permission: mayCast,
  http: { method: 'POST', path: '/meetings/:meeting/ballots/:ballot/votes' },
  input: z.object({
    meeting: meetingNumber,
    ballot: ballotNumber,
    choice: choiceInput,
    /** Needed only by who stands for more than one seat. */
    seat: seatName.optional(),
  }),
  example: { meeting: 1, ballot: 1, choice: 'yes' },
  output: recorded,
  async run(context) {
    const { tx, association, actor, now, input } = context;
    // Who has only the public part is in no room, and learns nothing of ballots here.
    if (!seesConvened(context)) throw new Refused(refusals.noSeatOfYours());
    const { meeting, ballot } = await runningBallot(context, input);
    const passages = await passagesOf(tx, association, meeting.number, { of: actor.person });
    const { seats } = await electorateFor(tx, association, meeting);
    const mine = ownSeats(actor, { seats, passages, at: now.instant });
    if (mine.length === 0) throw new Refused(refusals.noSeatOfYours());
    if (input.seat === undefined && mine.length > 1)
      throw new Refused(refusals.severalSeats(mine.map(({ title }) => title.it)));
    const seat = input.seat === undefined ? mine[0] : mine.find((one) => one.seat === input.seat);
    if (!seat) throw new Refused(refusals.noSeatOfYours());
    return put(context, { meeting, ballot, seat, choice: input.choice, name: actor.name, way: 'device' });
  },
});

export const recordVote = defineAction({
  name: 'meetings/record-vote',
  title: text('registrare un voto per appello', 'record a vote by roll call'),
  about: text(
    'Di un seggio presente, in una votazione palese. Fino alla chiusura si può correggere.',
    'Of a seat that is present, in an open ballot. It may be corrected until the stop.',
  ),
  permission: mayLead,
  http: { method: 'PUT', path: '/meetings/:meeting/ballots/:ballot/votes/:seat' },
  input: z.object({ meeting: meetingNumber, ballot: ballotNumber, seat: seatName, choice: choiceInput }),
  example: { meeting: 1, ballot: 1, seat: 'ente.c_e507', choice: 'yes' },
  output: recorded,
  async run(context) {
    const { tx, association, now, input } = context;
    const { meeting, ballot } = await runningBallot(context, input);
    if (ballot.way === 'secret') throw new Refused(refusals.secretFromDevice());
    const seat = (await electorateFor(tx, association, meeting)).seats.find((one) => one.seat === input.seat);
    if (!seat) throw new Refused(refusals.unknownSeat(input.seat));
    if (!seat.votes) throw new Refused(refusals.noVoteOfSeat(seat.title.it));
    const there = presentAt(await passagesOf(tx, association, meeting.number), now.instant).get(seat.seat);
    if (!there) throw new Refused(refusals.seatAbsent(seat.title.it));
    return put(context, { meeting, ballot, seat, choice: input.choice, name: there.name, way: 'roll-call' });
  },
});

type Asked = { readonly meeting: number; readonly ballot: number; readonly choice: string };
type Context = ActionContext<Asked>;

/** The ballot, kept running until the vote is written. Refuses `meetings/unknown-ballot` and `meetings/ballot-not-running`. */
async function runningBallot({ tx, association }: Pick<Context, 'tx' | 'association'>, input: Asked) {
  const meeting = await meetingNumbered(tx, association, input.meeting);
  if (!meeting || meeting.state === 'draft') throw new Refused(refusals.unknownMeeting());
  const place = { association, meeting: input.meeting, ballot: input.ballot };
  const ballot = await ballotNumbered(tx, place, 'vote');
  if (!ballot) throw new Refused(refusals.unknownBallot());
  if (ballot.state !== 'started' || meeting.state !== 'open') throw new Refused(refusals.notRunning());
  if (!choicesOf(ballot).includes(input.choice))
    throw new BadInput([
      {
        path: 'choice',
        says: text('Serve una delle scelte della votazione.', 'It must be one of the choices of the ballot.'),
      },
    ]);
  return { meeting, ballot };
}

async function put(
  { tx, association, actor, now, tell }: Context,
  vote: {
    readonly meeting: StoredMeeting;
    readonly ballot: StoredBallot;
    readonly seat: FrozenSeat;
    readonly choice: string;
    readonly name: string;
    readonly way: 'device' | 'roll-call';
  },
) {
  const { meeting, ballot, seat, choice, name, way } = vote;
  const place = { association, meeting: meeting.number, ballot: ballot.number };
  const cast = { seat: seat.seat, entity: seat.entity?.code ?? null, castAt: now.instant, name };
  const answer = { seat: seat.seat, title: seat.title, at: shownTime(now.instant)! };
  const told = { ...place, seat: seat.seat };
  if (ballot.way === 'open') {
    await putVote(tx, place, { ...cast, choice, way, person: actor.person });
    tell({ after: { ...told, choice, way }, actingFor: cast.entity });
    return { ...answer, choice, receipt: null };
  }
  const choices = choicesOf(ballot);
  const sealed = { ballot: ballotName(place), seat: seat.seat, publicKey: ballot.publicKey! };
  const paper = sealPaper(sealed, choices.length, choices.indexOf(choice));
  const receipt = receiptOf(paper);
  await putPaper(tx, place, { ...cast, paper, receipt });
  tell({ after: told, actingFor: cast.entity });
  return { ...answer, choice: null, receipt };
}
