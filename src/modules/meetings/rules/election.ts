import type { InForce } from '../../agreement/rules/index.ts';
import { type Ballot, ballotOf, ballotOfCounts, outcomeOf } from './ballot.ts';
import type { Counted, Division, Vote } from './majority.ts';

/** What a voter may choose: yes, no or abstain on a proposal; `candidate-1`, `candidate-2`… or `blank` in an election. */
export function choicesOf(ballot: { readonly kind: 'proposal' | 'election'; readonly candidates: readonly string[] }) {
  if (ballot.kind === 'proposal') return ['yes', 'no', 'abstain'];
  return [...ballot.candidates.map((_, place) => candidateChoice(place)), 'blank'];
}

export function candidateChoice(place: number): string {
  return `candidate-${place + 1}`;
}

/** What a choice says of one candidate: for, against (another one), or neither (blank). */
function voteFor(candidate: string, choice: string): Vote {
  if (choice === 'blank') return 'abstain';
  return choice === candidate ? 'yes' : 'no';
}

/** How one option of a ballot fared: the proposal, or one candidate. */
export type OptionResult = { readonly choice: string; readonly ballot: Ballot };

export type BallotResult = {
  /** One for a proposal, one for each candidate of an election. */
  readonly options: readonly OptionResult[];
  /** The option that passed; at most one. */
  readonly passed: string | undefined;
  readonly outcome: Ballot['outcome'];
};

type Clauses = { readonly quorum: InForce<'quorum'>; readonly majority: InForce<'majority'> };
type Asked = {
  readonly kind: 'proposal' | 'election';
  readonly candidates: readonly string[];
  readonly entitled: number;
  readonly call: number;
  /** Heads for the quorum, where it is not checked at every vote. */
  readonly attending?: number | undefined;
  /** Of an advisory body: what it votes is an opinion. */
  readonly advises?: boolean;
};

/**
 * What an open ballot decides. In an election every candidate is measured by itself with the majority that the agreement asks
 * for; where two would pass, the one with more votes does, and with as many nobody does.
 */
export function resultOf(
  asked: Asked & { readonly choices: ReadonlyMap<string, string>; readonly division: Omit<Division, 'votes'> },
  clauses: Clauses,
): BallotResult {
  const { kind, candidates, entitled, call, attending, advises = false, choices, division } = asked;
  const measured = kind === 'proposal' ? ['yes'] : candidates.map((_, place) => candidateChoice(place));
  return among(
    measured.map((choice) => {
      const votes = new Map(
        [...choices].map(([seat, cast]) => [seat, kind === 'proposal' ? (cast as Vote) : voteFor(choice, cast)]),
      );
      return {
        choice,
        ballot: ballotOf({ entitled, call, attending, advises, division: { ...division, votes } }, clauses),
      };
    }),
    advises,
  );
}

/** The same from totals: `countedFor` gives what was counted for one option. */
export function resultOfCounts(
  asked: Asked & { readonly countedFor: (choice: string) => Counted },
  clauses: Clauses,
): BallotResult {
  const { kind, candidates, entitled, call, attending, advises = false, countedFor } = asked;
  const measured = kind === 'proposal' ? ['yes'] : candidates.map((_, place) => candidateChoice(place));
  return among(
    measured.map((choice) => ({
      choice,
      ballot: ballotOfCounts({ entitled, call, attending, advises, counted: countedFor(choice) }, clauses),
    })),
    advises,
  );
}

function among(options: readonly OptionResult[], advises: boolean): BallotResult {
  const quorate = options.every(({ ballot }) => ballot.quorum.met);
  const reached = options.filter(({ ballot }) => ballot.outcome === outcomeOf(true, advises));
  const most = reached.toSorted((a, b) => compareVotes(b, a));
  const tied = most.length > 1 && compareVotes(most[0]!, most[1]!) === 0;
  const passed = tied ? undefined : most[0]?.choice;
  return { options, passed, outcome: quorate ? outcomeOf(passed !== undefined, advises) : 'not-quorate' };
}

function compareVotes(a: OptionResult, b: OptionResult): number {
  const [left, right] = [a.ballot.majority.yes, b.ballot.majority.yes];
  const difference = left.num * right.den - right.num * left.den;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}
