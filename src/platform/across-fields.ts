import type { z } from 'zod';
import type { Text } from '../kernel/text.ts';
import { say } from './problem.ts';

/**
 * Adds a check that looks at several fields of an input and speaks at one of them. It speaks even when other fields are
 * wrong, so that a person sees everything at once: whatever it looks at may be missing or badly typed.
 */
export function acrossFields<S extends z.ZodType>(
  input: S,
  path: string,
  check: (given: Readonly<Record<string, unknown>>) => Text | undefined,
): S {
  const wrong = (value: unknown) =>
    value !== null && typeof value === 'object' ? check(value as Record<string, unknown>) : undefined;
  return input.refine((value) => wrong(value) === undefined, {
    when: () => true,
    path: [path],
    error: (issue) => {
      const says = wrong(issue.input);
      return says && say(says.it, says.en);
    },
  }) as S;
}
