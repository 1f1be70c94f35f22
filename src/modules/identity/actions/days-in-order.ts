import type { z } from 'zod';
import { parseDay } from '../../../kernel/day.ts';
import { acrossFields } from '../../../platform/across-fields.ts';
import { lastBeforeFirst } from '../rules/post-refusals.ts';

/** An input with `since` and `until`, where a last day before the first is told at `until`, beside whatever else is wrong. */
export function daysInOrder<S extends z.ZodType>(input: S): S {
  return acrossFields(input, 'until', ({ since, until }) => {
    const [first, last] = [since, until].map((given) => (typeof given === 'string' ? parseDay(given) : undefined));
    return first && last && last < first ? lastBeforeFirst(first) : undefined;
  });
}
