import { inLanguage } from '../../kernel/explain.ts';
import type { Text } from '../../kernel/text.ts';
import type { AgreementDocument, Example } from '../agreement/rules/index.ts';
import { simulate } from './simulate.ts';

/** One point where an example did not come out: the path in the result, what the document expects, what was computed. */
export type Difference = { readonly path: string; readonly expected: unknown; readonly computed: unknown };

export type ExampleOutcome =
  | { readonly passes: true }
  | { readonly passes: false; readonly differences: readonly Difference[]; readonly says?: Text };

/**
 * Runs a worked example of a document with the document's own clauses. An expected object holds when its keys hold; an
 * expected list holds element by element and in length.
 */
export function runExample(document: AgreementDocument, example: Example): ExampleOutcome {
  const outcome = simulate({ rule: example.rule, found: { document }, facts: JSON.stringify(example.given) });
  if (outcome.exit === 2) {
    const [first] = outcome.problems;
    return {
      passes: false,
      differences: [],
      says: {
        it: `I dati dell'esempio non vanno: ${first?.path ?? ''} ${first?.says.it ?? ''}`,
        en: `The facts of the example are wrong: ${first?.path ?? ''} ${first?.says.en ?? ''}`,
      },
    };
  }
  if ('refused' in example.expect) {
    const codes = outcome.exit === 3 ? outcome.refusals.map(({ code }) => code) : [];
    return codes.includes(example.expect.refused)
      ? { passes: true }
      : {
          passes: false,
          differences: [{ path: 'refused', expected: example.expect.refused, computed: codes.join(', ') || null }],
        };
  }
  if (outcome.exit === 3) {
    const says = outcome.refusals[0]?.says;
    return {
      passes: false,
      differences: [],
      ...(says ? { says: { it: inLanguage(says, 'it'), en: inLanguage(says, 'en') } } : {}),
    };
  }
  const differences = compare(example.expect.result, outcome.simulated.result, '');
  return differences.length === 0 ? { passes: true } : { passes: false, differences };
}

function compare(expected: unknown, computed: unknown, path: string): Difference[] {
  if (Array.isArray(expected)) {
    if (!Array.isArray(computed) || computed.length !== expected.length) return [{ path, expected, computed }];
    return expected.flatMap((item, place) => compare(item, computed[place], `${path}[${place}]`));
  }
  if (typeof expected === 'object' && expected !== null) {
    if (typeof computed !== 'object' || computed === null) return [{ path, expected, computed }];
    return Object.entries(expected).flatMap(([key, value]) =>
      compare(value, (computed as Record<string, unknown>)[key], path ? `${path}.${key}` : key),
    );
  }
  return Object.is(expected, computed) ? [] : [{ path, expected, computed: computed ?? null }];
}
