import { z } from 'zod';
import { toShortestDecimal } from '../../../kernel/fraction.ts';
import { Refused } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { traceShape } from '../../../platform/shape.ts';
import { ballotTraces, readFrozenBallot } from '../counting.ts';
import { refusals } from '../doors-refusals.ts';
import { weightOf } from '../electorate.ts';
import { ballotNumbered, papersOf } from '../storage/ballots.ts';
import { decisionsLike } from '../storage/decisions.ts';
import { ballotHead, ballotHeadOf } from './ballot-view.ts';
import { readMeeting } from './known-meeting.ts';
import { mayRead, seesDrafts } from './permission.ts';
import { ballotNumber, decisionKind, meetingNumber, textShape } from './shapes.ts';
import { resultView } from './show-sitting.ts';

export const showBallot = defineAction({
  name: 'meetings/show-ballot',
  title: text('consultare una votazione', 'read a ballot'),
  about: text(
    'Chi c’era, quanto pesava, come ha votato se il voto è palese, che cosa serviva e perché. Di una votazione segreta, chi ha votato e la ricevuta della scheda.',
    'Who was there, how much each weighed, how each voted if the ballot is open, what was needed and why. Of a secret one, who voted and the receipt of the paper.',
  ),
  reads: true,
  permission: mayRead,
  http: { method: 'GET', path: '/meetings/:meeting/ballots/:ballot' },
  input: z.object({ meeting: meetingNumber, ballot: ballotNumber }),
  example: { meeting: 1, ballot: 1 },
  output: ballotHead.extend({
    majority: z.object({ title: textShape, article: z.string(), clause: z.string() }).nullable(),
    seats: z.array(
      z.object({
        seat: z.string(),
        title: textShape,
        weight: z.string().nullable(),
        present: z.boolean(),
        name: z.string().nullable(),
        capacity: z.enum(['holder', 'delegate']).nullable(),
        voted: z.boolean(),
        choice: z.string().nullable(),
        receipt: z.string().nullable(),
      }),
    ),
    result: resultView.nullable(),
    explanations: z.array(z.object({ choice: z.string(), trace: traceShape })),
    sha256: z.string().nullable(),
    decision: z
      .object({ body: z.string(), year: z.int(), number: z.int(), kind: decisionKind, favourable: z.boolean() })
      .nullable(),
  }),
  async run(context) {
    const { tx, association, actor, input } = context;
    const meeting = await readMeeting(context, input.meeting);
    const place = { association, meeting: meeting.number, ballot: input.ballot };
    const ballot = await ballotNumbered(tx, place);
    if (!ballot) throw new Refused(refusals.unknownBallot());
    const known = ballot.state === 'published' || (ballot.state === 'stopped' && seesDrafts(actor));
    const frozen = known && ballot.frozen ? readFrozenBallot(ballot.frozen) : undefined;
    const receipts = new Map(
      frozen && ballot.way === 'secret' ? (await papersOf(tx, place)).map(({ seat, receipt }) => [seat, receipt]) : [],
    );
    const decision = (await decisionsLike(tx, association, { meeting: meeting.number })).find(
      (one) => one.ballot === ballot.number,
    );
    return {
      ...ballotHeadOf(ballot),
      majority: frozen?.majority ?? null,
      seats: (frozen?.seats ?? []).map((seat) => ({
        seat: seat.seat,
        title: seat.title,
        weight: seat.weight === null ? null : toShortestDecimal(weightOf(seat)),
        present: seat.present,
        name: seat.name,
        capacity: seat.capacity,
        voted: seat.voted,
        choice: seat.choice,
        receipt: receipts.get(seat.seat) ?? null,
      })),
      result: frozen?.result ?? null,
      explanations: frozen ? Object.entries(ballotTraces(frozen)).map(([choice, trace]) => ({ choice, trace })) : [],
      sha256: ballot.frozenSha256,
      decision: decision
        ? {
            body: decision.body,
            year: decision.year,
            number: decision.number,
            kind: decision.kind,
            favourable: decision.favourable,
          }
        : null,
    };
  },
});
