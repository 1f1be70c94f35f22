import { text } from '../../../kernel/text.ts';
import { count, fact, stated, step, type Trace, words } from '../../../kernel/trace.ts';
import type { Terms } from '../../agreement/rules/index.ts';
import { type InForce, readingTraces } from '../../agreement/rules/index.ts';
import { callOf, type Voter } from './voter.ts';

type Component = Terms<'vote-weights'>['components'][number];
export type PopulationComponent = Extract<Component, { id: 'population' }>;

/** Votes of one entity by inhabitants, or the entities whose inhabitants are unknown, or that no band includes it. */
export type PopulationVotes =
  | { readonly votes: number; readonly explain: () => Trace }
  | { readonly missing: readonly Voter[] }
  | { readonly outside: Voter };

const inhabitants = text('abitanti', 'inhabitants');

/**
 * Votes by bands of the inhabitants. A union or a mountain community counts its own figure or, without one, those of the
 * entities it represents; a body without territory has the lowest band, or none.
 *
 * @param all every entity by its code, to find those represented
 * @param place where the component stands in the clause, for its readings
 * Source: clause kind `vote-weights` (Lecco: art. 4 lett. a).
 */
export function votesByPopulation(
  voter: Voter,
  component: PopulationComponent,
  { all, clause, place }: { all: ReadonlyMap<string, Voter>; clause: InForce<'vote-weights'>; place: number },
): PopulationVotes {
  const at = `components[${place}]`;
  const fixed = (votes: number, term: string, it: string, en: string): PopulationVotes => ({
    votes,
    explain: () =>
      step(
        text(`voti per abitanti di ${callOf(voter)}`, `votes of ${callOf(voter)} by inhabitants`),
        count(votes),
        text(it, en),
        [
          stated(text('clausola', 'clause'), words(clause.title), clause.source),
          ...readingTraces(clause, `${at}.${term}`),
        ],
      ),
  });
  const lowest = component.bands[0]!.votes;
  if (voter.lead && component.lead === 'none')
    return fixed(0, 'lead', "l'ente capofila non ha voti per abitanti", 'the lead has no votes by inhabitants');
  if (voter.kind === 'other') {
    return component.nonTerritorial === 'none'
      ? fixed(
          0,
          'nonTerritorial',
          'un ente senza territorio non ha voti per abitanti',
          'a body without territory has no votes by inhabitants',
        )
      : fixed(
          lowest,
          'nonTerritorial',
          'un ente senza territorio ha i voti della fascia più bassa',
          'a body without territory has the votes of the lowest band',
        );
  }
  const union = voter.kind === 'unione' || voter.kind === 'comunita_montana';
  if (union && component.unions === 'lowest_band')
    return fixed(
      lowest,
      'unions',
      'unioni e comunità montane hanno i voti della fascia più bassa',
      'unions and mountain communities have the votes of the lowest band',
    );
  const found = populationOf(voter, all, union && component.unions === 'net_of_single_members');
  if ('missing' in found) return found;
  const band = component.bands.find(({ upTo }) => upTo === undefined || found.population <= upTo);
  if (!band) return { outside: voter };
  return {
    votes: band.votes,
    explain: () =>
      step(
        text(`voti per abitanti di ${callOf(voter)}`, `votes of ${callOf(voter)} by inhabitants`),
        count(band.votes),
        band.upTo === undefined
          ? text('la fascia più alta, senza limite', 'the highest band, without a limit')
          : text(
              `la prima fascia che li comprende: fino a ${band.upTo}`,
              `the first band that includes them: up to ${band.upTo}`,
            ),
        [
          found.explain(),
          stated(
            text('fasce di voti per abitanti', 'bands of votes by inhabitants'),
            words(bandsInWords(component)),
            clause.source,
          ),
          ...readingTraces(clause, `${at}.bands`),
          ...(union ? readingTraces(clause, `${at}.unions`) : []),
          ...(voter.lead ? readingTraces(clause, `${at}.lead`) : []),
        ],
      ),
  };
}

function bandsInWords({ bands }: PopulationComponent) {
  return text(
    bands.map(({ upTo, votes }) => `${upTo === undefined ? 'oltre' : `fino a ${upTo}`}: ${votes}`).join('; '),
    bands.map(({ upTo, votes }) => `${upTo === undefined ? 'above' : `up to ${upTo}`}: ${votes}`).join('; '),
  );
}

type FoundPopulation =
  | { readonly population: number; readonly explain: () => Trace }
  | { readonly missing: readonly Voter[] };

function populationOf(
  voter: Voter,
  all: ReadonlyMap<string, Voter>,
  net: boolean,
  above: ReadonlySet<string> = new Set(),
): FoundPopulation {
  const gross = grossPopulationOf(voter, all, above);
  if (!net || 'missing' in gross) return gross;
  const singly = (voter.represents ?? []).flatMap((code) => {
    const represented = code === voter.code ? undefined : all.get(code);
    return represented ? [represented] : [];
  });
  const figures = singly.map((represented) => populationOf(represented, all, false, new Set([voter.code])));
  const missing = figures.flatMap((figure) => ('missing' in figure ? figure.missing : []));
  if (missing.length > 0) return { missing };
  const known = figures as Extract<FoundPopulation, { population: number }>[];
  const population = Math.max(0, gross.population - known.reduce((sum, figure) => sum + figure.population, 0));
  return {
    population,
    explain: () =>
      step(
        text(`abitanti di ${callOf(voter)} che contano`, `inhabitants of ${callOf(voter)} that count`),
        count(population, inhabitants),
        text(
          'tolti gli abitanti degli enti rappresentati che votano da soli',
          'less the inhabitants of the represented entities that vote on their own',
        ),
        [gross.explain(), ...known.map((figure) => figure.explain())],
      ),
  };
}

function grossPopulationOf(voter: Voter, all: ReadonlyMap<string, Voter>, above: ReadonlySet<string>): FoundPopulation {
  const { population } = voter;
  if (population !== undefined) {
    return {
      population,
      explain: () =>
        fact(
          text(`abitanti di ${callOf(voter)}`, `inhabitants of ${callOf(voter)}`),
          count(population, inhabitants),
          'abitanti',
          "31 dicembre dell'anno prima",
        ),
    };
  }
  const union = voter.kind === 'unione' || voter.kind === 'comunita_montana';
  const codes = union ? (voter.represents ?? []) : [];
  const represented = codes.map((code) => all.get(code));
  if (codes.length === 0 || above.has(voter.code) || represented.some((entity) => entity === undefined))
    return { missing: [voter] };
  const inside = new Set([...above, voter.code]);
  const figures = (represented as Voter[]).map((entity) => grossPopulationOf(entity, all, inside));
  const missing = figures.flatMap((figure) => ('missing' in figure ? figure.missing : []));
  if (missing.length > 0) return { missing };
  const known = figures as Extract<FoundPopulation, { population: number }>[];
  const sum = known.reduce((total, figure) => total + figure.population, 0);
  return {
    population: sum,
    explain: () =>
      step(
        text(`abitanti di ${callOf(voter)}`, `inhabitants of ${callOf(voter)}`),
        count(sum, inhabitants),
        text('somma degli enti che rappresenta', 'sum of the entities it represents'),
        known.map((figure) => figure.explain()),
      ),
  };
}
