/** The front door for rules: weights, ballots, notices, requests, without a database. */
export {
  type Capacity,
  capacities,
  type Passage,
  type PassageKind,
  type Presence,
  passageKinds,
  presentAt,
} from './attendance.ts';
export { type Ballot, type BallotOutcome, ballotOf, ballotOfCounts, ballotOutcomes } from './ballot.ts';
export { bodiesOf } from './bodies.ts';
export { type Composition, compositionOf } from './composition.ts';
export {
  type BallotResult,
  candidateChoice,
  choicesOf,
  type OptionResult,
  resultOf,
  resultOfCounts,
} from './election.ts';
export { neededOf, thresholdInWords } from './head-count.ts';
export {
  type Count,
  type Counted,
  countsOf,
  countsWeights,
  type Division,
  type Majority,
  majorityOf,
  majorityOfCounts,
  type Tally,
  type Vote,
  votes,
} from './majority.ts';
export { lastDayToConvene, type MeetingKind, meetingKinds, type Notice, noticeOf } from './notice.ts';
export { type Poll, pollOf } from './poll.ts';
export { type Attendance, type Quorum, quorumOf } from './quorum.ts';
export { refusals } from './refusals.ts';
export { requestOf, type SittingRequest } from './request.ts';
export {
  type BallotState,
  ballotStates,
  ballotStateTitles,
  type ItemKind,
  itemKinds,
  itemKindTitles,
  type MeetingState,
  mayBecome,
  meetingStates,
  meetingStateTitles,
} from './states.ts';
export { type ThinSecrecy, thinSecrecy } from './thin-secrecy.ts';
export { figuresLacking, type VoteWeight, type VoteWeights, type WeighedMeeting, weighVotes } from './vote-weight.ts';
export { callOf, type Voter } from './voter.ts';
export { type HeldMeeting, itemsOutstanding } from './yearly-items.ts';
