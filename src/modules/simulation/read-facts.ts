import { FactReader, type Fields } from './facts.ts';
import type { FactProblem } from './simulation.ts';

/** Facts as read key by key: what could not be read is undefined, and then there is a problem. */
type Partly<Facts> = { readonly [K in keyof Facts]: Facts[K] | undefined };

/** Reads a whole facts file with its known keys: the facts where nothing is wrong, otherwise every problem. */
export function readFacts<Facts>(
  raw: Record<string, unknown>,
  known: readonly string[],
  read: (fields: Fields) => Partly<Facts>,
): { readonly facts?: Facts; readonly problems: readonly FactProblem[] } {
  const reader = new FactReader();
  const fields = reader.fields(raw, '', known);
  const facts = fields && read(fields);
  return facts && reader.problems.length === 0
    ? { facts: facts as Facts, problems: [] }
    : { problems: reader.problems };
}
