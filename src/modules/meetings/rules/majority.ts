import { add, compare, type Fraction, floor, fraction, multiply, zero } from '../../../kernel/fraction.ts';
import { text } from '../../../kernel/text.ts';
import { count, stated, step, type Trace, words } from '../../../kernel/trace.ts';
import { type InForce, readingTraces } from '../../agreement/rules/index.ts';
import { neededOf, thresholdInWords } from './head-count.ts';
import { shownVotes } from './shown-votes.ts';

export const votes = ['yes', 'no', 'abstain'] as const;
/** Who is present and has none of these did not vote. */
export type Vote = (typeof votes)[number];

/** What a threshold counts, what it asks for, and what is in favour. Weights may have halves; what is required is whole. */
export type Tally = { readonly base: Fraction; readonly required: bigint; readonly yes: Fraction };

export type Majority = Tally & {
  /** Beside weights, where the text asks for both. */
  readonly heads: Tally | undefined;
  /** As many for as against, and who presides was in favour: the clause lets that decide. */
  readonly byChair: boolean;
  readonly reached: boolean;
  readonly explain: () => Trace;
};

export type Division = {
  readonly present: readonly string[];
  readonly votes: ReadonlyMap<string, Vote>;
  /** Weight of each entity; heads (1 each) where the clause counts heads. */
  readonly weightOf: (entity: string) => Fraction;
  readonly weightTraces?: () => readonly Trace[];
  /** Who presides, where that is one of those present. */
  readonly chair?: string | undefined;
};

const head = (): Fraction => fraction(1);

/** Whether the clause counts weights, so that they must be known. */
export function countsWeights(clause: InForce<'majority'>): boolean {
  return clause.terms.base !== 'heads_present' && clause.terms.base !== 'heads_cast';
}

/** What one way of counting finds: those present, those in favour and against. */
export type Count = { readonly present: Fraction; readonly yes: Fraction; readonly no: Fraction };

/** A division counted: by weights and by heads, each where the clause asks for it. */
export type Counted = {
  readonly weights?: Count | undefined;
  readonly heads?: Count | undefined;
  /** How many entities are present; how many said yes or no, where that is known. */
  readonly entities: { readonly present: number; readonly cast?: number | undefined };
  readonly weightTraces?: (() => readonly Trace[]) | undefined;
  /** Whether who presides voted in favour; left out where votes are secret. */
  readonly chairFor?: boolean | undefined;
};

/** Which ways of counting the clause asks for: what a secret ballot has to open, and nothing more. */
export function countsOf(clause: InForce<'majority'>): { readonly weights: boolean; readonly heads: boolean } {
  const weights = countsWeights(clause);
  return { weights, heads: !weights || clause.terms.base === 'heads_and_weights' };
}

/**
 * Whether a proposal has the majority. Who is present and abstains, or does not vote, counts among those present and never
 * in favour; without any vote in favour nothing is approved.
 *
 * `heads_and_weights`: the fraction of the heads present, and more than half of the weight present.
 * Source: clause kind `majority` (Lecco: art. 4).
 */
export function majorityOf(division: Division, clause: InForce<'majority'>): Majority {
  const voting = (choice: Vote) => division.present.filter((entity) => division.votes.get(entity) === choice);
  const [inFavour, against] = [voting('yes'), voting('no')];
  const countOf = (worth: (entity: string) => Fraction): Count => ({
    present: sumOf(division.present, worth),
    yes: sumOf(inFavour, worth),
    no: sumOf(against, worth),
  });
  const asked = countsOf(clause);
  return majorityOfCounts(
    {
      weights: asked.weights ? countOf(division.weightOf) : undefined,
      heads: asked.heads ? countOf(head) : undefined,
      entities: { present: division.present.length, cast: inFavour.length + against.length },
      weightTraces: division.weightTraces,
      chairFor: division.chair !== undefined && inFavour.includes(division.chair),
    },
    clause,
  );
}

