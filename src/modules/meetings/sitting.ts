import { Refused } from '../../kernel/result.ts';
import type { Tx } from '../../platform/action.ts';
import { refusals } from './doors-refusals.ts';
import { type Electorate, electorateFor, entitledIn, type FrozenSeat } from './electorate.ts';
import { type Regulation, regulationOf } from './regulation.ts';
import { type Presence, presentAt, type Quorum, quorumOf } from './rules/index.ts';
import { passagesOf, type StoredPassage } from './storage/attendance.ts';
import type { StoredMeeting } from './storage/meetings.ts';

/** A sitting at a moment: who may be there, who is, whether it can decide. */
export type Sitting = {
  readonly meeting: StoredMeeting;
  readonly call: number;
  readonly regulation: Regulation;
  readonly electorate: Electorate;
  readonly passages: readonly StoredPassage[];
  /** By seat; guests are not among them. */
  readonly present: ReadonlyMap<string, Presence>;
  /** Seats that count as members, filled or not. */
  readonly entitled: number;
  /** The seats in the room that have a vote. */
  readonly voting: readonly FrozenSeat[];
  /** Heads for the quorum: those in the room, or the most that were, where it is checked once. */
  readonly attending: number;
  /** For the call in which it sits; undefined where the agreement sets no quorum. */
  readonly quorum: Quorum | undefined;
};

/** Refuses `meetings/no-weights` for a sitting that was never opened. */
export async function sittingAt(tx: Tx, association: string, meeting: StoredMeeting, at: Date): Promise<Sitting> {
  if (meeting.call === null) throw new Refused(refusals.weightsMissing());
  const electorate = await electorateFor(tx, association, meeting);
  const regulation = await regulationOf(tx, association, meeting.body, electorate.on);
  const passages = await passagesOf(tx, association, meeting.number);
  const present = presentAt(passages, at);
  const voting = electorate.seats.filter(({ seat, votes }) => votes && present.has(seat));
  const entitled = entitledIn(electorate, regulation);
  const attending = regulation.quorumAtEveryVote ? voting.length : mostPresent(electorate, passages, at);
  const { call } = meeting;
  const quorum = regulation.quorum && quorumOf({ entitled, present: attending, call }, regulation.quorum);
  return { meeting, call, regulation, electorate, passages, present, entitled, voting, attending, quorum };
}

/** The most voting seats that were in the room at once until now: what counts where the quorum is checked once. */
function mostPresent(electorate: Electorate, passages: readonly StoredPassage[], until: Date): number {
  const voting = new Set(electorate.seats.filter(({ votes }) => votes).map(({ seat }) => seat));
  let most = 0;
  for (const { at, struck } of passages) {
    if (struck || at > until) continue;
    const present = [...presentAt(passages, at).keys()].filter((seat) => voting.has(seat)).length;
    most = Math.max(most, present);
  }
  return most;
}
