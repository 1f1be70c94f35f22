import { add, type Fraction, fraction, parseFraction, zero } from '../../kernel/fraction.ts';
import { Refused } from '../../kernel/result.ts';
import type { Text } from '../../kernel/text.ts';
import type { Trace } from '../../kernel/trace.ts';
import { readTraces, writeTraces } from '../../kernel/trace-text.ts';
import { refusals } from './doors-refusals.ts';
import { fractionText, weightOf, weightTraces } from './electorate.ts';
import { clausesNamed } from './regulation.ts';
import {
  type BallotOutcome,
  type BallotResult,
  type Capacity,
  type Count,
  choicesOf,
  countsOf,
  resultOf,
  resultOfCounts,
  type Tally,
} from './rules/index.ts';
import type { Paper } from './sealed-ballot/paper.ts';
import { openTotal, type WeighedPaper } from './sealed-ballot/tally.ts';
import { type BallotDocument, type Counting, totalName } from './sealed-ballot/verify.ts';
import type { Sitting } from './sitting.ts';
import type { StoredBallot, StoredPaper, StoredVote } from './storage/ballots.ts';

/** A seat in a ballot, as at its stop. */
export type CountedSeat = {
  readonly seat: string;
  readonly title: Text;
  readonly entity: string | null;
  readonly weight: string | null;
  readonly present: boolean;
  /** Who was there for it. */
  readonly name: string | null;
  readonly capacity: Capacity | null;
  readonly remote: boolean;
  /** Cast a vote or a paper; it counts only where `present`. */
  readonly voted: boolean;
  /** Of an open ballot. */
  readonly choice: string | null;
};

/** What a threshold asked and what was found: exact fractions as texts. */
export type WrittenTally = { readonly base: string; readonly required: number; readonly yes: string };

export type WrittenResult = {
  readonly quorum: { readonly required: number; readonly present: number; readonly met: boolean };
  readonly options: (WrittenTally & {
    readonly choice: string;
    readonly heads: WrittenTally | null;
    readonly outcome: BallotOutcome;
    /** As many for as against, and the vote of who presides decided. */
    readonly byChair?: boolean;
  })[];
  /** What was cast for each choice; of a secret ballot only the ways of counting that the clause asks for. */
  readonly tallies: {
    readonly choice: string;
    readonly heads: number | null;
    readonly weight: string | null;
  }[];
  /** Present with a vote that cast none. */
  readonly silent: number;
  readonly passed: string | null;
  readonly outcome: BallotOutcome;
};

/** A ballot as frozen at its stop; of a secret one the result follows when its papers are counted. */
export type FrozenBallot = {
  readonly form: 1;
  readonly question: string;
  readonly kind: 'proposal' | 'election';
  readonly candidates: readonly string[];
  readonly way: 'open' | 'secret';
  readonly call: number;
  readonly on: string;
  readonly stopped: string;
  /** The electorate's hash: figures and weights come from there. */
  readonly electorate: string;
  readonly entitled: number;
  readonly majority: { readonly clause: string; readonly title: Text; readonly article: string };
  readonly quorumClause: { readonly clause: string; readonly article: string };
  readonly seats: readonly CountedSeat[];
  readonly result: WrittenResult | null;
  /** Explanations (`writeTraces`) by option. */
  readonly traces: string;
  /** Of a secret ballot: the hash of what was frozen at the stop. */
  readonly atStop?: string;
};

/** The ballot as it is at its stop: who was there, what each cast, and of an open ballot the result. */
export function stoppedBallot(
  sitting: Sitting,
  ballot: StoredBallot,
  cast: {
    readonly votes: readonly StoredVote[];
    readonly papers: readonly Pick<StoredPaper, 'seat'>[];
    readonly at: Date;
  },
): FrozenBallot {
  const { electorate, present, regulation, entitled, call } = sitting;
  const clauses = clausesNamed(regulation, ballot.clause);
  const choiceOf = new Map(cast.votes.map(({ seat, choice }) => [seat, choice]));
  const voted = new Set([...choiceOf.keys(), ...cast.papers.map(({ seat }) => seat)]);
  const seats = electorate.seats
    .filter(({ votes }) => votes)
    .map((seat): CountedSeat => {
      const there = present.get(seat.seat);
      return {
        seat: seat.seat,
        title: seat.title,
        entity: seat.entity?.code ?? null,
        weight: seat.weight,
        present: there !== undefined,
        name: there?.name ?? null,
        capacity: there?.capacity ?? null,
        remote: there?.remote ?? false,
        voted: voted.has(seat.seat),
        choice: choiceOf.get(seat.seat) ?? null,
      };
    });
  const result = ballot.way === 'open' ? openResult(sitting, ballot, seats) : undefined;
  return {
    form: 1,
    question: ballot.question,
    kind: ballot.kind,
    candidates: ballot.candidates,
    way: ballot.way,
    call,
    on: electorate.on,
    stopped: cast.at.toISOString(),
    electorate: sitting.meeting.frozenSha256!,
    entitled,
    majority: { clause: ballot.clause, title: clauses.majority.title, article: clauses.majority.article },
    quorumClause: { clause: clauses.quorum.id, article: clauses.quorum.article },
    seats,
    result: result ? written(result, openTallies(ballot, seats), seats) : null,
    traces: writeTraces(result ? tracesOf(result) : {}),
  };
}

