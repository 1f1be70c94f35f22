import { text } from '../../../kernel/text.ts';
import { step, type Trace, words } from '../../../kernel/trace.ts';
import type { InForce } from '../../agreement/rules/index.ts';
import { type Counted, type Division, type Majority, majorityOf, majorityOfCounts } from './majority.ts';
import { type Quorum, quorumOf } from './quorum.ts';

export const ballotOutcomes = ['approved', 'rejected', 'not-quorate', 'favourable', 'contrary'] as const;
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
  favourable: text('parere favorevole', 'opinion in favour'),
  contrary: text('parere contrario', 'opinion against'),
} as const;

/**
 * The outcome of a vote: first whether the body can decide, then whether the proposal has the majority.
 *
 * @param entitled how many entities the body has, absent ones and empty seats included
 * @param attending heads for the quorum, where it is not checked at every vote
 * @param advises of an advisory body: what it votes is an opinion, in favour or against, and never approves
 */
export function ballotOf(
  {
    entitled,
    call,
    division,
    attending = division.present.length,
    advises = false,
  }: { entitled: number; call: number; division: Division; attending?: number | undefined; advises?: boolean },
  clauses: { quorum: InForce<'quorum'>; majority: InForce<'majority'> },
): Ballot {
  return withOutcome(
    quorumOf({ entitled, present: attending, call }, clauses.quorum),
    majorityOf(division, clauses.majority),
    advises,
  );
}

/** The same where only the totals are known, as after a secret ballot. */
export function ballotOfCounts(
  {
    entitled,
    call,
    counted,
    attending = counted.entities.present,
    advises = false,
  }: { entitled: number; call: number; counted: Counted; attending?: number | undefined; advises?: boolean },
  clauses: { quorum: InForce<'quorum'>; majority: InForce<'majority'> },
): Ballot {
  return withOutcome(
    quorumOf({ entitled, present: attending, call }, clauses.quorum),
    majorityOfCounts(counted, clauses.majority),
    advises,
  );
}

/** What a vote comes to, once the sitting is valid. */
export function outcomeOf(reached: boolean, advises: boolean): BallotOutcome {
  if (advises) return reached ? 'favourable' : 'contrary';
  return reached ? 'approved' : 'rejected';
}

function withOutcome(quorum: Quorum, majority: Majority, advises: boolean): Ballot {
  const outcome = quorum.met ? outcomeOf(majority.reached, advises) : 'not-quorate';
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
