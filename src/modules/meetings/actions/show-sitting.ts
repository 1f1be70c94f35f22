import { z } from 'zod';
import { toShortestDecimal } from '../../../kernel/fraction.ts';
import { text } from '../../../kernel/text.ts';
import { defineAction } from '../../../platform/action.ts';
import { readFrozenBallot, type WrittenResult } from '../counting.ts';
import { weightOf } from '../electorate.ts';
import { ownSeats } from '../own-seats.ts';
import { ballotOutcomes, capacities, choicesOf, quorumOf, thinSecrecy } from '../rules/index.ts';
import { sittingAt } from '../sitting.ts';
import { agendaOf } from '../storage/agenda.ts';
import { guestsOf } from '../storage/attendance.ts';
import { ballotsOf, papersOf, type StoredBallot, votesOf } from '../storage/ballots.ts';
import { decisionsLike } from '../storage/decisions.ts';
import { ballotHead, ballotHeadOf } from './ballot-view.ts';
import { dayOfMeeting, readMeeting } from './known-meeting.ts';
import { headWithBody, itemViewOf } from './meeting-view.ts';
import { mayRead, seesConvened, seesDrafts } from './permission.ts';
import {
  decisionKind,
  itemView,
  localTimeShape,
  meetingHead,
  meetingNumber,
  passageView,
  shownTime,
  textShape,
} from './shapes.ts';

const quorumView = z.object({
  call: z.int(),
  required: z.int(),
  present: z.int(),
  met: z.boolean(),
  entitled: z.int(),
});

const writtenTally = z.object({ base: z.string(), required: z.int(), yes: z.string() });
export const resultView = z.object({
  quorum: z.object({ required: z.int(), present: z.int(), met: z.boolean() }),
  options: z.array(
    writtenTally.extend({
      choice: z.string(),
      heads: writtenTally.nullable(),
      outcome: z.enum(ballotOutcomes),
      byChair: z.boolean().optional(),
    }),
  ),
  tallies: z.array(z.object({ choice: z.string(), heads: z.int().nullable(), weight: z.string().nullable() })),
  silent: z.int(),
  passed: z.string().nullable(),
  outcome: z.enum(ballotOutcomes),
});