function openResult(sitting: Sitting, ballot: StoredBallot, seats: readonly CountedSeat[]): BallotResult {
  const { electorate, regulation, entitled, call, attending } = sitting;
  const present = seats.filter((seat) => seat.present);
  const weights = new Map(present.map((seat) => [seat.seat, weightOf(seat)]));
  const explanations = weightTraces(electorate);
  return resultOf(
    {
      kind: ballot.kind,
      candidates: ballot.candidates,
      entitled,
      call,
      attending,
      advises: regulation.advises,
      choices: new Map(present.flatMap(({ seat, choice }) => (choice === null ? [] : [[seat, choice] as const]))),
      division: {
        present: present.map(({ seat }) => seat),
        weightOf: (seat) => weights.get(seat) ?? zero,
        chair: present.find(({ name }) => name !== null && name === sitting.meeting.chair)?.seat,
        weightTraces: () => present.flatMap(({ seat }) => explanations[seat] ?? []),
      },
    },
    clausesNamed(regulation, ballot.clause),
  );
}

/** The result of a secret ballot from its opened totals, put into what was frozen at the stop. */
export function countedBallot(
  sitting: Sitting,
  ballot: StoredBallot,
  { frozen, sha256, document }: { frozen: FrozenBallot; sha256: string; document: BallotDocument },
): FrozenBallot {
  const { regulation, entitled, call, attending, electorate } = sitting;
  const { majority, quorum } = clausesNamed(regulation, ballot.clause);
  const choices = choicesOf(ballot);
  const totalOf = (choice: string, counting: Counting): Fraction => {
    const option = choices.indexOf(choice);
    const found = document.totals.find((total) => total.option === option && total.counting === counting);
    return found ? fraction(found.total, counting === 'weights' ? document.scale : 1) : zero;
  };
  const present = frozen.seats.filter((seat) => seat.present);
  const asked = countsOf(majority);
  const explanations = weightTraces(electorate);
  const against = (choice: string) =>
    ballot.kind === 'proposal' ? ['no'] : choices.filter((other) => other !== choice && other !== 'blank');
  const countOf = (choice: string, counting: Counting): Count => ({
    present:
      counting === 'heads' ? fraction(present.length) : present.reduce((sum, seat) => add(sum, weightOf(seat)), zero),
    yes: totalOf(choice, counting),
    no: against(choice).reduce((sum, other) => add(sum, totalOf(other, counting)), zero),
  });
  const result = resultOfCounts(
    {
      kind: ballot.kind,
      candidates: ballot.candidates,
      entitled,
      call,
      attending,
      advises: regulation.advises,
      countedFor: (choice) => ({
        weights: asked.weights ? countOf(choice, 'weights') : undefined,
        heads: asked.heads ? countOf(choice, 'heads') : undefined,
        entities: {
          present: present.length,
          cast: asked.heads ? Number(add(countOf(choice, 'heads').yes, countOf(choice, 'heads').no).num) : undefined,
        },
        weightTraces: () => present.flatMap(({ seat }) => explanations[seat] ?? []),
      }),
    },
    { majority, quorum },
  );
  const tallies = choices.map((choice) => ({
    choice,
    heads: asked.heads ? Number(totalOf(choice, 'heads').num) : null,
    weight: asked.weights ? fractionText(totalOf(choice, 'weights')) : null,
  }));
  return {
    ...frozen,
    result: written(result, tallies, frozen.seats),
    traces: writeTraces(tracesOf(result)),
    atStop: sha256,
  };
}

