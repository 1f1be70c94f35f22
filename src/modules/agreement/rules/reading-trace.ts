import { text } from '../../../kernel/text.ts';
import { reading, type Trace, words } from '../../../kernel/trace.ts';
import type { ClauseKind } from './clause-kind.ts';
import type { InForce } from './resolve.ts';

/**
 * The settings that decided the terms of a clause, for explanations: what each asks, and what the chosen value means.
 *
 * @param at a path into the terms (`calls[0]`): only the settings of that term and of what is inside it; all without it.
 */
export function readingTraces(clause: Decided, at = ''): readonly Trace[] {
  let known = made.get(clause.readings);
  if (!known) {
    known = new Map();
    made.set(clause.readings, known);
  }
  let traces = known.get(at);
  if (!traces) {
    traces = makeTraces(clause, at);
    known.set(at, traces);
  }
  return traces;
}

type Decided = {
  readonly readings: InForce<ClauseKind>['readings'];
  readonly source: InForce<ClauseKind>['source'];
};

/** A clause in force is resolved once, and stands below many explanations. */
const made = new WeakMap<Decided['readings'], Map<string, readonly Trace[]>>();

function makeTraces(clause: Decided, at: string): Trace[] {
  return clause.readings
    .filter(({ path }) => at === '' || path === at || path.startsWith(`${at}.`) || path.startsWith(`${at}[`))
    .map(({ key, value, question, meaning }) => {
      const chosen = onOneLine(value);
      return reading(question ?? text(key, key), words(meaning ?? chosen), key, chosen, clause.source);
    });
}

/** A chosen value on one line: `fraction 30%, due 06-30`. */
function onOneLine(value: unknown): string {
  if (Array.isArray(value)) return value.map(onOneLine).join('; ');
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([name, inner]) => `${name} ${onOneLine(inner)}`)
    .join(', ');
}
