import { add, type Fraction, fraction, zero } from '../../../kernel/fraction.ts';
import type { Cents } from '../../../kernel/money.ts';
import { ok, type Result, refuse } from '../../../kernel/result.ts';
import { text } from '../../../kernel/text.ts';
import { count, step, type Trace } from '../../../kernel/trace.ts';
import type { InForce } from '../../agreement/rules/index.ts';
import { readingTraces } from '../../agreement/rules/index.ts';
import { type MissingFigure, refusals } from './refusals.ts';
import { shownVotes } from './shown-votes.ts';
import { callOf, type Voter } from './voter.ts';
import {
  type EconomicBase,
  sumOfDirectCosts,
  totalSpendingGiven,
  votesByDirectCosts,
} from './votes-by-direct-costs.ts';
import { votesByPopulation } from './votes-by-population.ts';

/** The weight of one entity's vote: votes by component (0 where the clause has no such component) and what they make. */
export type VoteWeight = {
  readonly entity: string;
  readonly population: number;
  readonly economic: number;
  readonly weight: Fraction;
  readonly explain: () => Trace;
};

export type VoteWeights = {
  readonly weights: readonly VoteWeight[];
  readonly total: Fraction;
  readonly explain: () => Trace;
};

export type WeighedMeeting = {
  readonly voters: readonly Voter[];
  /** Used only where the clause measures direct costs on the total spending. */
  readonly totalSpending?: Cents | undefined;
};

/**
 * The weight of each entity's vote, in the order of `voters`.
 *
 * Refuses `meetings/missing-figure` for every entity without inhabitants or direct costs that the clause needs,
 * `meetings/outside-bands` where the last band is not open, `meetings/missing-total-spending`, and
 * `meetings/setting-not-computable` for two separate ballots, the entity's own bill and a fixed number for the lead.
 * Source: clause kind `vote-weights` (Lecco: art. 4).
 */
export function weighVotes(meeting: WeighedMeeting, clause: InForce<'vote-weights'>): Result<VoteWeights> {
  const { components } = clause.terms;
  const refused = notComputable(clause);
  if (refused) return refuse(refused);
  const onSpending = components.some((one) => one.id === 'economic' && one.base === 'total_cst_spending');
  if (onSpending && meeting.totalSpending === undefined) return refuse(refusals.noTotalSpending(clause.source));
  const { weights, missing, outside } = weightsFrom(meeting, clause);
  if (missing.length > 0) return refuse(refusals.missingFigures(missing, clause.source));
  if (outside.size > 0) return refuse(refusals.outsideBands([...outside].map(callOf), clause.source));
  const total = weights.reduce((sum, { weight }) => add(sum, weight), zero);
  return ok({
    weights,
    total,
    explain: () =>
      step(
        text('voti di tutti gli enti', 'votes of all entities'),
        shownVotes(total),
        text(`somma dei pesi di ${weights.length} enti`, `sum of the weights of ${weights.length} entities`),
        [step(text('enti', 'entities'), count(weights.length), text('quanti sono indicati', 'as many as given'), [])],
      ),
  });
}

/** The figures without which `weighVotes` refuses, with the entities that lack them; none where it cannot compute at all. */
export function figuresLacking(voters: readonly Voter[], clause: InForce<'vote-weights'>): readonly MissingFigure[] {
  return notComputable(clause) ? [] : weightsFrom({ voters, totalSpending: 0n as Cents }, clause).missing;
}

function weightsFrom({ voters, totalSpending }: WeighedMeeting, clause: InForce<'vote-weights'>) {
  const { components, combine } = clause.terms;
  const all = new Map(voters.map((voter) => [voter.code, voter]));
  const lackPopulation = new Set<Voter>();
  const lackCosts = new Set<Voter>();
  const outside = new Set<Voter>();
  let base: EconomicBase | undefined;
  const economic = components.find((component) => component.id === 'economic');
  if (economic?.id === 'economic') {
    for (const voter of voters) if (voter.directCosts === undefined) lackCosts.add(voter);
    base =
      economic.base === 'total_cst_spending' && totalSpending !== undefined
        ? totalSpendingGiven(totalSpending)
        : sumOfDirectCosts(voters);
  }
  const weights = voters.map((voter): VoteWeight => {
    const votes = { population: 0, economic: 0 };
    const explanations: (() => Trace)[] = [];
    components.forEach((component, place) => {
      if (component.id === 'population') {
        const found = votesByPopulation(voter, component, { all, clause, place });
        if ('missing' in found) for (const entity of found.missing) lackPopulation.add(entity);
        else if ('outside' in found) outside.add(found.outside);
        else {
          votes.population += found.votes;
          explanations.push(found.explain);
        }
      } else if (voter.directCosts !== undefined) {
        const found = votesByDirectCosts({ ...voter, directCosts: voter.directCosts }, component, {
          base: base!,
          clause,
          place,
        });
        if (!found) outside.add(voter);
        else {
          votes.economic += found.votes;
          explanations.push(found.explain);
        }
      }
    });
    const weight = fraction(votes.population + votes.economic, combine === 'average' ? components.length : 1);
    return {
      entity: voter.code,
      ...votes,
      weight,
      explain: () =>
        step(
          text(`peso del voto di ${callOf(voter)}`, `weight of the vote of ${callOf(voter)}`),
          shownVotes(weight),
          combine === 'average'
            ? text('media dei voti', 'average of the votes')
            : text('somma dei voti', 'sum of the votes'),
          [...explanations.map((explain) => explain()), ...readingTraces(clause, 'combine')],
        ),
    };
  });
  const missing: MissingFigure[] = [
    { figure: text('il numero di abitanti', 'inhabitants'), register: 'population', of: [...lackPopulation] },
    { figure: text("l'importo dei costi diretti", 'direct costs'), register: 'direct-costs', of: [...lackCosts] },
  ];
  return { weights, missing: missing.filter(({ of }) => of.length > 0), outside };
}

function notComputable(clause: InForce<'vote-weights'>) {
  const { components, combine } = clause.terms;
  const keyAt = (path: string) => clause.readings.find((used) => used.path === path)?.key ?? path;
  if (combine === 'two_ballots') return refusals.notComputable(keyAt('combine'), 'two_ballots', clause.source);
  for (const [place, component] of components.entries()) {
    const at = `components[${place}]`;
    if (component.id === 'economic' && component.base === 'own_bill')
      return refusals.notComputable(keyAt(`${at}.base`), 'own_bill', clause.source);
    if (component.id === 'population' && typeof component.lead === 'number')
      return refusals.notComputable(keyAt(`${at}.lead`), String(component.lead), clause.source);
  }
  return undefined;
}
