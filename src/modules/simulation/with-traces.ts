import { traceText } from '../../kernel/explain.ts';
import type { Language } from '../../kernel/text.ts';
import type { Trace } from '../../kernel/trace.ts';

/** A result as JSON, each trace beside what it explains, row by row. A trace is read from `traces` only when its turn comes. */
export function* withTraces(
  result: Record<string, unknown>,
  traces: Readonly<Record<string, Trace>>,
  language: Language,
): Generator<string> {
  const { placed, around } = places(result, Object.keys(traces));
  const written = new Map<Trace, string>();
  const explained = (value: unknown): string => {
    const path = placed.get(value);
    return path === undefined ? '' : `"trace":${traceText(traces[path]!, language, written)}`;
  };
  const write = (value: unknown): string => {
    if (!around.has(value)) return JSON.stringify(value ?? null);
    if (Array.isArray(value)) return `[${value.map(write).join(',')}]`;
    const entries = Object.entries(value as object).flatMap(([key, inner]) =>
      inner === undefined ? [] : [`${JSON.stringify(key)}:${write(inner)}`],
    );
    return `{${[...entries, explained(value)].filter(Boolean).join(',')}}`;
  };
  let before = '{';
  for (const [key, inner] of Object.entries(result)) {
    if (inner === undefined) continue;
    yield `${before}${JSON.stringify(key)}:`;
    before = ',';
    if (Array.isArray(inner) && inner.length > 0 && around.has(inner)) {
      for (const [place, row] of inner.entries()) yield `${place === 0 ? '[' : ','}${write(row)}`;
      yield ']';
    } else yield write(inner);
  }
  const whole = explained(result);
  yield whole === '' ? `${before === '{' ? '{' : ''}}` : `${before}${whole}}`;
}

/** What each path leads to, and everything passed on the way there. */
function places(result: unknown, paths: readonly string[]): { placed: Map<unknown, string>; around: Set<unknown> } {
  const placed = new Map<unknown, string>();
  const around = new Set<unknown>([result]);
  for (const path of paths) {
    let target = result;
    for (const part of path.split(/[.[\]]+/).filter(Boolean)) {
      target = (target as Record<string, unknown>)[part];
      around.add(target);
    }
    placed.set(target, path);
  }
  return { placed, around };
}
