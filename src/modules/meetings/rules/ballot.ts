import { text } from '../../../kernel/text.ts';
import { step, type Trace, words } from '../../../kernel/trace.ts';
import type { InForce } from '../../agreement/rules/index.ts';
import { type Counted, type Division, type Majority, majorityOf, majorityOfCounts } from './majority.ts';
import { type Quorum, quorumOf } from './quorum.ts';

export const ballotOutcomes = ['approved', 'rejected', 'not-quorate'] as const;
export type BallotOutcome = (typeof ballotOutcomes)[number];

export type Ballot = {
  readonly quorum: Quorum;
  /** Also where the sitting is not valid: what would have been needed. */
  readonly majority: Majority;
  readonly outcome: BallotOutcome;
  readonly explain: () => Trace;
};

const outcomeNames = {
  approved: text('approvata', 'approved'),
  rejected: text('respinta', 'rejected'),
  'not-quorate': text('seduta non valida', 'not quorate'),
} as const;

/**
 * The outcome of a vote: first whether the body can decide, then whether the proposal has the majority.
 *
 * @param entitled how many entities the body has, absent ones and empty seats included
 * @param attending heads for the quorum, where it is not checked at every vote
 */
export function ballotOf(
  {
    entitled,
    call,
    division,
    attending = division.present.length,
  }: { entitled: number; call: number; division: Division; attending?: number | undefined },
  clauses: { quorum: InForce<'quorum'>; majority: InForce<'majority'> },
): Ballot {
  return withOutcome(
    quorumOf({ entitled, present: attending, call }, clauses.quorum),
    majorityOf(division, clauses.majority),
  );
}

/** The same where only the totals are known, as after a secret ballot. */
export function ballotOfCounts(
  {
    entitled,
    call,
    counted,
    attending = counted.entities.present,
  }: { entitled: number; call: number; counted: Counted; attending?: number | undefined },
  clauses: { quorum: InForce<'quorum'>; majority: InForce<'majority'> },
): Ballot {
  return withOutcome(
    quorumOf({ entitled, present: attending, call }, clauses.quorum),
    majorityOfCounts(counted, clauses.majority),
  );
}

function withOutcome(quorum: Quorum, majority: Majority): Ballot {
  const outcome = !quorum.met ? 'not-quorate' : majority.reached ? 'approved' : 'rejected';
  return {
    quorum,
    majority,
    outcome,
    explain: () =>
      step(
        text('esito della votazione', 'outcome of the vote'),
        words(outcomeNames[outcome]),
        text('prima il numero legale, poi la maggioranza', 'first the quorum, then the majority'),
        [quorum.explain(), majority.explain()],
      ),
  };
}