/** Opens the totals that the majority asks for, and nothing else. Refuses `meetings/ballot-key-lost`. */
export function openedBallot(
  ballot: StoredBallot,
  sitting: Sitting,
  {
    name,
    frozen,
    papers,
    privateKey,
  }: { name: string; frozen: FrozenBallot; papers: readonly StoredPaper[]; privateKey: bigint | undefined },
): BallotDocument {
  if (privateKey === undefined) throw new Refused(refusals.keyLost());
  const { majority } = clausesNamed(sitting.regulation, ballot.clause);
  const asked = countsOf(majority);
  const scale = asked.weights ? commonDenominator(frozen.seats) : 1;
  const paperOf = new Map(papers.map((paper) => [paper.seat, paper]));
  const seats = frozen.seats.map((seat) => {
    const weight = seat.weight === null ? null : parseFraction(seat.weight)!;
    const paper = paperOf.get(seat.seat);
    return {
      seat: seat.seat,
      title: seat.title.it,
      weight: asked.weights ? Number(((weight?.num ?? 0n) * BigInt(scale)) / (weight?.den ?? 1n)) : null,
      present: seat.present,
      paper: paper?.paper ?? null,
      receipt: paper?.receipt ?? null,
    };
  });
  const publicKey = ballot.publicKey!;
  const options = choicesOf(ballot);
  const countings: Counting[] = [
    ...(asked.weights ? ['weights' as const] : []),
    ...(asked.heads ? ['heads' as const] : []),
  ];
  const totals = countings.flatMap((counting) => {
    const counted = seats.flatMap(({ paper, present, weight }): WeighedPaper[] =>
      paper === null || !present
        ? []
        : [{ paper: JSON.parse(paper) as Paper, weight: counting === 'heads' ? 1n : BigInt(weight ?? 0) }],
    );
    const most = counted.reduce((sum, { weight }) => sum + weight, 0n);
    return options.map((_, option) => ({
      option,
      counting,
      ...openTotal(counted, option, { privateKey, publicKey, name: totalName(name, counting, option), most }),
    }));
  });
  const shown = options.map((choice) =>
    choice.startsWith('candidate-') ? ballot.candidates[Number(choice.slice(10)) - 1]! : choice,
  );
  return {
    form: 'comunanza-ballot-1',
    ballot: name,
    question: ballot.question,
    options: shown,
    curve: 'P-256',
    publicKey,
    scale,
    seats,
    totals,
  };
}

/** Halves make weights whole when doubled. */
function commonDenominator(seats: readonly CountedSeat[]): number {
  const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b));
  return Number(
    seats.reduce((scale, { weight }) => {
      const { den } = (weight && parseFraction(weight)) || zero;
      return (scale * den) / gcd(scale, den);
    }, 1n),
  );
}

function openTallies(ballot: StoredBallot, seats: readonly CountedSeat[]): WrittenResult['tallies'] {
  return choicesOf(ballot).map((choice) => {
    const cast = seats.filter((seat) => seat.present && seat.choice === choice);
    const weighed = seats.some(({ weight }) => weight !== null);
    const weight = weighed ? fractionText(cast.reduce((sum, seat) => add(sum, weightOf(seat)), zero)) : null;
    return { choice, heads: cast.length, weight };
  });
}

function written(
  result: BallotResult,
  tallies: WrittenResult['tallies'],
  seats: readonly CountedSeat[],
): WrittenResult {
  const tally = ({ base, required, yes }: Tally): WrittenTally => ({
    base: fractionText(base),
    required: Number(required),
    yes: fractionText(yes),
  });
  const { required, present, met } = result.options[0]!.ballot.quorum;
  return {
    quorum: { required, present, met },
    options: result.options.map(({ choice, ballot }) => ({
      choice,
      ...tally(ballot.majority),
      heads: ballot.majority.heads ? tally(ballot.majority.heads) : null,
      outcome: ballot.outcome,
      ...(ballot.majority.byChair ? { byChair: true } : {}),
    })),
    tallies,
    silent: seats.filter((seat) => seat.present && !seat.voted).length,
    passed: result.passed ?? null,
    outcome: result.outcome,
  };
}

function tracesOf(result: BallotResult): Record<string, Trace> {
  return Object.fromEntries(result.options.map(({ choice, ballot }) => [choice, ballot.explain()]));
}

export function readFrozenBallot(text: string): FrozenBallot {
  return JSON.parse(text) as FrozenBallot;
}

/** The explanations of a ballot, by option. */
export function ballotTraces(frozen: FrozenBallot): Readonly<Record<string, Trace>> {
  return readTraces(frozen.traces);
}