/**
 * The same where only the totals are known, as after a secret ballot.
 *
 * @param counted with the ways of counting that `countsOf` names
 */
export function majorityOfCounts(counted: Counted, clause: InForce<'majority'>): Majority {
  const { base, needs } = clause.terms;
  const weighed = countsWeights(clause);
  const cast = base === 'weights_cast' || base === 'heads_cast';
  const found = weighed ? counted.weights : counted.heads;
  if (!found) throw new RangeError(`the clause ${clause.source.clause} counts what was not counted`);
  const tally = (of: Count, required: (whole: Fraction) => bigint): Tally => {
    const whole = cast ? add(of.yes, of.no) : of.present;
    return { base: whole, required: required(whole), yes: of.yes };
  };
  const both = base === 'heads_and_weights';
  const main = tally(found, (whole) => (both ? floor(multiply(whole, fraction(1, 2))) + 1n : neededOf(needs, whole)));
  const heads = both ? tally(counted.heads!, (whole) => neededOf(needs, whole)) : undefined;
  const enough = passes(main) && (heads === undefined || passes(heads));
  const even = found.yes.num > 0n && compare(found.yes, found.no) === 0;
  const byChair = !enough && clause.terms.tie === 'chair' && even && counted.chairFor === true;
  const reached = enough || byChair;
  const entities = cast ? counted.entities.cast : counted.entities.present;
  const explainTally = ({ base: whole, required, yes }: Tally, of: 'weights' | 'heads', how: ReturnType<typeof text>) =>
    step(
      of === 'weights' ? text('voti favorevoli', 'votes in favour') : text('enti favorevoli', 'entities in favour'),
      shownVotes(yes),
      compare(yes, fraction(required)) >= 0
        ? text(`bastano: ne servono ${required}`, `enough: ${required} are needed`)
        : text(`non bastano: ne servono ${required}`, `not enough: ${required} are needed`),
      [
        step(
          of === 'weights' ? text('voti che servono', 'votes needed') : text('enti che servono', 'entities needed'),
          count(required),
          how,
          [
            step(
              cast
                ? text('voti espressi, favorevoli e contrari', 'votes cast, for and against')
                : of === 'weights'
                  ? text('voti dei presenti', 'votes of those present')
                  : text('enti presenti', 'entities present'),
              shownVotes(whole),
              entities === undefined
                ? text(
                    'somma dei voti espressi, come aperta dallo scrutinio',
                    'sum of the votes cast, as the count opened it',
                  )
                : text(`somma su ${entities} enti`, `sum over ${entities} entities`),
              of === 'weights' ? (counted.weightTraces?.() ?? []) : [],
            ),
          ],
        ),
      ],
    );
  return {
    ...main,
    heads,
    byChair,
    reached,
    explain: () =>
      step(
        text('maggioranza', 'majority'),
        words(reached ? text('raggiunta', 'reached') : text('non raggiunta', 'not reached')),
        both
          ? text(
              'servono insieme la maggioranza delle teste e quella dei voti',
              'both the majority of heads and that of votes are needed',
            )
          : byChair
            ? text(
                'favorevoli e contrari sono pari: prevale chi presiede, che è favorevole',
                'as many for as against: who presides prevails, and is in favour',
              )
            : text('si confrontano i favorevoli con quanto serve', 'those in favour are compared with what is needed'),
        [
          ...(heads ? [explainTally(heads, 'heads', thresholdInWords(needs))] : []),
          explainTally(
            main,
            weighed ? 'weights' : 'heads',
            both ? text('più della metà', 'more than half') : thresholdInWords(needs),
          ),
          stated(text('regola', 'rule'), words(clause.title), clause.source),
          ...readingTraces(clause),
        ],
      ),
  };
}

function passes({ required, yes }: Tally): boolean {
  return yes.num > 0n && compare(yes, fraction(required)) >= 0;
}

function sumOf(entities: readonly string[], worth: (entity: string) => Fraction): Fraction {
  return entities.reduce((sum, entity) => add(sum, worth(entity)), zero);
}
