import type { Refusal } from '../../../kernel/result.ts';
import { type AnswerEffects, titlesOf } from '../effects.ts';
import type { Outcome } from '../simulate.ts';

export function refusalViewOf({ code, says, remedy, source }: Refusal) {
  return { code, says, remedy: remedy ?? null, clause: source?.clause ?? '', article: source?.article ?? '' };
}

export function effectsViewOf({ effects, refusals, problems, ...about }: AnswerEffects) {
  return { ...about, effects: [...effects], refusals: refusals.map(refusalViewOf), problems: [...problems] };
}

/** An answer with the paths that can be explained; only the shares of one entity where the reader may see no others. */
export function outcomeViewOf(outcome: Outcome, shares: { readonly of: string } | null) {
  if (outcome.exit === 3)
    return {
      outcome: 'refused' as const,
      result: null,
      explained: [],
      refusals: outcome.refusals.map(refusalViewOf),
      problems: [],
    };
  if (outcome.exit === 2)
    return {
      outcome: 'wrong-facts' as const,
      result: null,
      explained: [],
      refusals: [],
      problems: [...outcome.problems],
    };
  const { result, explain } = outcome.simulated;
  const { readings: _readings, ...rest } = result;
  const titles = titlesOf(outcome);
  const shown: Record<string, unknown> = Array.isArray(rest.obligations)
    ? {
        ...rest,
        obligations: rest.obligations.map((each: object, place) => ({
          ...each,
          title: titles('obligations', place),
        })),
      }
    : rest;
  const all = (shown.shares ?? []) as { entity: string }[];
  const paths = Object.keys(explain());
  if (!shares) return { outcome: 'value' as const, result: shown, explained: paths, refusals: [], problems: [] };
  const own = all.findIndex(({ entity }) => entity === shares.of);
  return {
    outcome: 'value' as const,
    result: { ...shown, shares: own < 0 ? [] : [all[own]], surplus: [] },
    explained: own < 0 ? [] : paths.filter((path) => path === `shares[${own}]`).map(() => 'shares[0]'),
    refusals: [],
    problems: [],
  };
}