export const showSitting = defineAction({
  name: 'meetings/show-sitting',
  title: text('seguire una seduta', 'follow a sitting'),
  about: text(
    'Chi è presente, il numero legale, la votazione in corso: come sono adesso. Chi vota vede il proprio voto, il segretario quelli palesi di tutti; gli altri, chi ha votato.',
    'Who is present, the quorum, the running ballot: as they are now. Who votes sees the own vote, the secretary the open ones of everybody; others, who has voted.',
  ),
  reads: true,
  permission: mayRead,
  http: { method: 'GET', path: '/meetings/:meeting/sitting' },
  input: z.object({ meeting: meetingNumber }),
  example: { meeting: 1 },
  output: meetingHead.extend({
    version: z.int(),
    chair: z.string().nullable(),
    secretary: z.string().nullable(),
    call: z.int().nullable(),
    opened: localTimeShape.nullable(),
    closed: localTimeShape.nullable(),
    items: z.array(itemView),
    weighed: z.boolean(),
    remoteAllowed: z.boolean(),
    quorum: quorumView.nullable(),
    /** What the second call asks for, while the first is the one that sits. */
    secondCallQuorum: z.int().nullable(),
    totalWeight: z.string().nullable(),
    presentWeight: z.string().nullable(),
    /** Why the papers of a secret ballot would tell who voted what: of all who are present, and of those who have voted. */
    thinSecrecy: z.object({ present: z.enum(['few', 'heavy']).nullable(), voted: z.enum(['few', 'heavy']).nullable() }),
    seats: z.array(
      z.object({
        seat: z.string(),
        title: textShape,
        votes: z.boolean(),
        /** As a decimal number. */
        weight: z.string().nullable(),
        population: z.int().nullable(),
        economic: z.int().nullable(),
        expected: z.string().nullable(),
        present: z.boolean(),
        name: z.string().nullable(),
        capacity: z.enum(capacities).nullable(),
        remote: z.boolean(),
        since: localTimeShape.nullable(),
        voted: z.boolean(),
        /** Of an open ballot: to the secretary while it runs, to everybody once declared. */
        choice: z.string().nullable(),
      }),
    ),
    passages: z.array(passageView),
    guests: z.array(z.object({ number: z.int(), name: z.string(), quality: z.string(), proposedBy: z.string() })),
    ballots: z.array(ballotHead.extend({ result: resultView.nullable() })),
    /** The ballot that is being held, or was last: what it asks, who has voted, what is still needed. */
    current: ballotHead
      .extend({
        choices: z.array(z.string()),
        cast: z.int(),
        entitledPresent: z.int(),
        result: resultView.nullable(),
      })
      .nullable(),
    decisions: z.array(
      z.object({
        body: z.string(),
        year: z.int(),
        number: z.int(),
        ballot: z.int(),
        title: z.string(),
        kind: decisionKind,
        favourable: z.boolean(),
      }),
    ),
    /** The seats that the reader stands for, with what was recorded in the current ballot. */
    mine: z.array(
      z.object({
        seat: z.string(),
        title: textShape,
        choice: z.string().nullable(),
        receipt: z.string().nullable(),
        at: localTimeShape.nullable(),
      }),
    ),
  }),
  async run(context) {
    const { tx, association, actor, now, input } = context;
    const meeting = await readMeeting(context, input.meeting);
    const day = dayOfMeeting(meeting, now.today);
    const head = await headWithBody(context, meeting, day);
    const items = (await agendaOf(tx, association, meeting.number)).map(itemViewOf);
    const at = meeting.closed ?? now.instant;
    const sitting = meeting.frozenSha256 ? await sittingAt(tx, association, meeting, at) : undefined;
    const ballots = sitting ? await ballotsOf(tx, association, meeting.number) : [];
    const current = currentOf(ballots);
    const place = { association, meeting: meeting.number, ballot: current?.number ?? 0 };
    const votes = current ? await votesOf(tx, place) : [];
    const papers = current ? await papersOf(tx, place) : [];
    const voteOf = new Map(votes.map((vote) => [vote.seat, vote]));
    const paperOf = new Map(papers.map((paper) => [paper.seat, paper]));
    const told = current?.state === 'published' || seesDrafts(actor);
    const inside = seesConvened(context);
    const electorate = sitting?.electorate;
    const seats = (electorate?.seats ?? []).map((seat) => {
      const there = sitting!.present.get(seat.seat);
      const vote = voteOf.get(seat.seat);
      return {
        seat: seat.seat,
        title: seat.title,
        votes: seat.votes,
        weight: seat.weight === null ? null : toShortestDecimal(weightOf(seat)),
        population: seat.population,
        economic: seat.economic,
        expected: seat.seated,
        present: there !== undefined,
        name: there?.name ?? null,
        capacity: there?.capacity ?? null,
        remote: there?.remote ?? false,
        since: shownTime(there?.since ?? null),
        voted: vote !== undefined || paperOf.has(seat.seat),
        choice: told ? (vote?.choice ?? null) : null,
      };
    });
    const here = ({ present, votes }: { readonly present: boolean; readonly votes: boolean }) => present && votes;
    const thin = (some: typeof seats) => thinSecrecy(some.map(({ weight }) => weight));
    const titles = new Map(seats.map(({ seat, title }) => [seat, title]));
    const { regulation } = sitting ?? {};
    const weightSum = (some: readonly { readonly weight: string | null }[]) => {
      const present = some.reduce((sum, { weight }) => sum + Number(weight ?? 0), 0);
      return String(present);
    };
    const mine = sitting ? ownSeats(actor, { seats: sitting.electorate.seats, passages: sitting.passages, at }) : [];
    return {
      ...head,
      version: meeting.version,
      chair: meeting.chair,
      secretary: meeting.secretary,
      call: meeting.call,
      opened: shownTime(meeting.opened),
      closed: shownTime(meeting.closed),
      items,
      weighed: electorate?.total != null,
      remoteAllowed: regulation?.remote ?? false,
      quorum: sitting?.quorum
        ? {
            call: sitting.call,
            required: sitting.quorum.required,
            present: sitting.quorum.present,
            met: sitting.quorum.met,
            entitled: sitting.entitled,
          }
        : null,
      secondCallQuorum:
        sitting?.call === 1 && meeting.secondCall && regulation?.quorum
          ? quorumOf({ entitled: sitting.entitled, present: 0, call: 2 }, regulation.quorum).required
          : null,
      totalWeight: electorate?.total != null ? weightSum(seats) : null,
      presentWeight: electorate?.total != null ? weightSum(seats.filter(({ present }) => present)) : null,
      thinSecrecy: { present: thin(seats.filter(here)), voted: thin(seats.filter((one) => here(one) && one.voted)) },
      seats,
      passages: inside
        ? (sitting?.passages ?? []).map(({ number, seat, what, at: when, name, capacity, remote, struck }) => ({
            number,
            seat,
            title: titles.get(seat) ?? text(seat, seat),
            what,
            at: shownTime(when)!,
            name,
            capacity,
            remote,
            struck: struck !== null,
          }))
        : [],
      guests: inside ? await guestsOf(tx, association, meeting.number) : [],
      ballots: ballots.map((ballot) => ({ ...ballotHeadOf(ballot), result: resultFor(ballot, actor) })),
      current: current
        ? {
            ...ballotHeadOf(current),
            choices: choicesOf(current),
            cast: seats.filter(({ voted, present, votes: has }) => voted && present && has).length,
            entitledPresent: seats.filter(({ present, votes: has }) => present && has).length,
            result: resultFor(current, actor),
          }
        : null,
      decisions: (await decisionsLike(tx, association, { meeting: meeting.number }))
        .map(({ body, year, number, ballot, title, kind, favourable }) => ({
          body,
          year,
          number,
          ballot,
          title,
          kind,
          favourable,
        }))
        .toReversed(),
      mine: mine.map(({ seat, title }) => {
        const vote = voteOf.get(seat);
        const paper = paperOf.get(seat);
        return {
          seat,
          title,
          choice: vote?.choice ?? null,
          receipt: paper?.receipt ?? null,
          at: shownTime(vote?.castAt ?? paper?.castAt ?? null),
        };
      }),
    };
  },
});

/** The ballot on everybody's mind: the one that runs, else the one to be declared, else the last that was declared. */
function currentOf(ballots: readonly StoredBallot[]): StoredBallot | undefined {
  return (
    ballots.find(({ state }) => state === 'started') ??
    ballots.find(({ state }) => state === 'stopped') ??
    ballots.findLast(({ state }) => state === 'published')
  );
}

/** An outcome is known once declared; to who leads the sitting once stopped. */
function resultFor(ballot: StoredBallot, actor: Parameters<typeof seesDrafts>[0]): WrittenResult | null {
  const known = ballot.state === 'published' || (ballot.state === 'stopped' && seesDrafts(actor));
  return known && ballot.frozen ? readFrozenBallot(ballot.frozen).result : null;
}
