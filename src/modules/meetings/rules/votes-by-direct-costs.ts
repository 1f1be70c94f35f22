import { compare, type Fraction, parseFraction } from '../../../kernel/fraction.ts';
import type { Cents } from '../../../kernel/money.ts';
import { sumCents } from '../../../kernel/money.ts';
import { text } from '../../../kernel/text.ts';
import { count, given, money, percent, stated, step, type Trace, words } from '../../../kernel/trace.ts';
import type { InForce, Terms } from '../../agreement/rules/index.ts';
import { readingTraces } from '../../agreement/rules/index.ts';
import { callOf, type Voter } from './voter.ts';

type Component = Terms<'vote-weights'>['components'][number];
export type EconomicComponent = Extract<Component, { id: 'economic' }>;

/** What the direct costs are measured on, and its explanation. */
export type EconomicBase = { readonly amount: Cents; readonly explain: () => Trace };

/** The sum of the direct costs of all entities. */
export function sumOfDirectCosts(voters: readonly Voter[]): EconomicBase {
  const amount = sumCents(voters.map(({ directCosts }) => directCosts ?? (0n as Cents)));
  return {
    amount,
    explain: () =>
      step(
        text('costi diretti di tutti gli enti', 'direct costs of all entities'),
        money(amount),
        text(
          `somma dei costi diretti di ${voters.length} enti`,
          `sum of the direct costs of ${voters.length} entities`,
        ),
        [],
      ),
  };
}

export function totalSpendingGiven(amount: Cents): EconomicBase {
  return { amount, explain: () => given(text('spesa totale', 'total spending'), money(amount)) };
}

const parsedBands = new WeakMap<EconomicComponent, readonly { upTo: Fraction | undefined; votes: number }[]>();

function bandsOf(component: EconomicComponent) {
  let bands = parsedBands.get(component);
  if (!bands) {
    bands = component.bands.map(({ upTo, votes }) => ({
      upTo: upTo === undefined ? undefined : parseFraction(upTo),
      votes,
    }));
    parsedBands.set(component, bands);
  }
  return bands;
}

/**
 * Votes by bands of the entity's part of the base. Without direct costs, or on a base of zero: the votes of who uses nothing.
 * Undefined when no band includes the part.
 *
 * Source: clause kind `vote-weights` (Lecco: art. 4 lett. b).
 */
export function votesByDirectCosts(
  voter: Voter & { readonly directCosts: Cents },
  component: EconomicComponent,
  { base, clause, place }: { base: EconomicBase; clause: InForce<'vote-weights'>; place: number },
): { readonly votes: number; readonly explain: () => Trace } | undefined {
  const at = `components[${place}]`;
  const what = text(`voti per costi diretti di ${callOf(voter)}`, `votes of ${callOf(voter)} by direct costs`);
  const costs = () =>
    given(text(`costi diretti di ${callOf(voter)}`, `direct costs of ${callOf(voter)}`), money(voter.directCosts));
  if (voter.directCosts === 0n || base.amount === 0n) {
    return {
      votes: component.zeroUse,
      explain: () =>
        step(
          what,
          count(component.zeroUse),
          base.amount === 0n
            ? text('nessuno ha costi diretti', 'nobody has direct costs')
            : text("l'ente non ha costi diretti", 'the entity has no direct costs'),
          [costs(), base.explain(), ...readingTraces(clause, `${at}.zeroUse`)],
        ),
    };
  }
  const part: Fraction = { num: voter.directCosts, den: base.amount };
  const band = bandsOf(component).find(({ upTo }) => upTo === undefined || compare(part, upTo) <= 0);
  if (!band) return undefined;
  return {
    votes: band.votes,
    explain: () =>
      step(
        what,
        count(band.votes),
        text(
          'la prima fascia che comprende la parte di spesa',
          'the first band that includes the part of the spending',
        ),
        [
          step(
            text(`parte di spesa di ${callOf(voter)}`, `part of the spending of ${callOf(voter)}`),
            percent(part),
            text(
              'costi diretti divisi per la spesa di riferimento',
              'direct costs divided by the spending of reference',
            ),
            [costs(), base.explain(), ...readingTraces(clause, `${at}.base`)],
          ),
          stated(
            text('fasce di voti per costi diretti', 'bands of votes by direct costs'),
            words(
              text(
                component.bands
                  .map(({ upTo, votes }) => `${upTo === undefined ? 'oltre' : `fino a ${upTo}`}: ${votes}`)
                  .join('; '),
                component.bands
                  .map(({ upTo, votes }) => `${upTo === undefined ? 'above' : `up to ${upTo}`}: ${votes}`)
                  .join('; '),
              ),
            ),
            clause.source,
          ),
          ...readingTraces(clause, `${at}.bands`),
        ],
      ),
  };
}
